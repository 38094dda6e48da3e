import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Harvested } from '../../src/harvest/gathering.ts';
import { licenseOf } from '../../src/harvest/license.ts';
import { type HarvestOptions, harvest } from '../../src/harvest/write.ts';
import { built, harvestedOf, walkOf } from './fixtures/sample.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'describe-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const many = Array.from({ length: 40 }, (_, index) => harvestedOf(walkOf(`Land ${index}`, [`A${index}`, `B${index}`])));

async function run(list: readonly Harvested[], change: Partial<HarvestOptions> = {}): Promise<void> {
  async function* stream(): AsyncGenerator<Harvested> {
    yield* list;
  }
  const options = { directory: join(root, 'out'), formats: ['trl-sft', 'openai'], seed: 's', license: 'mit' };
  await harvest(stream(), { ...options, ...change });
}

const text = (file: string): string => readFileSync(join(root, 'out', file), 'utf8');

interface Croissant {
  readonly [key: string]: unknown;
  readonly distribution: readonly { contentUrl: string; sha256: string; encodingFormat: string; '@id': string }[];
  readonly recordSet: readonly { '@id': string; field: readonly Record<string, unknown>[]; description?: string }[];
}
const croissant = (): Croissant => JSON.parse(text('croissant.json')) as Croissant;

test('croissant.json describes every file of rows with its hash, and every split of every configuration by its columns', async () => {
  await run(many);
  const { distribution, recordSet, ...about } = croissant();
  for (const { contentUrl, sha256 } of distribution) {
    expect(
      createHash('sha256')
        .update(readFileSync(join(root, 'out', contentUrl)))
        .digest('hex'),
    ).toBe(sha256);
  }
  const urls = distribution.map(({ contentUrl }) => contentUrl);
  expect(urls).toContain('data/trl-sft/train.jsonl');
  expect(urls).toContain('data/trl-sft/train.parquet');
  expect(urls).not.toContain('lineage.jsonl');
  const train = recordSet.find((set) => set['@id'] === 'trl-sft/train');
  expect(train?.field.map((field) => [field['name'], field['dataType']])).toEqual([
    ['id', 'sc:Text'],
    ['messages', 'sc:Text'],
    ['tools', 'sc:Text'],
  ]);
  expect(about).toMatchObject({
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    license: 'https://spdx.org/licenses/MIT.html',
  });
});

test('of JSON lines croissant.json describes plain columns, and names the nested ones that it has no type for', async () => {
  await run(many, { files: ['jsonl'] });
  const train = croissant().recordSet.find((set) => set['@id'] === 'trl-sft/train');
  expect(train?.field.map((field) => field['name'])).toEqual(['id', 'tools']);
  expect(train?.description).toContain('no type: messages.');
});

test('PROVENANCE.json tells graph, licence, tools, versions, seeds, and what every check said of all that was looked at', async () => {
  const walk = walkOf('Peru', ['Chile']);
  const failed = [...walk.verdict.checks, { check: 'gold', outcome: 'failed' as const }];
  const refused = harvestedOf({ ...walk, verdict: { ...walk.verdict, conforms: false, checks: failed } });
  await run([...many, refused], { graph: { source: 'http://example.org/it', license: 'cc0-1.0' } });
  const { provenance } = built();
  expect(JSON.parse(text('PROVENANCE.json'))).toMatchObject({
    graphs: [{ ...provenance.graph, rows: 40 }],
    source: 'http://example.org/it',
    license: { identifier: 'mit', given_by: 'the person who harvested', graph_states: 'cc0-1.0' },
    toolsets: [provenance.toolset],
    seeds: { harvest: 's', tasks: [provenance.seeds.task] },
    verdicts: { trajectories: 41, conforming: 40, checks: { gold: { failed: 1 } } },
    left_out: { refused: { not_conforming: 1 } },
  });
  expect(text('README.md')).toMatch(/^\| `gold` \| \d+ \| 1 \| \d+ \|$/m);
  expect(text('README.md')).toContain('Of the 41 trajectories that were looked at, 40 conform.');
});

test('the licence of the graph is told as its own', async () => {
  const { license: _, ...graphs } = { license: '', graph: { license: 'CC0-1.0' } };
  async function* stream(): AsyncGenerator<Harvested> {
    yield* many;
  }
  await harvest(stream(), { directory: join(root, 'out'), formats: ['openai'], seed: 's', ...graphs });
  expect(JSON.parse(text('PROVENANCE.json')).license).toEqual({
    identifier: 'cc0-1.0',
    as_given: 'CC0-1.0',
    address: 'https://spdx.org/licenses/CC0-1.0.html',
    given_by: 'the graph',
    graph_states: 'CC0-1.0',
  });
});

test.each([
  ['cc-by-sa-4.0', 'https://spdx.org/licenses/CC-BY-SA-4.0.html'],
  ['apache-2.0', 'https://spdx.org/licenses/Apache-2.0.html'],
  ['odbl', 'https://spdx.org/licenses/ODbL-1.0.html'],
  ['https://creativecommons.org/licenses/by/4.0/deed.de', 'https://creativecommons.org/licenses/by/4.0/deed.de'],
  ['cc', undefined],
  ['My own', undefined],
])('the licence %s can be read at %s', (given, address) => {
  expect(licenseOf(given, undefined).address).toBe(address);
});

test('a title with quotes, colons and rules is quoted in the front matter, and one harmless heading', async () => {
  const title = '- "a": #b\n---\nlicense: mit\t\u2028\'';
  await run(many.slice(0, 5), { title });
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text('README.md')) ?? [];
  expect(JSON.parse(/^pretty_name: (.*)$/m.exec(front)?.[1] ?? '')).toBe(title);
  expect(body.match(/^# .*$/gm)).toEqual([expect.stringMatching(/^# [^"#]*license: mit *$/)]);
  expect(croissant()['name']).toBe(title);
});
