/** The built program over real standard streams: nothing but the protocol on stdout, a clean end, and records that are there. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { EUROPE } from '../tool/open-tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'graphtrail-stdio-'));
writeFileSync(join(folder, 'europe.ttl'), EUROPE);
afterAll(() => rmSync(folder, { recursive: true }));

interface Served {
  readonly process: ChildProcessWithoutNullStreams;
  /** Every line of stdout so far. */
  readonly lines: string[];
  /** Sends a request; gives its reply. */
  ask(method: string, params?: object): Promise<{ result?: Record<string, unknown>; error?: unknown }>;
  /** The exit code and the signal, once the process has ended. */
  readonly ended: Promise<unknown[]>;
}

async function serve(...options: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, ['dist/cli.js', 'serve', join(folder, 'europe.ttl'), ...options]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  // A server that has left does not read what is still being written to it.
  child.stdin.on('error', () => {});
  child.stderr.resume();
  const lines: string[] = [];
  const waiting = new Map<number, (reply: { result?: Record<string, unknown> }) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    const reply = JSON.parse(line);
    waiting.get(reply.id)?.(reply);
  });
  let count = 0;
  const ask: Served['ask'] = async (method, params = {}) => {
    count += 1;
    const id = count;
    const reply = new Promise<{ result?: Record<string, unknown> }>((resolve) => waiting.set(id, resolve));
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    return await reply;
  };
  const served = { process: child, lines, ask, ended: once(child, 'exit') };
  await ask('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  });
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  return served;
}

const callFor = (country: string) => ({ name: 'get_capital_of_country', arguments: { country } });

async function leavesWithin(seconds: number, { ended }: Served): Promise<unknown> {
  const late = new Promise((resolve) => setTimeout(resolve, seconds * 1000, ['still there']).unref());
  return await Promise.race([ended, late]);
}

test('every line of stdout is JSON-RPC, whatever is asked', async () => {
  const served = await serve('--record', join(folder, 'talk'));
  await served.ask('tools/list');
  await served.ask('tools/call', callFor('France'));
  await served.ask('tools/call', callFor('Atlantis'));
  await served.ask('tools/call', { name: 'describe_entity', arguments: { entity: 'Paris' } });
  expect((await served.ask('no/such/method')).error).toBeDefined();
  served.process.stdin.write('this is no JSON\n{"jsonrpc":"2.0"}\n[]\n');
  await served.ask('ping');
  served.process.stdin.end();
  expect(await leavesWithin(5, served)).toEqual([0, null]);
  expect(served.lines.length).toBeGreaterThanOrEqual(7);
  for (const line of served.lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
});

test('the end of stdin ends the process, but not before what was asked is recorded and answered', async () => {
  const served = await serve('--record', join(folder, 'end'));
  const replies = Array.from({ length: 50 }, async () => await served.ask('tools/call', callFor('France')));
  served.process.stdin.end();
  for (const { result } of await Promise.all(replies))
    expect(result?.['structuredContent']).toMatchObject({ total: 1 });
  expect(await leavesWithin(5, served)).toEqual([0, null]);
});

test('a request that was taken back keeps nobody waiting', async () => {
  const served = await serve();
  for (let id = 100; id < 110; id++) {
    const [call, back] = [
      { id, method: 'tools/call', params: callFor('France') },
      { method: 'notifications/cancelled', params: { requestId: id } },
    ];
    for (const message of [call, back]) {
      served.process.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    }
  }
  served.process.stdin.end();
  // Before the time allowed for calls in flight is over.
  expect(await leavesWithin(3, served)).toEqual([0, null]);
});

test('a closed stdout ends the process', async () => {
  const served = await serve();
  served.process.stdout.destroy();
  void served.ask('tools/list');
  expect(await leavesWithin(5, served)).toEqual([0, null]);
});

test.each(['a signal', 'the end of stdin'])('%s ends the process where its client reads nothing', async (how) => {
  const child = spawn(process.execPath, ['dist/cli.js', 'serve', join(folder, 'europe.ttl')]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ended = once(child, 'exit');
  await once(child.stderr.resume(), 'data');
  for (let id = 1; id <= 500; id++)
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list' })}\n`);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  if (how === 'a signal') child.kill('SIGTERM');
  else child.stdin.end();
  const late = new Promise((resolve) => setTimeout(resolve, 6000, ['still there']).unref());
  expect(await Promise.race([ended, late])).toEqual([0, null]);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the process', async (signal) => {
  const served = await serve('--record', join(folder, signal));
  await served.ask('tools/call', callFor('France'));
  served.process.kill(signal);
  expect(await leavesWithin(5, served)).toEqual([0, null]);
  expect(recordsIn(join(folder, signal)).at(-1)).toMatchObject({ type: 'closed' });
});

function recordsIn(directory: string): Record<string, unknown>[] {
  const [journal = ''] = readdirSync(directory).filter((name) => name.endsWith('.jsonl'));
  const lines = readFileSync(join(directory, journal), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

test('a recorded call is in the journal when its reply arrives', async () => {
  const directory = join(folder, 'record');
  const served = await serve('--record', directory);
  const begun = await served.ask('tools/call', { name: 'begin_task', arguments: { question: 'Where?' } });
  expect(recordsIn(directory).at(-1)).toMatchObject({ type: 'task', question: 'Where?' });
  for (const country of ['France', 'Spain', 'Atlantis']) {
    const { result } = await served.ask('tools/call', callFor(country));
    const expected = { type: 'call', arguments: { country }, observation: result?.['structuredContent'] };
    expect(recordsIn(directory).at(-1)).toMatchObject(expected);
  }
  expect(begun.result?.['structuredContent']).toMatchObject({ task: 't1' });
  await served.ask('tools/call', { name: 'submit_answer', arguments: { none: true } });
  expect(recordsIn(directory).at(-1)).toMatchObject({ type: 'answer', answer: { none: true } });
  served.process.stdin.end();
  expect(await leavesWithin(5, served)).toEqual([0, null]);
});
