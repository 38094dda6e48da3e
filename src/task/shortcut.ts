/** Shortcuts: formulas with fewer calls than a task's own, and no part of it, that have the same answers by chance. */
import { ClassIndex } from '../graph/classes.ts';
import type { Graph } from '../graph/graph.ts';
import { contains, intersect } from '../graph/set.ts';
import type { AskedFormula } from '../logic/asked.ts';
import { type Formula, partsOf, related } from '../logic/formula.ts';
import type { Follow } from './follow.ts';
import type { Ground } from './ground.ts';
import { type Hop, isStepBack } from './hop.ts';

/** Sets compared before one stops looking. */
const PATIENCE = 20_000;

/**
 * A class, one hop, or where the task takes more than two calls two hops, from an entity that is not among the answers: the
 * first such formula that has just these answers and is no part of the task's. Undefined where there is none; `'unknown'`
 * where patience ended first. `answers`: ids, at least one.
 */
export function shortcutOf(
  formula: AskedFormula,
  calls: number,
  answers: Uint32Array,
  ground: Ground,
  follow: Follow,
): Formula | 'unknown' | undefined {
  const own = new Set(partsBelow(formula).map((part) => JSON.stringify(part)));
  const isForeign = (found: Formula): boolean => !own.has(JSON.stringify(found));
  if (calls < 2) return undefined;
  const { graph } = ground;
  const kind = classOfJust(answers, graph);
  if (kind !== undefined && isForeign(kind)) return kind;
  for (const found of singleHops(answers, ground)) {
    const short = formulaFrom([found.hop], found.start, graph);
    if (isForeign(short)) return short;
  }
  if (calls < 3) return undefined;
  let looked = 0;
  for (const { hops, start, isSame } of doubleHops(answers, ground, follow)) {
    if (looked++ > PATIENCE) return 'unknown';
    const short = isSame() ? formulaFrom(hops, start, graph) : undefined;
    if (short !== undefined && isForeign(short)) return short;
  }
  return undefined;
}

function partsBelow(formula: AskedFormula): AskedFormula[] {
  return [formula, ...partsOf(formula).flatMap(partsBelow)];
}

function formulaFrom(hops: readonly Hop[], start: number, graph: Graph): Formula {
  return hops.reduce<Formula>((of, { iri, inverse }) => related(iri, inverse, of), { entity: graph.key(start) });
}

function classOfJust(answers: Uint32Array, graph: Graph): Formula | undefined {
  const classes = new ClassIndex(graph);
  const found = classes.classesOf(answers[0] as number).find((id) => {
    const members = classes.membersOf(id);
    return members.length === answers.length && intersect(members, answers).length === members.length;
  });
  return found === undefined ? undefined : { class: graph.key(found) };
}

/** The hops that arrive at an entity. */
function* arrivingHops(entity: number, { hops, arriving, offsets }: Ground): Generator<Hop> {
  const end = offsets[entity + 1] as number;
  for (let at = offsets[entity] as number; at < end; at++) yield hops[arriving[at] as number] as Hop;
}

/** What leads in one hop to all of the answers and to nothing else. */
function* singleHops(answers: Uint32Array, ground: Ground): Generator<{ hop: Hop; start: number }> {
  for (const hop of arrivingHops(answers[0] as number, ground)) {
    const { onward, back, position } = hop;
    let starts = back.valuesOf(position, answers[0] as number);
    for (let index = 1; index < answers.length && starts.length > 0; index++)
      starts = intersect(starts, back.valuesOf(position, answers[index] as number));
    for (const start of starts) {
      const alone = onward.valuesOf(position, start).length === answers.length;
      if (alone && !contains(answers, start) && !ground.graph.isBlank(start)) yield { hop, start };
    }
  }
}

interface Double {
  readonly hops: readonly [Hop, Hop];
  readonly start: number;
  /** Whether the two hops lead to the answers and nothing else. */
  readonly isSame: () => boolean;
}

/** What leads in two hops to the first of the answers through something that leads to answers alone. */
function* doubleHops(answers: Uint32Array, ground: Ground, follow: Follow): Generator<Double> {
  for (const last of arrivingHops(answers[0] as number, ground)) {
    for (const middle of last.back.valuesOf(last.position, answers[0] as number)) {
      const reached = last.onward.valuesOf(last.position, middle);
      if (reached.length > answers.length || intersect(reached, answers).length < reached.length) continue;
      for (const first of arrivingHops(middle, ground)) {
        if (isStepBack(first, last)) continue;
        for (const start of first.back.valuesOf(first.position, middle)) {
          if (contains(answers, start) || ground.graph.isBlank(start)) continue;
          const isSame = (): boolean => {
            const set = follow(last, first.onward.valuesOf(first.position, start), answers.length);
            return set !== undefined && set.length === answers.length && intersect(set, answers).length === set.length;
          };
          yield { hops: [first, last], start, isSame };
        }
      }
    }
  }
}
