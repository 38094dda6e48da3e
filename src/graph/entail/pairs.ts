/** Lists of pairs of ids that grow, and are brought into order. */
import { GrowingArray } from '../index/growing-array.ts';
import { sortPairs } from '../index/sort-pairs.ts';

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
    sortPairs(subjects, objects);
    let kept = 0;
    for (let row = 0; row < subjects.length; row++) {
      const [subject, object] = [subjects[row] as number, objects[row] as number];
      if (kept > 0 && subject === subjects[kept - 1] && object === objects[kept - 1]) continue;
      subjects[kept] = subject;
      objects[kept++] = object;
    }
    return { subjects: subjects.subarray(0, kept), objects: objects.subarray(0, kept) };
  }
}
