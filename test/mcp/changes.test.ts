/** What a client hears of changes, and what is kept for it afterwards. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, test } from 'vitest';
import { createServer } from '../../src/mcp/server.ts';
import { EUROPE, openTools } from '../tool/open-tools.ts';
import { INITIALIZE } from './http/served.ts';
import { connect as connectPlain } from './pair.ts';

const states = [await openTools(EUROPE), await openTools(EUROPE.replace(':capital :Paris', ':capital :Lyon'))] as const;

function changing() {
  let [current] = states as readonly (typeof states)[number][] as [(typeof states)[number]];
  const listeners = new Set<() => void>();
  const server = createServer({
    version: '0',
    snapshot: () => current,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const change = (): void => {
    current = current === states[0] ? states[1] : states[0];
    for (const listener of listeners) listener();
  };
  return { server, change, listeners };
}

test('only where the graph may change is that promised', async () => {
  expect((await connectPlain()).client.getServerCapabilities()?.tools).toEqual({});
  const { server } = changing();
  const client = new Client({ name: 'test', version: '0' });
  const [one, other] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(other), client.connect(one)]);
  expect(client.getServerCapabilities()?.tools).toEqual({ listChanged: true });
});

test('every change is told once, until the connection ends; then nobody listens any more', async () => {
  const { server, change, listeners } = changing();
  const client = new Client({ name: 'test', version: '0' });
  const heard: string[] = [];
  client.setNotificationHandler(ToolListChangedNotificationSchema, ({ method }) => void heard.push(method));
  const [one, other] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(other), client.connect(one)]);
  change();
  change();
  await client.ping();
  expect(heard).toEqual(Array(2).fill('notifications/tools/list_changed'));
  await client.close();
  expect(listeners.size).toBe(0);
  change();
});

test('a client is told nothing before it is ready, and then once', async () => {
  const { server, change } = changing();
  const [client, other] = InMemoryTransport.createLinkedPair();
  const heard: unknown[] = [];
  client.onmessage = (message) => void heard.push('method' in message ? message.method : 'answer');
  await Promise.all([server.connect(other), client.start()]);
  change();
  await client.send(INITIALIZE as never);
  change();
  await new Promise((soon) => setTimeout(soon, 5));
  expect(heard).toEqual(['answer']);
  await client.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  await new Promise((soon) => setTimeout(soon, 5));
  expect(heard).toEqual(['answer', 'notifications/tools/list_changed']);
});
