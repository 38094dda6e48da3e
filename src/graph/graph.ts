/** A graph in memory: its terms numbered in code-point order, and who is related to whom, in both directions. */
import type { Adjacency, KeyRelations } from './index/adjacency.ts';
import type { Index, OfTerms } from './index/build.ts';
import type { Entailment } from './index/entailment.ts';
import type { TermTable } from './index/term-table.ts';
import type { GraphInput } from './inputs.ts';
import type { GivenLabels } from './name/given-labels.ts';
import type { Prefixes } from './prefixes.ts';
import { BLANK_BASE } from './read/blank-nodes.ts';

/** An input as it was read. */
export interface LoadedInput extends GraphInput {
  readonly statements: number;
  readonly hasBlankNodes: boolean;
  /** Whether another RDF parser reads the very same triples from the file: no blank nodes, no relative IRIs, no TSV. */
  readonly foreign: boolean;
}

/** What comes with the triples of a graph. */
export interface GraphOrigin {
  readonly name: string;
  readonly inputs: readonly LoadedInput[];
  readonly prefixes: Prefixes;
  /** Names from label files. */
  readonly labels: GivenLabels;
  /** What values of tab-separated files were put behind, or undefined where no input was one. */
  readonly base: string | undefined;
  /** The preferred language of labels. */
  readonly language: string | undefined;
}

const NONE = new Uint32Array(0);

/**
 * Ids are ranks: `id(a) < id(b)` exactly if the key of a comes before that of b in code-point order, so literals come
 * first. Arrays that come out are views on the index, ascending and without repeats: do not write to them.
 */
export class Graph {
  readonly name: string;
  readonly inputs: readonly LoadedInput[];
  readonly origin: GraphOrigin;
  /** Number of triples, repeats and graph names left out; inferred ones are counted. */
  readonly triples: number;
  /** Number of triples that the files state: all of them, unless the graph was loaded with `entail`. */
  readonly asserted: number;
  /** What is known of inferred triples; undefined where the graph was loaded without `entail`. */
  readonly entailment: Entailment | undefined;
  /** Number of distinct terms; ids run from 0 to one less. */
  readonly terms: number;
  /** `gt1:` and the SHA-256 of terms and triples in hexadecimal; with `entail`, `gt1e:` and that of two such digests. */
  readonly digest: string;
  /** Ids of the predicates, ascending. */
  readonly relations: Uint32Array;
  readonly hasBlankNodes: boolean;
  readonly #terms: TermTable;
  readonly #forward: Adjacency;
  readonly #backward: Adjacency;
  readonly #positions = new Map<number, number>();
  readonly #literals: number;
  readonly #blankStart: number;
  readonly #blankEnd: number;
  #from: KeyRelations | undefined;
  #into: KeyRelations | undefined;

  constructor(index: Index, origin: GraphOrigin) {
    this.name = origin.name;
    this.inputs = origin.inputs;
    this.origin = origin;
    this.triples = index.triples;
    this.terms = index.terms.size;
    this.asserted = index.entailment?.stated ?? index.triples;
    this.entailment = index.entailment;
    this.digest = index.digest;
    this.relations = index.relations;
    this.#terms = index.terms;
    this.#forward = index.forward;
    this.#backward = index.backward;
    this.#from = index.ofTerms?.from;
    this.#into = index.ofTerms?.into;
    for (const [position, relation] of index.relations.entries()) this.#positions.set(relation, position);
    this.#literals = this.#terms.lowerBound(Buffer.from('#'));
    this.#blankStart = this.#terms.lowerBound(Buffer.from(BLANK_BASE));
    this.#blankEnd = this.#terms.lowerBound(Buffer.from(`${BLANK_BASE.slice(0, -1)};`));
    this.hasBlankNodes = this.#blankEnd > this.#blankStart;
  }

  /** The key of a term: see `termKey` and `termOf`. */
  key(id: number): string {
    return this.#terms.key(id);
  }

  /** The id of a key, or undefined where no triple has such a term. */
  id(key: string): number | undefined {
    return this.#terms.id(key);
  }

  isLiteral(id: number): boolean {
    return id < this.#literals;
  }

  /** How many literals there are: their ids are the lowest. */
  get literals(): number {
    return this.#literals;
  }

  /** Whether a term was a blank node in its file. Those are never anchors or answers. */
  isBlank(id: number): boolean {
    return id >= this.#blankStart && id < this.#blankEnd;
  }

  /** The ids of blank nodes: from the first number up to, not including, the second. */
  get blankRange(): readonly [start: number, end: number] {
    return [this.#blankStart, this.#blankEnd];
  }

  /** Whether a term is the predicate of a triple. */
  isRelation(id: number): boolean {
    return this.#positions.has(id);
  }

  objects(relation: number, subject: number): Uint32Array {
    const position = this.#positions.get(relation);
    return position === undefined ? NONE : this.#forward.valuesOf(position, subject);
  }

  subjects(relation: number, object: number): Uint32Array {
    const position = this.#positions.get(relation);
    return position === undefined ? NONE : this.#backward.valuesOf(position, object);
  }

  /** Distinct subjects of a relation. */
  subjectsOf(relation: number): Uint32Array {
    const position = this.#positions.get(relation);
    return position === undefined ? NONE : this.#forward.keysOf(position);
  }

  /** Distinct objects of a relation. */
  objectsOf(relation: number): Uint32Array {
    const position = this.#positions.get(relation);
    return position === undefined ? NONE : this.#backward.keysOf(position);
  }

  /** Subject and object of each triple of a relation, ascending. */
  *pairs(relation: number): Generator<readonly [subject: number, object: number]> {
    for (const subject of this.subjectsOf(relation)) {
      for (const object of this.objects(relation, subject)) yield [subject, object];
    }
  }

  /** The relations that have this term as a subject; O(their number) after the first call. */
  relationsFrom(id: number): Uint32Array {
    return id < this.terms ? relationsOf(this.#fromTerms(), id) : NONE;
  }

  /** The relations that have this term as an object; O(their number) after the first call. */
  relationsInto(id: number): Uint32Array {
    return id < this.terms ? relationsOf(this.#intoTerms(), id) : NONE;
  }

  /** What the first calls of {@link relationsFrom} and {@link relationsInto} work out. */
  get ofTerms(): OfTerms {
    return { from: this.#fromTerms(), into: this.#intoTerms() };
  }

  #fromTerms(): KeyRelations {
    this.#from ??= this.#forward.byKey(this.terms, this.relations);
    return this.#from;
  }

  #intoTerms(): KeyRelations {
    this.#into ??= this.#backward.byKey(this.terms, this.relations);
    return this.#into;
  }

  has(subject: number, relation: number, object: number): boolean {
    return this.#forward.row(this.#positions.get(relation) ?? -1, subject, object) >= 0;
  }

  /** Whether a triple stands in a file, and is not just inferred. */
  isAsserted(subject: number, relation: number, object: number): boolean {
    const row = this.#forward.row(this.#positions.get(relation) ?? -1, subject, object);
    if (row < 0 || this.entailment === undefined) return row >= 0;
    return ((this.entailment.asserted[row >>> 3] as number) & (1 << (row & 7))) !== 0;
  }

  /** The terms as they lie in memory, for what keeps or copies the whole graph. */
  get table(): TermTable {
    return this.#terms;
  }

  /** One direction of the index as it lies in memory, for loops that cannot afford a view a look-up. */
  adjacency(direction: 'forward' | 'backward'): Adjacency {
    return direction === 'forward' ? this.#forward : this.#backward;
  }

  /** The position of a relation in `relations` (what {@link Adjacency} goes by), or undefined. */
  position(relation: number): number | undefined {
    return this.#positions.get(relation);
  }
}

function relationsOf({ offsets, relations }: KeyRelations, id: number): Uint32Array {
  return relations.subarray(offsets[id], offsets[id + 1]);
}
