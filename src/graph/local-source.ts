/** The {@link Source} of a graph in memory. */
import { ClassIndex } from './classes.ts';
import type { Graph } from './graph.ts';
import { Labels } from './labels.ts';
import { NameIndex, type NameRows, nameRows } from './name/name-index.ts';
import { observe } from './observe.ts';
import { createRecent } from './recent.ts';
import { emptySet, followSet, intersect, lowerBound, subtract, unite } from './set.ts';
import type { Candidate, Condition, Fact, Item, Observations, Ranking, Source, Step, TermSet } from './source.ts';
import { type Term, termOf } from './term.ts';
import { filterSet, topSet } from './value-sets.ts';

/** What is served is kept ready to be served again: so many candidates and items. */
const REMEMBERED = 5000;

/** Ids behind a set. Blank nodes may be among them, so that paths lead through, but they are never counted or shown. */
class LocalSet implements TermSet {
  readonly truncated = false;
  readonly size: number;
  readonly ids: Uint32Array;
  /** The places of blank nodes in `ids`. */
  readonly blankStart: number;
  readonly blankEnd: number;

  constructor(graph: Graph, ids: Uint32Array) {
    const [start, end] = graph.blankRange;
    this.ids = ids;
    this.blankStart = start === end ? 0 : lowerBound(ids, start, 0, ids.length);
    this.blankEnd = start === end ? 0 : lowerBound(ids, end, this.blankStart, ids.length);
    this.size = ids.length - (this.blankEnd - this.blankStart);
  }

  /** The id that is shown at a place. */
  at(place: number): number {
    return this.ids[place < this.blankStart ? place : place + this.blankEnd - this.blankStart] as number;
  }
}

/** What a source has worked out about its graph by passing over all of it: costly, and the same each time. */
export interface Findings {
  readonly observations?: Observations | undefined;
  readonly names?: NameRows | undefined;
}

export class LocalSource implements Source {
  readonly graph: Graph;
  readonly name: string;
  readonly digest: string;
  readonly #labels: Labels;
  readonly #classes: ClassIndex;
  readonly #candidates = createRecent<number, Candidate>(REMEMBERED);
  readonly #items = createRecent<number, Item>(REMEMBERED);
  #names: NameIndex | undefined;
  #observations: Observations | undefined;

  /** `known`: what a source over an equal graph has worked out. */
  constructor(graph: Graph, known: Findings = {}) {
    this.graph = graph;
    this.name = graph.name;
    this.digest = graph.digest;
    this.#labels = new Labels(graph);
    this.#classes = new ClassIndex(graph);
    this.#observations = known.observations;
    if (known.names !== undefined) this.#names = new NameIndex(known.names, this.#labels);
  }

  /** What has been worked out until now. */
  get findings(): Findings {
    return { observations: this.#observations, names: this.#names?.rows };
  }

  observe(): Observations {
    this.#observations ??= observe(this.graph, this.#classes, this.#labels);
    return this.#observations;
  }

  has(iri: string): boolean {
    const id = this.#iri(iri);
    if (id === undefined || this.graph.isBlank(id)) return false;
    return this.graph.relationsFrom(id).length > 0 || this.graph.relationsInto(id).length > 0;
  }

  expand(curie: string): string | undefined {
    return this.graph.origin.prefixes.expand(curie);
  }

  compact(iri: string): string {
    return this.graph.origin.prefixes.compact(iri);
  }

  label(iri: string): string {
    const id = this.#iri(iri);
    return id === undefined ? this.#labels.unknown(iri) : this.#labels.label(id);
  }

  classesOf(iri: string): readonly string[] {
    const id = this.#iri(iri);
    return id === undefined ? [] : this.#classLabels(id);
  }

  named(label: string, limit: number): readonly Candidate[] {
    return this.#nameIndex()
      .named(label, limit)
      .map((id) => this.#candidate(id));
  }

  search(text: string, options: { class?: string; limit: number }): readonly Candidate[] {
    const within = options.class === undefined ? undefined : this.#classes.members(options.class);
    return this.#nameIndex()
      .search(text, options.limit, within)
      .map((id) => this.#candidate(id));
  }

  objects(subject: string, relation: string): readonly Term[] {
    const from = this.#iri(subject);
    const through = this.#iri(relation);
    if (from === undefined || through === undefined) return [];
    return Array.from(this.graph.objects(through, from), (id) => termOf(this.graph.key(id)));
  }

  describe(iri: string, options: { limit: number; sample: number }): readonly Fact[] {
    const id = this.#iri(iri);
    if (id === undefined) return [];
    const facts: Fact[] = [];
    for (const inverse of [false, true]) {
      for (const relation of inverse ? this.graph.relationsInto(id) : this.graph.relationsFrom(id)) {
        if (facts.length >= options.limit) return facts;
        const set = this.#set(followSet(this.graph, relation, inverse, Uint32Array.of(id)));
        if (set.size === 0) continue;
        const items = this.items(set, { offset: 0, limit: options.sample });
        facts.push({ relation: this.graph.key(relation), inverse, total: set.size, items });
      }
    }
    return facts;
  }

  setOf(iris: readonly string[]): TermSet {
    const ids = iris.map((iri) => this.#iri(iri)).filter((id) => id !== undefined && !this.graph.isBlank(id));
    return this.#set(unite(ids.map((id) => Uint32Array.of(id as number))));
  }

  members(classIri?: string): TermSet {
    return this.#set(classIri === undefined ? this.#classes.entities() : this.#classes.members(classIri));
  }

  follow({ relation, inverse, from }: Step): TermSet {
    const id = this.#iri(relation);
    return this.#set(id === undefined ? emptySet : followSet(this.graph, id, inverse, idsOf(from)));
  }

  intersection(sets: readonly TermSet[]): TermSet {
    const ids = sets.map(idsOf).sort((left, right) => left.length - right.length);
    return this.#set(ids.length === 0 ? emptySet : ids.reduce(intersect));
  }

  union(sets: readonly TermSet[]): TermSet {
    return this.#set(unite(sets.map(idsOf)));
  }

  difference(from: TermSet, without: TermSet): TermSet {
    return this.#set(subtract(idsOf(from), idsOf(without)));
  }

  filter(set: TermSet, { relation, comparison, value }: Condition): TermSet {
    const id = this.#iri(relation);
    return this.#set(id === undefined ? emptySet : filterSet(this.graph, id, comparison, value, idsOf(set)));
  }

  top(set: TermSet, { relation, order, count }: Ranking): TermSet {
    const id = this.#iri(relation);
    return this.#set(id === undefined ? emptySet : topSet(this.graph, id, order, count, idsOf(set)));
  }

  items(set: TermSet, page: { offset: number; limit: number }, via?: Step): readonly Item[] {
    const local = localOf(set);
    const end = Math.min(local.size, page.offset + page.limit);
    const items: Item[] = [];
    for (let place = page.offset; place < end; place++) items.push(this.#item(local.at(place), via));
    return items;
  }

  #item(id: number, via: Step | undefined): Item {
    const item = this.#items(id, () => this.#makeItem(id));
    return via === undefined ? item : { ...item, of: this.#inputs(id, via) };
  }

  #makeItem(id: number): Item {
    const term = termOf(this.graph.key(id));
    if (term.kind === 'iri') return { kind: 'entity', id: this.compact(term.iri), label: this.#labels.label(id) };
    const { value, datatype, language } = term;
    return { kind: 'value', value, datatype, ...(language === undefined ? {} : { language }) };
  }

  /** Which members of the set that was followed lead to this one. */
  #inputs(id: number, via: Step): readonly string[] {
    const relation = this.#iri(via.relation);
    if (relation === undefined) return [];
    const back = followSet(this.graph, relation, !via.inverse, Uint32Array.of(id));
    const shown = [...intersect(back, idsOf(via.from))].filter((input) => !this.graph.isBlank(input));
    return shown.map((input) => {
      const term = termOf(this.graph.key(input));
      return term.kind === 'iri' ? this.compact(term.iri) : term.value;
    });
  }

  #candidate(id: number): Candidate {
    return this.#candidates(id, () => {
      const iri = this.graph.key(id);
      return { iri, id: this.compact(iri), label: this.#labels.label(id), classes: this.#classLabels(id) };
    });
  }

  /** Most special first: those with the most classes above them, then those with the fewest members. */
  #classLabels(id: number): readonly string[] {
    const rows = Array.from(this.#classes.classesOf(id), (classId) => ({
      classId,
      depth: this.#classes.superclasses(classId).length,
      members: this.#classes.memberCount(classId),
    }));
    rows.sort(
      (left, right) => right.depth - left.depth || left.members - right.members || left.classId - right.classId,
    );
    return rows.map(({ classId }) => this.#labels.label(classId));
  }

  #nameIndex(): NameIndex {
    this.#names ??= new NameIndex(nameRows(this.#classes.entities(), this.#labels), this.#labels);
    return this.#names;
  }

  #set(ids: Uint32Array): LocalSet {
    return new LocalSet(this.graph, ids);
  }

  /** The id of an IRI. A text that begins with a quotation mark is the key of a literal, which is no IRI. */
  #iri(iri: string): number | undefined {
    const id = this.graph.id(iri);
    return id === undefined || this.graph.isLiteral(id) ? undefined : id;
  }
}

function localOf(set: TermSet): LocalSet {
  if (set instanceof LocalSet) return set;
  throw new TypeError('Expected a set made by this source; got one of another.');
}

function idsOf(set: TermSet): Uint32Array {
  return localOf(set).ids;
}
