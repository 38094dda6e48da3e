/** Naughty strings as labels, literals, IRIs and arguments of a graph that is served and recorded. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { openServing, type Serving } from '../../src/cli/recording.ts';
import { connectInMemory, type ToolClient } from '../../src/mcp/client.ts';
import type { Result } from '../../src/tool/result.ts';
import type { ToolListing } from '../../src/tool/tool.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { NAUGHTY_STRINGS } from './naughty-strings.ts';

const RDFS_LABEL = 'http://www.w3.org/2000/01/rdf-schema#label';
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
/** Text of RDF is Unicode: unpaired surrogates cannot stand in a file. They come as arguments. */
const WRITABLE = NAUGHTY_STRINGS.filter((text) => text.isWellFormed());
/** Controls, format characters, unpaired surrogates, tags: none of them belongs into what a model reads. */
const FORBIDDEN = /[\p{Cs}\p{Default_Ignorable_Code_Point}]|(?![\n])\p{Cc}|\p{Cf}/u;

let folder: string;
let opened: OpenedGraph;
let serving: Serving;
let client: ToolClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'graphtrail-hostile-'));
  const file = join(folder, 'hostile.nt');
  await writeFile(file, WRITABLE.flatMap(triplesOf).join(''));
  opened = await openGraph([file], {});
  serving = await openServing(opened, { surface: 'relations' }, join(folder, 'journals'));
  client = await connectInMemory(serving.connect(), '0');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** An entity, a class and a relation, all called so, and a literal that says so. */
function triplesOf(text: string, index: number): string[] {
  const literal = `"${[...text].map(escaped).join('')}"`;
  const [entity, kind, relation] = ['entity', 'class', 'relation'].map((name) => `<http://x.test/${name}/${index}>`);
  const other = `<http://x.test/entity/${(index + 1) % WRITABLE.length}>`;
  return [
    `${entity} <${RDFS_LABEL}> ${literal} .\n`,
    `${kind} <${RDFS_LABEL}> ${literal} .\n`,
    `${relation} <${RDFS_LABEL}> ${literal} .\n`,
    `${entity} <${RDF_TYPE}> ${kind} .\n`,
    `${entity} ${relation} ${other} .\n`,
    `${entity} <http://x.test/note> ${literal} .\n`,
  ];
}

function escaped(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code > 0x1f && code < 0x7f && character !== '"' && character !== '\\') return character;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

test('there are at least 515 strings', () => {
  expect(NAUGHTY_STRINGS.length).toBeGreaterThanOrEqual(515);
});

test('no tool has a forbidden character in anything that a model reads, nor a name twice', () => {
  const texts = serving.toolset.listing.flatMap((listing: ToolListing) => stringsIn(listing));
  expect(texts.filter((text) => FORBIDDEN.test(text))).toEqual([]);
  const names = serving.toolset.listing.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z][a-z0-9_]{0,39}$/.test(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(WRITABLE.length);
});

test('every string is a safe argument, is recorded as it was given, and no result shows a forbidden character', async () => {
  const listing = serving.toolset.listing.find(({ name }) => name.startsWith('get_note_of')) as ToolListing;
  const tool = listing.name;
  const [argument] = Object.keys((listing.inputSchema as { properties: object }).properties) as [string];
  const statuses = new Set<string>();
  const shown: string[] = [];
  for (const text of NAUGHTY_STRINGS) {
    for (const given of [{ [argument]: text }, { [argument]: [text] }, { [argument]: 'x', [text]: text }]) {
      const result = await client.call(tool, given);
      statuses.add(result.status);
      shown.push(...labelsOf(result));
    }
  }
  expect([...statuses].sort()).toEqual(['ambiguous', 'invalid', 'ok', 'unknown']);
  expect(shown.filter((text) => FORBIDDEN.test(text))).toEqual([]);
  await client.close();
  await serving.journal?.close();
  const trajectories: Trajectory[] = [];
  for await (const trajectory of readJournals([join(folder, 'journals')])) trajectories.push(trajectory);
  expect(trajectories.flatMap(({ problems }) => problems)).toEqual([]);
  const recorded = trajectories.flatMap(({ calls }) => calls.map((call) => call.arguments));
  const wanted = NAUGHTY_STRINGS.flatMap((text) => [
    { [argument]: text },
    { [argument]: [text] },
    { [argument]: 'x', [text]: text },
  ]);
  expect(recorded).toHaveLength(wanted.length);
  for (const [index, given] of wanted.entries()) {
    // As the name of an argument it does not reach any server: the SDK's schemas drop it on the way in.
    if (Object.hasOwn(given, '__proto__')) continue;
    expect(Object.entries(recorded[index] as object)).toEqual(Object.entries(given));
  }
}, 60_000);

test('a literal comes back as it stands in the graph', async () => {
  const notes: string[] = [];
  for (let id = 0; id < opened.graph.literals; id++) notes.push(opened.graph.key(id));
  for (const text of WRITABLE) expect(notes).toContain(`"${text}"`);
});

/** Every string anywhere in a tool but the ids of classes and the like, which are ours. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...stringsIn(inner)])
    : [];
}

/** What a model reads of a result but the values, which are given as they stand in the graph. */
function labelsOf({ message = '', items = [], candidates = [] }: Result): string[] {
  return [
    message,
    ...items.flatMap((item) => (item.kind === 'entity' ? [item.label] : [])),
    ...candidates.map(({ label }) => label),
  ];
}
