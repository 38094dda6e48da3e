/** Takes a server out of settings so that, where nothing else changed since it was added, the old bytes stand there again. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { getNodeValue } from 'jsonc-parser';
import type { Entry } from './entry.ts';
import { addServer, entryIn, type Merged, removeServer, type ServerPlace } from './merge.ts';

export interface Removed extends Omit<Merged, 'text'> {
  /** Undefined: there was no file before the server was added, so there is none again. */
  readonly text: string | undefined;
}

/**
 * Taking an entry out leaves an empty `mcpServers` behind where there was none. So the backups are asked first, the newest before
 * the older ones: if adding the same entry to one of them gives exactly what stands there now, that one is the answer; likewise
 * for no file at all.
 *
 * @throws those of {@link removeServer}
 */
export function restoreWithout(text: string, place: ServerPlace, backups: readonly string[], force = false): Removed {
  const merged = removeServer(text, place, force);
  if (merged.outcome !== 'removed') return merged;
  const entry = getNodeValue(entryIn(text, place)) as Entry;
  const gives = (before: string | undefined): boolean => {
    try {
      const again = addServer(before, place, entry);
      return again.outcome === 'added' && again.text === text;
    } catch {
      return false;
    }
  };
  const before = backups.find(gives);
  if (before !== undefined) return { ...merged, text: before };
  return gives(undefined) ? { ...merged, text: undefined } : merged;
}

/** The texts of a file's backups, the newest first, byte order marks left out. */
export async function backupsOf(path: string): Promise<string[]> {
  const stem = `${basename(path)}.graphtrail-backup-`;
  const names = await readdir(dirname(path)).catch(() => []);
  const numbers = names
    .filter((name) => name.startsWith(stem) && /^[1-9]\d{0,8}$/.test(name.slice(stem.length)))
    .map((name) => Number(name.slice(stem.length)))
    .sort((one, other) => other - one);
  const texts = await Promise.all(
    numbers.map(async (number) => {
      const bytes = await readFile(join(dirname(path), `${stem}${number}`)).catch(() => undefined);
      return bytes === undefined ? [] : [new TextDecoder().decode(bytes)];
    }),
  );
  return texts.flat();
}
