/** Makes a folder, and those above it that are missing. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** For this user alone. */
export const PRIVATE = 0o700;

/**
 * A folder that is there stays as it is. Not by Node's `recursive`, which asks again for ever where a system says that a folder
 * cannot be found though the one above it is there, as in `/proc`. Throws what the system says, with its `code`.
 *
 * @returns the topmost folder that was made; undefined where all were there
 */
export function makeFolder(folder: string, mode = 0o777): string | undefined {
  try {
    return makeOne(folder, mode) ? folder : undefined;
  } catch (error) {
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw error;
    const topmost = makeFolder(above, mode);
    makeOne(folder, mode);
    return topmost ?? folder;
  }
}

/** Whether it was made: another process may be making it too. */
function makeOne(folder: string, mode: number): boolean {
  try {
    mkdirSync(folder, { mode });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}
