/** The task frame, offered only where recording or practice is on: a server never sees the question or the answer otherwise. */
import { ANSWER_FORMS, type Answer } from './answer.ts';
import { heldBy } from './evaluate.ts';
import { isHandle } from './handles.ts';
import type { PracticeChoice } from './practice.ts';
import { invalid, resolveName } from './resolve.ts';
import type { Result } from './result.ts';
import type { Arguments, Context, Outcome, Tool } from './tool.ts';

/** Largest answer set that is written out name by name; beyond it the handle alone stands for it. */
const LARGEST_ANSWER = 10_000;

export const beginTaskTool: Tool = {
  name: 'begin_task',
  title: 'Begin a task',
  description:
    'Call this first: states the question you are about to answer, word for word. Gives a task handle for the other calls.',
  parameters: [{ name: 'question', kind: 'string', description: 'The question, word for word.', required: true }],
  handler: async (values, { frame }) => {
    if (frame === undefined) return { result: invalid('Nothing is being recorded here.') };
    const task = await frame.begin(values['question'] as string);
    return { result: { status: 'ok', task, message: 'Answer with the tools, then call submit_answer once.' } };
  },
};

/** In place of `beginTaskTool` where practice is on: without a question it gives one. */
export const beginPracticeTool: Tool = {
  ...beginTaskTool,
  title: 'Begin a task, or practise',
  description:
    'Call this first: states the question you are about to answer, word for word, or without one gives you a question to practise on, whose answer is graded. Gives a task handle for the other calls.',
  parameters: [
    {
      name: 'question',
      kind: 'string',
      description: 'The question, word for word. Leave it out to be given one.',
      required: false,
    },
    {
      name: 'pattern',
      kind: 'string',
      description: 'To be given one: only questions of this pattern, such as "2p".',
      required: false,
    },
    {
      name: 'hops',
      kind: 'integer',
      description: 'To be given one: only questions of so many relations in a row.',
      required: false,
    },
    { name: 'id', kind: 'string', description: 'To be given one: the task with this id.', required: false },
  ],
  handler: async (values, context) => {
    const { question, ...choice } = values as PracticeChoice & { readonly question?: string };
    if (question !== undefined) {
      if (Object.keys(choice).length === 0) return await beginTaskTool.handler({ question }, context);
      return { result: invalid('Either state a question, or choose one by pattern, hops or id.') };
    }
    if (context.frame?.draw === undefined) return { result: invalid('There is nothing to practise on here.') };
    const drawn = await context.frame.draw(choice);
    if ('fault' in drawn) return { result: drawn.fault };
    const { result } = await beginTaskTool.handler(drawn, context);
    return { result: { ...result, ...drawn } };
  },
};

export const submitAnswerTool: Tool = {
  name: 'submit_answer',
  title: 'Submit the answer',
  description:
    'Call this last, once: hands in the answer, in exactly one form (result, entities, values, number, boolean, rows or none), with free text beside it if you like.',
  parameters: [
    {
      name: 'result',
      kind: 'string',
      description: 'Handle of the result that is the answer as a whole, such as "#r3".',
      required: false,
    },
    {
      name: 'entities',
      kind: 'strings',
      description: 'The entities that are the answer, by id or name.',
      required: false,
    },
    {
      name: 'values',
      kind: 'strings',
      description: 'The values that are the answer, as the tools gave them.',
      required: false,
    },
    { name: 'number', kind: 'number', description: 'The answer where it is a number or a count.', required: false },
    {
      name: 'boolean',
      kind: 'boolean',
      description: 'The answer where it is yes (true) or no (false).',
      required: false,
    },
    {
      name: 'rows',
      kind: 'rows',
      description:
        'The answer where it is a table: for each entity a list of its id or name and then, relation by relation, one value or a list of several.',
      required: false,
    },
    { name: 'none', kind: 'boolean', description: 'True where the answer is that there is none.', required: false },
    { name: 'text', kind: 'string', description: 'The answer in your own words.', required: false },
  ],
  handler: submit,
};

async function submit(values: Arguments, context: Context): Promise<Outcome> {
  const { frame } = context;
  if (frame === undefined) return { result: invalid('Nothing is being recorded here.') };
  const { none, ...others } = values as Omit<Answer, 'none'> & { readonly none?: boolean };
  const answer: Answer = none === true ? { ...others, none } : others;
  const forms = ANSWER_FORMS.filter((form) => answer[form] !== undefined);
  if (forms.length !== 1) {
    const advice = `Give the answer in exactly one form of ${ANSWER_FORMS.join(', ')}`;
    return { result: invalid(`${advice}; ${forms.length} were given.`) };
  }
  const resolved = await resolveAnswer(answer, context);
  if ('status' in resolved) return { result: resolved };
  await frame.submit(answer, resolved.terms);
  return { result: { status: 'ok', message: 'The answer was taken down.' } };
}

/** The answer as IRIs and lexical forms; or the fault that keeps it from being understood. */
async function resolveAnswer(
  answer: Answer,
  { source, handles }: Context,
): Promise<{ terms: readonly string[] | undefined } | Result> {
  if (answer.none === true) return { terms: [] };
  if (answer.values !== undefined) return { terms: answer.values };
  if (answer.result !== undefined) {
    if (!isHandle(answer.result)) return invalid('The argument "result" must be a handle such as "#r3".');
    const { set } = heldBy(answer.result, source, handles);
    if (set.truncated || set.size > LARGEST_ANSWER) return { terms: undefined };
    const items = await source.items(set, { offset: 0, limit: LARGEST_ANSWER });
    return { terms: items.map((item) => (item.kind === 'entity' ? (source.expand(item.id) ?? item.id) : item.value)) };
  }
  if (answer.entities === undefined) return { terms: undefined };
  const terms = new Set<string>();
  for (const name of answer.entities) {
    const found = await resolveName(name, undefined, source);
    if ('fault' in found) return found.fault;
    terms.add(found.ok);
  }
  return { terms: [...terms] };
}
