import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesBelow } from '../../src/harvest/folder.ts';
import type { Harvested } from '../../src/harvest/gathering.ts';
import { type HarvestOptions, harvest } from '../../src/harvest/write.ts';
import { seededRandom } from '../../src/logic/random.ts';
import { harvestedOf, walkOf } from './fixtures/sample.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'harvest-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const many = Array.from({ length: 120 }, (_, index) =>
  harvestedOf(walkOf(`Land ${index}`, [`A${index}`, `B${index}`])),
);

async function* stream(list: readonly Harvested[]): AsyncGenerator<Harvested> {
  yield* list;
}

const run = (list: readonly Harvested[], change: Partial<HarvestOptions> = {}) =>
  harvest(stream(list), {
    directory: join(root, 'out'),
    formats: ['openai', 'trl-sft', 'llamafactory'],
    seed: 'seed',
    license: 'cc0-1.0',
    ...change,
  });

async function contents(directory: string): Promise<Record<string, string>> {
  const files = await filesBelow(directory);
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(directory, file), 'latin1')]));
}

const linesOf = (file: string) =>
  readFileSync(join(root, 'out', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('a harvest writes every format and split with the same rows, sorted by id, and their proof', async () => {
  const report = await run(many);
  expect(report).toMatchObject({ changed: true, read: 120, written: 120, refused: {} });
  expect(report.files).toEqual(await filesBelow(join(root, 'out')));
  expect(Object.values(report.splits).reduce((sum, count) => sum + count)).toBe(120);
  expect(Object.values(report.splits).every((count) => count > 0)).toBe(true);
  for (const split of ['train', 'validation', 'test'] as const) {
    const ids = linesOf(`data/trl-sft/${split}.jsonl`).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toHaveLength(report.splits[split]);
    expect(linesOf(`data/openai/${split}.jsonl`)).toHaveLength(report.splits[split]);
    for (const { id, row } of linesOf('provenance.jsonl').filter((line) => line['split'] === split)) {
      expect(ids[Number(row) - 1]).toBe(id);
    }
  }
  expect(linesOf('lineage.jsonl')[0]).toMatchObject({
    journal: expect.stringMatching(/^run-/),
    verdict: { conforms: true },
  });
});

test('the bytes do not depend on the order in which trajectories come', async () => {
  await run(many);
  await run(seededRandom('shuffle').shuffle(many), { directory: join(root, 'shuffled') });
  expect(await contents(join(root, 'shuffled'))).toEqual(await contents(join(root, 'out')));
});

test('harvesting the same again touches nothing, harvesting more replaces the folder as a whole', async () => {
  await run(many.slice(0, 100));
  const before = statSync(join(root, 'out/README.md'));
  expect((await run(many.slice(0, 100))).changed).toBe(false);
  expect(statSync(join(root, 'out/README.md'))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  expect((await run(many)).changed).toBe(true);
  expect(linesOf('provenance.jsonl')).toHaveLength(120);
  expect(readdirSync(root)).toEqual(['out']);
});

test('adding trajectories moves no row to another split', async () => {
  await run(many.slice(0, 60));
  const before = linesOf('provenance.jsonl').map(({ id, split }) => [id, split]);
  await run(many);
  const after = new Map(linesOf('provenance.jsonl').map(({ id, split }) => [id, split]));
  for (const [id, split] of before) expect(after.get(id)).toBe(split);
});

test('what was left by a killed run is cleared away, and a folder killed between its two renames is found again', async () => {
  await run(many);
  const whole = await contents(join(root, 'out'));
  mkdirSync(join(root, '.half.graphtrail-new/data'), { recursive: true });
  writeFileSync(join(root, '.half.graphtrail-new/data/x'), 'torn');
  await run(many, { directory: join(root, 'half') });
  expect(await contents(join(root, 'half'))).toEqual(whole);
  renameSync(join(root, 'out'), join(root, '.out.graphtrail-old'));
  expect((await run(many)).changed).toBe(false);
  expect(readdirSync(root).sort()).toEqual(['half', 'out']);
});

test.each([
  ['a file that no harvest wrote', (out: string) => writeFileSync(join(out, 'thesis.md'), 'mine'), 'thesis.md'],
  ['a card that was edited', (out: string) => writeFileSync(join(out, 'README.md'), 'mine'), 'README.md'],
  [
    'a link in place of a file',
    (out: string) => {
      copyFileSync(join(out, 'README.md'), join(out, '../copy.md'));
      rmSync(join(out, 'README.md'));
      symlinkSync(join(out, '../copy.md'), join(out, 'README.md'));
    },
    'README.md',
  ],
  ['a manifest that is gone', (out: string) => rmSync(join(out, 'manifest.json')), 'PROVENANCE.json'],
])('a directory with %s is refused and stays as it is', async (_, change, named) => {
  await run(many.slice(0, 20));
  change(join(root, 'out'));
  const before = await filesBelow(join(root, 'out'));
  await expect(run(many)).rejects.toMatchObject({ code: 'foreign_directory', message: expect.stringContaining(named) });
  expect(await filesBelow(join(root, 'out'))).toEqual(before);
  expect(readdirSync(root).filter((name) => name.startsWith('.'))).toEqual([]);
});

test("a stranger's directory and a file of that name are refused, an empty directory is taken", async () => {
  mkdirSync(join(root, 'out'));
  await run(many.slice(0, 20));
  mkdirSync(join(root, 'other'));
  writeFileSync(join(root, 'other/photo.jpg'), '');
  await expect(run(many, { directory: join(root, 'other') })).rejects.toMatchObject({ code: 'foreign_directory' });
  await expect(run(many, { directory: join(root, 'other/photo.jpg') })).rejects.toMatchObject({
    code: 'foreign_directory',
  });
  expect(readFileSync(join(root, 'other/photo.jpg'), 'utf8')).toBe('');
});

test('without a licence nothing is written; the one of the graph is taken where none is given', async () => {
  const { license: _, ...options } = { directory: join(root, 'out'), formats: ['openai'], seed: 's', license: '' };
  await expect(harvest(stream(many), options)).rejects.toMatchObject({ code: 'no_license' });
  expect(existsSync(join(root, 'out'))).toBe(false);
  await harvest(stream(many), { ...options, graph: { license: 'https://creativecommons.org/licenses/by-sa/4.0/' } });
  expect(readFileSync(join(root, 'out/README.md'), 'utf8')).toContain('license: cc-by-sa-4.0');
});

test('where nothing is proven the reasons are told and nothing is written', async () => {
  const walk = walkOf('France', ['Spain']);
  const refused = harvestedOf({ ...walk, verdict: { ...walk.verdict, conforms: false } });
  await expect(run([refused, refused])).rejects.toMatchObject({
    code: 'no_samples',
    message: expect.stringContaining('not_conforming 2'),
  });
  await expect(run([])).rejects.toMatchObject({ code: 'no_samples' });
  expect(readdirSync(root)).toEqual([]);
});

test('a stream that breaks leaves the old folder and nothing else', async () => {
  await run(many);
  const before = await contents(join(root, 'out'));
  async function* broken(): AsyncGenerator<Harvested> {
    yield* many.slice(0, 3);
    throw new Error('the journal is torn');
  }
  await expect(
    harvest(broken(), { directory: join(root, 'out'), formats: ['openai'], seed: 's', license: 'mit' }),
  ).rejects.toThrow('torn');
  expect(await contents(join(root, 'out'))).toEqual(before);
  expect(readdirSync(root)).toEqual(['out']);
});

test('walks of one sample become one row with several lineages, and rows without a pinned oracle stand apart', async () => {
  const walk = walkOf('France', ['Spain']);
  const again = { ...walk, trajectory: { ...walk.trajectory, journal: 'run-b.jsonl' } };
  const loose = walkOf('Peru', ['Chile']);
  const unpinned = harvestedOf({
    ...loose,
    verdict: { ...loose.verdict, oracle: 'same-engine', pinned: false },
    unpinned: true,
  });
  const report = await run([harvestedOf(again), harvestedOf(walk), unpinned]);
  expect(report).toMatchObject({ read: 3, written: 2, repeated: 1 });
  const journals = linesOf('lineage.jsonl').filter(({ trajectory }) => trajectory === 't-France');
  expect(journals.map(({ journal }) => journal)).toEqual([walk.trajectory.journal, 'run-b.jsonl']);
  const folders = readdirSync(join(root, 'out/data'));
  expect(folders).toContain('openai-unpinned');
  expect(folders).toContain('openai');
});

test('the card names counts, refusals, licence and graph, and holds no hostile text as Markdown or YAML', async () => {
  const walk = walkOf('France', ['Spain']);
  const { opened } = walk.trajectory;
  if (opened === undefined) throw new Error('the fixture was opened');
  const graph = { ...opened.graph, name: 'evil`\n---\n# Hi <script>.ttl' };
  const hostile = harvestedOf({ ...walk, trajectory: { ...walk.trajectory, opened: { ...opened, graph } } });
  const refused = harvestedOf({ ...walkOf('Peru', ['Chile']), tokenLimit: 1 });
  await run([hostile, refused], { license: 'My own: "licence"\nx' });
  const card = readFileSync(join(root, 'out/README.md'), 'utf8');
  expect(card).toContain('license: other\nlicense_name: "My own: \\"licence\\"\\nx"');
  expect(card).toContain('| the row is over the token limit (`too_long`) | 1 |');
  expect(card).toContain('2 trajectories were read, 1 became rows.');
  expect(card.match(/^---$/gm)).toHaveLength(2);
  expect(card.match(/^# /gm)).toHaveLength(1);
  expect(card.slice(card.indexOf('\n---\n', 4))).not.toContain('<script>.ttl\n');
  expect(card).not.toContain(root);
});
