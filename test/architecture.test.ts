import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

/** Which folders and which vendors each folder may import; `errors` is open to all, and so are Node's own modules. */
const TABLE: Record<string, { folders: string[]; vendors: string[] }> = {
  http: { folders: [], vendors: [] },
  graph: { folders: [], vendors: ['n3', 'rdf-canonize', 'unhomoglyph', 'chokidar'] },
  sparql: { folders: ['graph', 'http'], vendors: ['sparqljs', 'oxigraph'] },
  relation: { folders: ['graph'], vendors: [] },
  logic: { folders: ['graph', 'relation', 'sparql'], vendors: [] },
  tool: { folders: ['graph', 'relation'], vendors: ['zod'] },
  mcp: { folders: ['tool', 'graph'], vendors: ['@modelcontextprotocol/sdk'] },
  task: { folders: ['graph', 'relation', 'logic'], vendors: ['zod'] },
  reword: { folders: ['http', 'graph', 'relation', 'logic', 'task'], vendors: [] },
  trajectory: { folders: ['tool', 'graph'], vendors: ['zod'] },
  agent: { folders: ['graph', 'relation', 'task', 'logic', 'tool', 'mcp'], vendors: [] },
  verify: { folders: ['graph', 'relation', 'sparql', 'logic', 'task', 'tool', 'trajectory'], vendors: [] },
  harvest: {
    folders: ['graph', 'task', 'logic', 'tool', 'trajectory', 'verify'],
    vendors: ['zod', 'hyparquet-writer'],
  },
  install: { folders: [], vendors: ['jsonc-parser'] },
  report: { folders: ['graph', 'relation', 'logic', 'task', 'harvest'], vendors: [] },
};

/** The most lines a file may have, and the most that half of them may have. */
const CEILING = 300;
const MEDIAN = 90;

const root = normalize(join(import.meta.dirname, '../src'));

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort();

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s+'([^']+)'|import\('([^']+)'\)/g)].map(
    (match) => (match[1] ?? match[2]) as string,
  );
}

function vendorOf(specifier: string): string {
  const [first, second] = specifier.split('/');
  return specifier.startsWith('@') ? `${first}/${second}` : (first as string);
}

test('each folder imports only what the table allows', () => {
  const strays: string[] = [];
  for (const file of files) {
    const [folder, ...rest] = file.split('/');
    const allowed = rest.length > 0 ? TABLE[folder as string] : undefined;
    if (allowed === undefined) continue;
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('node:')) continue;
      if (specifier.startsWith('.')) {
        const target = relative(root, join(root, dirname(file), specifier)).split('/')[0] as string;
        if (target !== folder && target !== 'errors.ts' && !allowed.folders.includes(target))
          strays.push(`${file} imports ${specifier}`);
      } else if (!allowed.vendors.includes(vendorOf(specifier))) strays.push(`${file} imports ${specifier}`);
    }
  }
  expect(strays).toEqual([]);
});

test('every folder but the command line stands in the table', () => {
  const folders = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]));
  expect([...folders].filter((folder) => folder !== 'cli').sort()).toEqual(Object.keys(TABLE).sort());
});

test('files can be read without scrolling much, and open by saying what they are', () => {
  const lengths = files.map((file) => readFileSync(join(root, file), 'utf8').split('\n').length).sort((a, b) => a - b);
  expect(lengths.at(-1)).toBeLessThanOrEqual(CEILING);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(MEDIAN);
  const silent = files.filter((file) => !/^(?:#!.*\n)?\/\*\*\s/.test(readFileSync(join(root, file), 'utf8')));
  expect(silent).toEqual([]);
});

test('there is no drawer for things without a name', () => {
  expect(files.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|types|misc)\.ts$/.test(file))).toEqual([]);
});
