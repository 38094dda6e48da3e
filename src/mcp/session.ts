/** One connection's calls: which trajectory each belongs to, its result handles, its record, and the reply. */
import type { Source } from '../graph/source.ts';
import type { Answer } from '../tool/answer.ts';
import type { Operation } from '../tool/operation.ts';
import { quote } from '../tool/quote.ts';
import { isFault, type Result } from '../tool/result.ts';
import type { Arguments, Context, Frame, Outcome } from '../tool/tool.ts';
import type { Toolset } from '../tool/toolset.ts';
import { type KeptHandles, keepHandles } from './kept-handles.ts';

export interface Snapshot {
  readonly toolset: Toolset;
  readonly source: Source;
}

/** Who tells trajectories apart and writes them down; every promise resolves when the record is on disk. */
export interface CallRecorder {
  begin(question: string): Promise<{ readonly trajectory: string; readonly task: string }>;
  /** Undefined for a task handle that was never given or is answered already. */
  resolve(key: { readonly task?: string; readonly traceparent?: string }): string | undefined;
  call(trajectory: string, called: RecordedCall): Promise<void>;
  answer(trajectory: string, answered: { answer: Answer; resolved: readonly string[] | undefined }): Promise<void>;
}

export interface RecordedCall {
  readonly tool: string;
  readonly arguments: Arguments;
  readonly operation: Operation | undefined;
  readonly digest: string | undefined;
  readonly observation: Result;
  readonly milliseconds: number;
}

interface Request {
  readonly tool: string;
  readonly values: Arguments;
  readonly traceparent: unknown;
  readonly source: Source;
}

/** What goes back over the wire: structured content, and as text the same facts once more. */
export interface Reply {
  readonly content: readonly [{ readonly type: 'text'; readonly text: string }];
  readonly structuredContent: Result;
  readonly isError?: true;
}

/** Calls in flight on one connection before a further one is told to wait. */
const MOST_IN_FLIGHT = 256;
/** The trajectory of a connection that records nothing. */
const UNRECORDED = '';

/** Runs the call itself, with what it may see. */
type Call = (values: Arguments, context: Context) => Promise<Outcome>;

export interface Session {
  run(request: Request, call: Call): Promise<Reply>;
}

/** @param recorder left out where nothing is recorded; if it rejects, so does the call */
export function createSession(recorder: CallRecorder | undefined): Session {
  const kept = keepHandles();
  let inFlight = 0;

  async function answer(request: Request, call: Call): Promise<Result> {
    if (recorder !== undefined) return await runRecorded(request, call, recorder, kept);
    return (await call(request.values, { source: request.source, handles: kept.of(UNRECORDED) })).result;
  }

  return {
    async run(request, call) {
      if (inFlight >= MOST_IN_FLIGHT) return reply(busy);
      inFlight += 1;
      try {
        return reply(await answer(request, call));
      } finally {
        inFlight -= 1;
      }
    },
  };
}

/** Finds the trajectory of a request, runs the call and records it; what the task frame does is a record of its own kind. */
async function runRecorded(request: Request, call: Call, recorder: CallRecorder, kept: KeptHandles): Promise<Result> {
  const { tool, values, traceparent, source } = request;
  const { task, ...others } = values;
  if (task !== undefined && typeof task !== 'string') return unknownTask(task);
  const trajectory = recorder.resolve({
    ...(task === undefined ? {} : { task }),
    ...(typeof traceparent === 'string' ? { traceparent } : {}),
  });
  if (trajectory === undefined) return unknownTask(task);
  let framed = false;
  const frame: Frame = {
    begin: async (question) => {
      framed = true;
      return (await recorder.begin(question)).task;
    },
    submit: async (answer, resolved) => {
      framed = true;
      await recorder.answer(trajectory, { answer, resolved });
      kept.giveUp(trajectory);
    },
  };
  const started = performance.now();
  const { operation, result } = await call(others, { source, handles: kept.of(trajectory), frame });
  const milliseconds = Math.round((performance.now() - started) * 1000) / 1000;
  const called = { tool, arguments: values, operation, digest: source.digest, observation: result, milliseconds };
  if (!framed) await recorder.call(trajectory, called);
  return result;
}

const busy: Result = {
  status: 'busy',
  message: `More than ${MOST_IN_FLIGHT} calls are in flight; call again when some have been answered.`,
};

function unknownTask(task: unknown): Result {
  const given = quote(typeof task === 'string' ? task : (JSON.stringify(task) ?? ''));
  const message = `There is no open task ${given}. Begin one with begin_task, and use the handle it gives.`;
  return { status: 'invalid', message };
}

function reply(result: Result): Reply {
  const content = [{ type: 'text', text: JSON.stringify(result) }] as const;
  return { content, structuredContent: result, ...(isFault(result.status) ? { isError: true } : {}) };
}
