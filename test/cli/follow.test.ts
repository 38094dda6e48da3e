import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { folderWith, graphtrail } from './run.ts';

const folder = folderWith({});
afterAll(folder.remove);

test('a harvest that follows a walk writes what a harvest after it writes', async () => {
  const graph = resolve('graphs/countries.ttl');
  const journals = join(folder.path, 'journals');
  const harvest = (out: string, ...more: string[]) =>
    graphtrail(['harvest', journals, '--graph', graph, '--out', join(folder.path, out), '--files', 'jsonl', ...more]);
  const [walked, followed] = await Promise.all([
    graphtrail(['walk', graph, '--count', '60', '--patterns', 'all', '--record', journals]),
    harvest('followed', '--follow'),
  ]);
  expect([walked.code, followed.code]).toEqual([0, 0]);
  expect(followed.stdout).toContain('from 60 trajectories');
  const afterwards = await harvest('afterwards');
  expect(afterwards.code).toBe(0);
  const data = (out: string): string[] =>
    readdirSync(join(folder.path, out, 'data'), { recursive: true, encoding: 'utf8' });
  expect(data('followed')).toEqual(data('afterwards'));
  for (const file of data('followed').filter((name) => name.endsWith('.jsonl')))
    expect(readFileSync(join(folder.path, 'followed/data', file))).toEqual(
      readFileSync(join(folder.path, 'afterwards/data', file)),
    );
}, 60_000);
