/** Names from label files (`value<TAB>name` a line, as `entity2text.txt` of KG-BERT), kept as bytes by term id. */
import { Dictionary } from '../index/dictionary.ts';

/** What {@link GivenLabels} are made of. */
export interface LabelRows {
  /** The terms that have names, ascending. */
  readonly ids: Uint32Array;
  /** Where the names of each term begin in `names`, and the end. */
  readonly starts: Uint32Array;
  /** Names by their number, the preferred one of each term first; repeats may occur. */
  readonly names: Uint32Array;
  /** The names, UTF-8, one behind the other; where each begins, and the end. */
  readonly bytes: Buffer;
  readonly offsets: Uint32Array;
}

/** Names by term id: the first is the preferred one. Empty without label files. */
export class GivenLabels {
  readonly rows: LabelRows;

  constructor(rows: LabelRows) {
    this.rows = rows;
  }

  get size(): number {
    return this.rows.ids.length;
  }

  namesOf(id: number): readonly string[] {
    const { ids, starts, names, bytes, offsets } = this.rows;
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    if (ids[low] !== id) return [];
    const own = names.subarray(starts[low], starts[low + 1]);
    return Array.from(new Set(own), (name) => bytes.toString('utf8', offsets[name], offsets[name + 1]));
  }
}

/** From pairs of term id and name, in order of preference. */
export function givenLabels(pairs: Iterable<readonly [id: number, name: string]>): GivenLabels {
  const dictionary = new Dictionary();
  const rows: (readonly [id: number, name: number])[] = [];
  for (const [id, name] of pairs) rows.push([id, dictionary.intern(name)]);
  rows.sort((left, right) => left[0] - right[0]);
  const ids = Uint32Array.from(new Set(rows.map(([id]) => id)));
  const starts = new Uint32Array(ids.length + 1);
  let at = 0;
  for (const [position, id] of ids.entries()) {
    starts[position] = at;
    while (rows[at]?.[0] === id) at++;
  }
  starts[ids.length] = at;
  return new GivenLabels({
    ids,
    starts,
    names: Uint32Array.from(rows, ([, name]) => name),
    bytes: dictionary.bytes.subarray(0, dictionary.offsets[dictionary.size]),
    offsets: dictionary.offsets.subarray(0, dictionary.size + 1),
  });
}
