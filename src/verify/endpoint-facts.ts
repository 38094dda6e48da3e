/** The facts that one trajectory and its task speak of, fetched from an endpoint step by step. */
import { graphOfTriples, type KeyTriple } from '../graph/of-triples.ts';
import { type AskedFormula, setOf } from '../logic/asked.ts';
import { conjuncts, type Formula, relationsOf } from '../logic/formula.ts';
import type { EndpointFacts, Found } from '../sparql/endpoint/facts.ts';
import type { Input } from '../tool/operation.ts';
import { isFault } from '../tool/result.ts';
import type { Called } from '../trajectory/record.ts';
import { cannotTell } from './cannot-tell.ts';
import type { Facts, FactsOf } from './facts.ts';
import { createDirections } from './hindsight/direction.ts';
import { takenApart } from './hindsight/made.ts';

/** Terms that a step may lead from, one too many of which is not asked about. */
const MOST_TERMS = 20_000;

/**
 * A set on the way, or more than it: what a condition or a ranking leaves out is fetched as well. Undefined for a set that only a
 * pattern could hold: all entities but some.
 */
type Keys = ReadonlySet<string> | undefined;

/** Thrown where not all facts can be had. */
class TooMuch extends Error {}

/** @param name of the endpoint, for the index that is made of them */
export function factsOfEndpoint(name: string, endpoint: EndpointFacts): FactsOf {
  const directions = createDirections(endpoint);
  return async ({ calls }, task) => {
    const triples = new Map<string, KeyTriple>();
    const gathering = createGathering(endpoint, triples);
    let cut: string | undefined;
    try {
      if (task !== undefined) await gathering.asked(task.formula);
      await gathering.calls(calls);
    } catch (error) {
      cut = error instanceof TooMuch ? error.message : cannotTell(error);
    }
    const graph = graphOfTriples(name, triples.values());
    const relations = [
      ...(task === undefined ? [] : relationsOf(task.formula)),
      ...calls.flatMap(({ operation }) => (operation !== undefined && 'follow' in operation ? [operation.follow] : [])),
    ];
    await directions.tell(graph, relations);
    const facts: Facts = { graph, cut };
    return facts;
  };
}

interface Gathering {
  asked(formula: AskedFormula): Promise<void>;
  calls(calls: readonly Called[]): Promise<void>;
}

function createGathering(endpoint: EndpointFacts, triples: Map<string, KeyTriple>): Gathering {
  const lost = new WeakSet<ReadonlySet<string>>();

  function keep({ triples: found, cut }: Found): void {
    if (cut) throw new TooMuch('the endpoint gives more facts of one step than are read');
    for (const triple of found) triples.set(JSON.stringify(triple), triple);
  }

  /** Nothing can be asked about blank nodes. */
  function known(keys: Keys): readonly string[] {
    if (keys === undefined) throw new TooMuch('it leads on from all entities but some');
    if (keys.size > MOST_TERMS)
      throw new TooMuch(`it leads on from ${keys.size} terms, of which at most ${MOST_TERMS} are asked about`);
    if (lost.has(keys)) throw new TooMuch('it leads through blank nodes, which have no name outside the endpoint');
    return [...keys];
  }

  async function step(relation: string, inverse: boolean, from: Keys): Promise<Keys> {
    const found = await endpoint.step(relation, inverse, known(from));
    keep(found);
    const reached = new Set(found.triples.map(([subject, , object]) => (inverse ? subject : object)));
    if (found.dead) lost.add(reached);
    return reached;
  }

  async function entities(iris: readonly string[]): Promise<Keys> {
    for (const iri of iris) keep(await endpoint.any(iri));
    return new Set(iris);
  }

  async function members(classIri: string): Promise<Keys> {
    const found = await endpoint.members(classIri);
    keep(found);
    return new Set(found.triples.map(([subject]) => subject));
  }

  async function valuesOf(relations: readonly string[], of: Keys): Promise<Keys> {
    for (const relation of relations) await step(relation, false, of);
    return of;
  }

  async function formula(part: Formula): Promise<Keys> {
    if ('entity' in part) return await entities([part.entity]);
    if ('relation' in part) return await step(part.relation, part.inverse === true, await formula(part.of));
    if ('class' in part) return await members(part.class);
    if ('or' in part) return unite(await inTurn(part.or, formula));
    if ('where' in part) return await valuesOf([part.where.relation], await formula(part.of));
    if ('top' in part) return await valuesOf([part.by], await formula(part.of));
    if ('not' in part) throw new TypeError('a negation stands only inside a conjunction');
    const { positive, negative } = conjuncts(part.and);
    await inTurn(negative, formula);
    return intersect(await inTurn(positive, formula));
  }

  async function call({ operation }: Called, handles: ReadonlyMap<string, Keys>): Promise<Keys> {
    const apart = operation === undefined ? undefined : takenApart(operation);
    if (apart === undefined) return undefined;
    const { made } = apart;
    const inputs = await inTurn(apart.inputs, async (input: Input) =>
      'handle' in input ? handles.get(input.handle) : await entities(input.entities),
    );
    const [first] = inputs;
    if (made.kind === 'follow') return await step(made.relation, made.inverse, first);
    if (made.kind === 'where') return await valuesOf([made.where.relation], first);
    if (made.kind === 'top') return await valuesOf([made.by], first);
    if (made.kind === 'table') return await valuesOf(made.relations, first);
    if (made.kind === 'members') return await members(made.class);
    if (made.kind === 'complement') return made.class === undefined ? undefined : await members(made.class);
    if (made.kind === 'and') return intersect(inputs);
    return made.kind === 'or' ? unite(inputs) : first;
  }

  return {
    async asked(asked) {
      const set = await formula(setOf(asked));
      if ('among' in asked) await entities([asked.is]);
      if ('table' in asked) await valuesOf(asked.table, set);
    },
    async calls(all) {
      const handles = new Map<string, Keys>();
      for (const one of all) {
        if (isFault(one.observation.status) || one.observation.status === 'truncated') continue;
        const keys = await call(one, handles);
        if (one.observation.result !== undefined && !handles.has(one.observation.result))
          handles.set(one.observation.result, keys);
      }
    },
  };

  function unite(sets: readonly Keys[]): Keys {
    if (sets.includes(undefined)) return undefined;
    const all = new Set(sets.flatMap((set) => [...(set ?? [])]));
    if (sets.some((set) => set !== undefined && lost.has(set))) lost.add(all);
    return all;
  }

  /** What is in all of them: of a set that only a pattern could hold, nothing is known to be out of it. */
  function intersect(sets: readonly Keys[]): Keys {
    const [first, ...others] = sets.filter((set) => set !== undefined);
    if (first === undefined) return undefined;
    const all = new Set([...first].filter((key) => others.every((other) => other.has(key))));
    if ([first, ...others].every((set) => lost.has(set))) lost.add(all);
    return all;
  }
}

async function inTurn<T, R>(all: readonly T[], ask: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (const one of all) answers.push(await ask(one));
  return answers;
}
