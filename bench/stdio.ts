/** Calls over standard streams at 1, 16 and 256 at once, against a bare SDK echo on the SDK's own transport. */
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { CALL, type Connected, cpuOf, GRAPH, median, spawnServer } from './call.ts';
import type { Row } from './row.ts';

/** Enough that a tick of the clock that CPU is counted in (10 ms) is a small part of a round. */
const CALLS = 20_000;
const ROUNDS = 3;

interface Measured {
  /** CPU seconds of the server a call. */
  readonly cpu: number;
  readonly perSecond: number;
  /** Milliseconds that 99 of 100 calls took at most. */
  readonly p99: number;
}

async function callAll({ client, pid }: Connected, concurrent: number): Promise<Measured> {
  const times: number[] = [];
  const [cpu, started] = [cpuOf(pid as number), performance.now()];
  const work = async (): Promise<void> => {
    while (times.length < CALLS) {
      const before = performance.now();
      await client.request({ method: 'tools/call', params: CALL }, CallToolResultSchema);
      times.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: concurrent }, work));
  const seconds = (performance.now() - started) / 1000;
  times.sort((left, right) => left - right);
  return {
    cpu: (cpuOf(pid as number) - cpu) / times.length,
    perSecond: times.length / seconds,
    p99: times[Math.floor(times.length * 0.99)] as number,
  };
}

/** By turns. By the clock the best round counts: the others show what else the machine did. */
async function compare(servers: readonly Connected[], concurrent: number): Promise<Measured[]> {
  const rounds: Measured[][] = servers.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, server] of servers.entries()) {
      const measured = await callAll(server, concurrent);
      if (round > 0) rounds[index]?.push(measured);
    }
  }
  return rounds.map((all) => ({
    cpu: median(all.map(({ cpu }) => cpu)),
    perSecond: Math.max(...all.map(({ perSecond }) => perSecond)),
    p99: Math.min(...all.map(({ p99 }) => p99)),
  }));
}

export async function runStdio(): Promise<Row[]> {
  const served = await spawnServer(['graph', GRAPH]);
  const reply = await served.client.request({ method: 'tools/call', params: CALL }, CallToolResultSchema);
  const echo = await spawnServer(['echo', JSON.stringify(reply)]);
  try {
    const rows: Row[] = [];
    for (const concurrent of [1, 16, 256]) {
      const [bare, own] = (await compare([echo, served], concurrent)) as [Measured, Measured];
      rows.push(...rowsOf(concurrent, bare, own));
    }
    return rows;
  } finally {
    for (const { client } of [echo, served]) await client.close();
  }
}

function rowsOf(concurrent: number, bare: Measured, own: Measured): Row[] {
  const [cost, late] = [own.cpu / bare.cpu, own.p99 / bare.p99];
  return [
    {
      what: `server CPU of a relation call over stdio, ${concurrent} at once, against a bare SDK echo`,
      value: `${(own.cpu * 1e6).toFixed(0)} µs, ${own.perSecond.toFixed(0)} calls/s`,
      ratio: cost,
      goal: '≤ 1.2×',
      met: cost <= 1.2,
    },
    {
      what: `p99 of the same (calls a second: ${(own.perSecond / bare.perSecond).toFixed(2)}×)`,
      value: `${own.p99.toFixed(2)} ms`,
      ratio: late,
      goal: '≤ 1.2×',
      met: late <= 1.2,
    },
  ];
}
