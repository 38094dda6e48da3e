/** Puts a finished folder in place: staged beside it, synced, then renamed, and never over a stranger's files. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { HarvestError } from '../errors.ts';
import { makeFolder } from '../graph/make-folder.ts';
import { MANIFEST, readManifest } from './manifest.ts';

/** A folder that is being written beside the one it will become. */
export interface Stage {
  readonly directory: string;
  readonly staged: string;
}

/**
 * Opens an empty stage beside a directory.
 *
 * @throws HarvestError `foreign_directory` where the directory holds anything that no harvest wrote, or that was changed
 *   since; `not_writable`
 */
export async function openStage(path: string): Promise<Stage> {
  const directory = resolve(path);
  const staged = siblingOf(directory, 'new');
  const old = siblingOf(directory, 'old');
  // A run that was killed between its two renames left the folder under its old name.
  if (!existsSync(directory) && existsSync(old)) await rename(old, directory);
  await refuseForeign(directory);
  // Left by a run that was killed earlier or later: everything in it can be made again.
  await removeOurs(staged);
  await removeOurs(old);
  try {
    makeFolder(staged);
  } catch (cause) {
    throw notWritable(staged, cause);
  }
  return { directory, staged };
}

/** Where a directory's work, its next and its former state lie: beside it, so that renaming never crosses a disk. */
export function siblingOf(directory: string, role: 'new' | 'old' | 'work'): string {
  return join(dirname(directory), `.${basename(directory)}.graphtrail-${role}`);
}

export async function removeOurs(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/**
 * Moves the stage into place; false where the directory holds exactly the same already, which is then left untouched. What
 * stands there was held against its manifest when the stage was opened.
 */
export async function closeStage({ directory, staged }: Stage): Promise<boolean> {
  if (existsSync(directory) && (await fingerprint(directory)) === (await fingerprint(staged))) {
    await removeOurs(staged);
    return false;
  }
  const old = siblingOf(directory, 'old');
  try {
    await syncTree(staged);
    if (existsSync(directory)) await rename(directory, old);
    await rename(staged, directory);
    await syncDirectory(dirname(directory));
  } catch (cause) {
    throw notWritable(directory, cause);
  }
  await removeOurs(old);
  return true;
}

/** Takes away what was staged. */
export async function dropStage({ staged }: Stage): Promise<void> {
  await removeOurs(staged);
}

/** @throws HarvestError `foreign_directory` */
export async function refuseForeign(directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  const files = await filesBelow(directory);
  if (files.length === 0) return;
  const manifest = await readManifest(directory);
  for (const file of files) {
    if (file === MANIFEST && manifest !== undefined) continue;
    const expected = manifest?.get(file);
    const found = expected === null ? null : await hashOf(join(directory, file));
    if (expected === undefined || expected !== found) {
      throw new HarvestError(
        'foreign_directory',
        `Expected "${directory}" to be absent, empty or an unchanged harvest, but "${file}" ` +
          `${expected === undefined ? 'was not written by a harvest' : 'was changed since'}. ` +
          'Nothing was touched: give another directory, or move that file away.',
      );
    }
  }
}

/** Paths of all files below a directory, with `/`, in code-point order. Empty folders do not count. */
export async function filesBelow(directory: string): Promise<string[]> {
  if (!(await lstat(directory)).isDirectory()) {
    throw new HarvestError('foreign_directory', `Expected a directory, got a file: "${directory}".`);
  }
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** SHA-256 of a file, read piece by piece. */
export async function hashOf(path: string): Promise<string> {
  // A link or a device has no content of ours.
  if (!(await lstat(path)).isFile()) return 'no regular file';
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The manifest, which holds the hashes of all files, and the hashes of those that it does not vouch for. */
async function fingerprint(directory: string): Promise<string> {
  const manifest = await readManifest(directory);
  if (manifest === undefined) return '';
  const exempt = [...manifest].filter(([, hash]) => hash === null).map(([file]) => file);
  const lines: string[] = [];
  for (const file of [MANIFEST, ...exempt]) lines.push(`${file} ${await hashOf(join(directory, file))}`);
  return lines.join('\n');
}

/** Files are synced as they are written; their names are safe once the folders are synced too. */
async function syncTree(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) await syncDirectory(join(entry.parentPath, entry.name));
  }
  await syncDirectory(directory);
}

async function syncDirectory(path: string): Promise<void> {
  // Windows cannot sync a folder.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function notWritable(path: string, cause: unknown): HarvestError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HarvestError('not_writable', `Expected to write "${path}", but: ${reason}. Nothing was replaced.`, {
    cause,
  });
}
