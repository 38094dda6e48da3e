/** Five thousand relations in one server: what offering and listing their tools costs, against the SDK's own `registerTool`. */
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { loadGraphFromText } from '../src/graph/load.ts';
import { LocalSource } from '../src/graph/local-source.ts';
import { messageText } from '../src/mcp/message-text.ts';
import { createServer } from '../src/mcp/server.ts';
import { discoverRelations, type Vocabulary } from '../src/relation/discover.ts';
import { compileToolset, type Toolset } from '../src/tool/toolset.ts';
import { median } from './median.ts';
import type { Row } from './row.ts';

const RELATIONS = 5000;
const ROUNDS = 5;
const WORDS = ['river', 'mountain', 'capital', 'border', 'author', 'film', 'league', 'award', 'colour', 'village'];

/** Milliseconds that something takes, after a first time that does not count. */
async function timed(action: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const started = performance.now();
    await action();
    if (round > 0) times.push(performance.now() - started);
  }
  return median(times);
}

/** Bytes on the heap that what is made holds. */
async function bytesOf(make: () => unknown): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const made = await make();
  globalThis.gc?.();
  const bytes = process.memoryUsage().heapUsed - before;
  return made === undefined ? 0 : bytes;
}

async function openRelations(): Promise<{ source: LocalSource; vocabulary: Vocabulary }> {
  const lines = Array.from(
    { length: RELATIONS },
    (_, index) =>
      `<http://e.org/s${index % 97}> <http://e.org/${WORDS[index % 10]}Of${index}> <http://e.org/o${index % 89}> .`,
  );
  const source = new LocalSource(await loadGraphFromText(lines.join('\n'), { format: 'n-triples' }));
  return { source, vocabulary: await discoverRelations(source) };
}

/** The same tools, as the SDK's examples register them. */
function registered({ tools }: Toolset): McpServer {
  const server = new McpServer({ name: 'registered', version: '1' });
  for (const { name, title, description, parameters } of tools) {
    const shape = parameters.map((parameter) => [parameter.name, z.union([z.string(), z.array(z.string())])] as const);
    const inputSchema = Object.fromEntries(shape);
    server.registerTool(name, { title, description, inputSchema }, async () => ({ content: [] }));
  }
  return server;
}

/** Asks for the list and turns the reply into text, as a transport does. */
async function lister(server: Server): Promise<() => Promise<string>> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  let hear: (message: JSONRPCMessage) => void = () => undefined;
  near.onmessage = (message) => hear(message);
  await Promise.all([server.connect(far), near.start()]);
  let id = 0;
  const ask = async (method: string, params: object): Promise<JSONRPCMessage> => {
    id += 1;
    const answered = new Promise<JSONRPCMessage>((resolve) => {
      hear = resolve;
    });
    await near.send({ jsonrpc: '2.0', id, method, params: { ...params } });
    return await answered;
  };
  const clientInfo = { name: 'bench', version: '1' };
  await ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  return async () => messageText(await ask('tools/list', {}));
}

export async function runRegister(): Promise<Row[]> {
  const { source, vocabulary } = await openRelations();
  const compile = (): Promise<Toolset> => compileToolset(source, vocabulary, { surface: 'relations' });
  const toolset = await compile();
  const offer = (): Server => createServer({ version: 'bench', snapshot: () => ({ toolset, source }) });
  const count = toolset.tools.length;
  const [compiling, offering, registering] = [
    await timed(compile),
    await timed(offer),
    await timed(() => registered(toolset)),
  ];
  const [kept, bare] = [(await bytesOf(compile)) / count, (await bytesOf(() => registered(toolset))) / count];
  const [own, other] = [await timed(await lister(offer())), await timed(await lister(registered(toolset).server))];
  const what = `${RELATIONS} relations as ${count} tools`;
  return [
    {
      what: `${what}: offered by one more server, against registering them with the SDK's`,
      value: `${offering.toFixed(2)} ms, ${registering.toFixed(0)} ms`,
      ratio: registering / offering,
      goal: '≤ 10 ms, ≥ 28×',
      met: offering <= 10 && registering / offering >= 28,
    },
    {
      what: 'their compilation, once a graph: names, words, schemas, listing and its digest',
      value: `${compiling.toFixed(0)} ms`,
      ratio: registering / compiling,
      goal: 'reported',
      met: true,
    },
    {
      what: 'memory a tool, words and listing included, against the SDK',
      value: `${kept.toFixed(0)} B, ${bare.toFixed(0)} B`,
      ratio: bare / kept,
      goal: '≤ 600 B',
      met: kept <= 600,
    },
    {
      what: 'tools/list up to its text, against the SDK',
      value: `${own.toFixed(2)} ms, ${other.toFixed(0)} ms`,
      ratio: other / own,
      goal: '≥ 3×',
      met: other / own >= 3,
    },
  ];
}
