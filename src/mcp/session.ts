/** One connection's calls: which trajectory each belongs to, its result handles, its record, and the reply. */
import type { Source } from '../graph/source.ts';
import type { Answer } from '../tool/answer.ts';
import { createHandles, type Handles } from '../tool/handles.ts';
import type { Operation } from '../tool/operation.ts';
import { quote } from '../tool/quote.ts';
import { isFault, type Result } from '../tool/result.ts';
import type { Arguments, Context, Frame, Outcome } from '../tool/tool.ts';
import type { Toolset } from '../tool/toolset.ts';

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
/** Trajectories whose results are kept; clients may begin any number, by task or by trace. */
const MOST_KEPT = 1000;
/** The trajectory of a connection that records nothing. */
const UNRECORDED = '';

export interface Session {
  run(request: Request, call: (values: Arguments, context: Context) => Promise<Outcome>): Promise<Reply>;
}

export function createSession(recorder: CallRecorder | undefined): Session {
  const handles = new Map<string, Handles>();
  let inFlight = 0;

  const handlesOf = (trajectory: string): Handles => {
    const known = handles.get(trajectory) ?? createHandles();
    // Set anew, so that the first one is the longest unused.
    handles.delete(trajectory);
    handles.set(trajectory, known);
    const [longestUnused] = handles.keys();
    if (handles.size > MOST_KEPT && longestUnused !== undefined) handles.delete(longestUnused);
    return known;
  };

  async function recorded(
    request: Request,
    active: CallRecorder,
    call: Parameters<Session['run']>[1],
  ): Promise<Result> {
    const { task, ...values } = request.values;
    if (task !== undefined && typeof task !== 'string') return unknownTask(task);
    const trajectory = active.resolve({
      ...(task === undefined ? {} : { task }),
      ...(typeof request.traceparent === 'string' ? { traceparent: request.traceparent } : {}),
    });
    if (trajectory === undefined) return unknownTask(task);
    let framed = false;
    const frame: Frame = {
      begin: async (question) => {
        framed = true;
        return (await active.begin(question)).task;
      },
      submit: async (answer, resolved) => {
        framed = true;
        await active.answer(trajectory, { answer, resolved });
        handles.delete(trajectory);
      },
    };
    const started = performance.now();
    const { operation, result } = await call(values, { source: request.source, handles: handlesOf(trajectory), frame });
    if (framed) return result;
    await active.call(trajectory, {
      tool: request.tool,
      arguments: request.values,
      operation,
      digest: request.source.digest,
      observation: result,
      milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
    });
    return result;
  }

  return {
    async run(request, call) {
      if (inFlight >= MOST_IN_FLIGHT) return reply(busy);
      inFlight += 1;
      try {
        if (recorder !== undefined) return reply(await recorded(request, recorder, call));
        const { result } = await call(request.values, { source: request.source, handles: handlesOf(UNRECORDED) });
        return reply(result);
      } finally {
        inFlight -= 1;
      }
    },
  };
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
