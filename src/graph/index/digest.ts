/** The digest `gt1` of a graph: what pins a tool list, a task and a verdict to the very same triples. */
import { createHash } from 'node:crypto';
import type { Columns } from './triple-order.ts';

/** OpenSSL takes at most 2 GiB at once. */
const SLICE = 1 << 30;
const ROWS = 1 << 14;

/**
 * `gt1:` and the SHA-256, in hexadecimal, of: the version tag `gt1\n`; each term in code-point order as its length in
 * bytes (little-endian uint32) and its UTF-8 key (see `termKey`); each triple in (s, p, o) order as three ranks
 * (little-endian uint32). The rows come in that order, their predicates as positions in `relations`.
 */
export function digestOf(blocks: Buffer, triples: Columns, relations: Uint32Array): string {
  const hash = createHash('sha256').update('gt1\n');
  for (let at = 0; at < blocks.length; at += SLICE) hash.update(blocks.subarray(at, at + SLICE));
  const { subject, predicate, object, length } = triples;
  const chunk = new DataView(new ArrayBuffer(ROWS * 12));
  for (let row = 0; row < length; row += ROWS) {
    const end = Math.min(length, row + ROWS);
    let at = 0;
    for (let index = row; index < end; index++, at += 12) {
      chunk.setUint32(at, subject[index] as number, true);
      chunk.setUint32(at + 4, relations[predicate[index] as number] as number, true);
      chunk.setUint32(at + 8, object[index] as number, true);
    }
    hash.update(new Uint8Array(chunk.buffer, 0, at));
  }
  return `gt1:${hash.digest('hex')}`;
}
