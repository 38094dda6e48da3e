/** The task frame, offered only where recording or practice is on: a server never sees the question or the answer otherwise. */
import { ANSWER_FORMS, type Answer } from './answer.ts';
import { heldBy } from './evaluate.ts';
import { isHandle } from './handles.ts';
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
