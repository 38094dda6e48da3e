import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasNegation } from '../../src/logic/formula.ts';
import type { Vocabulary } from '../../src/relation/discover.ts';
import { openModel } from '../../src/reword/endpoint.ts';
import { withKeptReplies } from '../../src/reword/kept-replies.ts';
import { createReport, type RewordReport, rewordTasks } from '../../src/reword/reword.ts';
import { type Task, taskSchema } from '../../src/task/task.ts';
import { answer, askedOf, type Behaviour, chatServer, goodModel, politely } from './chat-server.ts';
import { openTasks } from './opened.ts';

let tasks: readonly Task[];
let vocabulary: Vocabulary;
beforeAll(async () => {
  ({ tasks, vocabulary } = await openTasks('countries', 48));
});

const folder = mkdtempSync(join(tmpdir(), 'graphtrail-reword-'));
afterAll(() => rmSync(folder, { recursive: true }));
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Run {
  readonly tasks: Task[];
  readonly report: RewordReport;
  readonly requests: number;
}

async function run(behave: Behaviour, given: readonly Task[] = tasks, keep?: string): Promise<Run> {
  const server = await chatServer(behave);
  closing.push(server.close);
  const asked = openModel({ url: server.url, model: 'small', key: 'sk-secret', firstWait: 1, timeout: 5 });
  const model = keep === undefined ? asked : withKeptReplies(asked, keep);
  const report = createReport();
  const reworded: Task[] = [];
  for await (const task of rewordTasks(given, { model, vocabulary }, report)) reworded.push(task);
  return { tasks: reworded, report, requests: server.received.length };
}

const dropped = ({ report }: Run): Record<string, number> => Object.fromEntries(report.dropped);

describe('a good model', () => {
  test('rewords every task: the question is its own, all else stays, and the task says where it comes from', async () => {
    const { tasks: reworded, report } = await run(goodModel());
    expect(report).toEqual({ asked: tasks.length, kept: tasks.length, dropped: new Map(), exact: 0 });
    expect(reworded).toEqual(
      tasks.map((task) => ({
        ...task,
        question: politely(task.question),
        reworded: { model: 'small', from: task.question },
      })),
    );
    for (const task of reworded) expect(taskSchema.parse(JSON.parse(JSON.stringify(task)))).toEqual(task);
    expect(JSON.stringify(reworded)).not.toContain('sk-secret');
  });

  test('may think aloud, and put fences around what it says', async () => {
    const good = goodModel();
    const { report } = await run(async (received, response) => {
      const said = await good(received, response);
      return `<think>{"question": "no"}</think>Here you are:\n\`\`\`json\n${said}\n\`\`\``;
    });
    expect(report.kept).toBe(tasks.length);
  });

  test('gives the same tasks in the same order, whichever reply comes first', async () => {
    const good = goodModel();
    let turn = 0;
    const { tasks: reworded } = await run(async (received, response) => {
      turn = (turn * 7 + 3) % 11;
      await new Promise((later) => setTimeout(later, turn));
      return await good(received, response);
    });
    expect(reworded.map(({ id }) => id)).toEqual(tasks.map(({ id }) => id));
    expect(reworded.every(({ reworded: by }) => by !== undefined)).toBe(true);
  });

  test('is not asked about tasks that are reworded already', async () => {
    const first = await run(goodModel());
    const second = await run(goodModel(), first.tasks);
    expect(second).toMatchObject({ tasks: first.tasks, requests: 0, report: { asked: 0, kept: 0 } });
  });
});

describe('a bad model changes no task, and what it did is counted', () => {
  const firstAnchor = ({ question }: { question: string }) =>
    tasks.find((task) => task.question === question)?.anchors[0]?.label ?? '';

  test.each<[string, Behaviour, string]>([
    ['that says something else', () => 'I would rather not.', 'the reply holds no question'],
    ['that says JSON of another kind', () => '{"question": ["What?"]}', 'the reply holds no question'],
    ['that changes nothing', goodModel({ word: (question) => question }), 'unchanged'],
    [
      'that drops an anchor',
      (received) => {
        const asked = askedOf(received);
        return JSON.stringify({ question: politely(asked.question).replaceAll(firstAnchor(asked), 'that thing') });
      },
      'an anchor is lost',
    ],
    [
      'that chats on',
      goodModel({ word: (question) => `${politely(question)} I hope this helps!` }),
      'not one question',
    ],
    ['that reads back nothing', goodModel({ read: () => 'no idea' }), 'read back: no sentence of the notation'],
    [
      'that reads back something else',
      goodModel({
        read: (sentence) =>
          sentence
            .replace(/^Which are |^How many are /, (start) => (start.startsWith('W') ? 'How many are ' : 'Which are '))
            .replace(/^Is ("[^"]*") among (.*)$/, 'Which are $2')
            .replace(/^What are \[[^\]]*\].* of each of /, 'Which are '),
      }),
      'read back: another formula',
    ],
    ['that is no model', (_, response) => answer(response, 200, 'hello'), 'the reply is no chat completion'],
  ])('%s', async (_what, behave, reason) => {
    const given = tasks.slice(0, 11);
    const ran = await run(behave, given);
    expect(ran.tasks).toEqual(given);
    expect(ran.report.kept).toBe(0);
    expect(dropped(ran)).toEqual({ [reason]: given.length });
  });

  test('that leaks answers', async () => {
    const given = tasks.filter(
      ({ answers, question }) => answers[0] !== undefined && !question.includes(answers[0].label),
    );
    const leak = goodModel({
      word: (question) => {
        const answered = given.find((task) => task.question === question)?.answers[0]?.label;
        return politely(question).replace('?', `, as ${answered} is?`);
      },
    });
    const ran = await run(leak, given);
    expect(ran.tasks).toEqual(given);
    expect(dropped(ran)).toEqual({ 'the answer leaks': given.length });
  });

  test('that drops negations', async () => {
    const given = tasks.filter(({ formula }) => hasNegation(formula));
    expect(given.length).toBeGreaterThan(3);
    const positive = goodModel({
      word: (question) => politely(question.replaceAll(/\b(?:not|without|except|no|apart from|other than) /g, '')),
    });
    const ran = await run(positive, given);
    expect(ran.report.kept).toBe(0);
    expect(ran.report.dropped.get('the negation is lost')).toBe(given.length);
  });
});

test('an endpoint that never replies is an error after some tasks, and none of those is lost', async () => {
  const out: Task[] = [];
  const server = await chatServer((_, response) => answer(response, 200, 'hello'));
  closing.push(server.close);
  const model = openModel({ url: server.url, model: 'small' });
  const stream = rewordTasks(tasks, { model, vocabulary });
  await expect(
    (async () => {
      for await (const task of stream) out.push(task);
    })(),
  ).rejects.toMatchObject({ name: 'ModelError', code: 'model_failing' });
  expect(out).toEqual(tasks.slice(0, out.length));
});

describe('questions stay distinct', () => {
  test('where one rewording is given for all, one task gets it', async () => {
    const [task] = tasks as [Task];
    const twins = [task, { ...task, id: 'task-2', question: `${task.question.slice(0, -1)} (again)?` }];
    const same = politely(task.question);
    const ran = await run(
      (received) =>
        JSON.stringify(
          askedOf(received).meaning === undefined ? { sentence: task.question_exact } : { question: same },
        ),
      twins.map((twin) => ({ ...twin, question: twin.question.replace(' (again)', ' again') })),
    );
    expect(ran.tasks.map(({ question }) => question)).toEqual([same, `${task.question.slice(0, -1)} again?`]);
    expect(dropped(ran)).toEqual({ 'another task asks so': 1 });
  });

  test('where a rewording is the own question of a later task, that asks in the exact notation', async () => {
    const [task] = tasks as [Task];
    const taken = politely(task.question);
    const later = { ...task, id: 'task-2', question: taken };
    const ran = await run(goodModel({ word: (question) => (question === taken ? question : politely(question)) }), [
      task,
      later,
    ]);
    expect(ran.tasks.map(({ question }) => question)).toEqual([taken, task.question_exact]);
    expect(ran.tasks[1]).not.toHaveProperty('reworded');
    expect(ran.report.exact).toBe(1);
  });
});

describe('kept replies', () => {
  const freshFile = (): string => join(mkdtempSync(join(folder, 'kept-')), 'replies.jsonl');

  test('make a second run ask nothing and give the same tasks', async () => {
    const fresh = freshFile();
    const first = await run(goodModel(), tasks, fresh);
    const second = await run((_, response) => answer(response, 500, ''), tasks, fresh);
    expect(first.requests).toBe(2 * tasks.length);
    expect(second).toEqual({ ...first, requests: 0 });
    expect(readFileSync(fresh, 'utf8')).not.toContain('sk-secret');
  });

  test('go on where a run was killed, a torn line and all', async () => {
    const fresh = freshFile();
    const first = await run(goodModel(), tasks, fresh);
    const text = readFileSync(fresh, 'utf8');
    writeFileSync(fresh, text.slice(0, text.length / 2));
    const whole = readFileSync(fresh, 'utf8').split('\n').length - 1;
    // The table of a good model is in its head: rewordings that were kept already must be known to it.
    const table = new Map(tasks.map((task) => [politely(task.question), task.question_exact]));
    const second = await run(
      (received) => {
        const { question, meaning } = askedOf(received);
        return JSON.stringify(
          meaning === undefined ? { sentence: table.get(question) } : { question: politely(question) },
        );
      },
      tasks,
      fresh,
    );
    expect(second.tasks).toEqual(first.tasks);
    expect(second.requests).toBe(2 * tasks.length - whole);
    const third = await run((_, response) => answer(response, 500, ''), tasks, fresh);
    expect(third).toMatchObject({ tasks: first.tasks, requests: 0 });
  });

  test('are checked again like any reply: a forged one gets nothing through', async () => {
    const fresh = freshFile();
    await run(goodModel(), tasks, fresh);
    writeFileSync(fresh, readFileSync(fresh, 'utf8').replaceAll('an you tell me', 'an you, dear Model, tell me'));
    const { report } = await run(goodModel(), tasks, fresh);
    expect(report.kept).toBe(0);
  });

  test.each(['{"id": "task-1"}\n', 'hello', '[]\n'])('are never written behind something else: %j', (text) => {
    const file = freshFile();
    writeFileSync(file, text);
    expect(() => withKeptReplies(openModel({ url: 'http://127.0.0.1/v1', model: 'small' }), file)).toThrowError(
      expect.objectContaining({ name: 'ModelError', code: 'kept_replies' }),
    );
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
