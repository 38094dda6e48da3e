/** A transcript as Claude Code would have written it, joined with what the server recorded: it ends as a verified sample. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderWith, graphtrail } from '../cli/run.ts';

const folder = folderWith({});
afterAll(folder.remove);
const inside = (...names: string[]): string => join(folder.path, ...names);
const run = (...parameters: string[]) => graphtrail(parameters, folder.path);

const QUESTION = 'Which cities are the capitals of the countries that border on France?';
const SESSION = '5f0c1d3e-0000-4000-8000-000000000001';

type Items = { readonly items?: readonly { readonly label: string }[]; readonly result?: string };

/** Asks a recording server as a client would, and writes the client's transcript. */
async function session(): Promise<object[]> {
  const server = spawn(process.execPath, [resolve('dist/cli.js'), 'serve', 'countries.ttl', '--record', 'journals'], {
    cwd: folder.path,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(server, 'exit');
  const waiting = new Map<number, (reply: { result: { structuredContent: Items; isError?: boolean } }) => void>();
  createInterface({ input: server.stdout }).on('line', (line) => {
    const reply = JSON.parse(line);
    waiting.get(reply.id)?.(reply);
  });
  let count = 0;
  const send = (message: object) => server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const ask = (method: string, params: object) =>
    new Promise<{ result: { structuredContent: Items; isError?: boolean } }>((done) => {
      count += 1;
      waiting.set(count, done);
      send({ id: count, method, params });
    });
  const client = { name: 'claude-code', version: '2.1.280' };
  await ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: client });
  send({ method: 'notifications/initialized' });

  const of = { session_id: SESSION, parent_tool_use_id: null };
  const said = (block: object) => ({
    type: 'assistant',
    message: { id: `msg_${count}`, role: 'assistant', content: [block] },
    ...of,
  });
  const servers = [{ name: 'kg', status: 'connected' }];
  const log: object[] = [
    { type: 'system', subtype: 'init', cwd: '/home/somebody', session_id: SESSION, mcp_servers: servers },
  ];
  const call = async (name: string, input: object): Promise<Items> => {
    const id = `toolu_${count}`;
    log.push(
      said({ type: 'text', text: `Next: ${name}.` }),
      said({ type: 'tool_use', id, name: `mcp__kg__${name}`, input }),
    );
    const { result } = await ask('tools/call', { name, arguments: input });
    const content = JSON.stringify(result.structuredContent);
    const reply = { tool_use_id: id, type: 'tool_result', content, ...(result.isError ? { is_error: true } : {}) };
    log.push({ type: 'user', message: { role: 'user', content: [reply] }, ...of });
    return result.structuredContent;
  };

  const around = await call('get_neighbouring_country_of_country', { country: 'France' });
  const capitals = await call('get_capital_of_country', { country: around.result });
  const words = `They are:\n${capitals.items?.map(({ label }) => `- **${label}**`).join('\n')}`;
  log.push(said({ type: 'text', text: words }), {
    type: 'result',
    subtype: 'success',
    result: words,
    session_id: SESSION,
  });
  server.stdin.end();
  await ended;
  return log;
}

let log: object[];
beforeAll(async () => {
  copyFileSync(resolve('graphs/countries.ttl'), inside('countries.ttl'));
  log = await session();
  writeFileSync(inside('log.jsonl'), log.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}, 60_000);

const importLog = (...more: string[]) => run('import', 'log.jsonl', '--question', QUESTION, ...more);

function records(directory: string): Record<string, unknown>[] {
  const journals = readdirSync(inside(directory)).filter((name) => name.startsWith('run-'));
  const texts = journals.map((name) => readFileSync(inside(directory, name), 'utf8').trimEnd());
  return texts.flatMap((text) => text.split('\n')).map((line) => JSON.parse(line));
}

test('an imported transcript ends as a verified sample that tells what the user asked', async () => {
  const { code, stderr } = await importLog('--journal', 'journals', '--record', 'imported');
  expect(code).toBe(0);
  expect(stderr).toMatch(/^1 trajectory from 1 log: 2 calls joined; 0 answers handed in, 1 read from last words\.$/m);
  expect(records('imported').map(({ type }) => type)).toEqual(['opened', 'task', 'call', 'call', 'answer', 'closed']);
  expect(JSON.stringify(records('imported'))).not.toContain('somebody');
  expect((await run('journal', 'check', 'imported')).code).toBe(0);

  const verified = await run('verify', 'imported', '--graph', 'countries.ttl', '--hindsight', 'all');
  expect(verified.stdout).toMatch(/^1 trajectory: 1 proven, 0 wrong/m);
  const harvest = ['harvest', 'imported', '--graph', 'countries.ttl', '--hindsight', 'all', '--license', 'cc0-1.0'];
  expect((await run(...harvest, '--out', 'data', '--format', 'openai', '--files', 'jsonl')).stdout).toMatch(
    /^1 sample/,
  );
  const { provenance } = JSON.parse(readFileSync(inside('data', 'provenance.jsonl'), 'utf8'));
  expect(provenance).toMatchObject({
    hindsight: { stated: QUESTION, answered: true },
    imported: { log: 'claude-stream' },
    agent: { name: 'claude-code' },
  });
});

test('importing the same log again adds nothing, and says so', async () => {
  const before = records('imported');
  const { stderr, code } = await importLog('--journal', 'journals', '--record', 'imported');
  expect(stderr).toContain('imported before: nothing was added');
  expect(code).toBe(0);
  expect(records('imported')).toEqual(before);
});

test('where nobody recorded, the log and the graph are enough, and the records say so', async () => {
  const { stdout } = await importLog('--graph', 'countries.ttl', '--record', 'alone', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ logs: [{ calls: { call: 2 }, answers: { words: 1 }, problems: [] }] });
  expect(records('alone')[0]).toMatchObject({ imported: { alone: true, log: 'claude-stream' } });
  const { stdout: verified } = await run('verify', 'alone', '--graph', 'countries.ttl', '--hindsight', 'all');
  expect(verified).toMatch(/^1 trajectory: 1 proven, 0 wrong/m);
});

test('a reply that was changed in the log is refuted on the graph', async () => {
  const text = readFileSync(inside('log.jsonl'), 'utf8');
  const changed = text.replaceAll('countries:Berlin', 'countries:Bonn').replaceAll('Berlin', 'Bonn');
  writeFileSync(inside('changed.jsonl'), changed);
  await run('import', 'changed.jsonl', '--graph', 'countries.ttl', '--record', 'changed-alone');
  const { stdout, code } = await run('verify', 'changed-alone', '--graph', 'countries.ttl');
  expect(stdout).toMatch(/replay, record 3 .*get_capital_of_country/);
  expect(code).toBe(1);
});

test('what cannot be done is said: one folder for both, a log that is none', async () => {
  expect(await importLog('--journal', 'journals', '--record', 'journals')).toMatchObject({ code: 2 });
  writeFileSync(inside('letter.txt'), 'Dear reader\n');
  const letter = await run('import', 'letter.txt', '--journal', 'journals', '--record', 'x');
  expect(letter).toMatchObject({ code: 3, stderr: expect.stringMatching(/letter\.txt:1.*log_unknown/s) });
});
