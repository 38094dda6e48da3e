/** Task files that were changed: another question, another formula, another gold. */
import type { Task } from '../../src/task/task.ts';
import { CHANGES, changedAsked, sameHere } from './formulas.ts';
import { type Base, type Kind, type Mutant, stranger } from './mutant.ts';

/** Question of record and task file alike. */
function asking({ story, task }: Base, question: string): Mutant {
  return { story: { ...story, task: story.task && { ...story.task, question } }, task: { ...task, question } };
}

const withTask = ({ story }: Base, task: Task): Mutant => ({ story, task });

const askingElse = ([name, change]: [string, (typeof CHANGES)[string]]): Kind => ({
  name: `the task's formula: ${name}`,
  mutate: (base, random) => {
    const formulas = changedAsked(base.task.formula, (part) => change(part, base.world));
    if (formulas.length === 0) return undefined;
    const formula = random.choose(formulas);
    return { ...withTask(base, { ...base.task, formula }), done: formula };
  },
});

export const TASK_KINDS: readonly Kind[] = [
  ...Object.entries(CHANGES).map(askingElse),
  {
    name: "the task's formula: another relation that gives the same here",
    mutate: (base, random) => {
      const change = CHANGES['another relation'] as (typeof CHANGES)[string];
      const formulas = changedAsked(base.task.formula, (part) => change(part, base.world)).filter((formula) =>
        sameHere(formula, base.task.formula, base.world),
      );
      if (formulas.length === 0) return undefined;
      const formula = random.choose(formulas);
      return { ...withTask(base, { ...base.task, formula }), done: formula };
    },
  },
  {
    name: 'gold lacks one',
    mutate: (base) => {
      const { answers } = base.task;
      return answers.length === 0 ? undefined : withTask(base, { ...base.task, answers: answers.slice(1) });
    },
  },
  {
    name: 'gold has one too many',
    mutate: (base, random) => {
      const other = stranger(base, random);
      const { task } = base;
      return other === undefined || task.answers.length === 0
        ? undefined
        : withTask(base, { ...task, answers: [...task.answers, other] });
    },
  },
  {
    name: 'gold is another number, truth or value',
    mutate: (base) => {
      const { gold } = base.task;
      if (gold === undefined || 'rows' in gold) return undefined;
      if ('number' in gold) return withTask(base, { ...base.task, gold: { number: gold.number + 1 } });
      if ('boolean' in gold) return withTask(base, { ...base.task, gold: { boolean: !gold.boolean } });
      return withTask(base, {
        ...base.task,
        gold: { values: gold.values.map((one) => ({ ...one, value: `${one.value}0` })) },
      });
    },
  },
  {
    name: 'gold lacks a row',
    mutate: (base) => {
      const { gold } = base.task;
      return gold === undefined || !('rows' in gold)
        ? undefined
        : withTask(base, { ...base.task, gold: { rows: gold.rows.slice(1) } });
    },
  },
  {
    name: "another task's question",
    mutate: (base, random) => {
      const { story, task, world } = base;
      const other = random.choose(world.tasks.filter(({ id }) => id !== task.id));
      return {
        story: { ...story, task: story.task && { ...story.task, question: other.question } },
        task: other,
        done: task.formula,
      };
    },
  },
  {
    name: 'a question that is no task’s',
    mutate: ({ story }) => ({ story: { ...story, task: story.task && { ...story.task, question: 'What is love?' } } }),
  },
  { name: 'no question', mutate: ({ story }) => ({ story: { ...story, task: undefined } }) },
  {
    name: 'the question names its answer',
    mutate: (base) => {
      const { answers, question, gold } = base.task;
      const named =
        gold !== undefined && 'values' in gold
          ? gold.values.map(({ value }) => value)
          : answers.map(({ label }) => label);
      return named.length === 0 || named.some((name) => name.length < 3)
        ? undefined
        : asking(base, `${question} (${named.join(', ')})`);
    },
  },
  {
    name: 'the question has an invisible character',
    mutate: (base, random) => {
      const at = random.integer(base.task.question.length);
      const character = random.choose(['\u200b', '\u202e', '\u{e0049}', '\ufeff', '\u0007', '\ufffd']);
      return asking(base, `${base.task.question.slice(0, at)}${character}${base.task.question.slice(at)}`);
    },
  },
  { name: 'the question never ends', mutate: (base) => asking(base, Array(60).fill(base.task.question).join(' ')) },
];
