import { Command } from 'commander';
import { expect, test } from 'vitest';
import { serveArguments, withServeFlags } from '../../src/cli/install-flags.ts';
import { serveCommand } from '../../src/cli/serve.ts';

/** What goes into an entry for what was typed in `/data`. */
function entryFor(...typedWords: readonly string[]): string[] {
  const command = new Command('install')
    .argument('[graph...]')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  const typed = withServeFlags(command);
  command.parse(typedWords, { from: 'user' });
  return serveArguments(command.args, typed, '/data');
}

test('paths of graphs, files and folders are made whole, all else stays as it was typed, in its order', () => {
  const words =
    'a.ttl ../b.nt --labels n.tsv --labels /n.tsv --no-config --surface search --redact-file k --record runs';
  expect(entryFor(...words.split(' ')).join(' ')).toBe(
    'serve /data/a.ttl /b.nt --labels /data/n.tsv --labels /n.tsv --no-config --surface search --redact-file /data/k --record /data/runs',
  );
});

test('no option of serve that takes a path escapes', () => {
  for (const { long, flags } of serveCommand().options) {
    if (!/<(?:file|folder)/.test(flags) || long === '--token-file') continue;
    expect(entryFor('a.ttl', long as string, 'here')).toEqual(['serve', '/data/a.ttl', long, '/data/here']);
  }
});

test('an endpoint goes along as it is, also by its option, but never with credentials', () => {
  const address = 'https://query.example.org/sparql';
  expect(entryFor(`sparql+${address}`, '--prefix', 'ex=http://example.org/')).toEqual([
    'serve',
    `sparql+${address}`,
    '--prefix',
    'ex=http://example.org/',
  ]);
  expect(entryFor('--endpoint', address)).toEqual(['serve', '--endpoint', address]);
  const secret = 'https://anna:secret@example.org/sparql';
  for (const words of [[`sparql+${secret}`], ['--endpoint', secret]]) {
    expect(() => entryFor(...words)).toThrow(expect.objectContaining({ code: 'endpoint_url' }));
    expect(() => entryFor(...words)).not.toThrow(/secret/);
  }
});

test.each([
  [['a.ttl', '--http'], 'commander.unknownOption'],
  [['a.ttl', '--token-file', 'x'], 'commander.unknownOption'],
  [['a.ttl', '--fresh'], 'commander.unknownOption'],
  [['a.ttl', '--surface', 'all'], 'commander.invalidArgument'],
  [['a.ttl', '--query-timeout', 'soon'], 'commander.invalidArgument'],
  [['a.ttl', '--prefix', 'ex'], 'commander.invalidArgument'],
  [[], 'no_graph'],
  [['$' + '{HOME}.ttl'], 'unfit_path'],
])('%j is refused', (words, code) => {
  expect(() => entryFor(...words)).toThrow(expect.objectContaining({ code }));
});
