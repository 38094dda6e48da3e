/** Rows in which calls that do not need each other stand in one turn of the assistant, after Divide-Then-Aggregate. */
import type { Message, Sample, ToolMessage } from '../sample.ts';
import { conversationOf, whollyLearned } from './conversation.ts';
import { neededCalls } from './data-flow.ts';
import type { Format } from './format.ts';
import { listText } from './list-text.ts';
import { trlMessage, trlSft } from './trl-sft.ts';

/**
 * The columns of `trl-sft`. Calls are joined with their neighbours only and keep the order in which they were made, so that
 * handles count as they did; a turn ends where the next call needs a result of this turn.
 */
export const dta: Format = {
  name: 'dta',
  reader: 'TRL (`SFTTrainer`), to learn parallel calls',
  spec: 'Divide-Then-Aggregate (arXiv 2501.12432): calls of one round do not depend on each other; laid out as TRL 1.16 rows',
  extension: 'jsonl',
  columns: trlSft.columns,
  rows: whollyLearned((sample) => [
    { id: sample.id, messages: inRounds(sample).map(trlMessage), tools: listText(sample.tools) },
  ]),
};

function inRounds(sample: Sample): Message[] {
  const steps = conversationOf(sample).turns.flatMap(({ thought, calls, observations }) =>
    calls.map((call, index) => ({ call, content: observations[index] ?? '', thought: index === 0 ? thought : '' })),
  );
  const rounds: (typeof steps)[] = [];
  let begins = 0;
  for (const [index, needed] of neededCalls(sample).entries()) {
    const step = steps[index] as (typeof steps)[number];
    const round = rounds.at(-1);
    if (round === undefined || needed.some((earlier) => earlier >= begins)) {
      rounds.push([step]);
      begins = index;
    } else round.push(step);
  }
  const called = rounds.flatMap((round) => [
    { role: 'assistant', content: thoughtsOf(round), tool_calls: round.map(({ call }) => call) } as const,
    ...round.map(({ call, content }): ToolMessage => {
      return { role: 'tool', tool_call_id: call.id, name: call.function.name, content };
    }),
  ]);
  const others = sample.messages.filter((message) => message.role !== 'tool' && !('tool_calls' in message));
  return [...others.slice(0, -1), ...called, ...others.slice(-1)];
}

/** What was said before each of the calls that now stand together. */
function thoughtsOf(round: readonly { readonly thought: string }[]): string {
  return round.flatMap(({ thought }) => (thought === '' ? [] : [thought])).join('\n');
}
