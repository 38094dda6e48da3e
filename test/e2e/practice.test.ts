/** The built program as a gym: scripted agents practise over real standard streams and sockets, and what they leave proves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { walkTask } from '../../src/agent/walk.ts';
import type { ToolClient } from '../../src/mcp/client.ts';
import type { Task } from '../../src/task/task.ts';
import { readTasks } from '../../src/task/task-file.ts';
import type { Result } from '../../src/tool/result.ts';
import { compileToolset } from '../../src/tool/toolset.ts';
import { type Agent, agentOf, opened, rightAnswer, taskFile, tasks, wrongAnswers } from '../cli/gym.ts';
import { folderWith, graphtrail } from '../cli/run.ts';
import { connectClient } from '../mcp/http/served.ts';

const folder = folderWith({});
afterAll(folder.remove);
const graph = resolve('graphs/countries.ttl');
const practice = taskFile(folder.path);
const known = new Map(tasks.map((task) => [task.question, task]));
const taskOf = ({ question = '' }: { question?: string | undefined }): Task =>
  known.get(question) ?? expect.unreachable(question);

async function overStdio(...options: readonly string[]): Promise<{ agent: Agent; told: () => string }> {
  const parameters = ['dist/cli.js', 'serve', graph, '--practice', practice, '--surface', 'relations', ...options];
  const transport = new StdioClientTransport({ command: process.execPath, args: parameters, stderr: 'pipe' });
  let told = '';
  transport.stderr?.on('data', (chunk) => {
    told += chunk;
  });
  const client = new Client({ name: 'agent', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return { agent: agentOf(client), told: () => told };
}

test('an agent practises 50 questions over standard streams: gold has reward 1, every mutation of it less', async () => {
  const { agent, told } = await overStdio();
  const met = new Set<string>();
  const forms = new Set<string>();
  for (let round = 0; round < 50; round++) {
    const { question, grade } = await agent.practise({}, (asked) => rightAnswer(taskOf({ question: asked })));
    expect(grade, question).toMatchObject({ correct: true, reward: 1, missing: 0, wrong: [] });
    met.add(question);
    for (const wrong of wrongAnswers(taskOf({ question }))) {
      const { grade: less } = await agent.practise({ id: taskOf({ question }).id }, () => wrong);
      forms.add(Object.keys(wrong)[0] as string);
      expect(less.correct).toBe(false);
      expect(less.reward).toBeLessThan(1);
    }
  }
  expect(met.size).toBe(50);
  expect([...forms].sort()).toEqual(['boolean', 'entities', 'none', 'number', 'rows', 'values']);
  expect(told()).toContain('Nothing is recorded.');
  expect(told()).toContain(`${tasks.length} questions, whose answers are graded`);
  for (const { answers } of tasks) for (const { id } of answers) expect(told()).not.toContain(id);
  expect(readdirSync(folder.path)).toEqual(['practice.jsonl']);
});

test('what is practised on while it is recorded is proven and harvested as anything else', async () => {
  const runs = join(folder.path, 'runs');
  const { agent } = await overStdio('--record', runs);
  const toolset = await compileToolset(opened.source, opened.vocabulary, { surface: 'relations', frame: true });
  const walked: string[] = [];
  for (let round = 0; round < 20; round++) {
    // The question is given; the walker, which would state it, is told so.
    const begun = await agent.call('begin_task', {});
    let submitted: Result | undefined;
    const client: ToolClient = {
      tools: async () => [],
      close: async () => undefined,
      async call(tool, values) {
        if (tool === 'begin_task') return begun;
        const result = await agent.call(tool, { ...values });
        if (tool === 'submit_answer') submitted = result;
        return result;
      },
    };
    await walkTask(taskOf(begun), client, toolset, 'values');
    expect(submitted?.grade).toMatchObject({ correct: true, reward: 1 });
    walked.push(taskOf(begun).id);
  }
  const { resources } = await agent.client.listResources();
  expect(resources).toHaveLength(21);
  const { contents } = await agent.client.readResource({ uri: resources[1]?.uri ?? '' });
  expect(JSON.stringify(contents)).toContain(JSON.stringify(JSON.stringify(resources[1]?.title)).slice(1, -1));
  await agent.client.close();
  const [beside = ''] = readdirSync(runs).filter((name) => name.startsWith('tasks-'));
  expect((await readTasks(join(runs, beside))).map(({ id }) => id)).toEqual(walked);
  const verified = await graphtrail(['verify', runs, '--graph', graph]);
  expect(verified.stdout + verified.stderr).toContain('20 trajectories: 20 proven');
  expect(verified.code).toBe(0);
  const parameters = ['harvest', runs, '--graph', graph, '--format', 'openai', '--out', join(folder.path, 'data')];
  expect(await graphtrail(parameters)).toMatchObject({ code: 0 });
});

test('over HTTP two clients practise at once: questions, handles and trajectories of one are nothing to the other', async () => {
  const parameters = ['serve', graph, '--http', '0', '--practice', practice, '--record', join(folder.path, 'http')];
  const child = spawn(process.execPath, [resolve('dist/cli.js'), ...parameters]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let told = '';
  for await (const chunk of child.stderr) {
    told += chunk;
    if (told.includes('others  ')) break;
  }
  const url = /http:\S+\/mcp/.exec(told)?.[0] ?? expect.unreachable(told);
  const agents = await Promise.all([connectClient({ url }), connectClient({ url })]).then((all) => all.map(agentOf));
  const [one, two] = agents as [Agent, Agent];
  const begun = [await one.call('begin_task', {}), await two.call('begin_task', {})] as const;
  expect(begun[0].question).not.toBe(begun[1].question);
  const [held, other] = await Promise.all([
    one.call('get_capital_of_country', { country: 'France' }),
    two.call('get_capital_of_country', { country: 'Spain' }),
  ]);
  expect([held.result, other.result]).toEqual(['#r1', '#r1']);
  await one.call('get_capital_of_country', { country: 'Italy' });
  expect(await two.call('read_result', { result: '#r2' })).toMatchObject({ status: 'stale_handle' });
  expect(await two.call('submit_answer', { result: '#r2' })).toMatchObject({ status: 'stale_handle' });
  for (const [agent, task] of [
    [one, begun[0]],
    [two, begun[1]],
  ] as const)
    expect(await agent.call('submit_answer', { ...rightAnswer(taskOf(task)), task: 't1' })).toMatchObject({
      grade: { reward: 1 },
    });
  const lists = await Promise.all(agents.map(async ({ client }) => (await client.listResources()).resources.slice(1)));
  expect(lists.map(([only]) => only?.title)).toEqual(begun.map(({ question }) => question?.slice(0, 200)));
  const [first, second] = lists.map(([only]) => only?.uri ?? '') as [string, string];
  expect((await one.client.readResource({ uri: first })).contents).toHaveLength(1);
  await expect(one.client.readResource({ uri: second })).rejects.toMatchObject({ code: -32002 });
  await expect(two.client.readResource({ uri: first })).rejects.toMatchObject({ code: -32002 });
  for (const { client } of agents) await client.close();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a file with wrong gold is refused at the start, with its line, on standard error only', async () => {
  const [task] = tasks.filter(({ gold }) => gold === undefined) as [Task];
  const wrong = join(folder.path, 'wrong.jsonl');
  writeFileSync(wrong, `${JSON.stringify({ ...task, answers: [] })}\n`);
  const { code, stdout, stderr } = await graphtrail(['serve', graph, '--practice', wrong]);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toContain('wrong.jsonl:1: the task');
});
