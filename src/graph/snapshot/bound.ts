/** Keeps the folder of snapshots within bounds: what was not used for longest goes first. */
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { STAGED } from './write-file.ts';

/** All snapshots together: 4 GiB. */
export const FOLDER_BYTES = 4 * 2 ** 30;
export const ENDING = '.snapshot';
/** What was being written so long ago, in milliseconds, its writer has left behind. */
const ABANDONED = 3600_000;

/** Notes that a snapshot was used. */
export async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

/** Deletes snapshots until they take at most `bytes`, and what was left half-written. Files of other kinds are left alone. */
export async function boundFolder(folder: string, bytes = FOLDER_BYTES): Promise<void> {
  const kept: { path: string; used: number; size: number }[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) continue;
    const { mtimeMs, size } = found;
    if (name.startsWith(STAGED) && Date.now() - mtimeMs > ABANDONED) await remove(path);
    if (name.endsWith(ENDING)) kept.push({ path, used: mtimeMs, size });
  }
  kept.sort((left, right) => right.used - left.used);
  let total = 0;
  for (const { path, size } of kept) {
    total += size;
    if (total > bytes) await remove(path);
  }
}

export async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}
