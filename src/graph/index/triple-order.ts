/** Triples as three columns of numbers, and the stable counting sort that brings them into any order. */

/** Rows `0 … length-1`; the arrays may be longer. */
export interface Columns {
  readonly subject: Uint32Array;
  /** Halved where the numbers allow: at millions of rows it tells. */
  readonly predicate: Uint32Array | Uint16Array;
  readonly object: Uint32Array;
  readonly length: number;
}

export type Column = 'subject' | 'predicate' | 'object';

/** Empty columns; the numbers of predicates will be below `predicates`. */
export function makeColumns(length: number, predicates: number): Columns {
  return {
    subject: new Uint32Array(length),
    predicate: predicates <= 0x1_0000 ? new Uint16Array(length) : new Uint32Array(length),
    object: new Uint32Array(length),
    length,
  };
}

/**
 * Writes the rows of `from` into `to`, ordered by one column whose values are below `limit`; rows that are equal there
 * keep their order, so sorting by a minor column first and a major one last sorts by both.
 */
export function sortInto(from: Columns, to: Columns, by: Column, limit: number): void {
  const { subject, predicate, object, length } = from;
  const keys = from[by];
  const next = new Uint32Array(limit + 1);
  for (let row = 0; row < length; row++) (next[(keys[row] as number) + 1] as number)++;
  for (let key = 0; key < limit; key++) next[key + 1] = (next[key + 1] as number) + (next[key] as number);
  for (let row = 0; row < length; row++) {
    const key = keys[row] as number;
    const place = next[key] as number;
    next[key] = place + 1;
    to.subject[place] = subject[row] as number;
    to.predicate[place] = predicate[row] as number;
    to.object[place] = object[row] as number;
  }
}

/** Drops rows equal to the one before; returns how many are left. */
export function dropRepeats({ subject, predicate, object, length }: Columns): number {
  let kept = 0;
  for (let row = 0; row < length; row++) {
    const s = subject[row] as number;
    const p = predicate[row] as number;
    const o = object[row] as number;
    if (kept > 0 && s === subject[kept - 1] && p === predicate[kept - 1] && o === object[kept - 1]) continue;
    subject[kept] = s;
    predicate[kept] = p;
    object[kept++] = o;
  }
  return kept;
}
