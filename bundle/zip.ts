/** Files as a zip, the same bytes every time: no clock, and the order that is given. */
import { zipSync } from 'fflate';

// Formats of zip know no earlier year. The parts are local ones, as they are written.
const BEGINNING = new Date(1980, 0, 1);
const UNIX = 3;
/** A regular file that its owner may write and all may read. */
const ATTRIBUTES = (0o100644 << 16) >>> 0;

export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 9, mtime: BEGINNING, os: UNIX, attrs: ATTRIBUTES });
}
