/** Calls: a relation call against a bare SDK echo of the same bytes, over stdio and in memory; and what recording adds. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { echoServer, graphServer } from './call-server.ts';
import { median } from './median.ts';
import type { Row } from './row.ts';

export const GRAPH = 'graphs/countries.ttl';
export const CALL = { name: 'get_capital_of_country', arguments: { country: 'France' } };
const CALLS = 10_000;
const CONCURRENT = 16;
const ROUNDS = 5;
/** Clock ticks a second that /proc counts in; 100 on every Linux that Node runs on. */
const TICKS = 100;

export interface Connected {
  readonly client: Client;
  readonly pid: number | undefined;
}

async function connect(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'bench', version: '1' });
  await client.connect(transport);
  return client;
}

export async function spawnServer(parameters: string[]): Promise<Connected> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [new URL('./call-server.js', import.meta.url).pathname, ...parameters],
  });
  return { client: await connect(transport), pid: transport.pid ?? undefined };
}

/** Makes calls, so many at once; gives seconds. */
async function call(client: Client, calls: number, concurrent: number): Promise<number> {
  const started = performance.now();
  let left = calls;
  const work = async (): Promise<void> => {
    while (left-- > 0) await client.request({ method: 'tools/call', params: CALL }, CallToolResultSchema);
  };
  await Promise.all(Array.from({ length: concurrent }, work));
  return (performance.now() - started) / 1000;
}

/** CPU seconds, user and system, that a process has used. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** CPU microseconds a call that each server uses, measured in turns. */
async function serverCpu(servers: readonly Connected[]): Promise<number[]> {
  const used: number[][] = servers.map(() => []);
  for (const { client } of servers) await call(client, 2000, CONCURRENT);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { client, pid }] of servers.entries()) {
      const before = cpuOf(pid as number);
      await call(client, CALLS, CONCURRENT);
      used[index]?.push(((cpuOf(pid as number) - before) / CALLS) * 1e6);
    }
  }
  return used.map(median);
}

const microseconds = (seconds: number): string => `${(seconds * 1e6).toFixed(1)} µs`;

export async function runCalls(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'graphtrail-bench-'));
  try {
    return [...(await overStdio(folder)), ...(await inMemory(folder))];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function overStdio(folder: string): Promise<Row[]> {
  const probe = await spawnServer(['graph', GRAPH]);
  const reply = await probe.client.request({ method: 'tools/call', params: CALL }, CallToolResultSchema);
  await probe.client.close();
  const echo = await spawnServer(['echo', JSON.stringify(reply)]);
  const plain = await spawnServer(['graph', GRAPH]);
  const recorded = await spawnServer(['graph', GRAPH, join(folder, 'unsynced'), 'no-sync']);
  const synced = await spawnServer(['graph', GRAPH, join(folder, 'synced'), 'sync']);
  try {
    const [bare = 0, served = 0, recording = 0] = await serverCpu([echo, plain, recorded]);
    const alone = (await call(synced.client, 1000, 1)) / 1000;
    const unsynced = (await call(recorded.client, 1000, 1)) / 1000;
    const together = (await call(synced.client, 6400, 64)) / 6400;
    return [
      row(
        'server CPU of a relation call over stdio, against a bare SDK echo',
        `${served.toFixed(1)} µs`,
        served / bare,
        '≤ 1.15×',
        served / bare <= 1.15,
      ),
      row(
        'the same with recording, the sync left out',
        `${recording.toFixed(1)} µs`,
        recording / bare,
        '≤ 1.15×',
        recording / bare <= 1.15,
      ),
      row(
        'sync alone: a recorded call on its own, less the same unsynced',
        microseconds(alone - unsynced),
        undefined,
        'reported',
        true,
      ),
      row(
        '64 concurrent recorded calls share syncs: time a call, against one alone',
        microseconds(together),
        together / alone,
        '< 0.5×',
        together / alone < 0.5,
      ),
    ];
  } finally {
    for (const { client } of [echo, plain, recorded, synced]) await client.close();
  }
}

async function inMemory(folder: string): Promise<Row[]> {
  const graph = await pair((await graphServer(GRAPH, undefined, false))());
  const reply = await graph.request({ method: 'tools/call', params: CALL }, CallToolResultSchema);
  const echo = await pair(echoServer(reply));
  const recorded = await pair((await graphServer(GRAPH, join(folder, 'in-memory'), false))());
  const times: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, client] of [echo, graph, recorded].entries()) {
      const seconds = (await call(client, CALLS, 1)) / CALLS;
      if (round > 0) times[index]?.push(seconds);
    }
  }
  const [bare, served, recording] = times.map(median) as [number, number, number];
  return [
    row(
      'round trip of a relation call in memory, against a bare SDK echo',
      microseconds(served),
      served / bare,
      'reported',
      true,
    ),
    row('the same with recording, the sync left out', microseconds(recording), recording / bare, 'reported', true),
  ];
}

async function pair(server: ReturnType<typeof echoServer>): Promise<Client> {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await server.connect(serverSide);
  return await connect(clientSide);
}

function row(what: string, value: string, ratio: number | undefined, goal: string, met: boolean): Row {
  return { what, value, ...(ratio === undefined ? {} : { ratio }), goal, met };
}
