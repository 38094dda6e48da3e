/** Practice: questions are drawn, answers graded, and the right answer stays where it is. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { openPractising } from '../../src/cli/practising.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { goldText } from '../../src/task/gold.ts';
import type { Task } from '../../src/task/task.ts';
import { type agentOf, opened, openGym, rightAnswer, taskFile, tasks, wrongAnswers } from './gym.ts';
import { folderWith } from './run.ts';

const folder = folderWith({});
afterAll(folder.remove);
const practice = taskFile(folder.path);
const now = () => opened;
const byQuestion = new Map(tasks.map((task) => [task.question, task]));
const taskOf = (question: string): Task => byQuestion.get(question) ?? expect.unreachable(question);
const formOf = ({ gold }: Task): string => Object.keys(gold ?? { entities: 0 })[0] as string;

test('the right answer has reward 1 in every form, and a near miss less', async () => {
  const gym = await openGym({ practice });
  const agent = await gym.agent();
  const forms = new Set<string>();
  for (const task of tasks) {
    forms.add(formOf(task));
    const { grade } = await agent.practise({ id: task.id }, () => rightAnswer(task));
    expect(grade, task.question).toEqual({
      ...{ correct: true, precision: 1, recall: 1, f1: 1, reward: 1, missing: 0, wrong: [], extra: 0, attempt: 1 },
    });
    for (const [index, wrong] of wrongAnswers(task).entries()) {
      const { grade: less } = await agent.practise({ id: task.id }, () => wrong);
      expect(less, `${task.question} ${JSON.stringify(wrong)}`).toMatchObject({ correct: false, attempt: index + 2 });
      expect(less.reward).toBeLessThan(1);
      expect(less.reward).toBe(less.f1);
      expect(less.missing + less.extra).toBeGreaterThan(0);
    }
  }
  expect([...forms].sort()).toEqual(['boolean', 'entities', 'number', 'rows', 'values']);
  await gym.close();
});

test('a result handed in by its handle is graded as a whole', async () => {
  const gym = await openGym({ practice });
  const agent = await gym.agent();
  const task = tasks.find(({ pattern }) => pattern === '1p') ?? expect.unreachable();
  await agent.call('begin_task', { question: task.question });
  const ids = task.answers.map(({ id }) => id);
  const held = await agent.call('get_union_of', { sets: [ids, ids] });
  expect((await agent.call('submit_answer', { result: held.result })).grade).toMatchObject({
    correct: true,
    reward: 1,
  });
  await gym.close();
});

test('a grade tells how much is missing and which items of the answer are wrong, by their names', async () => {
  const gym = await openGym({ practice });
  const agent = await gym.agent();
  const task = tasks.find(({ gold, answers }) => gold === undefined && answers.length > 1) ?? expect.unreachable();
  const [kept, ...missing] = task.answers;
  const { grade } = await agent.practise({ id: task.id }, () => ({ entities: [kept?.id, 'euro'] }));
  expect(grade).toMatchObject({ correct: false, missing: missing.length, extra: 1, precision: 0.5 });
  expect(grade.wrong).toEqual(['"euro" (countries:Euro)']);
  for (const { label } of missing) expect(JSON.stringify(grade)).not.toContain(label);
  const number = tasks.find(({ gold }) => gold !== undefined && 'number' in gold) as Task;
  const other = await agent.practise({ id: number.id }, () => ({ entities: ['euro'] }));
  expect(other.grade).toMatchObject({ reward: 0, expected: 'a number', wrong: [] });
  await gym.close();
});

test('the right answer is told only where it is to be revealed, and only after an answer', async () => {
  const gym = await openGym({ practice, reveal: true });
  const agent = await gym.agent();
  for (const task of tasks.slice(0, 25)) {
    const { grade } = await agent.practise({ id: task.id }, () => ({ number: -1 }));
    const shown = grade.gold?.join(' ') ?? '';
    for (const { label, id } of task.answers) expect(shown).toContain(`"${label}" (${id})`);
    if (task.gold !== undefined && !('values' in task.gold)) expect(grade.gold?.join('; ')).toBe(goldText(task.gold));
    if (task.gold !== undefined && 'values' in task.gold)
      expect(grade.gold).toEqual(task.gold.values.map(({ value }) => value));
  }
  await gym.close();
});

test('whatever a client can get before it answers, the right answer is not in it', async () => {
  const other = await openGym({ record: `${folder.path}/plain` });
  const plain = await everything(await other.agent(), false);
  await other.close();
  const gym = await openGym({ practice, record: `${folder.path}/leak` });
  const all = await everything(await gym.agent(), true);
  const hidden = tasks.filter(({ answers, question, anchors }) => {
    const names = answers.flatMap(({ label, id, iri }) => [label, id, iri]);
    const said = [plain, question, ...tasks.map((task) => task.question), ...anchors.map(({ label }) => label)].join();
    return answers.length > 0 && names.every((name) => !said.includes(name));
  });
  expect(hidden.length).toBeGreaterThan(8);
  for (const { answers } of hidden) {
    for (const { label, id, iri } of answers) for (const name of [label, id, iri]) expect(all).not.toContain(name);
  }
  for (const { question } of tasks) expect(all).toContain(JSON.stringify(question).slice(1, -1));
  await gym.close();
});

/** All that a client can ask for without looking into the graph or answering, as one text. */
async function everything({ client, call }: ReturnType<typeof agentOf>, practising: boolean): Promise<string> {
  const heard: unknown[] = [client.getInstructions(), client.getServerCapabilities(), client.getServerVersion()];
  const ask = async (asked: Promise<unknown>): Promise<void> => {
    heard.push(await asked.catch(({ message, data }) => ({ message, data })));
  };
  for (const list of [client.listTools(), client.listPrompts(), client.listResources(), client.listResourceTemplates()])
    await ask(list);
  const choices: Record<string, string>[] = [{}, { pattern: 'none' }, { hops: '99' }, { id: 'none' }, { x: 'y' }];
  for (const choice of [...choices, ...tasks.map(({ id }) => ({ id }))]) {
    await ask(client.getPrompt({ name: 'practice', arguments: choice }));
    if (practising) await ask(call('begin_task', choice));
  }
  if (practising) await ask(call('begin_task', { hops: 99 }));
  for (const uri of [
    'graphtrail://schema',
    'graphtrail://trajectory/t1',
    'graphtrail://practice',
    'graphtrail://task/1',
  ])
    await ask(client.readResource({ uri }));
  for (const name of ['pattern', 'hops', 'id', 'question'])
    await ask(client.complete({ ref: { type: 'ref/prompt', name: 'practice' }, argument: { name, value: '' } }));
  await ask(call('describe_graph'));
  await ask(call('submit_answer', { task: 't1' }));
  await ask(call('submit_answer', { task: 't1', number: 1, none: true }));
  await ask(call('submit_answer', { task: 't1', entities: ['no such thing at all'] }));
  return heard.map((one) => JSON.stringify(one).replaceAll('\\"', '"')).join('\n');
}

test('a task handle takes one answer, and is of no use to another client', async () => {
  const gym = await openGym({ practice });
  const [one, two] = [await gym.agent(), await gym.agent()];
  const first = await one.call('begin_task', {});
  const second = await two.call('begin_task', {});
  expect([first.task, second.task]).toEqual(['t1', 't1']);
  expect(first.question).not.toBe(second.question);
  await two.call('begin_task', {});
  expect((await one.call('submit_answer', { none: true, task: 't2' })).status).toBe('invalid');
  const answered = await one.call('submit_answer', { ...rightAnswer(taskOf(first.question ?? '')), task: 't1' });
  expect(answered).toMatchObject({ status: 'ok', grade: { correct: true } });
  const again = await one.call('submit_answer', { none: true, task: 't1' });
  expect(again).toMatchObject({ status: 'invalid', message: expect.stringContaining('no open task') });
  expect(again).not.toHaveProperty('grade');
  const other = await two.call('submit_answer', { ...rightAnswer(taskOf(second.question ?? '')), task: 't1' });
  expect(other).toMatchObject({ grade: { correct: true } });
  await gym.close();
});

test('a question that is stated is practice where it is one of the file, and no other is graded', async () => {
  const gym = await openGym({ practice });
  const agent = await gym.agent();
  const [task] = tasks as [Task];
  expect((await agent.call('begin_task', { question: task.question })).message).toContain('practice');
  expect(await agent.call('submit_answer', { ...rightAnswer(task) })).toMatchObject({ grade: { reward: 1 } });
  expect((await agent.call('begin_task', { question: 'Is this one?' })).message).not.toContain('practice');
  expect(await agent.call('submit_answer', { boolean: true })).toEqual({
    ...{ status: 'ok', message: 'The answer was taken down.' },
  });
  expect(await agent.call('begin_task', { question: task.question, pattern: '1p' })).toMatchObject({
    status: 'invalid',
  });
  await gym.close();
});

test('two tasks of one client are graded each by its own question, in whatever order they are answered', async () => {
  const gym = await openGym({ practice });
  const agent = await gym.agent();
  const begun = [];
  for (let count = 0; count < 5; count++) begun.push(await agent.call('begin_task', {}));
  for (const { task, question = '' } of begun.reverse()) {
    const { grade } = await agent.call('submit_answer', { ...rightAnswer(taskOf(question)), task });
    expect(grade).toMatchObject({ correct: true });
  }
  await gym.close();
});

test('what is drawn without any such question says what there is', async () => {
  const gym = await openGym({ practice });
  const agent = await gym.agent();
  const patterns = [...new Set(tasks.map(({ pattern }) => pattern))];
  const { status, message = '' } = await agent.call('begin_task', { pattern: 'x'.repeat(500) });
  expect(status).toBe('unknown');
  for (const pattern of patterns) expect(message).toContain(pattern);
  expect(message.length).toBeLessThan(600);
  for (const pattern of patterns) {
    const { question } = await agent.practise({ pattern }, () => ({ none: true }));
    expect(taskOf(question).pattern).toBe(pattern);
  }
  const { question } = await agent.practise({ hops: 2 }, () => ({ none: true }));
  expect(taskOf(question).hardness.hops).toBe(2);
  await gym.close();
});

test('a task whose gold does not hold on the graph is refused with its line, and the gold is not told', async () => {
  const [one, two, three] = tasks.filter(({ gold }) => gold === undefined) as [Task, Task, Task];
  const rows: [Task, RegExp][] = [
    [{ ...two, answers: two.answers.slice(1) }, /another answer on this graph/],
    [{ ...two, answers: [...two.answers, ...three.answers, ...one.answers] }, /another answer on this graph/],
    [{ ...two, made: { ...two.made, graph: 'gt1:other' } }, /made from graph "gt1:other"/],
    [{ ...two, question: one.question }, /asks what line 1 asks already/],
  ];
  for (const kind of ['number', 'boolean', 'values', 'rows'] as const) {
    const task = tasks.find(({ gold }) => gold !== undefined && kind in gold) as Task;
    const other = { number: 77, boolean: !(task.gold as { boolean: boolean }).boolean, values: [], rows: [] }[kind];
    rows.push([{ ...task, gold: { [kind]: other } as never }, /another answer on this graph/]);
  }
  for (const [task, reason] of rows) {
    const path = taskFile(folder.path, [one, task], 'refused.jsonl');
    const refusal = await openPractising(opened, { practice: path }, now).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'practice_refused', message: expect.stringMatching(reason) });
    expect(refusal.message).toContain('refused.jsonl:2: ');
    for (const { label, id } of task.answers) {
      expect(refusal.message).not.toContain(label);
      expect(refusal.message).not.toContain(id);
    }
  }
  writeFileSync(`${folder.path}/empty.jsonl`, '\n');
  await expect(openPractising(opened, { practice: `${folder.path}/empty.jsonl` }, now)).rejects.toMatchObject({
    code: 'practice_empty',
  });
});

test('a task that stands in the file twice is asked once', async () => {
  const [one] = tasks as [Task];
  const practising = await openPractising(opened, { practice: taskFile(folder.path, [one, one], 'twice.jsonl') }, now);
  expect(practising?.size).toBe(1);
});

test('flags without a file are an error, and so is an endpoint, whose answers nobody can check first', async () => {
  await expect(openPractising(opened, { reveal: true }, now)).rejects.toMatchObject({ code: 'practice_only' });
  await expect(openPractising(opened, { seed: '1' }, now)).rejects.toMatchObject({ code: 'practice_only' });
  expect(await openPractising(opened, {}, now)).toBeUndefined();
  const graph = { name: 'endpoint', digest: undefined, triples: 1 };
  await expect(openPractising({ ...opened, graph }, { practice }, now)).rejects.toMatchObject({
    code: 'practice_needs_graph',
  });
});

test('on a graph that has changed since, questions are drawn and answers graded only where the gold still holds', async () => {
  const text = readFileSync('graphs/countries.ttl', 'utf8');
  const changed = await loadGraphFromText(`${text}\n<urn:x> <urn:y> <urn:z> .`, { format: 'turtle', name: 'now.ttl' });
  const emptied = await loadGraphFromText('<urn:x> <urn:y> <urn:z> .', { format: 'turtle', name: 'now.ttl' });
  const task = tasks.find(({ gold }) => gold === undefined) as Task;
  const answered = { answer: {}, resolved: task.answers.map(({ iri }) => iri) };
  for (const [graph, grade] of [
    [changed, { correct: true, reward: 1 }],
    [emptied, undefined],
  ] as const) {
    const changes = { ...opened, graph, source: new LocalSource(graph) };
    const practising = await openPractising(opened, { practice }, () => changes);
    const graded = await practising?.connect().grade(task.question, answered);
    const drawn = [
      await practising?.connect().draw({ pattern: '1p' }),
      await practising?.connect().draw({ id: task.id }),
    ];
    if (grade === undefined) {
      expect(graded).toContain('has changed');
      for (const one of drawn) expect(one).toMatchObject({ fault: { status: 'unknown' } });
    } else {
      expect(graded).toMatchObject(grade);
      for (const one of drawn) expect(one).toHaveProperty('question');
    }
    await practising?.close();
  }
});

test('an answer to a task file that was changed meanwhile is taken down, and said not to be graded', async () => {
  const path = taskFile(folder.path, tasks, 'gone.jsonl');
  const gym = await openGym({ practice: path });
  const agent = await gym.agent();
  const [task] = tasks as [Task];
  rmSync(path);
  await agent.call('begin_task', { question: task.question });
  const { grade, message } = await agent.call('submit_answer', rightAnswer(task));
  expect(grade).toBeUndefined();
  expect(message).toContain('not graded');
  await gym.close();
});
