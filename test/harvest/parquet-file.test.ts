import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesBelow } from '../../src/harvest/folder.ts';
import { FORMAT_NAMES } from '../../src/harvest/formats/formats.ts';
import { rowText } from '../../src/harvest/formats/row-text.ts';
import { trlSft } from '../../src/harvest/formats/trl-sft.ts';
import type { Harvested } from '../../src/harvest/gathering.ts';
import { openParquetFile } from '../../src/harvest/parquet-file.ts';
import { type HarvestOptions, harvest } from '../../src/harvest/write.ts';
import { seededRandom } from '../../src/logic/random.ts';
import { built, harvestedOf, walkOf } from './fixtures/sample.ts';
import { readParquet, rowsBelow } from './fixtures/written.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parquet-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const many = Array.from({ length: 60 }, (_, index) =>
  harvestedOf(walkOf(`Land ${index} "é" 中`, [`A${index}`, `B${index}`])),
);

const run = (list: readonly Harvested[], change: Partial<HarvestOptions> = {}) => {
  async function* stream(): AsyncGenerator<Harvested> {
    yield* list;
  }
  const formats = ['trl-sft', 'llamafactory'];
  return harvest(stream(), { directory: join(root, 'out'), formats, seed: 's', license: 'mit', ...change });
};

test('the Parquet files of every format hold the rows of its JSON lines, in their order', async () => {
  await run(many, { formats: FORMAT_NAMES });
  for (const format of FORMAT_NAMES) {
    const { lines, parquet } = await rowsBelow(join(root, 'out/data', format));
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(parquet)).toBe(`[${lines.join()}]`);
  }
});

test('the bytes do not depend on the order in which trajectories come', async () => {
  await run(many);
  await run(seededRandom('shuffle').shuffle(many), { directory: join(root, 'shuffled') });
  for (const file of await filesBelow(join(root, 'out'))) {
    expect(readFileSync(join(root, 'shuffled', file)).equals(readFileSync(join(root, 'out', file)))).toBe(true);
  }
});

test('files of one kind are written where one is asked for, and the card and companions name those', async () => {
  await run(many, { files: ['jsonl'] });
  expect((await filesBelow(join(root, 'out'))).filter((file) => file.endsWith('.parquet'))).toEqual([]);
  expect(readFileSync(join(root, 'out/README.md'), 'utf8')).toContain('path: data/trl-sft/train.jsonl');
  await run(many, { files: ['parquet'] });
  expect((await filesBelow(join(root, 'out/data'))).filter((file) => file.endsWith('.jsonl'))).toEqual([]);
  expect(readFileSync(join(root, 'out/README.md'), 'utf8')).toContain('path: data/trl-sft/train.parquet');
  const info = JSON.parse(readFileSync(join(root, 'out/data/llamafactory/dataset_info.json'), 'utf8'));
  expect(info.llamafactory_train.file_name).toBe('train.parquet');
});

test('where both are written the card lists Parquet alone, for a folder has one builder', async () => {
  await run(many);
  const card = readFileSync(join(root, 'out/README.md'), 'utf8');
  const paths = [...card.matchAll(/^ +path: (\S+)$/gm)].map(([, path]) => path as string);
  expect(paths.length).toBeGreaterThan(3);
  expect(paths.every((path) => path.endsWith('.parquet'))).toBe(true);
  expect(readFileSync(join(root, 'out/data/llamafactory/dataset_info.json'), 'utf8')).toContain('train.jsonl');
});

test('rows go out in groups, by number and by length, and all come back', async () => {
  const sample = built();
  const [row = {}] = trlSft.rows(sample);
  const rows = Array.from({ length: 2_100 }, (_, index) => ({ ...row, id: `gs1-${index}` }));
  const long = { ...row, id: 'long', tools: 'x'.repeat(5 << 20) };
  const file = openParquetFile(root, 'rows.parquet', trlSft);
  for (const one of [long, ...rows]) file.add(rowText(trlSft, one));
  file.close();
  const bytes = readFileSync(join(root, 'rows.parquet'));
  const { row_groups: groups } = parquetMetadata(new Uint8Array(bytes).buffer);
  expect(groups.map(({ num_rows: size }) => Number(size))).toEqual([1, 1000, 1000, 100]);
  expect(await readParquet(join(root, 'rows.parquet'))).toEqual([long, ...rows]);
  expect(bytes.length).toBeLessThan(1 << 20);
});
