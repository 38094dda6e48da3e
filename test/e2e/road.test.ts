import { appendFileSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderWith, graphtrail } from '../cli/run.ts';

const folder = folderWith({});
afterAll(folder.remove);

const inside = (...names: string[]): string => join(folder.path, ...names);
const run = (...parameters: string[]) => graphtrail(parameters, folder.path);

beforeAll(async () => {
  copyFileSync(resolve('graphs/countries.ttl'), inside('countries.ttl'));
  const { code } = await run('walk', 'countries.ttl', '--count', '42', '--patterns', 'all', '--record', 'journals');
  expect(code).toBe(0);
}, 60_000);

function journal(): string {
  return inside('journals', readdirSync(inside('journals')).find((name) => name.startsWith('run-')) as string);
}

/** Every file below a folder with its contents. */
function contents(path: string): Record<string, string> {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(path.length), readFileSync(file, 'utf8')]),
  );
}

test('what was walked is proven by both engines', async () => {
  const { code, stdout } = await run('verify', 'journals', '--graph', 'countries.ttl');
  expect(stdout).toMatch(/^42 trajectories: 42 proven, 0 wrong/m);
  expect(stdout).not.toContain('stale: recorded on another graph');
  expect(stdout).toMatch(/^oracle +42 +0 +0 +0$/m);
  expect(code).toBe(0);
});

test('walking and harvesting again gives the same bytes, the lineage aside', async () => {
  await run('walk', 'countries.ttl', '--count', '42', '--patterns', 'all', '--record', 'again');
  for (const [journals, samples] of [
    ['journals', 'first'],
    ['again', 'second'],
  ] as const) {
    const { code, stdout } = await run('harvest', journals, '--graph', 'countries.ttl', '--out', samples);
    expect(stdout).toMatch(/^42 samples from 42 trajectories/);
    expect(code).toBe(0);
  }
  const { '/lineage.jsonl': first, ...samples } = contents(inside('first'));
  const { '/lineage.jsonl': second, ...others } = contents(inside('second'));
  expect(samples).toEqual(others);
  expect(first).not.toBe(second);
  expect(Object.keys(samples)).toEqual(
    expect.arrayContaining(['/README.md', '/provenance.jsonl', '/data/trl-sft/train.jsonl']),
  );
});

test('on a changed graph the verdict is stale, not verified', async () => {
  copyFileSync(inside('countries.ttl'), inside('changed.ttl'));
  appendFileSync(
    inside('changed.ttl'),
    '\n<urn:graphtrail:countries:France> <urn:graphtrail:countries:neighbour> <urn:graphtrail:countries:Japan> .\n',
  );
  const { code, stdout } = await run('verify', 'journals', '--graph', 'changed.ttl');
  expect(stdout).toMatch(/stale: the call ran on graph gt1:/);
  expect(stdout).toMatch(/^42 trajectories: 0 proven, 42 wrong/m);
  expect(stdout).toMatch(/^Every one of them is stale: recorded on another graph than --graph names/m);
  expect(code).toBe(1);
});

test('an edited journal is not believed', async () => {
  const lines = readFileSync(journal(), 'utf8').split('\n');
  const call = lines.findIndex((line) => line.includes('"type":"call"'));
  lines[call] = (lines[call] as string).replace(/"total":\d+/, '"total":4711');
  writeFileSync(inside('edited.jsonl'), lines.join('\n'));
  const { code, stdout } = await run(
    'verify',
    'edited.jsonl',
    '--graph',
    'countries.ttl',
    '--tasks',
    join('journals', readdirSync(inside('journals')).find((name) => name.startsWith('tasks-')) as string),
  );
  expect(stdout).toMatch(/chain, record \d+: /);
  expect(code).toBe(1);
});

test('a journal cut in the middle of a line still tells what it holds', async () => {
  const text = readFileSync(journal(), 'utf8');
  writeFileSync(inside('cut.jsonl'), text.slice(0, Math.floor(text.length * 0.6)));
  const { code, stdout } = await run('verify', 'cut.jsonl', '--graph', 'countries.ttl', '--json');
  const verdicts = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { conforms: boolean });
  expect(verdicts.length).toBeGreaterThan(10);
  expect(code).toBe(1);
});
