/** Calls over HTTP at 1, 16 and 256 at once against a bare SDK echo on the same transport; 1,000 clients; memory a client. */
import { byTurns, type Measured, measuredOf, rowsAgainstEcho, shown } from './by-turns.ts';
import { cpuOf, type Loaded, memoryOf, openSession, openStream, post, startServer } from './http-client.ts';
import type { Row } from './row.ts';

const GRAPH = 'graphs/countries.ttl';
const PARAMS = { name: 'get_capital_of_country', arguments: { country: 'France' } };
const CALLS = 3000;
const ROUNDS = 3;
const CLIENTS = 1000;

const callBody = (id: number, params: object = PARAMS): object => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params,
});

/** Makes calls, each session one at a time. */
async function callAll(server: Loaded, sessions: readonly string[], calls: number): Promise<Measured> {
  const times: number[] = [];
  const [cpu, started] = [cpuOf(server), performance.now()];
  const work = async (session: string): Promise<void> => {
    while (times.length < calls) {
      const before = performance.now();
      await post(server, session, callBody(times.length));
      times.push(performance.now() - before);
    }
  };
  await Promise.all(sessions.map(work));
  return measuredOf(times, (performance.now() - started) / 1000, cpuOf(server) - cpu);
}

/** What each server does, measured by turns. */
async function compare(servers: readonly Loaded[], concurrent: number): Promise<Measured[]> {
  const sessions: string[][] = [];
  for (const server of servers) {
    sessions.push(await Promise.all(Array.from({ length: concurrent }, () => openSession(server))));
  }
  return await byTurns(servers, ROUNDS, (server, index) => callAll(server, sessions[index] ?? [], CALLS));
}

export async function runHttp(): Promise<Row[]> {
  const graph = await startServer('graph', GRAPH);
  const reply = JSON.parse(await post(graph, await openSession(graph), callBody(1))).result;
  const [echo, stream] = [
    await startServer('echo', JSON.stringify(reply)),
    await startServer('stream', JSON.stringify(reply)),
  ];
  try {
    const rows: Row[] = [];
    for (const concurrent of [1, 16, 256]) {
      const [bare, streamed, served] = await compare([echo, stream, graph], concurrent);
      rows.push(...rowsOf(concurrent, bare as Measured, streamed as Measured, served as Measured));
    }
    return [...rows, await manyClients(graph), await memory(reply)];
  } finally {
    for (const server of [graph, echo, stream]) {
      server.agent.destroy();
      server.process.kill();
    }
  }
}

function rowsOf(concurrent: number, bare: Measured, streamed: Measured, served: Measured): Row[] {
  return [
    ...rowsAgainstEcho('HTTP', concurrent, bare, served),
    {
      what: 'the first, against the echo as the SDK sets it up, answering in a stream',
      value: shown(streamed),
      ratio: served.cpu / streamed.cpu,
      goal: 'reported',
      met: true,
    },
  ];
}

/** Bytes that one more client costs a server, with the stream it holds open. */
async function bytesPerClient(kind: string, first: string): Promise<number> {
  const server = await startServer(kind, first);
  const open = async (clients: number): Promise<number> => {
    for (let left = clients; left > 0; left--) await openStream(server, await openSession(server));
    return await memoryOf(server);
  };
  try {
    // The first ones make the server ready.
    const before = await open(100);
    return ((await open(CLIENTS)) - before) / CLIENTS;
  } finally {
    server.agent.destroy();
    server.process.kill();
  }
}

async function manyClients(graph: Loaded): Promise<Row> {
  const sessions: string[] = [];
  for (let left = CLIENTS; left > 0; left--) sessions.push(await openSession(graph));
  const answers = sessions.map(async (session, client) => {
    const name = `Nowhere-${client}-`;
    const text = await post(graph, session, callBody(1, { ...PARAMS, arguments: { country: name } }));
    return text.includes(name) && JSON.parse(text).id === 1;
  });
  const own = (await Promise.all(answers)).filter(Boolean).length;
  return {
    what: `${CLIENTS} clients with the same request id at once: own answers`,
    value: `${own}`,
    goal: `${CLIENTS}`,
    met: own === CLIENTS,
  };
}

async function memory(reply: object): Promise<Row> {
  const bytes = await bytesPerClient('graph', GRAPH);
  const bare = await bytesPerClient('echo', JSON.stringify(reply));
  return {
    what: 'memory of a client that holds its stream open, against a bare SDK server',
    value: `${(bytes / 1024).toFixed(1)} KB`,
    ratio: bytes / bare,
    goal: 'reported',
    met: true,
  };
}
