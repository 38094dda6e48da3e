import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { serveCommand } from '../../src/cli/serve.ts';

const own = JSON.parse(readFileSync('package.json', 'utf8'));
const server = JSON.parse(readFileSync('server.json', 'utf8'));
const [npm] = server.packages;

test('the entry for the registry and the package are of one version and one name', () => {
  expect([server.version, npm.version, npm.identifier]).toEqual([own.version, own.version, own.name]);
  expect(server.name).toBe(own.mcpName);
  expect(server.name).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
  expect(own.files).toContain('server.json');
});

test('the registry takes descriptions of at most 100 characters', () => {
  expect(server.description.length).toBeLessThanOrEqual(100);
});

test('the arguments it names are those of serve', () => {
  const [verb, graph, ...named] = npm.packageArguments;
  expect([verb.value, graph.isRequired]).toEqual([serveCommand().name(), true]);
  const known = serveCommand().options.map(({ long }) => long);
  for (const { type, name } of named) expect([type, known.includes(name)]).toEqual(['named', true]);
});
