import { afterAll, expect, test } from 'vitest';
import type { Task } from '../../src/task/task.ts';
import { folderWith, graphtrail } from './run.ts';

const folder = folderWith({
  'mix.json': '{"1p": 3, "2i": 1, "3p": 2}',
  'pairs.ttl': '@prefix : <urn:t:> .\n:a :knows :b . :b :knows :c . :c :likes :a . :d :likes :c .\n',
});
afterAll(folder.remove);

const countries = `${process.cwd()}/graphs/countries.ttl`;

async function sampled(...flags: string[]): Promise<{ tasks: Task[]; stderr: string }> {
  const { code, stdout, stderr } = await graphtrail(['tasks', ...flags], folder.path);
  expect(code, stderr).toBe(0);
  const tasks = stdout.split('\n').filter((line) => line !== '');
  return { tasks: tasks.map((line) => JSON.parse(line) as Task), stderr };
}

const byPattern = (tasks: readonly Task[]): Record<string, number> => {
  const made: Record<string, number> = {};
  for (const { pattern } of tasks) made[pattern] = (made[pattern] ?? 0) + 1;
  return made;
};

test('a mix in a file shares the count by its weights, and --patterns restricts it', async () => {
  const all = await sampled(countries, '--count', '12', '--mix', 'mix.json');
  expect(byPattern(all.tasks)).toEqual({ '1p': 6, '2i': 2, '3p': 4 });
  expect(all.stderr).not.toMatch(/missing/);
  const some = await sampled(countries, '--count', '12', '--mix', 'mix.json', '--patterns', '1p,2i,2u');
  expect(byPattern(some.tasks)).toEqual({ '1p': 9, '2i': 3 });
  expect(some.stderr).toMatch(/^2u +0 +0 +left out: no share in the mix$/m);
});

test('the report says what is left out, what is short and how many are missing in all', async () => {
  const { tasks, stderr } = await sampled('pairs.ttl', '--count', '9', '--patterns', '1p,2p,3i', '--hops', '1');
  expect(stderr).toMatch(/^2p +0 +0 +left out: more than 1 hop$/m);
  expect(stderr).toMatch(/^3i +0 +\d+ +only 0 of 4 found; \D+ \d+/m);
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(`${9 - tasks.length} of 9 tasks missing`);
});
