/** Counts the tool calls of the whole process, and what is said when there are too many: the status `busy`, as of one session. */
import type { Result } from '../../tool/result.ts';
import { replyOf } from '../session.ts';
import type { Posted } from './messages.ts';
import { type Refusal, SERVER_ERROR } from './refusal.ts';

export interface CallsInFlight {
  /** Whether so many more may begin; they must then be given back by `leave`. */
  enter(calls: number): boolean;
  leave(calls: number): void;
}

export function countCalls(most: number): CallsInFlight {
  let inFlight = 0;
  return {
    enter(calls) {
      if (calls > 0 && inFlight + calls > most) return false;
      inFlight += calls;
      return true;
    },
    leave(calls) {
      inFlight -= calls;
    },
  };
}

/** The tool result that says so. */
export function busyReply({ requests: [id] }: Posted): object {
  const result: Result = {
    status: 'busy',
    message: 'This server has as many calls in flight as it takes; call again when some have been answered.',
  };
  return { jsonrpc: '2.0', id, result: replyOf(result) };
}

/** For a list of messages, of which no single one could be said to be too many. */
export const busy: Refusal = {
  status: 503,
  code: SERVER_ERROR,
  message: 'This server has as many calls in flight as it takes; send these again.',
  headers: { 'Retry-After': '1' },
};
