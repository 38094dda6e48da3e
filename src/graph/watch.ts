/** Hears when files change, however an editor writes them, and tells when they have come to rest. */
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { watch } from 'chokidar';

export interface Watching {
  stop(): Promise<void>;
}

/**
 * Calls `onEvent` whenever one of the files, or something in one of the folders, may have changed. Folders above them are watched
 * too, without their subfolders: a file that is replaced by renaming another, or gone for a moment, is a new file.
 * `onError` hears of what cannot be watched.
 */
export async function watchFiles(
  paths: readonly string[],
  onEvent: () => void,
  onError: (error: Error) => void,
): Promise<Watching> {
  const wanted = new Set(paths.map((path) => resolve(path)));
  const above = new Set([...wanted].map(dirname));
  const watcher = watch([...new Set([...above, ...wanted])], {
    depth: 0,
    ignoreInitial: true,
    // In a folder of many other files only ours are followed.
    ignored: (path) => !above.has(path) && !wanted.has(path) && !wanted.has(dirname(path)),
  });
  watcher.on('all', onEvent).on('error', (error) => onError(error instanceof Error ? error : new Error(String(error))));
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  return { stop: () => watcher.close() };
}

/** What tells one state of files from another without reading them; `missing` where one of them is not there. */
export interface FileState {
  readonly text: string;
  readonly missing: boolean;
}

/** @param optional may be missing without anything being wrong */
export async function stateOf(paths: readonly string[], optional: readonly string[] = []): Promise<FileState> {
  const states = await Promise.all([...paths, ...optional].map(stateOfFile));
  return { text: states.join('\n'), missing: states.slice(0, paths.length).includes(MISSING) };
}

const MISSING = 'missing';

async function stateOfFile(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [path, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return MISSING;
  }
}
