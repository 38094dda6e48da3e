/** How this command line was started, so that what it tells a person to type next works where that person is. */
import { basename, relative } from 'node:path';

/** `graphtrail` where it is installed, else `node` and the path of this program from here. */
export function ownName(): string {
  const script = process.argv[1] ?? 'graphtrail';
  return /^graphtrail(?:\.\w+)?$/.test(basename(script)) ? 'graphtrail' : `node ${relative(process.cwd(), script)}`;
}
