import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGraph } from '../../src/cli/graph-options.ts';
import { samplesOf } from '../../src/cli/harvesting.ts';
import { openVerifying, readTaskFiles } from '../../src/cli/verifying.ts';
import { harvest } from '../../src/harvest/write.ts';
import { graphtrail } from '../cli/run.ts';

const root = mkdtempSync(join(tmpdir(), 'graphtrail-audit-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Found {
  readonly rows: Readonly<Record<string, number>>;
  readonly questions: number;
  readonly pairs: number;
  readonly nearDuplicates: number;
  readonly mostAlike: number;
}

let audit: (folder: string) => Promise<Found>;

beforeAll(async () => {
  const script = new URL('splits.mjs', import.meta.url).href;
  ({ audit } = (await import(script)) as { audit: typeof audit });
  const journals = join(root, 'journals');
  await graphtrail(['walk', 'graphs/countries.ttl', '--count', '250', '--patterns', 'all', '--record', journals]);
  const opened = await openGraph(['graphs/countries.ttl'], {});
  const verifying = await openVerifying(opened, await readTaskFiles([journals], undefined));
  const samples = samplesOf(verifying.verdicts([journals]), opened, { seed: '0', tokenLimit: 8192, unpinned: false });
  const shares = { train: 0.6, validation: 0.2, test: 0.2 };
  await harvest(samples, { directory: join(root, 'out'), formats: ['trl-sft'], seed: '0', shares, license: 'cc0-1.0' });
  await verifying.close();
}, 60_000);

test('in a harvest no question, no pair of template and answers and no near duplicate stands in two splits', async () => {
  const found = await audit(join(root, 'out'));
  expect(found).toMatchObject({ questions: 0, pairs: 0, nearDuplicates: 0 });
  expect(Object.values(found.rows).every((rows) => rows > 20)).toBe(true);
  expect(found.mostAlike).toBeGreaterThan(0.2);
  expect(found.mostAlike).toBeLessThan(0.85);
});

test('the audit finds a row that is copied into another split', async () => {
  const folder = join(root, 'out');
  const file = (name: string) => join(folder, name);
  const [leak = ''] = readFileSync(file('data/trl-sft/train.jsonl'), 'utf8').split('\n');
  const { id } = JSON.parse(leak) as { id: string };
  const proof = readFileSync(file('provenance.jsonl'), 'utf8')
    .split('\n')
    .find((line) => line.includes(id)) as string;
  const append = (name: string, line: string) => writeFileSync(file(name), `${line}\n`, { flag: 'a' });
  append('data/trl-sft/test.jsonl', leak.replace(id, 'leak'));
  append('provenance.jsonl', proof.replace('"split":"train"', '"split":"test"').replace(id, 'leak'));
  expect(await audit(folder)).toMatchObject({ questions: 1, pairs: 1, nearDuplicates: 1, mostAlike: 1 });
});
