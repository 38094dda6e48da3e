/** The bundle, unpacked as a client does it, and started exactly as its manifest says. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleFiles } from '../../bundle/bundle-files.ts';
import { zipOf } from '../../bundle/zip.ts';
import { start } from '../e2e/packed.ts';

const own = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'graphtrail-bundle-'))), 'Claude Extensions');
const graph = join(folder, 'my countries.ttl');
let zip: Uint8Array;
let manifest: {
  server: { entry_point: string; mcp_config: { command: string; args: string[] } };
  user_config: Record<string, { required: boolean }>;
};

beforeAll(() => {
  zip = zipOf(bundleFiles(process.cwd()));
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  copyFileSync(resolve('graphs/countries.ttl'), graph);
});
afterAll(() => rmSync(dirname(folder), { recursive: true }));

/** As MCPB's own code fills placeholders: what has no value keeps its placeholder. */
function filled(settings: Readonly<Record<string, string>>): { command: string; args: string[] } {
  const { command, args } = manifest.server.mcp_config;
  const values: Record<string, string> = { __dirname: folder };
  for (const [key, value] of Object.entries(settings)) values[`user_config.${key}`] = value;
  const fill = (text: string): string => text.replace(/\$\{([^}]+)\}/g, (whole, key: string) => values[key] ?? whole);
  expect(command).toBe('node');
  // The client brings a Node of its own.
  return { command: process.execPath, args: args.map(fill) };
}

async function capitalOfFrance(settings: Readonly<Record<string, string>>): Promise<void> {
  const client = await start(filled(settings), { HOME: folder });
  const { structuredContent } = await client.callTool({
    name: 'get_capital_of_country',
    arguments: { country: 'France' },
  });
  expect(structuredContent).toMatchObject({ status: 'ok', items: [{ label: 'Paris' }] });
}

test('it starts as its manifest says, with its own packages alone, and answers', async () => {
  // Nothing of a folder above may help it out.
  expect(readdirSync(dirname(folder))).toEqual(['Claude Extensions']);
  const client = await start(filled({ graph, language: 'en', record: join(folder, 'runs') }), { HOME: folder });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['get_capital_of_country', 'begin_task', 'submit_answer']),
  );
  await client.callTool({ name: 'get_capital_of_country', arguments: { country: 'France' } });
  await client.close();
  expect(readFileSync(join(folder, 'runs', readdirSync(join(folder, 'runs'))[0] as string), 'utf8')).toContain(
    '"Paris"',
  );
});

test.each([
  ['empty', { language: '', record: '' }],
  ['unfilled', {}],
])('settings that are left %s are as if not given', async (_, open) => {
  await capitalOfFrance({ graph, ...open });
});

test('packing again gives the same bytes, whatever the time', () => {
  expect(Buffer.from(zipOf(bundleFiles(process.cwd()))).equals(zip)).toBe(true);
});

test('the manifest asks for what it uses, names what is there, and has the version of the package', () => {
  const text = JSON.stringify(manifest.server.mcp_config);
  const used = [...text.matchAll(/user_config\.(\w+)/g)].map(([, key]) => key);
  expect(used).toEqual(Object.keys(manifest.user_config));
  expect(Object.values(manifest.user_config).map(({ required }) => required)).toEqual([true, false, false]);
  expect(readdirSync(join(folder, 'dist'))).toContain('bundled.js');
  expect(manifest.server.mcp_config.args[0]).toBe(`\${__dirname}/${manifest.server.entry_point}`);
  expect(manifest).toMatchObject({ manifest_version: '0.3', name: own.name, version: own.version });
});

test('it holds what runs and the licences, and nothing for compilers', () => {
  const names = Object.keys(unzipSync(zip));
  expect(names.filter((name) => /\.(?:ts|map)$|typescript|vitest/.test(name))).toEqual([]);
  for (const name of ['LICENSE', 'node_modules/oxigraph/node_bg.wasm', 'node_modules/n3/LICENSE.md'])
    expect(names).toContain(name);
  expect(names).toEqual([...names].sort());
  expect(zip.length).toBeLessThan(8_000_000);
});
