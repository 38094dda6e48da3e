/** The installed packages that run with ours: its dependencies and theirs, found as Node finds them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Folders from the root, such as `node_modules/n3`, sorted. Throws where one is not installed. */
export function productionPackages(root: string): string[] {
  const found = new Set<string>();
  const visit = (from: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = manifestIn(join(root, from));
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      // They hold declarations for the compiler alone.
      if (name.startsWith('@types/')) continue;
      const place = placeOf(root, from, name);
      if (place === undefined && Object.hasOwn(optionalDependencies, name)) continue;
      if (place === undefined)
        throw new Error(`${name}, which ${from || 'this package'} needs, is not installed; run npm ci`);
      if (found.has(place)) continue;
      found.add(place);
      visit(place);
    }
  };
  visit('');
  return [...found].sort();
}

/** From the folder of who imports it upwards. */
function placeOf(root: string, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const place = join(folder, 'node_modules', name).replaceAll('\\', '/');
    if (existsSync(join(root, place, 'package.json'))) return place;
    if (folder === '') return undefined;
  }
}

const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
