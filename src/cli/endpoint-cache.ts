/** Where what was found out of endpoints is kept between two starts. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's cache folder by the customs of the platform; undefined where there is no home. */
export function cacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | undefined {
  const { XDG_CACHE_HOME: given, LOCALAPPDATA: local } = environment;
  if (given?.startsWith('/')) return join(given, 'graphtrail');
  if (platform === 'win32') return local === undefined ? undefined : join(local, 'graphtrail', 'cache');
  const home = homedir();
  if (home === '' || home === '/') return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'graphtrail') : join(home, '.cache', 'graphtrail');
}
