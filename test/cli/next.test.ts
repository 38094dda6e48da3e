import { afterAll, expect, test } from 'vitest';
import { folderWith, graphtrail } from './run.ts';

const folder = folderWith({
  'own.tsv': 'ada\tworks on\tengine\nbob\tworks on\tengine\nbob\tlikes\tada\n',
  'names.txt': 'ada\tAda Lovelace\n',
  'greeting.json': '[{"role":"user","content":"Hello."}]',
});
afterAll(folder.remove);

/** Runs a verb; gives the parameters that it says to run next. */
async function next(...parameters: string[]): Promise<string[]> {
  const { code, stderr } = await graphtrail(parameters, folder.path);
  expect(code).toBe(0);
  return /Next: node \S+cli\.js (.+)/.exec(stderr)?.[1]?.split(' ') ?? [];
}

test('walk, verify and harvest say what to run next, and it runs', async () => {
  const graph = ['own.tsv', '--labels', 'names.txt'];
  const verify = await next('walk', ...graph, '--count', '2', '--patterns', '1p', '--record', 'runs');
  expect(verify).toEqual(['verify', 'runs', '--graph', ...graph]);
  const harvest = await next(...verify);
  expect(harvest).toEqual(['harvest', 'runs', '--graph', ...graph, '--out', 'dataset']);
  const report = await next(...harvest, '--license', 'cc0-1.0');
  expect(report).toEqual(['report', 'dataset']);
  expect(await next(...report)).toEqual([]);
}, 30_000);

test('an import of nothing names nothing to verify', async () => {
  expect(await next('import', 'greeting.json', '--graph', 'own.tsv', '--record', 'imported')).toEqual([]);
});
