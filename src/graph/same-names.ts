/** Whether two graphs call their terms alike: names and prefixes are no triples, so that the digest does not tell. */
import { compareCodePoints } from './code-points.ts';
import type { Graph } from './graph.ts';

/** Of graphs with the same digest. Label files that say the same in another order may count as others. */
export function haveSameNames(one: Graph, other: Graph): boolean {
  const [left, right] = [one.origin, other.origin];
  const rows = right.labels.rows;
  const sameLabels = Object.entries(left.labels.rows).every(([part, numbers]) =>
    bytesOf(numbers).equals(bytesOf(rows[part as keyof typeof rows])),
  );
  return sameLabels && left.language === right.language && prefixesOf(one) === prefixesOf(other);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

function prefixesOf({ origin }: Graph): string {
  const prefixes = [...origin.prefixes.namespaces];
  return JSON.stringify(prefixes.sort(([left], [right]) => compareCodePoints(left, right)));
}
