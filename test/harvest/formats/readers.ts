/** A reader a format: from the rows of a sample back to its calls, written from the layout's description, not from the converter. */
import type { JsonObject } from '../../../src/harvest/sample.ts';

export interface Call {
  readonly name: string;
  readonly arguments: unknown;
}

type Reader = (rows: readonly JsonObject[]) => readonly Call[];

const parse = <T>(text: unknown): T => JSON.parse(text as string) as T;

/** The first row, where a sample has one. */
const one =
  <T>(read: (row: T) => readonly Call[]): Reader =>
  ([row]) =>
    read(row as T);

interface Chat {
  readonly tool_calls?: readonly { readonly function: Call }[] | null;
}

const chatCalls = (messages: readonly Chat[]): Call[] =>
  messages.flatMap(({ tool_calls }) => tool_calls ?? []).map((made) => made.function);

const withText = (calls: readonly Call[]): Call[] =>
  calls.map(({ name, arguments: text }) => ({ name, arguments: parse<unknown>(text) }));

const turnsFrom = (turns: readonly { from: string; value: string }[], who: string): string[] =>
  turns.filter(({ from }) => from === who).map(({ value }) => value);

/** What stands between tags, as a reader finds it: up to the first closing tag. */
const tagged = (text: string): Call[] =>
  [...text.matchAll(/<tool_call>\n([\s\S]*?)\n<\/tool_call>/g)].map(([, json]) => parse<Call>(json));

const action = (text: string): Call => {
  const [, name = '', input = ''] = /\nAction: ([^\n]*)\nAction Input: ([^\n]*)$/.exec(text) ?? [];
  return { name, arguments: parse<unknown>(input) };
};

interface Step {
  readonly name: string;
  readonly args: unknown;
}

const steps = (truths: readonly Step[]): Call[] =>
  truths.filter(({ name }) => name !== 'FinishAction').map(({ name, args }) => ({ name, arguments: args }));

interface Turns {
  readonly conversations: readonly { readonly from: string; readonly value: string }[];
}

interface Chats {
  readonly messages: readonly Chat[];
}

interface Swift {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

interface Blocks {
  readonly messages: readonly {
    readonly content: readonly { readonly type: string; readonly name: string; readonly input: unknown }[];
  }[];
}

interface Trajectory {
  readonly steps: readonly {
    readonly tool_calls?: readonly { readonly function_name: string; readonly arguments: unknown }[];
  }[];
}

interface Truths {
  readonly ground_truth: readonly Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>[];
}

interface Plan {
  readonly ground_truth: readonly Step[];
}

export const READERS: Readonly<Record<string, Reader>> = {
  'trl-sft': one<Chats>(({ messages }) => chatCalls(messages)),
  dta: one<Chats>(({ messages }) => chatCalls(messages)),
  openai: one<Chats>(({ messages }) => withText(chatCalls(messages))),
  axolotl: one<Chats>(({ messages }) => withText(chatCalls(messages))),
  llamafactory: one<Turns>(({ conversations }) =>
    turnsFrom(conversations, 'function_call').flatMap((value) => parse<Call | Call[]>(value)),
  ),
  'ms-swift': one<Swift>(({ messages }) =>
    messages.filter(({ role }) => role === 'tool_call').map(({ content }) => parse<Call>(content)),
  ),
  hermes: one<Turns>(({ conversations }) => turnsFrom(conversations, 'gpt').slice(0, -1).flatMap(tagged)),
  anthropic: one<Blocks>(({ messages }) =>
    messages
      .flatMap(({ content }) => content)
      .filter(({ type }) => type === 'tool_use')
      .map(({ name, input }) => ({ name, arguments: input })),
  ),
  atif: one<Trajectory>(({ steps: made }) =>
    made
      .flatMap(({ tool_calls = [] }) => tool_calls)
      .map(({ function_name, arguments: given }) => ({ name: function_name, arguments: given })),
  ),
  xlam: one<{ answers: string }>(({ answers }) => parse<Call[]>(answers)),
  nestools: one<{ executed: string }>(({ executed }) => parse<Call[]>(executed)),
  toolbench: (rows) => {
    const last = rows.map((row) => (row as unknown as Turns).conversations.at(-1)?.value ?? '');
    return last.slice(0, -1).map(action);
  },
  'trl-grpo': one<{ gold_calls: string }>(({ gold_calls }) => parse<Call[]>(gold_calls)),
  'nemo-gym': one<{ gold_calls: string }>(({ gold_calls }) => parse<Call[]>(gold_calls)),
  verifiers: one<{ info: string }>(({ info }) => parse<{ calls: Call[] }>(info).calls),
  'bfcl-answers': one<Truths>(({ ground_truth }) =>
    ground_truth.flatMap((truth) =>
      Object.entries(truth).map(([name, taken]) => ({
        name,
        arguments: Object.fromEntries(Object.entries(taken).map(([key, [first]]) => [key, first])),
      })),
    ),
  ),
  't-eval-plan': one<Plan>(({ ground_truth }) => steps(ground_truth)),
  't-eval-rru': (rows) => steps(rows.map((row) => row['ground_truth'] as Step)),
};

/** Formats that hold no calls. */
export const WITHOUT_CALLS = ['bfcl'];

/** Formats that show no results, so that they hold no sample with a call that needed one. */
export const SINGLE_TURN = ['xlam', 'bfcl', 'bfcl-answers'];
