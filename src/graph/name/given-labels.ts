/** Names from label files (`value<TAB>name` a line, as `entity2text.txt` of KG-BERT), kept as bytes by term id. */
import { Dictionary } from '../index/dictionary.ts';

/** Names by term id: the first is the preferred one. Empty without label files. */
export class GivenLabels {
  readonly #ids: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #names: Uint32Array;
  readonly #dictionary: Dictionary;

  /** From pairs of term id and name, in order of preference. */
  constructor(pairs: Iterable<readonly [id: number, name: string]> = []) {
    this.#dictionary = new Dictionary();
    const rows: (readonly [id: number, name: number])[] = [];
    for (const [id, name] of pairs) rows.push([id, this.#dictionary.intern(name)]);
    rows.sort((left, right) => left[0] - right[0]);
    const ids = [...new Set(rows.map(([id]) => id))];
    this.#ids = Uint32Array.from(ids);
    this.#starts = new Uint32Array(ids.length + 1);
    this.#names = Uint32Array.from(rows.map(([, name]) => name));
    let at = 0;
    for (const [position, id] of ids.entries()) {
      this.#starts[position] = at;
      while (rows[at]?.[0] === id) at++;
    }
    this.#starts[ids.length] = at;
  }

  get size(): number {
    return this.#ids.length;
  }

  namesOf(id: number): readonly string[] {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    if (this.#ids[low] !== id) return [];
    const names = this.#names.subarray(this.#starts[low], this.#starts[low + 1]);
    return Array.from(new Set(names), (name) => this.#dictionary.text(name));
  }
}
