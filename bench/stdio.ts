/** Calls over standard streams at 1, 16 and 256 at once, against a bare SDK echo on the SDK's own transport. */
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { byTurns, type Measured, measuredOf, rowsAgainstEcho } from './by-turns.ts';
import { CALL, type Connected, cpuOf, GRAPH, spawnServer } from './call.ts';
import type { Row } from './row.ts';

/** Enough that a tick of the clock that CPU is counted in (10 ms) is a small part of a round. */
const CALLS = 20_000;
const ROUNDS = 3;

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
  return measuredOf(times, (performance.now() - started) / 1000, cpuOf(pid as number) - cpu);
}

export async function runStdio(): Promise<Row[]> {
  const served = await spawnServer(['graph', GRAPH]);
  const reply = await served.client.request({ method: 'tools/call', params: CALL }, CallToolResultSchema);
  const echo = await spawnServer(['echo', JSON.stringify(reply)]);
  try {
    const rows: Row[] = [];
    for (const concurrent of [1, 16, 256]) {
      const [bare, own] = (await byTurns([echo, served], ROUNDS, (server) => callAll(server, concurrent))) as [
        Measured,
        Measured,
      ];
      rows.push(...rowsAgainstEcho('stdio', concurrent, bare, own));
    }
    return rows;
  } finally {
    for (const { client } of [echo, served]) await client.close();
  }
}
