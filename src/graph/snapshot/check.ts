/** What must hold of the arrays of a snapshot before anything is looked up in them: order, and bounds. */
import type { Rows } from '../index/adjacency.ts';
import type { TermTable } from '../index/term-table.ts';
import { damaged } from './container.ts';

/** Each number is above the one before and below `limit`. @throws GraphError `damaged_snapshot`, as all of these */
export function checkAscending(name: string, numbers: Uint32Array, limit: number): void {
  let next = 0;
  for (const number of numbers) {
    if (number < next) throw damaged(`the numbers of ${name} are out of order`);
    next = number + 1;
  }
  if (next > limit) throw damaged(`a number of ${name} is beyond the last`);
}

/** Each number is below `limit`. */
export function checkBelow(name: string, numbers: Uint32Array, limit: number): void {
  for (const number of numbers) if (number >= limit) throw damaged(`a number of ${name} is beyond the last`);
}

/** Where each of `count` groups begins, and the end of the last; each holds at least `least`. */
export function checkOffsets(name: string, offsets: Uint32Array, count: number, end: number, least: number): void {
  if (offsets.length !== count + 1 || offsets[0] !== 0 || offsets[count] !== end)
    throw damaged(`${name} does not begin and end where it should`);
  for (let group = 0; group < count; group++) {
    if ((offsets[group + 1] as number) < (offsets[group] as number) + least)
      throw damaged(`the numbers of ${name} are out of order`);
  }
}

/** One direction of an index of so many relations, terms and triples. */
export function checkRows(name: string, rows: Rows, relations: number, terms: number, triples: number): void {
  const { starts, keys, offsets, values } = rows;
  if (values.length !== triples) throw damaged(`${name} does not hold ${triples} triples`);
  checkOffsets(`${name}.starts`, starts, relations, keys.length, 1);
  checkOffsets(`${name}.offsets`, offsets, keys.length, triples, 1);
  checkGroups(`${name}.keys`, keys, starts, terms);
  checkGroups(`${name}.values`, values, offsets, terms);
}

/** Within each group numbers ascend, and stay below `limit`. The offsets have been checked. */
function checkGroups(name: string, numbers: Uint32Array, offsets: Uint32Array, limit: number): void {
  let at = 0;
  for (let group = 1; group < offsets.length; group++) {
    const end = offsets[group] as number;
    let next = 0;
    for (; at < end; at++) {
      const number = numbers[at] as number;
      if (number < next) throw damaged(`the numbers of ${name} are out of order`);
      next = number + 1;
    }
    if (next > limit) throw damaged(`a number of ${name} is beyond the last`);
  }
}

/** Each term is as long as it says, and comes behind the one before in code-point order, which is that of the bytes. */
export function checkTerms(name: string, { blocks, offsets, size }: TermTable): void {
  checkOffsets(`${name}.offsets`, offsets, size, blocks.length, 4);
  for (let id = 0; id < size; id++) {
    const start = offsets[id] as number;
    const end = offsets[id + 1] as number;
    const said =
      (blocks[start] as number) | ((blocks[start + 1] as number) << 8) | ((blocks[start + 2] as number) << 16);
    if (said + (blocks[start + 3] as number) * 2 ** 24 !== end - start - 4)
      throw damaged(`a term of ${name} is not as long as it says`);
    if (id > 0 && !comesBefore(blocks, offsets[id - 1] as number, start, end))
      throw damaged(`the terms of ${name} are out of order`);
  }
}

/** Whether the block at `left`, which ends at `right`, comes before the one from `right` to `end`. */
function comesBefore(blocks: Uint8Array, left: number, right: number, end: number): boolean {
  const shorter = Math.min(right - left, end - right);
  for (let at = 4; at < shorter; at++) {
    const one = blocks[left + at] as number;
    const two = blocks[right + at] as number;
    if (one !== two) return one < two;
  }
  return right - left < end - right;
}
