/** A relation call and a neighbourhood call against the reference memory server's `open_nodes` on the same facts, at 1,000 and 100,000 relations. */
import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { temporaryFolder } from './load-data.ts';
import { median } from './median.ts';
import type { Row } from './row.ts';
import { drawTriple, scaleFree } from './scale-free.ts';

const PEER = '@modelcontextprotocol/server-memory@2026.8.31';
const SIZES = [1000, 100_000] as const;
/** So many calls of each are made; the peer needs about 0.2 s for one. */
const CALLS = { ours: 2000, peer: 20 };

export async function runMemoryServer(): Promise<Row[]> {
  const folder = temporaryFolder();
  const peer = await installed(folder);
  if (peer === undefined) {
    const value = `skipped: ${PEER} cannot be installed here`;
    return [{ what: 'a relation call against open_nodes', value, goal: '≥ 1,000×', met: false }];
  }
  const times: Times[] = [];
  for (const size of SIZES) times.push(await measured(folder, peer, size));
  const [small, large] = times as [Times, Times];
  const ratio = large.peer / large.relation;
  const growth = large.relation / small.relation;
  return [
    {
      what: 'a relation call over stdio at 100,000 relations, against open_nodes of the memory server',
      value: `${milliseconds(large.relation)}, ${milliseconds(large.peer)}`,
      ratio,
      goal: '≥ 1,000×',
      met: ratio >= 1000,
    },
    {
      what: `the same against itself at 1,000 relations (the memory server: ${(large.peer / small.peer).toFixed(0)}×)`,
      value: milliseconds(small.relation),
      ratio: growth,
      goal: '≤ 1.3×',
      met: growth <= 1.3,
    },
    {
      what: 'describe_entity, which tells of every relation of an entity, against open_nodes',
      value: milliseconds(large.neighbourhood),
      ratio: large.peer / large.neighbourhood,
      goal: 'reported',
      met: true,
    },
  ];
}

/** Seconds a call. */
interface Times {
  readonly relation: number;
  readonly neighbourhood: number;
  readonly peer: number;
}

const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(3)} ms`;

/** The peer's program, fetched for this run; undefined without a package registry. */
async function installed(folder: string): Promise<string | undefined> {
  try {
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, PEER]);
  } catch {
    return undefined;
  }
  const program = join(folder, 'node_modules/@modelcontextprotocol/server-memory/dist/index.js');
  return existsSync(program) ? program : undefined;
}

async function measured(folder: string, peer: string, size: number): Promise<Times> {
  const [tsv, jsonl] = [join(folder, `${size}.tsv`), join(folder, `${size}.jsonl`)];
  const entities = writeFacts(tsv, jsonl, size);
  // Of middling degree: neither the hub that is everybody's neighbour nor the hermit.
  const name = `entity ${Math.floor(entities / 4)}`;
  const server = new URL('./call-server.js', import.meta.url).pathname;
  const ours = await connect([server, 'graph', tsv], {});
  const theirs = await connect([peer], { MEMORY_FILE_PATH: jsonl });
  try {
    return {
      relation: await secondsOf(ours, { name: 'get_relation_0_of_entity', arguments: { entity: name } }, CALLS.ours),
      neighbourhood: await secondsOf(ours, { name: 'describe_entity', arguments: { entity: name } }, CALLS.ours),
      peer: await secondsOf(theirs, { name: 'open_nodes', arguments: { names: [name] } }, CALLS.peer),
    };
  } finally {
    await ours.close();
    await theirs.close();
  }
}

/** The same facts for both; gives the number of entities. */
function writeFacts(tsv: string, jsonl: string, size: number): number {
  const entities = size / 10;
  const graph = scaleFree({ entities, relations: 50, seed: 1 });
  const facts = new Map<string, object>();
  while (facts.size < size) {
    const [subject, relation, object] = drawTriple(graph);
    const fact = { from: `entity ${subject}`, to: `entity ${object}`, relationType: `relation ${relation}` };
    facts.set(`${fact.from}\t${fact.relationType}\t${fact.to}\n`, { type: 'relation', ...fact });
  }
  const nodes = Array.from({ length: entities }, (_, index) => ({
    type: 'entity',
    name: `entity ${index}`,
    entityType: 'thing',
    observations: [],
  }));
  writeFileSync(tsv, [...facts.keys()].join(''));
  writeFileSync(jsonl, [...nodes, ...facts.values()].map((line) => JSON.stringify(line)).join('\n'));
  return entities;
}

async function connect(args: string[], environment: Record<string, string>): Promise<Client> {
  const client = new Client({ name: 'bench', version: '1' });
  const env = { ...(process.env as Record<string, string>), ...environment };
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: 'ignore' }));
  return client;
}

/** Seconds a call, one at a time. */
async function secondsOf(client: Client, params: object, calls: number): Promise<number> {
  const times: number[] = [];
  for (let made = 0; made < calls; made++) {
    const started = performance.now();
    const reply = await client.request({ method: 'tools/call', params: params as never }, CallToolResultSchema);
    times.push((performance.now() - started) / 1000);
    if (reply.isError === true) throw new Error(`a bench call failed: ${JSON.stringify(reply.content)}`);
  }
  return median(times);
}
