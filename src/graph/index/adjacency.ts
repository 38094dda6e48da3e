/** One direction of all relations in compressed rows: relation → its keys → the values of each key, all ascending. */

const NONE = new Uint32Array(0);

/** The arrays of an {@link Adjacency}. */
export type Rows = Pick<Adjacency, 'starts' | 'keys' | 'offsets' | 'values'>;

/** The relations of each key: `relations[offsets[key] … offsets[key + 1])`, ascending. */
export interface KeyRelations {
  readonly offsets: Uint32Array;
  readonly relations: Uint32Array;
}

export class Adjacency {
  /** Where the keys of each relation begin (relations by their position in the graph's list), and the end. */
  readonly starts: Uint32Array;
  readonly keys: Uint32Array;
  /** Where the values of each key begin, and the end. */
  readonly offsets: Uint32Array;
  readonly values: Uint32Array;

  constructor(rows: Rows) {
    this.starts = rows.starts;
    this.keys = rows.keys;
    this.offsets = rows.offsets;
    this.values = rows.values;
  }

  /** Where a key of a relation stands in `keys`, or -1. */
  slot(relation: number, key: number): number {
    const keys = this.keys;
    let low = this.starts[relation] as number;
    let high = this.starts[relation + 1] as number;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low < (this.starts[relation + 1] as number) && keys[low] === key ? low : -1;
  }

  /** The values of a key: a view, not to be written to. */
  valuesOf(relation: number, key: number): Uint32Array {
    const slot = this.slot(relation, key);
    return slot < 0 ? NONE : this.values.subarray(this.offsets[slot], this.offsets[slot + 1]);
  }

  /** Where a value of a key stands in `values`, or -1; also where there is no such relation. */
  row(relation: number, key: number, value: number): number {
    const slot = relation < 0 ? -1 : this.slot(relation, key);
    if (slot < 0) return -1;
    const values = this.values;
    const end = this.offsets[slot + 1] as number;
    let low = this.offsets[slot] as number;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low < end && values[low] === value ? low : -1;
  }

  /** All keys of a relation: a view, not to be written to. */
  keysOf(relation: number): Uint32Array {
    return this.keys.subarray(this.starts[relation], this.starts[relation + 1]);
  }

  /** The relations (their ids, given by position) of each key below `limit`: `relations[offsets[key] … offsets[key + 1])`, ascending. */
  byKey(limit: number, ids: Uint32Array): KeyRelations {
    const offsets = new Uint32Array(limit + 1);
    for (const key of this.keys) (offsets[key + 1] as number)++;
    for (let key = 0; key < limit; key++) offsets[key + 1] = (offsets[key + 1] as number) + (offsets[key] as number);
    const next = offsets.slice(0, limit);
    const relations = new Uint32Array(this.keys.length);
    for (let relation = 0; relation + 1 < this.starts.length; relation++) {
      const end = this.starts[relation + 1] as number;
      for (let slot = this.starts[relation] as number; slot < end; slot++) {
        const key = this.keys[slot] as number;
        const place = next[key] as number;
        next[key] = place + 1;
        relations[place] = ids[relation] as number;
      }
    }
    return { offsets, relations };
  }
}

/** From rows sorted by relation, key and value. `bounds`: where the rows of each relation begin, and the end. */
export function compressRows(keys: Uint32Array, values: Uint32Array, bounds: Uint32Array): Adjacency {
  const relations = bounds.length - 1;
  const starts = new Uint32Array(relations + 1);
  const distinct = countKeys(keys, bounds);
  const compressed = { starts, keys: new Uint32Array(distinct), offsets: new Uint32Array(distinct + 1), values };
  let slot = 0;
  for (let relation = 0; relation < relations; relation++) {
    const start = bounds[relation] as number;
    const end = bounds[relation + 1] as number;
    starts[relation] = slot;
    for (let row = start; row < end; row++) {
      if (row !== start && keys[row] === keys[row - 1]) continue;
      compressed.offsets[slot] = row;
      compressed.keys[slot++] = keys[row] as number;
    }
  }
  starts[relations] = slot;
  compressed.offsets[slot] = values.length;
  return new Adjacency(compressed);
}

function countKeys(keys: Uint32Array, bounds: Uint32Array): number {
  let distinct = 0;
  for (let relation = 0; relation + 1 < bounds.length; relation++) {
    const start = bounds[relation] as number;
    const end = bounds[relation + 1] as number;
    for (let row = start; row < end; row++) if (row === start || keys[row] !== keys[row - 1]) distinct++;
  }
  return distinct;
}
