/** The built program under --watch: a graph is edited while clients call, over sockets and over standard streams. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, onTestFinished, test } from 'vitest';
import { folderWith, graphtrail } from '../cli/run.ts';
import { connectClient, send, until } from '../mcp/http/served.ts';
import { EUROPE } from '../tool/open-tools.ts';

/** One more relation, and France's capital moves: what any call says tells which state it ran on. */
const MOVED = `${EUROPE.replace(':capital :Paris', ':capital :Lyon')}
:river rdfs:label "river"@en ; rdfs:domain :Country ; rdfs:range :River .
:River a owl:Class ; rdfs:label "river"@en .
:Loire a :River ; rdfs:label "Loire"@en .
:France :river :Loire .
`;

function folder(files: Readonly<Record<string, string>>): string {
  const made = folderWith(files);
  onTestFinished(made.remove);
  return made.path;
}

interface Started {
  readonly process: ChildProcess;
  readonly port: number;
  readonly url: string;
  told(): string;
}

async function start(path: string, parameters: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [resolve('dist/cli.js'), 'serve', ...parameters, '--watch', '--http', '0'], {
    cwd: path,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  await until(() => told.includes('others  ') || child.exitCode !== null);
  const url = /http:\S+\/mcp/.exec(told)?.[0] ?? expect.unreachable(told);
  return { process: child, port: Number(new URL(url).port), url, told: () => told };
}

interface Listener {
  readonly client: Client;
  notices(): number;
}

async function listen(started: Started): Promise<Listener> {
  const client = await connectClient(started);
  return { client, notices: countNotices(client) };
}

function countNotices(client: Client): () => number {
  let notices = 0;
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
    notices += 1;
  });
  return () => notices;
}

interface Told {
  readonly status: string;
  readonly items?: readonly { readonly id: string }[];
  readonly result?: string;
}

async function ask(client: Client, name: string, values: object): Promise<Told> {
  const { structuredContent } = await client.callTool({ name, arguments: { ...values } });
  return structuredContent as unknown as Told;
}

const capital = async (client: Client): Promise<string> =>
  (await ask(client, 'get_capital_of_country', { country: 'France' })).items?.[0]?.id ?? 'none';

function records(directory: string): Record<string, unknown>[] {
  const [name = ''] = readdirSync(directory).filter((file) => file.startsWith('run-'));
  const lines = readFileSync(join(directory, name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

const digestOf = async ({ port }: Started): Promise<string> =>
  (await send(port, { method: 'GET', path: '/healthz' })).json.digest;

test('sixteen clients call while the graph is edited: no error, no mixed digest, and the new relation is there', async () => {
  const path = folder({ 'graph.ttl': EUROPE });
  const started = await start(path, ['graph.ttl', '--record', 'runs']);
  const before = await digestOf(started);
  const listeners = await Promise.all(Array.from({ length: 16 }, () => listen(started)));
  expect(listeners[0]?.client.getServerCapabilities()?.tools).toEqual({ listChanged: true });
  let edited = false;
  const seen = await Promise.all(
    listeners.map(async ({ client }, index) => {
      const capitals: string[] = [];
      while (capitals.at(-1) !== ':Lyon') {
        capitals.push(await capital(client));
        if (index === 0 && capitals.length === 20 && !edited) {
          edited = true;
          writeFileSync(join(path, 'graph.ttl'), MOVED);
        }
      }
      return capitals;
    }),
  );
  for (const capitals of seen) expect(capitals).toEqual([...capitals.slice(0, -1).map(() => ':Paris'), ':Lyon']);
  for (const { client } of listeners)
    expect(await ask(client, 'get_river_of_country', { country: 'France' })).toMatchObject({
      items: [{ id: ':Loire' }],
    });
  await until(() => listeners.every(({ notices }) => notices() === 1));
  const after = await digestOf(started);
  expect(after).not.toBe(before);
  started.process.kill('SIGTERM');
  await once(started.process, 'exit');
  const calls = records(join(path, 'runs')).filter(({ type }) => type === 'call') as {
    digest: string;
    toolset?: string;
    observation: Told;
  }[];
  expect(calls).toHaveLength(seen.flat().length + 16);
  for (const { digest, toolset, observation } of calls) {
    expect(digest).toBe(observation.items?.[0]?.id === ':Paris' ? before : after);
    expect(toolset === undefined).toBe(digest === before);
  }
  // Both lists of tools lie beside the journal.
  const [opened] = records(join(path, 'runs'));
  const lists = [opened?.['toolset'], calls.at(-1)?.toolset].map(
    (digest) => `tools-${String(digest).replace(':', '-')}.json`,
  );
  expect(readdirSync(join(path, 'runs')).filter((file) => file.startsWith('tools-'))).toEqual([...lists].sort());
});

async function overStdio(path: string, parameters: string[]): Promise<Listener & { told(): string }> {
  const client = new Client({ name: 'test', version: '0' });
  const notices = countNotices(client);
  const args = [resolve('dist/cli.js'), 'serve', ...parameters, '--watch'];
  const transport = new StdioClientTransport({ command: process.execPath, args, cwd: path, stderr: 'pipe' });
  let told = '';
  transport.stderr?.on('data', (chunk) => {
    told += chunk;
  });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return { client, notices, told: () => told };
}

test('over standard streams: a broken edit is told with its line and changes nothing; the next good one is taken up', async () => {
  const path = folder({ 'graph.ttl': EUROPE });
  const graph = join(path, 'graph.ttl');
  const { client, notices, told } = await overStdio(path, ['graph.ttl']);
  const taken = async (change: () => unknown, capitalThen: string, heard: number) => {
    change();
    await until(async () => (await capital(client)) === capitalThen);
    await until(() => notices() === heard);
  };
  writeFileSync(graph, `${EUROPE}\n:France :capital .`);
  await until(() => told().includes('The change is not taken up'));
  expect(told()).toMatch(/graph\.ttl, line \d+.*\[syntax_error\]/);
  expect(await capital(client)).toBe(':Paris');
  // As editors save: another file is given the name.
  writeFileSync(join(path, '.graph.ttl.swp'), MOVED);
  await taken(() => renameSync(join(path, '.graph.ttl.swp'), graph), ':Lyon', 1);
  expect(await ask(client, 'get_river_of_country', { country: 'France' })).toMatchObject({ items: [{ id: ':Loire' }] });
  // Others delete the file first.
  rmSync(graph);
  await new Promise((soon) => setTimeout(soon, 300));
  await taken(() => writeFileSync(graph, EUROPE), ':Paris', 2);
  expect(told()).not.toContain('missing_file');
  // The same again is no change, whatever its date.
  writeFileSync(graph, EUROPE);
  await taken(() => writeFileSync(join(path, 'graphtrail.config.json'), CONFIG), 'none', 3);
  expect((await ask(client, 'seat_of', { country: 'France' })).items).toMatchObject([{ id: ':Paris' }]);
  writeFileSync(join(path, 'graphtrail.config.json'), '{');
  await until(() => told().includes('[bad_config]'));
  expect(notices()).toBe(3);
  expect(told().match(/Changed: serving/g)).toHaveLength(3);
});

const CONFIG = JSON.stringify({ relations: { rename: { ':capital': { tool: 'seat_of' } } } });

test('a folder: what is added to it, gzip too, is served; queries move with the graph', async () => {
  const path = folder({});
  const data = join(path, 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'graph.ttl'), EUROPE);
  const { client, notices } = await overStdio(path, ['data', '--surface', 'sparql']);
  const rivers = async (): Promise<Told> =>
    await ask(client, 'query_graph', { query: 'SELECT ?x { <http://e.org/France> <http://e.org/river> ?x }' });
  expect(await rivers()).toMatchObject({ status: 'empty' });
  writeFileSync(
    join(data, 'more.nt.gz'),
    gzipSync('<http://e.org/France> <http://e.org/river> <http://e.org/Loire> .\n'),
  );
  await until(() => notices() === 1);
  expect(await rivers()).toMatchObject({ status: 'ok', items: [{ id: ':Loire' }] });
  rmSync(join(data, 'more.nt.gz'));
  await until(() => notices() === 2);
  expect(await rivers()).toMatchObject({ status: 'empty' });
});

test.each([[['sparql+http://127.0.0.1:1/sparql']], [['--endpoint', 'http://127.0.0.1:1/sparql']]])(
  '%j with --watch is a wrong use of the command line, and it says why',
  async (parameters) => {
    const { code, stderr } = await graphtrail(['serve', ...parameters, '--watch']);
    expect(stderr).toMatch(/--watch goes with files; an endpoint tells nobody when it changes/);
    expect(code).toBe(2);
  },
);
