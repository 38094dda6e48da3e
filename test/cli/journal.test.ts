/** `graphtrail journal` and the recording options of `serve`, as a user runs them. */
import { appendFileSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, expect, test } from 'vitest';
import { openJournal } from '../../src/trajectory/journal.ts';
import { answered, called, opened } from '../trajectory/events.ts';
import { folderWith, graphtrail } from './run.ts';

const folder = folderWith({
  'small.ttl': '<urn:k:France> a <urn:k:Country> ; <urn:k:capital> <urn:k:Paris> .\n',
  secrets: 'staff-number EMP-\\d{6}\n',
});
afterAll(folder.remove);

/** Serves the graph, makes three calls, and leaves; gives the journals' text. */
async function recorded(name: string, country: string, ...flags: string[]): Promise<string> {
  const directory = join(folder.path, name);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['dist/cli.js', 'serve', join(folder.path, 'small.ttl'), '--record', directory, ...flags],
    stderr: 'ignore',
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  for (let calls = 0; calls < 3; calls += 1)
    await client.callTool({ name: 'get_capital_of_country', arguments: { country } });
  await client.close();
  const names = readdirSync(directory).filter((file) => file.endsWith('.jsonl'));
  return names.map((file) => readFileSync(join(directory, file), 'utf8')).join('');
}

test('a journal is checked, repaired and counted', async () => {
  const directory = join(folder.path, 'care');
  const journal = openJournal(directory, { id: () => 'x' });
  for (const event of [opened, called, answered]) await journal.append('T', event);
  await journal.close();
  const path = join(directory, 'run-x.jsonl');
  expect(await graphtrail(['journal', 'check', directory])).toMatchObject({
    code: 0,
    stdout: `${path}: whole, 4 records\n`,
    stderr: '1 file, nothing to mend.\n',
  });
  truncateSync(path, readFileSync(path).lastIndexOf('\n', -2) + 1);
  appendFileSync(path, 'half');
  const torn = await graphtrail(['journal', 'check', path]);
  expect(torn.code).toBe(1);
  expect(torn.stdout).toMatch(
    /run-x\.jsonl: damaged, 3 records\n {2}run-x\.jsonl, line 4, byte \d+: the last line is torn/,
  );
  const mended = await graphtrail(['journal', 'repair', directory, '--force']);
  expect(mended).toMatchObject({ code: 0, stdout: `${path}: 4 bytes put aside in ${path}.torn; sealed\n` });
  expect((await graphtrail(['journal', 'repair', directory])).stdout).toBe(`${path}: nothing to mend\n`);
  const { code, stdout } = await graphtrail(['journal', 'check', directory, '--json']);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { path, state: 'repaired', records: 4, problems: [] }]);
  const stats = await graphtrail(['journal', 'stats', directory, '--json']);
  expect(JSON.parse(stats.stdout)).toMatchObject({
    files: 1,
    states: { repaired: 1 },
    calls: 1,
    clients: [{ client: 'test 1' }],
  });
  expect((await graphtrail(['journal', 'stats', directory])).stdout).toContain('1 trajectory, 1 answered, 1 call');
});

test('paths that lead to no journal, and words that mean nothing, are told', async () => {
  expect((await graphtrail(['journal', 'check', folder.path])).code).toBe(3);
  expect((await graphtrail(['journal', 'mend', folder.path])).code).toBe(2);
  for (const flags of [
    ['--rotate', '3'],
    ['--keep', '5 apples'],
    ['--on-record-failure', 'shrug'],
    ['--redact-file', 'absent'],
  ]) {
    const { code, stderr } = await graphtrail([
      'serve',
      join(folder.path, 'small.ttl'),
      '--record',
      join(folder.path, 'no'),
      ...flags,
    ]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/expected a size|choices are fail, serve|cannot read the file/),
    ]);
  }
});

test('a server takes secrets out of what it records, more where it is told of them, none where it must not', async () => {
  const secret = `ghp_${'0123456789abcdefghijABCDEFGHIJ012345'}`;
  const country = `${secret} EMP-123456`;
  const plain = await recorded('plain', country);
  expect(plain).not.toContain(secret);
  expect(plain).toContain('"redacted":');
  expect(plain).toContain('[redacted:github-token] EMP-123456');
  expect(await recorded('more', country, '--redact-file', join(folder.path, 'secrets'))).toContain(
    '[redacted:github-token] [redacted:staff-number]',
  );
  expect(await recorded('raw', country, '--no-redact')).toContain(country);
});

test('a server begins another file where one is full', async () => {
  await recorded('rotated', 'France', '--rotate', '1KB');
  const names = readdirSync(join(folder.path, 'rotated')).filter((name) => name.endsWith('.jsonl'));
  expect(names.length).toBeGreaterThan(1);
  const { stdout } = await graphtrail(['journal', 'check', join(folder.path, 'rotated')]);
  expect(stdout.match(/whole, \d records/g)).toHaveLength(names.length);
});
