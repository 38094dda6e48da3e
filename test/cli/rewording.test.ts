import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Task } from '../../src/task/task.ts';
import { answer, askedOf, type ChatServer, chatServer, goodModel, politely } from '../reword/chat-server.ts';
import { folderWith, type Ran } from './run.ts';

const KEY = 'sk-secret-0123456789';
const CLI = resolve(import.meta.dirname, '../../dist/cli.js');
const GRAPH = resolve(import.meta.dirname, '../../graphs/countries.ttl');

const folder = folderWith({});
let server: ChatServer;
beforeAll(async () => {
  const good = goodModel();
  server = await chatServer((received, response) => {
    if (received.headers.authorization !== `Bearer ${KEY}`) return answer(response, 401, { error: KEY });
    const { meaning } = askedOf(received);
    // One it cannot do.
    return meaning?.startsWith('How many') === true ? 'Sorry.' : good(received, response);
  });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

function graphtrail(parameters: readonly string[], environment: Record<string, string>): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [CLI, ...parameters], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], ...environment },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

const SAMPLING = [GRAPH, '--count', '12', '--patterns', '1p,2in,count,1pv', '--reword'];
const tasksOf = (text: string): Task[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Task);

test.concurrent('tasks are reworded by the model that the environment names; the report counts what was dropped for what', async () => {
  const environment = { GRAPHTRAIL_MODEL_URL: server.url, GRAPHTRAIL_MODEL: 'first', GRAPHTRAIL_MODEL_KEY: KEY };
  const flags = ['--reword-keep', 'replies.jsonl', '--reword-report', 'report.json'];
  const { code, stdout, stderr } = await graphtrail(['tasks', ...SAMPLING, ...flags], environment);
  expect(stderr).toMatch(
    /Reworded by "first": 9 of 12 questions; .*\ndropped for +questions\nthe reply holds no question +3\n/,
  );
  expect(code).toBe(0);
  const tasks = tasksOf(stdout);
  for (const { question, reworded, pattern } of tasks) {
    if (pattern === 'count') expect(reworded).toBeUndefined();
    else expect(question).toBe(politely(reworded?.from ?? ''));
  }
  expect(JSON.parse(readFileSync(join(folder.path, 'report.json'), 'utf8'))).toMatchObject({
    model: 'first',
    asked: 12,
    kept: 9,
    exact: 0,
    dropped: { 'the reply holds no question': 3, 'the answer leaks': 0 },
  });
  const requests = (): number => server.received.filter(({ body }) => body.model === 'first').length;
  const before = requests();
  const again = await graphtrail(['tasks', ...SAMPLING, ...flags], environment);
  expect(again.stdout).toBe(stdout);
  expect(requests()).toBe(before);
  for (const text of [stdout, stderr, readFileSync(join(folder.path, 'replies.jsonl'), 'utf8')])
    expect(text).not.toContain(KEY);
});

test.concurrent('reworded questions are walked, proven and harvested like any others, and the rows say who worded them', async () => {
  const flags = ['--reword-url', server.url, '--reword-model', 'small', '--record', 'journals'];
  const walked = await graphtrail(['walk', ...SAMPLING, ...flags], { GRAPHTRAIL_MODEL_KEY: KEY });
  expect(walked.stderr).toMatch(/12 tasks.*0 faults/);
  const verified = await graphtrail(['verify', 'journals', '--graph', GRAPH, '--json'], {});
  expect(verified.code).toBe(0);
  const harvested = await graphtrail(
    ['harvest', 'journals', '--graph', GRAPH, '--format', 'openai', '--out', 'samples'],
    {},
  );
  expect(harvested.code).toBe(0);
  const rows = readFileSync(join(folder.path, 'samples/provenance.jsonl'), 'utf8').trimEnd().split('\n');
  const reworded = rows.filter((row) => row.includes('"reworded":{'));
  expect(reworded.length).toBeGreaterThan(6);
});

test.concurrent.each<[string, string[], Record<string, string>, number, RegExp]>([
  ['nobody to ask', [], {}, 2, /set GRAPHTRAIL_MODEL_URL, or give --reword-url/],
  [
    'no model',
    [],
    { GRAPHTRAIL_MODEL_URL: 'http://127.0.0.1/v1' },
    2,
    /set GRAPHTRAIL_MODEL, or give --reword-model NAME/,
  ],
  [
    'a key that is refused',
    ['--reword-model', 'small', '--reword-url', 'SERVER'],
    { GRAPHTRAIL_MODEL_KEY: 'sk-other-key' },
    3,
    /answered 401: .*\[model_key_refused\]/,
  ],
  [
    'no key',
    ['--reword-model', 'small', '--reword-url', 'SERVER'],
    {},
    3,
    /set GRAPHTRAIL_MODEL_KEY \[model_key_refused\]/,
  ],
  [
    'a URL that is none',
    ['--reword-model', 'small', '--reword-url', 'localhost:8080'],
    {},
    2,
    /such as "http:\/\/127\.0\.0\.1:8080\/v1", got/,
  ],
])('%s is told, with what to do', async (_what, flags, environment, status, message) => {
  const given = flags.map((flag) => (flag === 'SERVER' ? server.url : flag));
  const { code, stdout, stderr } = await graphtrail(['tasks', ...SAMPLING, ...given], environment);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/sk-|\n\s+at /);
  expect([code, stdout]).toEqual([status, '']);
});

test.concurrent('rewording flags without --reword are a misunderstanding', async () => {
  const { code, stderr } = await graphtrail(['tasks', GRAPH, '--count', '1', '--reword-model', 'small'], {});
  expect(stderr).toMatch(/nothing is reworded without --reword/);
  expect(code).toBe(2);
});
