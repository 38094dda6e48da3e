/** Sorts byte strings, which for UTF-8 is code-point order, without making a string of any. */

/** Below this many members a group is sorted by comparing; above, by its next four bytes. */
const SMALL = 12;

/**
 * The order of `count` byte strings that lie one after the other: `order[rank]` is the number of the string.
 * Most-significant-first radix sort: four bytes and the string's number are packed into one 64-bit word, so that the
 * engine's own sort of machine words does the work.
 */
export function sortByteStrings(bytes: Uint8Array, offsets: Uint32Array, count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let id = 0; id < count; id++) order[id] = id;
  const words = new BigUint64Array(count);
  const sorter = { bytes, offsets, order, words, halves: new Uint32Array(words.buffer) };
  const pending: number[] = [0, count, 0];
  while (pending.length > 0) {
    const depth = pending.pop() as number;
    const end = pending.pop() as number;
    const start = pending.pop() as number;
    if (end - start <= SMALL) sortByComparing(sorter, start, end, depth);
    else sortByWord(sorter, start, end, depth, pending);
  }
  return order;
}

interface Sorter {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
  readonly order: Uint32Array;
  readonly words: BigUint64Array;
  /** The same memory as `words`: the low half of each is a string's number, the high half its next four bytes. */
  readonly halves: Uint32Array;
}

function sortByWord(sorter: Sorter, start: number, end: number, depth: number, pending: number[]): void {
  const { order, words, halves } = sorter;
  const from = depth + sharedBytes(sorter, start, end, depth);
  for (let rank = start; rank < end; rank++) {
    const id = order[rank] as number;
    halves[rank * 2] = id;
    halves[rank * 2 + 1] = nextFourBytes(sorter, id, from);
  }
  words.subarray(start, end).sort();
  let group = start;
  for (let rank = start; rank < end; rank++) {
    order[rank] = halves[rank * 2] as number;
    if (rank + 1 < end && halves[rank * 2 + 3] === halves[rank * 2 + 1]) continue;
    if (rank > group) splitGroup(sorter, group, rank + 1, from + 4, pending);
    group = rank + 1;
  }
}

/** Of a group with equal bytes, those that end here come first, the shortest before all; the others are still to be sorted. */
function splitGroup(sorter: Sorter, start: number, end: number, depth: number, pending: number[]): void {
  const { order, offsets } = sorter;
  let open = start;
  for (let rank = start; rank < end; rank++) {
    const id = order[rank] as number;
    if ((offsets[id + 1] as number) - (offsets[id] as number) > depth) continue;
    order[rank] = order[open] as number;
    order[open++] = id;
  }
  if (open - start > 1) sortByComparing(sorter, start, open, 0);
  if (end - open > 1) pending.push(open, end, depth);
}

function nextFourBytes({ bytes, offsets }: Sorter, id: number, depth: number): number {
  const at = (offsets[id] as number) + depth;
  const left = (offsets[id + 1] as number) - at;
  if (left >= 4) {
    return (
      (((bytes[at] as number) << 24) |
        ((bytes[at + 1] as number) << 16) |
        ((bytes[at + 2] as number) << 8) |
        (bytes[at + 3] as number)) >>>
      0
    );
  }
  let word = 0;
  for (let index = 0; index < 4; index++) word = (word << 8) | (index < left ? (bytes[at + index] as number) : 0);
  return word >>> 0;
}

/** How many more bytes all members of a group share: IRIs begin alike. */
function sharedBytes({ bytes, offsets, order }: Sorter, start: number, end: number, depth: number): number {
  const first = order[start] as number;
  const base = (offsets[first] as number) + depth;
  let shared = (offsets[first + 1] as number) - base;
  for (let rank = start + 1; rank < end && shared > 0; rank++) {
    const id = order[rank] as number;
    const at = (offsets[id] as number) + depth;
    const most = Math.min(shared, (offsets[id + 1] as number) - at);
    let same = 0;
    while (same < most && bytes[at + same] === bytes[base + same]) same++;
    shared = same;
  }
  return shared;
}

function sortByComparing(sorter: Sorter, start: number, end: number, depth: number): void {
  const { order } = sorter;
  for (let rank = start + 1; rank < end; rank++) {
    const id = order[rank] as number;
    let place = rank;
    while (place > start && isBefore(sorter, id, order[place - 1] as number, depth)) {
      order[place] = order[place - 1] as number;
      place--;
    }
    order[place] = id;
  }
}

function isBefore({ bytes, offsets }: Sorter, left: number, right: number, depth: number): boolean {
  let leftAt = (offsets[left] as number) + depth;
  let rightAt = (offsets[right] as number) + depth;
  const leftEnd = offsets[left + 1] as number;
  const rightEnd = offsets[right + 1] as number;
  while (leftAt < leftEnd && rightAt < rightEnd) {
    const difference = (bytes[leftAt++] as number) - (bytes[rightAt++] as number);
    if (difference !== 0) return difference < 0;
  }
  return leftEnd - leftAt < rightEnd - rightAt;
}
