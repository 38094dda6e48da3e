/** Graphs that are kept as snapshots: opened from there, and written there when nobody waits. */
import { join } from 'node:path';
import type { LoadOptions } from '../graph/load.ts';
import type { LocalSource } from '../graph/local-source.ts';
import { type KeptGraph, loadKept } from '../graph/snapshot/kept.ts';
import { cacheFolder } from './cache-folder.ts';
import { tell } from './print.ts';
import { VERSION } from './version.ts';

/** Loads a graph; from its snapshot where there is one, unless nothing is to be kept. Errors: those of `loadGraph`. */
export async function loadOrReopen(paths: readonly string[], options: LoadOptions, cache: boolean): Promise<KeptGraph> {
  const folder = cache ? cacheFolder(process.env, process.platform) : undefined;
  return await loadKept(paths, options, {
    folder: folder === undefined ? undefined : join(folder, 'graphs'),
    program: VERSION,
    onDamaged: (why) => tell(`The snapshot of this graph was damaged (${why}), and is made anew.`),
  });
}

/** By then a server has answered the first questions of its client, in milliseconds. */
const QUIET = 1000;

const waiting = new Set<() => Promise<unknown>>();

/** Has a snapshot written in a while, or when the command is done: nobody is to wait for it. */
export function keepSoon({ keep }: KeptGraph, source: LocalSource): void {
  const write = async (): Promise<unknown> => waiting.delete(write) && (await keep(source.findings));
  waiting.add(write);
  setTimeout(write, QUIET).unref();
}

/** Writes at once what is still to be written: the command is done. */
export async function keepNow(): Promise<void> {
  for (const write of waiting) await write();
}
