/** The built program under --watch: a graph is edited while clients call, over sockets and over standard streams. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, onTestFinished, test } from 'vitest';
import { folderWith } from '../cli/run.ts';
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
