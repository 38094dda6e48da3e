/** The lightest of clients for the HTTP bench, so that what is measured is the server. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';

export interface Loaded {
  readonly process: ChildProcess;
  readonly port: number;
  readonly agent: Agent;
}

/** Clock ticks a second that /proc counts in; 100 on every Linux that Node runs on. */
const TICKS = 100;

export async function startServer(kind: string, first: string): Promise<Loaded> {
  const script = new URL('./http-server.js', import.meta.url).pathname;
  const child = fork(script, [kind, first], { execArgv: ['--expose-gc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { process: child, port, agent: new Agent({ keepAlive: true, maxSockets: 2000 }) };
}

/** CPU seconds, user and system, that a server has used. */
export function cpuOf({ process: { pid } }: Loaded): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Bytes alive in a server, after a collection. */
export async function memoryOf({ process: child }: Loaded): Promise<number> {
  child.send('memory');
  const [{ bytes }] = (await once(child, 'message')) as [{ bytes: number }];
  return bytes;
}

const PROPER = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };

async function ask({ port, agent }: Loaded, method: string, session: string, body?: object): Promise<IncomingMessage> {
  const headers = { ...PROPER, ...(session === '' ? {} : { 'Mcp-Session-Id': session }) };
  const asking = request({ host: '127.0.0.1', port, path: '/mcp', method, headers, agent });
  asking.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = await once(asking, 'response');
  return answer;
}

/** Posts a message; gives the text of the answer. */
export async function post(server: Loaded, session: string, body: object): Promise<string> {
  let text = '';
  for await (const chunk of await ask(server, 'POST', session, body)) text += chunk;
  return text;
}

/** Opens a session; gives its id. */
export async function openSession(server: Loaded): Promise<string> {
  const clientInfo = { name: 'bench', version: '1' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const answer = await ask(server, 'POST', '', { jsonrpc: '2.0', id: 0, method: 'initialize', params });
  for await (const _ of answer);
  const session = String(answer.headers['mcp-session-id']);
  await post(server, session, { jsonrpc: '2.0', method: 'notifications/initialized' });
  return session;
}

/** Opens the stream on which a server speaks first. */
export async function openStream(server: Loaded, session: string): Promise<void> {
  (await ask(server, 'GET', session)).on('error', () => undefined).resume();
}
