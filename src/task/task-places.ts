/** Where tasks stand, by the short hash of their question: columns of numbers, sorted once. */

export interface Place {
  /** Number of the file. */
  readonly file: number;
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
  /** Short hash of the line. */
  readonly content: number;
}

export interface TaskPlaces {
  readonly size: number;
  /** `key` is a whole number of at most 52 bits. */
  add(key: number, place: Place): void;
  /** Sorts what was added; comes before anything is found. */
  settle(): void;
  /** Those of a key, the last added first. */
  find(key: number): Generator<Place>;
}

/** Numbers kept of a task: its key, then those of its place. */
const WIDTH = 5;
const FIRST_ROOM = 1024;

export function createTaskPlaces(): TaskPlaces {
  let cells = new Float64Array(FIRST_ROOM * WIDTH);
  let size = 0;
  let order = new Uint32Array(0);
  const keyAt = (rank: number): number => cells[(order[rank] as number) * WIDTH] as number;

  return {
    get size() {
      return size;
    },
    add(key, { file, offset, length, content }) {
      if (size * WIDTH === cells.length) {
        const roomier = new Float64Array(cells.length * 2);
        roomier.set(cells);
        cells = roomier;
      }
      cells.set([key, file, offset, length, content], size * WIDTH);
      size += 1;
    },
    settle() {
      order = Uint32Array.from({ length: size }, (_, index) => index);
      order.sort((a, b) => (cells[a * WIDTH] as number) - (cells[b * WIDTH] as number) || b - a);
    },
    *find(key) {
      let low = 0;
      for (let high = order.length; low < high; ) {
        const middle = (low + high) >>> 1;
        if (keyAt(middle) < key) low = middle + 1;
        else high = middle;
      }
      for (; low < order.length && keyAt(low) === key; low++) {
        const at = (order[low] as number) * WIDTH;
        const [, file, offset, length, content] = cells.subarray(at, at + WIDTH) as unknown as number[];
        yield { file, offset, length, content } as Place;
      }
    },
  };
}
