/** What goes into the bundle: our program, its manifest, and of the packages it needs only what runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, type Package } from './manifest.ts';
import { productionPackages } from './production-packages.ts';

/** Texts for compilers, debuggers and people; licences are kept. */
const LEFT_OUT = /\.(?:[cm]?ts|map|md|markdown|flow|ya?ml|tsbuildinfo|png|html)$|(?:^|\/)\.[^/]+$/i;
const LICENCE = /(?:^|\/)(?:licen[cs]e|notice|copying)(?![^/]*\.[cm]?[jt]s$)[^/]*$/i;
/** What of packages is never loaded: their tests, and builds for browsers and for CommonJS. */
const TESTS = /^node_modules\/.*\/(?:tests?|__tests__|examples?|benchmarks?)\//;
const UNUSED = ['oxigraph/web', 'n3/browser/', '@modelcontextprotocol/sdk/dist/cjs/'];

/** Paths in the bundle, with `/`, sorted, and their bytes. Needs `dist` and `node_modules`. */
export function bundleFiles(root: string): ReadonlyMap<string, Uint8Array> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package;
  const files = new Map<string, Uint8Array>();
  const text = (value: object): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);
  files.set('manifest.json', text(manifestOf(manifest)));
  // What the program reads of it, without scripts and dependencies that are not here.
  files.set('package.json', text({ name: manifest.name, version: manifest.version, type: 'module' }));
  files.set('LICENSE', readFileSync(join(root, 'LICENSE')));
  for (const folder of ['dist', ...productionPackages(root)]) {
    for (const name of filesBelow(join(root, folder))) {
      const path = `${folder}/${name}`;
      if (isKept(path)) files.set(path, readFileSync(join(root, path)));
    }
  }
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isKept(path: string): boolean {
  if (UNUSED.some((unused) => path.startsWith(`node_modules/${unused}`))) return false;
  return LICENCE.test(path) || !(LEFT_OUT.test(path) || TESTS.test(path));
}

/** Paths of files from a folder, without the packages that lie in it: those are packages of their own. */
function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) yield entry.name;
    if (!entry.isDirectory() || entry.name === 'node_modules') continue;
    for (const name of filesBelow(join(folder, entry.name))) yield `${entry.name}/${name}`;
  }
}
