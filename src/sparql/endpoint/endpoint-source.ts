/** The {@link Source} of a SPARQL endpoint: every question about the graph becomes queries, and nothing is pinned. */
import { rdf } from '../../graph/namespaces.ts';
import type { Prefixes } from '../../graph/prefixes.ts';
import type {
  Candidate,
  Condition,
  Fact,
  Item,
  Observations,
  Ranking,
  Source,
  Step,
  TermSet,
} from '../../graph/source.ts';
import { type Term, termKey, termOf } from '../../graph/term.ts';
import { iriTerm, type VariableTerm, variable } from '../build.ts';
import type { Budget } from './budget.ts';
import { type Client, hurried } from './client.ts';
import type { Declared } from './declared.ts';
import { relationsOf } from './describe.ts';
import type { Discovery } from './discover.ts';
import { EndpointSet, endpointSetOf, type Where } from './endpoint-set.ts';
import { followOn, inputsOf } from './follow.ts';
import type { Labels } from './labels.ts';
import type { NameSearch } from './name-search.ts';
import { batches, listAll, membersWhere, sortedKeys } from './paging.ts';
import { entity, memberOf } from './patterns.ts';
import { among, canAsk, canName, select, statement } from './select.ts';
import { type Asking, BATCH, difference, intersection, setWhere, union } from './set-algebra.ts';
import { during } from './stopping.ts';
import { filterByValue, topByValue } from './values.ts';

const [s, p, o, x] = ['s', 'p', 'o', 'x'].map(variable) as [VariableTerm, VariableTerm, VariableTerm, VariableTerm];

/** Longest that one step may take while relations are looked at, in milliseconds. */
const LOOKING = 2000;

/** What a source is made of; `openEndpoint` puts it together. */
export interface EndpointParts {
  readonly asking: Asking;
  readonly discovery: Discovery;
  readonly labels: Labels;
  readonly names: NameSearch;
  readonly prefixes: Prefixes;
  /** Objects of a relation for a term of the schema, where that is known of all of them. */
  readonly declared: Declared;
  /** Whether an IRI is subject or object of anything. */
  readonly exists: (iri: string) => Promise<boolean>;
}

export class EndpointSource implements Source {
  readonly name: string;
  /** An endpoint may say something else tomorrow. */
  readonly digest = undefined;
  #parts: EndpointParts;
  #asking: Asking;
  #client: Client;
  readonly #patience: Budget | undefined;

  /** @param patience what looking at relations may cost; a step that takes longer gives a set of which nothing is known */
  constructor(parts: EndpointParts, patience?: Budget) {
    this.#patience = patience;
    this.#parts = parts;
    this.#asking = parts.asking;
    this.#client = parts.asking.client;
    this.name = this.#client.name;
  }

  /** From now on answers by what another source of the same endpoint found out; sets that were made before stay good. */
  takeOver(later: EndpointSource): void {
    this.#parts = later.#parts;
    this.#asking = later.#asking;
    this.#client = later.#client;
  }

  observe(): Observations {
    return this.#parts.discovery.observations;
  }

  has(iri: string): Promise<boolean> {
    return this.#parts.exists(iri);
  }

  expand(curie: string): string | undefined {
    return this.#parts.prefixes.expand(curie);
  }

  compact(iri: string): string {
    return this.#parts.prefixes.compact(iri);
  }

  async label(iri: string): Promise<string> {
    return (await this.#parts.labels.of([iri]))(iri);
  }

  async classesOf(iri: string): Promise<readonly string[]> {
    return (await this.#candidates([iri]))[0]?.classes ?? [];
  }

  async named(label: string, limit: number): Promise<readonly Candidate[]> {
    return await this.#candidates(await this.#parts.names.named(label, limit));
  }

  async search(text: string, options: { class?: string; limit: number }): Promise<readonly Candidate[]> {
    return await this.#candidates(await this.#parts.names.search(text, options.limit, options.class));
  }

  async objects(subject: string, relation: string): Promise<readonly Term[]> {
    if (!canName(subject) || !canName(relation)) return [];
    const declared = await this.#parts.declared(subject, relation);
    if (declared !== undefined) return declared;
    const where = [statement(iriTerm(subject), iriTerm(relation), o)];
    const { keys } = await membersWhere(this.#client, o, where, this.#asking.reach);
    return keys.map(termOf);
  }

  async describe(iri: string, { limit, sample }: { limit: number; sample: number }): Promise<readonly Fact[]> {
    const relations = (await relationsOf(this.#client, iri)).filter(({ total }) => total > 0).slice(0, limit);
    const from = EndpointSet.listed([iri]);
    return await Promise.all(
      relations.map(async ({ relation, inverse, total }) => {
        const keys = await this.#firstOf({ relation, inverse, from }, total, sample);
        return { relation, inverse, total, items: await this.#items(keys) };
      }),
    );
  }

  async setOf(iris: readonly string[]): Promise<TermSet> {
    const wanted = [...new Set(iris)].filter(canAsk);
    const there = await Promise.all(wanted.map((iri) => this.#parts.exists(iri)));
    return EndpointSet.listed(sortedKeys(wanted.filter((_, index) => there[index])));
  }

  async members(classIri?: string): Promise<TermSet> {
    if (classIri === undefined) {
      const { others, observations } = this.#parts.discovery;
      return EndpointSet.described(entity(others), observations.entities);
    }
    return canName(classIri) ? await setWhere(this.#asking, memberOf(classIri)) : EndpointSet.listed([]);
  }

  async follow({ relation, inverse, from }: Step): Promise<TermSet> {
    const set = endpointSetOf(from);
    if (this.#patience === undefined) return await followOn(this.#asking, relation, inverse, set);
    const soon = await this.#patience.attempt(LOOKING, (time) =>
      followOn({ ...this.#asking, client: hurried(this.#client, time) }, relation, inverse, set),
    );
    return soon ?? EndpointSet.unknown();
  }

  intersection(sets: readonly TermSet[]): Promise<TermSet> {
    return intersection(this.#asking, sets.map(endpointSetOf));
  }

  union(sets: readonly TermSet[]): Promise<TermSet> {
    return union(this.#asking, sets.map(endpointSetOf));
  }

  difference(from: TermSet, without: TermSet): Promise<TermSet> {
    return difference(this.#asking, endpointSetOf(from), endpointSetOf(without));
  }

  async filter(set: TermSet, condition: Condition): Promise<TermSet> {
    if (!canName(condition.relation)) return EndpointSet.listed([]);
    return await filterByValue(this.#asking, endpointSetOf(set), condition);
  }

  async top(set: TermSet, ranking: Ranking): Promise<TermSet> {
    if (!canName(ranking.relation)) return EndpointSet.listed([]);
    return await topByValue(this.#asking, endpointSetOf(set), ranking);
  }

  async items(
    set: TermSet,
    { offset, limit }: { offset: number; limit: number },
    via?: Step,
  ): Promise<readonly Item[]> {
    const { keys, where } = endpointSetOf(set);
    const shown = keys?.slice(offset, offset + limit) ?? (await this.#pageOf(where as Where, offset, limit));
    return await this.#items(shown, via);
  }

  during<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    return during(signal, action);
  }

  /** A page of what is too large to list, in the endpoint's own order of IRIs. */
  async #pageOf(where: Where, offset: number, limit: number): Promise<readonly string[]> {
    const query = select({ variables: [x], distinct: true, where: where(x), order: [x], offset, limit });
    const { rows } = await this.#client.select(query);
    return rows.flatMap(({ x: cell }) => (typeof cell === 'object' ? [termKey(cell)] : []));
  }

  /** The first terms of a step: of all of them, or where there are too many, of those that the endpoint puts first. */
  async #firstOf(step: Step, total: number, sample: number): Promise<readonly string[]> {
    const { relation, inverse, from } = step;
    if (total <= this.#asking.reach.page) {
      const { keys = [] } = await followOn(this.#asking, relation, inverse, endpointSetOf(from));
      return keys.slice(0, sample);
    }
    const [own = ''] = endpointSetOf(from).keys ?? [];
    const through = iriTerm(relation);
    const where: Where = (bound) => [
      inverse ? statement(bound, through, iriTerm(own)) : statement(iriTerm(own), through, bound),
    ];
    return await this.#pageOf(where, 0, sample);
  }

  async #items(keys: readonly string[], via?: Step): Promise<readonly Item[]> {
    const terms = keys.map(termOf);
    const iris = terms.flatMap((term) => (term.kind === 'iri' ? [term.iri] : []));
    const inputs = via === undefined ? undefined : await this.#inputs(keys, via);
    const labelOf = await this.#parts.labels.of(iris);
    return terms.map((term, index): Item => {
      const key = keys[index] as string;
      const of = inputs === undefined ? {} : { of: inputs.get(key) ?? [] };
      if (term.kind === 'iri') return { kind: 'entity', id: this.compact(term.iri), label: labelOf(term.iri), ...of };
      const { value, datatype, language } = term;
      return { kind: 'value', value, datatype, ...(language === undefined ? {} : { language }), ...of };
    });
  }

  async #inputs(keys: readonly string[], via: Step): Promise<ReadonlyMap<string, readonly string[]>> {
    const { relation, inverse, from } = via;
    const found = await inputsOf(this.#asking, relation, inverse, endpointSetOf(from), keys);
    const shown = (key: string): string => {
      const term = termOf(key);
      return term.kind === 'iri' ? this.compact(term.iri) : term.value;
    };
    return new Map([...found].map(([key, inputs]) => [key, inputs.map(shown)]));
  }

  async #candidates(iris: readonly string[]): Promise<readonly Candidate[]> {
    const classes = await this.#classes(iris);
    const labelOf = await this.#parts.labels.of([...iris, ...[...classes.values()].flat()]);
    return iris.map((iri) => ({
      iri,
      id: this.compact(iri),
      label: labelOf(iri),
      classes: (classes.get(iri) ?? []).map(labelOf),
    }));
  }

  /** All classes of each, most special first: those with the most classes above them, then those with the fewest members. */
  async #classes(iris: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const known = new Map(this.observe().classes.map((one) => [one.iri, one]));
    const found = new Map<string, Set<string>>();
    if (known.size === 0) return new Map();
    const asked = batches(iris.filter(canAsk), BATCH).map((batch) =>
      listAll(
        this.#client,
        { variables: [s, p], where: [among(s, batch), statement(s, iriTerm(rdf.type), p)] },
        this.#asking.reach,
      ),
    );
    for (const { s: member, p: type } of (await Promise.all(asked)).flatMap(({ rows }) => rows)) {
      if (typeof member !== 'object' || member.kind !== 'iri' || typeof type !== 'object' || type.kind !== 'iri')
        continue;
      const all = found.get(member.iri) ?? new Set();
      for (const iri of [type.iri, ...(known.get(type.iri)?.superclasses ?? [])]) all.add(iri);
      found.set(member.iri, all);
    }
    const rank = (iri: string): readonly [number, number] => {
      const info = known.get(iri);
      return [info?.superclasses.length ?? 0, info?.members ?? 0];
    };
    const ordered = (all: Iterable<string>): string[] =>
      [...sortedKeys(all)].sort((left, right) => {
        const [depth, members] = rank(left);
        const [other, more] = rank(right);
        return other - depth || members - more;
      });
    return new Map([...found].map(([iri, all]) => [iri, ordered(all)]));
  }
}
