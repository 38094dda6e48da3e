/** A graph served over HTTP on a port of its own, and requests of every kind: proper, broken, and by the SDK's own client. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { connect as connectSocket, type Socket } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { onTestFinished } from 'vitest';
import { type HttpOptions, type ServedHttp, serveHttp } from '../../../src/mcp/http/serve-http.ts';
import { createServer } from '../../../src/mcp/server.ts';
import type { CallRecorder } from '../../../src/mcp/session.ts';
import { EUROPE, openTools } from '../../tool/open-tools.ts';
import { fakeRecorder } from '../pair.ts';

const { source, toolset } = await openTools(EUROPE, { frame: true });

export async function serve(
  options: Partial<HttpOptions> = {},
  record: (() => CallRecorder) | undefined = undefined,
): Promise<ServedHttp> {
  const connect = () =>
    createServer({
      version: '0.0.0',
      snapshot: () => ({ source, toolset }),
      ...(record === undefined ? {} : { record }),
    });
  const served = await serveHttp({ host: '127.0.0.1', port: 0, connect, ...options });
  onTestFinished(served.stop);
  return served;
}

/** A recorder whose calls are not on disk before the gate is opened: so calls stay in flight for as long as a test wants. */
export function slowRecorder(): { record: () => CallRecorder; begun: () => number; finish: () => void } {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let begun = 0;
  const call = async () => {
    begun += 1;
    await finished;
    return { recorded: true };
  };
  return { record: () => fakeRecorder({ call }), begun: () => begun, finish: () => finish() };
}

export interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server said
  readonly json: any;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer | object;
  readonly setHost?: boolean;
}

/** One request as it is given, to whichever path; headers and body may be as wrong as they like. */
export async function send(
  port: number,
  { method = 'POST', path = '/mcp', headers, body, ...rest }: Sent = {},
): Promise<Heard> {
  const asking = request({
    host: '127.0.0.1',
    port,
    method,
    path,
    agent: false,
    headers: { ...PROPER, ...headers },
    ...rest,
  });
  const raw = typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body;
  asking.end(raw);
  const [answer] = await once(asking, 'response');
  let text = '';
  for await (const chunk of answer) text += chunk;
  return { status: answer.statusCode, headers: answer.headers, text, json: parsed(text) };
}

const PROPER = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a server answers to bytes as they are. */
export async function raw(port: number, bytes: string): Promise<string> {
  const socket: Socket = connectSocket(port, '127.0.0.1');
  socket.write(bytes);
  let text = '';
  for await (const chunk of socket) text += chunk;
  return text;
}

export const INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

/** Begins a session; gives the header that belongs to it. */
export async function begin(port: number, headers: OutgoingHttpHeaders = {}): Promise<{ 'Mcp-Session-Id': string }> {
  const heard = await send(port, { body: INITIALIZE, headers });
  return { 'Mcp-Session-Id': String(heard.headers['mcp-session-id']) };
}

export function call(id: number | string, country: unknown = 'France'): object {
  return {
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'get_capital_of_country', arguments: { country } },
  };
}

/** The SDK's own client. */
export async function connectClient({ url }: { readonly url: string }, token?: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '0.0.0' });
  const requestInit = token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }) as Transport);
  return client;
}

/** Waits until something is so. */
export async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await so())) await new Promise((wake) => setTimeout(wake, 5));
}
