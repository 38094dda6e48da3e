import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, expect, test } from 'vitest';
import { seededRandom } from '../../src/logic/random.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import { folderWith, graphtrail } from '../cli/run.ts';
import { amount, tellCounts } from '../crash/amount.ts';

const ROUNDS = amount(200, 20);
const COUNTRIES = ['France', 'Spain', 'Italy', 'Norway', 'Kenya', 'Japan', 'Peru', 'Chad'];

/** A graph that is quick to load: twenty servers are started on it. */
const folder = folderWith({
  'small.ttl': COUNTRIES.map(
    (name) => `<urn:k:${name}> a <urn:k:Country> ; <urn:k:capital> <urn:k:City_of_${name}> .\n`,
  ).join(''),
});
const graph = join(folder.path, 'small.ttl');
afterAll(folder.remove);

/** Walks until the server is killed under it; gives the arguments of every call that was answered. */
async function walkUntilKilled(
  directory: string,
  random: ReturnType<typeof seededRandom>,
  round: number,
): Promise<string[]> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['dist/cli.js', 'serve', graph, '--record', directory],
    stderr: 'ignore',
  });
  const client = new Client({ name: 'killed', version: '1' });
  await client.connect(transport);
  const acknowledged: string[] = [];
  const stop = Date.now() + 20 + random.integer(150);
  let calls = 0;
  const work = async (worker: number): Promise<void> => {
    for (;;) {
      const country = [random.choose(COUNTRIES), `nowhere ${round}.${worker}.${calls++}`];
      try {
        await client.callTool({ name: 'get_capital_of_country', arguments: { country } });
      } catch {
        return;
      }
      acknowledged.push(JSON.stringify(country));
    }
  };
  const killer = setInterval(() => {
    if (Date.now() >= stop && acknowledged.length > 0) process.kill(transport.pid as number, 'SIGKILL');
  }, 1);
  try {
    await Promise.all([0, 1, 2, 3].map(work));
  } finally {
    clearInterval(killer);
    await client.close();
  }
  return acknowledged;
}

test(`a server killed in the middle of a walk, ${ROUNDS} times, has lost no call that it answered`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'graphtrail-kill-'));
  const random = seededRandom('kill');
  try {
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round++)
      acknowledged.push(...(await walkUntilKilled(directory, random, round)));
    const recorded = new Set<string>();
    let files = 0;
    for await (const { calls } of readJournals([directory], { onFile: () => files++ })) {
      for (const { arguments: given } of calls) recorded.add(JSON.stringify(given['country']));
    }
    const lost = acknowledged.filter((call) => !recorded.has(call));
    tellCounts('kill -9 of a server', { kills: ROUNDS, acknowledged: acknowledged.length, lost: lost.length, files });
    expect(files).toBe(ROUNDS);
    expect(acknowledged.length).toBeGreaterThan(ROUNDS);
    expect(lost).toEqual([]);
  } finally {
    await rm(directory, { recursive: true });
  }
}, 1_200_000);

test('the journals of a killed server are still verified, as unsealed', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'graphtrail-killed-'));
  try {
    await walkUntilKilled(directory, seededRandom('once'), 0);
    const { code, stderr } = await graphtrail(['verify', directory, '--graph', graph]);
    expect(stderr).toMatch(/run-.*without a seal/);
    expect(code).toBe(1);
  } finally {
    await rm(directory, { recursive: true });
  }
});
