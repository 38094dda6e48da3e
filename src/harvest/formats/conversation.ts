/** A sample taken apart: what stood before the first call, the calls with what came back, and the answer. */
import { isCallMessage, type JsonObject, type Message, questionOf, type Sample, type ToolCall } from '../sample.ts';

/** One turn of the assistant with all its calls, and what each of them brought, in the order of the calls. */
export interface Turn {
  /** What was said before the calls; mostly nothing. */
  readonly thought: string;
  /** False where the calls were refused: shown, but not to be learned. */
  readonly learn: boolean;
  readonly calls: readonly ToolCall[];
  readonly observations: readonly string[];
}

export interface Conversation {
  /** Empty where the sample has none. */
  readonly system: string;
  readonly question: string;
  readonly turns: readonly Turn[];
  /** The assistant's last message. */
  readonly answer: string;
}

export function conversationOf(sample: Pick<Sample, 'messages'>): Conversation {
  const { messages } = sample;
  return {
    system: messages.find(({ role }) => role === 'system')?.content ?? '',
    question: questionOf(sample),
    turns: turnsOf(messages),
    answer: messages.findLast((message) => message.role === 'assistant' && !isCallMessage(message))?.content ?? '',
  };
}

function turnsOf(messages: readonly Message[]): Turn[] {
  const observed = new Map(
    messages.flatMap((message) => (message.role === 'tool' ? [[message.tool_call_id, message.content]] : [])),
  );
  return messages.filter(isCallMessage).map(({ content, tool_calls: calls, learn }) => ({
    thought: content,
    learn: learn !== false,
    calls,
    observations: calls.map(({ id }) => observed.get(id) ?? ''),
  }));
}

/** The calls that are to be learned, in order. */
export function learnedCalls(sample: Pick<Sample, 'messages'>): readonly ToolCall[] {
  return conversationOf(sample).turns.flatMap(({ calls, learn }) => (learn ? calls : []));
}

/** For a layout in which no turn can be marked as not to be learned: no row of a sample that has one. */
export function whollyLearned(rows: (sample: Sample) => readonly JsonObject[]): typeof rows {
  return (sample) => (sample.messages.some(isUnlearned) ? [] : rows(sample));
}

function isUnlearned(message: Message): boolean {
  return isCallMessage(message) && message.learn === false;
}
