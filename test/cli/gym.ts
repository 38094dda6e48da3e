/** A graph served for practice, with tasks of every kind of answer, and clients of the SDK on it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import type { PracticeFlags } from '../../src/cli/practice-flags.ts';
import { openPractising } from '../../src/cli/practising.ts';
import { openServing } from '../../src/cli/recording.ts';
import { PATTERN_NAMES } from '../../src/task/mix.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { lineOfTask } from '../../src/task/task-file.ts';
import type { Grade } from '../../src/tool/practice.ts';
import type { Result } from '../../src/tool/result.ts';

export const opened: OpenedGraph = await openGraph(['graphs/countries.ttl'], {});

export const { tasks } = await collectTasks(
  sampleTasks(opened, { count: 75, patterns: [...PATTERN_NAMES], seed: 'gym' }),
);

export function taskFile(folder: string, some: readonly Task[] = tasks, name = 'practice.jsonl'): string {
  const path = join(folder, name);
  writeFileSync(path, some.map(lineOfTask).join(''));
  return path;
}

export interface Agent {
  readonly client: Client;
  call(tool: string, values?: object): Promise<Result>;
  /** Is given a question, and hands in an answer to it. */
  practise(choice: object, answer: (question: string) => object): Promise<{ question: string; grade: Grade }>;
}

export function agentOf(client: Client): Agent {
  const call = async (name: string, values: object = {}) =>
    (await client.callTool({ name, arguments: { ...values } })).structuredContent as unknown as Result;
  return {
    client,
    call,
    async practise(choice, answer) {
      const { task, question = '' } = await call('begin_task', choice);
      const { grade } = await call('submit_answer', { ...answer(question), task });
      return { question, grade: grade as Grade };
    },
  };
}

/** One server for each agent, as one process would serve them. */
export async function openGym(flags: PracticeFlags, graph: OpenedGraph = opened) {
  const practising = await openPractising(graph, flags, () => graph);
  const serving = await openServing(graph, { surface: 'relations' }, flags.record, {}, practising);
  return {
    serving,
    practising,
    async agent(): Promise<Agent> {
      const client = new Client({ name: 'test', version: '0.0.0' });
      const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
      await Promise.all([serving.connect().connect(serverSide), client.connect(clientSide)]);
      return agentOf(client);
    },
    async close() {
      await serving.journal?.close();
      await practising?.close();
    },
  };
}

/** The right answer as an agent hands it in. */
export function rightAnswer({ answers, gold }: Task): object {
  if (gold === undefined) return answers.length === 0 ? { none: true } : { entities: answers.map(({ id }) => id) };
  if ('values' in gold) return { values: gold.values.map(({ value }) => value) };
  if ('number' in gold) return { number: gold.number };
  if ('boolean' in gold) return { boolean: gold.boolean };
  const cell = (one: (typeof gold.rows)[number]['cells'][number][number]): string => ('id' in one ? one.id : one.value);
  return { rows: gold.rows.map(({ id, cells }) => [id, ...cells.map((items) => items.map(cell))]) };
}

/** Near misses of the same form: too little, too much, something else. */
export function wrongAnswers({ answers, gold }: Task): object[] {
  if (gold === undefined) {
    const ids = answers.map(({ id }) => id);
    const other = ['countries:Euro', 'countries:Tuvalu'].filter((id) => !ids.includes(id));
    return [{ entities: [...ids, ...other] }, { none: true }, { entities: other }, { number: ids.length }];
  }
  if ('values' in gold) return [{ values: [...gold.values.map(({ value }) => value), '-1'] }, { values: ['-1'] }];
  if ('number' in gold) return [{ number: gold.number + 1 }, { values: [String(gold.number)] }, { none: true }];
  if ('boolean' in gold) return [{ boolean: !gold.boolean }, { none: true }];
  const { rows } = rightAnswer({ gold } as Task) as { rows: (string | string[])[][] };
  const [first = [], ...others] = rows;
  return [{ rows: others }, { rows: [[first[0] as string, ['-1']], ...others] }, { entities: ['countries:Euro'] }];
}
