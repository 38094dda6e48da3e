/** A server and the SDK's own client on two ends of one in-memory pair, as any client would connect. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { createServer } from '../../src/mcp/server.ts';
import type { CallRecorder, RecordedCall } from '../../src/mcp/session.ts';
import type { Answer } from '../../src/tool/answer.ts';
import type { Practice } from '../../src/tool/practice.ts';
import type { Result } from '../../src/tool/result.ts';
import type { Surface } from '../../src/tool/toolset.ts';
import { EUROPE, openTools } from '../tool/open-tools.ts';

export interface Pair {
  readonly client: Client;
  /** Calls a tool; gives the reply as it came over the wire. */
  reply(tool: string, values?: object, meta?: object): Promise<CallToolResult>;
  /** The same, structured content only. */
  call(tool: string, values?: object, meta?: object): Promise<Result>;
}

export interface ConnectOptions {
  readonly record?: CallRecorder;
  readonly practice?: Practice;
  readonly surface?: Surface;
  readonly turtle?: string;
}

/** The recorder alone may stand for the options. */
export async function connect(given: ConnectOptions | CallRecorder = {}): Promise<Pair> {
  const options: ConnectOptions = 'begin' in given ? { record: given } : given;
  const { record, practice, surface = 'auto', turtle = EUROPE } = options;
  const framing = { frame: record !== undefined, practice: practice !== undefined };
  const { source, toolset } = await openTools(turtle, { ...framing, surface });
  const server = createServer({
    version: '0.0.0',
    snapshot: () => ({ source, toolset }),
    ...(record === undefined ? {} : { record: () => record }),
    ...(practice === undefined ? {} : { practise: () => practice }),
  });
  const client = new Client({ name: 'test', version: '0.0.0' });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(serverSide), client.connect(clientSide)]);
  const reply = async (name: string, values: object = {}, meta: object = {}) =>
    (await client.callTool({ name, arguments: { ...values }, _meta: { ...meta } })) as CallToolResult;
  const call = async (name: string, values?: object, meta?: object) =>
    (await reply(name, values, meta)).structuredContent as unknown as Result;
  return { client, reply, call };
}

export interface FakeRecorder extends CallRecorder {
  readonly questions: string[];
  readonly calls: (RecordedCall & { readonly trajectory: string })[];
  readonly answers: { trajectory: string; answer: Answer; resolved: readonly string[] | undefined }[];
}

/** Keeps what it is told. Tasks are trajectories; without a task, each trace is one, and the connection another. */
export function fakeRecorder(changes: Partial<CallRecorder> = {}): FakeRecorder {
  const open = new Set<string>();
  const recorder: FakeRecorder = {
    questions: [],
    calls: [],
    answers: [],
    begin: async (question) => {
      const task = `t${recorder.questions.push(question)}`;
      open.add(task);
      return { trajectory: task, task, recorded: true };
    },
    resolve: ({ task, traceparent }) =>
      task === undefined ? (traceparent ?? 'own') : open.has(task) ? task : undefined,
    call: async (trajectory, called) => {
      recorder.calls.push({ ...called, trajectory });
      return { recorded: true };
    },
    answer: async (trajectory, answered) => {
      recorder.answers.push({ trajectory, ...answered });
      open.delete(trajectory);
      return { recorded: true };
    },
  };
  return Object.assign(recorder, changes);
}
