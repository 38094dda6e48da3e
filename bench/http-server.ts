/** A server process for the HTTP bench: `graph`, ours, or `echo`, a bare SDK server on the SDK's transport, as its examples have it. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { serveHttp } from '../src/mcp/http/serve-http.ts';
import { echoServer, graphServer } from './call-server.ts';

const SESSIONS = 2000;

async function serveEcho(reply: object, enableJsonResponse: boolean): Promise<number> {
  const transports = new Map<string, StreamableHTTPServerTransport>();
  async function open(): Promise<StreamableHTTPServerTransport> {
    const transport = new StreamableHTTPServerTransport({
      enableJsonResponse,
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        transports.set(id, transport);
      },
    });
    await echoServer(reply).connect(transport as Transport);
    return transport;
  }
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const known = transports.get(String(request.headers['mcp-session-id']));
    await (known ?? (await open())).handleRequest(request, response);
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function serve(kind: string, first: string): Promise<number> {
  if (kind !== 'graph') return await serveEcho(JSON.parse(first), kind === 'echo');
  const connect = await graphServer(first, undefined, false);
  return (await serveHttp({ host: '127.0.0.1', port: 0, connect, limits: { sessions: SESSIONS } })).port;
}

const [, , kind = '', first = ''] = process.argv;
process.send?.({ port: await serve(kind, first) });
process.on('message', async () => {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 100));
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ bytes: heapUsed + external });
});
