/** Where things are kept between two starts: what was found out of endpoints, and snapshots of graphs. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder that `GRAPHTRAIL_CACHE` names, else the user's cache folder by the customs of the platform; undefined where there is no home. */
export function cacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | undefined {
  const { GRAPHTRAIL_CACHE: own, XDG_CACHE_HOME: given, LOCALAPPDATA: local } = environment;
  // A client starts servers wherever it likes: a relative path would mean another folder each time.
  if (own !== undefined && isAbsolute(own)) return own;
  if (given?.startsWith('/')) return join(given, 'graphtrail');
  if (platform === 'win32') return local === undefined ? undefined : join(local, 'graphtrail', 'cache');
  const home = homedir();
  if (home === '' || home === '/') return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'graphtrail') : join(home, '.cache', 'graphtrail');
}
