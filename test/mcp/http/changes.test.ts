/** Changes of the graph over HTTP: every session hears of them, also one whose stream was not open just then. */
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, onTestFinished, test } from 'vitest';
import { createServer } from '../../../src/mcp/server.ts';
import { EUROPE, openTools } from '../../tool/open-tools.ts';
import { begin, connectClient, send, serve, until } from './served.ts';

const snapshot = await openTools(EUROPE);

function changing() {
  const listeners = new Set<() => void>();
  const connect = () =>
    createServer({
      version: '0',
      snapshot: () => snapshot,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
  const change = (): void => {
    for (const listener of listeners) listener();
  };
  return { connect, change, listeners };
}

interface Stream {
  readonly asking: ClientRequest;
  text(): string;
}

async function openStream(port: number, headers: object): Promise<Stream> {
  const accept = { Accept: 'text/event-stream', ...headers };
  const asking = request({ host: '127.0.0.1', port, path: '/mcp', headers: accept, agent: false }).end();
  onTestFinished(() => void asking.destroy());
  asking.on('error', () => undefined);
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  let text = '';
  answer.on('data', (chunk) => {
    text += chunk;
  });
  answer.on('error', () => undefined);
  return { asking, text: () => text };
}

const count = (text: string): number => text.split('notifications/tools/list_changed').length - 1;

test('a session whose stream is not open is told on the next one, once however much has changed', async () => {
  const { connect, change } = changing();
  const { port } = await serve({ connect });
  const headers = await begin(port);
  await send(port, { headers, body: { jsonrpc: '2.0', method: 'notifications/initialized' } });
  change();
  change();
  const first = await openStream(port, headers);
  await until(() => count(first.text()) > 0);
  change();
  await until(() => count(first.text()) > 1);
  first.asking.destroy();
  await new Promise((soon) => setTimeout(soon, 50));
  change();
  const second = await openStream(port, headers);
  await until(() => count(second.text()) > 0);
  expect([count(first.text()), count(second.text())]).toEqual([2, 1]);
});

test('sixteen sessions all hear of it, and one that has ended is not remembered', async () => {
  const { connect, change, listeners } = changing();
  const served = await serve({ connect });
  const heard: number[] = [];
  const clients = await Promise.all(Array.from({ length: 16 }, () => connectClient(served)));
  for (const [index, client] of clients.entries())
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => void heard.push(index));
  change();
  await until(() => heard.length === 16);
  expect([...heard].sort((left, right) => left - right)).toEqual(clients.map((_, index) => index));
  const headers = await begin(served.port);
  expect(listeners.size).toBe(17);
  await send(served.port, { method: 'DELETE', headers });
  expect(listeners.size).toBe(16);
});
