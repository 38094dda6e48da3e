/** From statements in any order to the finished index: interned terms, ranks, both directions, digest. */
import { GraphError } from '../../errors.ts';
import { type Adjacency, compressRows, type KeyRelations } from './adjacency.ts';
import { sortByteStrings } from './byte-order.ts';
import { Dictionary } from './dictionary.ts';
import { digestOf } from './digest.ts';
import type { Entailment } from './entailment.ts';
import { type TermTable, tableOf } from './term-table.ts';
import { type Columns, dropRepeats, makeColumns, sortInto } from './triple-order.ts';

/** What a graph is made of: its terms by rank, its relations ascending, and what each relates, both ways. */
export interface Index {
  readonly terms: TermTable;
  readonly relations: Uint32Array;
  /** Subject → objects and object → subjects, by position in `relations`. */
  readonly forward: Adjacency;
  readonly backward: Adjacency;
  readonly triples: number;
  readonly digest: string;
  /** Where the index also holds what follows from its declarations; undefined where it holds stated triples alone. */
  readonly entailment?: Entailment | undefined;
  /** Which relations each term has, where that was worked out already. */
  readonly ofTerms?: OfTerms | undefined;
}

/** The relations that each term is a subject of, and an object of. */
export interface OfTerms {
  readonly from: KeyRelations;
  readonly into: KeyRelations;
}

const ROWS = 1 << 16;

/** Collects statements; terms are copied, so that nothing of the input stays alive. */
export class IndexBuilder {
  #dictionary = new Dictionary();
  #blocks: Uint32Array[] = [];
  #block = new Uint32Array(ROWS * 3);
  #at = 0;
  readonly #maximum: number;

  constructor(maximumStatements: number) {
    this.#maximum = maximumStatements;
  }

  get statements(): number {
    return this.#blocks.length * ROWS + this.#at / 3;
  }

  /** Takes one statement as keys (see `termKey`). Repeats are welcome. */
  add(subject: string, predicate: string, object: string): void {
    if (this.#at === this.#block.length) this.#nextBlock();
    const dictionary = this.#dictionary;
    const block = this.#block;
    block[this.#at] = dictionary.intern(subject);
    block[this.#at + 1] = dictionary.intern(predicate);
    block[this.#at + 2] = dictionary.intern(object);
    this.#at += 3;
  }

  /** Makes the index; the builder is empty afterwards. */
  finish(): Index {
    this.#refuseTooMany();
    const rows = this.statements;
    const order = sortByteStrings(this.#dictionary.bytes, this.#dictionary.offsets, this.#dictionary.size);
    const ranks = new Uint32Array(order.length);
    for (let rank = 0; rank < order.length; rank++) ranks[order[rank] as number] = rank;
    const terms = tableOf(this.#dictionary, order);
    this.#dictionary = new Dictionary();
    const relations = this.#rankRows(ranks);
    return indexOf(terms, this.#columns(rows, relations.length), relations);
  }

  #nextBlock(): void {
    this.#refuseTooMany();
    this.#blocks.push(this.#block);
    this.#block = new Uint32Array(ROWS * 3);
    this.#at = 0;
  }

  #refuseTooMany(): void {
    if (this.statements <= this.#maximum) return;
    throw new GraphError(
      'too_many_statements',
      `Expected at most ${this.#maximum} statements, the limit set for a graph; got more. Load a part of the data or raise the limit.`,
    );
  }

  /**
   * Replaces numbers by ranks, in place, and those of predicates by positions in the ascending list of relations, which is
   * returned: few, so that sorting by them is cheap.
   */
  #rankRows(ranks: Uint32Array): Uint32Array {
    this.#blocks.push(this.#block.subarray(0, this.#at));
    const positions = new Uint32Array(ranks.length);
    for (const block of this.#blocks) {
      for (let at = 0; at < block.length; at += 3) {
        block[at] = ranks[block[at] as number] as number;
        const relation = ranks[block[at + 1] as number] as number;
        block[at + 1] = relation;
        positions[relation] = 1;
        block[at + 2] = ranks[block[at + 2] as number] as number;
      }
    }
    const relations: number[] = [];
    for (let rank = 0; rank < ranks.length; rank++) {
      if (positions[rank] !== 0) positions[rank] = relations.push(rank) - 1;
    }
    for (const block of this.#blocks) {
      for (let at = 1; at < block.length; at += 3) block[at] = positions[block[at] as number] as number;
    }
    return Uint32Array.from(relations);
  }

  /** The rows as columns; each block is let go as soon as it is copied. */
  #columns(rows: number, relations: number): Columns {
    const columns = makeColumns(rows, relations);
    let row = 0;
    for (const [position, block] of this.#blocks.entries()) {
      this.#blocks[position] = new Uint32Array(0);
      for (let at = 0; at < block.length; at += 3, row++) {
        columns.subject[row] = block[at] as number;
        columns.predicate[row] = block[at + 1] as number;
        columns.object[row] = block[at + 2] as number;
      }
    }
    this.#blocks = [];
    this.#block = new Uint32Array(0);
    this.#at = 0;
    return columns;
  }
}

/** The index of rows in any order, which it takes over; their predicates are positions in `relations`, ascending ids. */
export function indexOf(terms: TermTable, rows: Columns, relations: Uint32Array): Index {
  let [one, two] = [rows, makeColumns(rows.length, relations.length)];
  const sortBy = (by: 'subject' | 'predicate' | 'object'): void => {
    sortInto(one, two, by, by === 'predicate' ? relations.length : terms.size);
    [one, two] = [two, one];
  };
  sortBy('object');
  sortBy('predicate');
  sortBy('subject');
  const triples = dropRepeats(one);
  one = { ...one, length: triples };
  two = { ...two, length: triples };
  const digest = digestOf(terms.blocks, one, relations);
  sortBy('predicate');
  const bounds = boundsOf(one, relations.length);
  const forward = compressRows(one.subject, one.object.slice(0, triples), bounds);
  sortBy('object');
  sortBy('predicate');
  const backward = compressRows(one.object, one.subject.slice(0, triples), bounds);
  return { terms, relations, forward, backward, triples, digest };
}

function boundsOf(rows: Columns, relations: number): Uint32Array {
  const bounds = new Uint32Array(relations + 1);
  for (let row = 0; row < rows.length; row++) (bounds[(rows.predicate[row] as number) + 1] as number)++;
  for (let relation = 0; relation < relations; relation++) {
    bounds[relation + 1] = (bounds[relation + 1] as number) + (bounds[relation] as number);
  }
  return bounds;
}
