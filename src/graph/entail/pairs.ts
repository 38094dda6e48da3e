/** Lists of pairs of ids that grow, and are brought into order. */
import { GrowingArray } from '../index/growing-array.ts';

/** Pairs in order of the first, then the second, without repeats. */
export interface Pairs {
  readonly subjects: Uint32Array;
  readonly objects: Uint32Array;
}

export class PairList {
  readonly #subjects = new GrowingArray();
  readonly #objects = new GrowingArray();

  get length(): number {
    return this.#subjects.length;
  }

  /** Bound, so that it can be handed on as it is. */
  readonly add = (subject: number, object: number): void => {
    this.#subjects.push(subject);
    this.#objects.push(object);
  };

  /** The pairs in order, each once; the list is empty afterwards. */
  sorted(): Pairs {
    const [subjects, objects] = [this.#subjects.values(), this.#objects.values()];
    const words = new BigUint64Array(subjects.length);
    // The two halves of a word in memory: the low one comes first on every machine that Node runs on.
    const halves = new Uint32Array(words.buffer);
    for (let row = 0; row < subjects.length; row++) {
      halves[row * 2] = objects[row] as number;
      halves[row * 2 + 1] = subjects[row] as number;
    }
    words.sort();
    let kept = 0;
    for (let row = 0; row < words.length; row++) {
      if (row > 0 && words[row] === words[row - 1]) continue;
      subjects[kept] = halves[row * 2 + 1] as number;
      objects[kept++] = halves[row * 2] as number;
    }
    return { subjects: subjects.subarray(0, kept), objects: objects.subarray(0, kept) };
  }
}
