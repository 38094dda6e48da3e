import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { folderWith, graphtrail } from './run.ts';

const folder = folderWith({ 'own.tsv': 'ada\tworks on\tengine\nbob\tworks on\tengine\nbob\tlikes\tada\n' });
afterAll(folder.remove);

const demo = (...flags: string[]) =>
  graphtrail(['demo', 'own.tsv', '--count', '2', '--patterns', '1p', '--out', 'out', ...flags], folder.path);

test('a demo of a graph that states no licence says how to give one, and takes it', async () => {
  const without = await demo();
  expect(without.stderr).toMatch(
    /the graph states none.*give it, for example with --license cc-by-4\.0\. \[no_license\]/,
  );
  expect(without.code).toBe(3);
  const given = await demo('--license', 'cc0-1.0');
  expect(given.stdout).toMatch(/^5\. Harvested: 2 samples/m);
  expect(given.code).toBe(0);
  expect(readFileSync(join(folder.path, 'out/samples/README.md'), 'utf8')).toMatch(/^license: cc0-1\.0$/m);
});

test('the sample that a demo shows is one whose question is clear at once', async () => {
  const { stdout } = await graphtrail(
    ['demo', resolve('graphs/countries.ttl'), '--count', '40', '--patterns', '3p,2u,2i', '--out', 'shown'],
    folder.path,
  );
  expect(stdout).toMatch(/^ {2}user .+\n(?: {2}.+\n)+ {2}assistant {2}get_intersection_of\(/m);
});
