/** Graphs that are kept as snapshots: opened from there, and written there afterwards. */
import { join } from 'node:path';
import type { LoadOptions } from '../graph/load.ts';
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
