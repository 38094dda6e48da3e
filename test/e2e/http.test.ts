/** The built program over real sockets: clients of the SDK, records that prove, and a clean end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { folderWith, graphtrail } from '../cli/run.ts';
import { begin, call, connectClient, send } from '../mcp/http/served.ts';

const folder = folderWith({ tokens: `${'a'.repeat(32)} anna\n` });
afterAll(folder.remove);
const graph = resolve('graphs/countries.ttl');

interface Started {
  readonly process: ChildProcess;
  readonly port: number;
  readonly url: string;
  /** All of stderr so far. */
  told(): string;
  /** Exit code and signal. */
  readonly ended: Promise<unknown[]>;
}

async function start(options: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Started> {
  const parameters = [resolve('dist/cli.js'), 'serve', graph, '--http', '0', ...options];
  const child = spawn(process.execPath, parameters, { cwd: folder.path, env: { ...process.env, ...env } });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ended = once(child, 'exit');
  let told = '';
  for await (const chunk of child.stderr) {
    told += chunk;
    // Nobody reads stderr any more from here on, which must not matter.
    if (told.includes('others  ') && told.endsWith('\n\n')) break;
  }
  const url = /http:\S+\/mcp/.exec(told)?.[0] ?? expect.unreachable(told);
  return { process: child, port: Number(new URL(url).port), url, told: () => told, ended };
}

function records(directory: string): Record<string, unknown>[] {
  const [name = ''] = readdirSync(join(folder.path, directory)).filter((file) => file.startsWith('run-'));
  const lines = readFileSync(join(folder.path, directory, name), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line));
}

interface KnownTask {
  readonly question: string;
  readonly formula: { readonly relation?: string };
  readonly anchors: readonly { readonly label: string }[];
}

/** Sampled tasks that one call answers, of one kind. */
async function tasksAbout(relation: string, file: string): Promise<KnownTask[]> {
  const { stdout } = await graphtrail(['tasks', graph, '--count', '80', '--patterns', '1p'], folder.path);
  writeFileSync(join(folder.path, file), stdout);
  const tasks = stdout.trimEnd().split('\n');
  return tasks
    .map((line) => JSON.parse(line) as KnownTask)
    .filter(({ formula }) => formula.relation?.endsWith(relation));
}

async function tell(client: Client, name: string, values: object): Promise<Record<string, unknown>> {
  const reply = await client.callTool({ name, arguments: { ...values } });
  return reply.structuredContent as Record<string, unknown>;
}

test('what two clients do by turns becomes two proven samples', async () => {
  const started = await start(['--record', 'two']);
  expect(started.told()).toMatch(/Recording calls, questions and answers to .*two\.\n/);
  const [one, other] = await tasksAbout(':capital', 'tasks.jsonl');
  const [first, second] = [await connectClient(started), await connectClient(started)];
  const turns = [
    [first, one],
    [second, other],
  ] as const;
  for (const [client, task] of turns) {
    expect(await tell(client, 'begin_task', { question: task?.question })).toMatchObject({ task: 't1' });
  }
  for (const [client, task] of turns) {
    const found = await tell(client, 'get_capital_of_country', { country: task?.anchors[0]?.label });
    expect(found).toMatchObject({ result: '#r1', total: 1 });
  }
  for (const [client] of [...turns].reverse()) await tell(client, 'submit_answer', { result: '#r1' });
  for (const [client] of turns) await client.close();
  started.process.kill('SIGINT');
  expect(await started.ended).toEqual([0, null]);
  expect(records('two').at(-1)).toMatchObject({ type: 'closed', records: 8 });
  const proof = ['two', '--graph', graph, '--tasks', 'tasks.jsonl'];
  const { code, stdout } = await graphtrail(['verify', ...proof], folder.path);
  expect([code, stdout.split('\n')[0]]).toEqual([0, expect.stringMatching(/^2 trajectories: 2 proven, 0 wrong/)]);
  const harvested = await graphtrail(['harvest', ...proof, '--out', 'samples'], folder.path);
  expect(harvested.stdout).toMatch(/^2 samples from 2 trajectories/);
});

test('SIGTERM answers and records what is in flight, and seals the journal', async () => {
  const signal = 'SIGTERM';
  const started = await start(['--record', signal]);
  const headers = await begin(started.port);
  const calls = Array.from({ length: 100 }, (_, id) => call(id)).map((body) => send(started.port, { headers, body }));
  await Promise.race(calls);
  started.process.kill(signal);
  expect(await started.ended).toEqual([0, null]);
  const answered = (await Promise.allSettled(calls)).filter(
    (each) => each.status === 'fulfilled' && each.value.json?.result?.structuredContent?.total === 1,
  );
  const recorded = records(signal).filter(({ type }) => type === 'call');
  expect(answered.length).toBeGreaterThan(0);
  expect(recorded.length).toBeGreaterThanOrEqual(answered.length);
  expect(records(signal).at(-1)).toMatchObject({ type: 'closed' });
});

test('tokens come from a file and from the environment, and are not shown', async () => {
  const started = await start(['--token-file', 'tokens'], { GRAPHTRAIL_TOKENS: `${'b'.repeat(32)} bert` });
  expect(started.told()).toContain('It asks for one of 2 tokens.');
  expect(started.told()).not.toMatch(/aaaa|bbbb/);
  expect((await send(started.port)).status).toBe(401);
  for (const token of ['a'.repeat(32), 'b'.repeat(32)]) {
    const client = await connectClient(started, token);
    expect(client.getServerVersion()).toMatchObject({ name: 'graphtrail' });
    await client.close();
  }
});

test('how it is, it tells at /healthz', async () => {
  const { port } = await start([]);
  const { json } = await send(port, { method: 'GET', path: '/healthz' });
  expect(json).toEqual({ status: 'ok', graph: 'countries.ttl', digest: expect.stringMatching(/^gt1:/), sessions: 0 });
});

test.each([
  [['--http', '0.0.0.0:0'], /needs tokens; give --token-file/],
  [['--http', 'nonsense'], /expected \[host:\]port/],
  [['--http', '0', '--token-file', 'missing'], /cannot read the token file "missing"/],
  [['--http', '0', '--allow-origin', 'evil'], /expected an origin/],
  [['--token-file', 'tokens'], /only with --http/],
])('%j is a wrong use of the command line', async (options, message) => {
  const { code, stderr } = await graphtrail(['serve', graph, ...options], folder.path);
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
});
