/** Calls that are taken back: what they wait for is stopped, nothing of them is recorded, and their places are free. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { expect, test } from 'vitest';
import { createServer } from '../../src/mcp/server.ts';
import { createSession, type Snapshot } from '../../src/mcp/session.ts';
import { discoverRelations } from '../../src/relation/discover.ts';
import { openEndpoint } from '../../src/sparql/endpoint/open.ts';
import type { Result } from '../../src/tool/result.ts';
import { compileToolset } from '../../src/tool/toolset.ts';
import { type HeldEndpoint, heldEndpoint } from '../sparql/endpoint/held.ts';
import { EUROPE, openTools } from '../tool/open-tools.ts';
import { until } from './http/served.ts';
import { fakeRecorder } from './pair.ts';

async function openHeld(): Promise<{ endpoint: HeldEndpoint; snapshot: Snapshot }> {
  const endpoint = await heldEndpoint();
  const { source, discovering } = await openEndpoint(endpoint.url, { userAgent: 'test' });
  const toolset = await compileToolset(source, await discoverRelations(discovering), { frame: true });
  return { endpoint, snapshot: { source, toolset } };
}

async function connectTo(snapshot: Snapshot, recorder = fakeRecorder()) {
  const server = createServer({ version: '0', snapshot: () => snapshot, record: () => recorder });
  const client = new Client({ name: 'test', version: '0' });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(serverSide), client.connect(clientSide)]);
  const call = async (country: string, signal?: AbortSignal): Promise<Result> => {
    const asking = { name: 'get_capital_of_country', arguments: { country } };
    const reply = await client.callTool(asking, undefined, signal === undefined ? {} : { signal });
    return reply.structuredContent as unknown as Result;
  };
  return { call, recorder };
}

test('a call to an endpoint that is taken back breaks its request off and leaves no record, and its handle goes to the next', async () => {
  const { endpoint, snapshot } = await openHeld();
  const { call, recorder } = await connectTo(snapshot);
  expect(await call('Spain')).toMatchObject({ result: '#r1' });
  endpoint.hold();
  const controller = new AbortController();
  const calling = call('France', controller.signal);
  await until(() => endpoint.held > 0);
  controller.abort();
  await expect(calling).rejects.toThrow();
  await until(() => endpoint.broken === endpoint.held);
  endpoint.release();
  expect(await call('France')).toMatchObject({ status: 'ok', result: '#r2' });
  expect(recorder.calls.map(({ observation }) => observation.result)).toEqual(['#r1', '#r2']);
});

test('two calls that wait for one request: it goes on for the one that still waits', async () => {
  const { endpoint, snapshot } = await openHeld();
  const [one, other] = [await connectTo(snapshot), await connectTo(snapshot)];
  endpoint.hold();
  const [first, second] = [new AbortController(), new AbortController()];
  const calls = [one.call('France', first.signal), other.call('France', second.signal)];
  const ended = Promise.allSettled(calls);
  await until(() => endpoint.held > 0);
  // The other one has asked by now, too, and asks nothing of its own.
  await new Promise((soon) => setTimeout(soon, 50));
  const asked = endpoint.held;
  first.abort();
  await expect(calls[0]).rejects.toThrow();
  await new Promise((soon) => setTimeout(soon, 50));
  expect([endpoint.held, endpoint.broken]).toEqual([asked, 0]);
  second.abort();
  await ended;
  await until(() => endpoint.broken === asked);
});

const started = (): { promise: Promise<void>; done: () => void } => {
  let done = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { promise, done };
};

test('places of calls that were taken back are free as soon as they have stopped', async () => {
  const { source, toolset } = await openTools(EUROPE);
  const session = createSession(undefined);
  const controller = new AbortController();
  const { promise, done } = started();
  const request = { tool: 'x', values: {}, traceparent: undefined, snapshot: { source, toolset } };
  const run = (signal: AbortSignal | undefined) =>
    session.run({ ...request, signal }, async (_, { signal: own }) => {
      own?.addEventListener('abort', done);
      if (own !== undefined) await promise;
      return { result: { status: 'ok' } };
    });
  const calls = Array.from({ length: 256 }, () => run(controller.signal));
  expect((await run(undefined)).structuredContent.status).toBe('busy');
  controller.abort();
  for (const { structuredContent } of await Promise.all(calls)) expect(structuredContent.message).toMatch(/taken back/);
  expect((await run(undefined)).structuredContent.status).toBe('ok');
});

test('a call that is taken back before it begins is never run', async () => {
  const recorder = fakeRecorder();
  const session = createSession(recorder);
  const snapshot = await openTools(EUROPE, { frame: true });
  const request = { tool: 'x', values: {}, traceparent: undefined, snapshot, signal: AbortSignal.abort() };
  await session.run(request, () => expect.unreachable('nobody waits for it'));
  expect(recorder.calls).toEqual([]);
});

test('whatever is taken back, the handles that were shown are counted without a gap', async () => {
  const recorder = fakeRecorder();
  const session = createSession(recorder);
  const snapshot = await openTools(EUROPE, { frame: true });
  const set = snapshot.source.members();
  const run = async (taken: boolean, gate: Promise<void>) => {
    const controller = new AbortController();
    const request = { tool: 'x', values: {}, traceparent: undefined, snapshot, signal: controller.signal };
    const running = session.run(request, async (_, { handles, source }) => {
      const result = handles.mint({ set, via: undefined, source });
      await gate;
      return { result: { status: 'ok', result } };
    });
    if (taken) controller.abort();
    return (await running).structuredContent.result;
  };
  const { promise, done } = started();
  const running = [true, false, true, true, false].map((taken) => run(taken, promise));
  done();
  expect(await Promise.all(running)).toEqual([undefined, '#r2', undefined, undefined, '#r5']);
  for (const handle of ['#r1', '#r3', '#r4', '#r6']) expect(await run(false, promise)).toBe(handle);
  expect(recorder.calls.map(({ observation }) => observation.result)).toEqual([
    '#r2',
    '#r5',
    '#r1',
    '#r3',
    '#r4',
    '#r6',
  ]);
});
