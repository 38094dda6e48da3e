/** One connection's calls: which trajectory each belongs to, its result handles, its record, and the reply. */
import { JournalError } from '../errors.ts';
import type { Source } from '../graph/source.ts';
import type { Answer } from '../tool/answer.ts';
import type { KeptResults } from '../tool/handles.ts';
import type { Operation } from '../tool/operation.ts';
import type { Practice } from '../tool/practice.ts';
import { quote } from '../tool/quote.ts';
import { isFault, type Result } from '../tool/result.ts';
import type { Arguments, Context, Frame, Outcome } from '../tool/tool.ts';
import type { Toolset } from '../tool/toolset.ts';
import { type KeptHandles, keepHandles } from './kept-handles.ts';
import { followPractice, type Practised } from './practised.ts';
import { createTally } from './tally.ts';

export interface Snapshot {
  readonly toolset: Toolset;
  readonly source: Source;
}

/** Whether a record is on disk. */
interface Recorded {
  readonly recorded: boolean;
}

/** The finished trajectories of one connection. */
export interface Finished {
  /** The newest first; not all there ever were. */
  list(): readonly { readonly trajectory: string; readonly question: string | undefined }[];
  /** Its records as JSON lines; undefined for one that is not this connection's, not finished, or not kept any more. */
  read(trajectory: string): Promise<string | undefined>;
}

/**
 * Who tells trajectories apart and writes them down. Every promise resolves when the record is on disk, or says that it is
 * not; one that rejects with a JournalError fails the call.
 */
export interface CallRecorder {
  begin(question: string): Promise<{ readonly trajectory: string; readonly task: string } & Recorded>;
  /** Undefined for a task handle that was never given or is answered already. */
  resolve(key: { readonly task?: string; readonly traceparent?: string }): string | undefined;
  call(trajectory: string, called: RecordedCall): Promise<Recorded>;
  answer(trajectory: string, answered: { answer: Answer; resolved: readonly string[] | undefined }): Promise<Recorded>;
  /** What a client may read again of its own; left out where nothing is kept. */
  readonly finished?: Finished;
}

export interface RecordedCall {
  readonly tool: string;
  readonly arguments: Arguments;
  readonly operation: Operation | undefined;
  readonly digest: string | undefined;
  /** Digest of the tool list that the call was made with. */
  readonly toolset: string;
  readonly observation: Result;
  readonly milliseconds: number;
}

interface Request {
  readonly tool: string;
  readonly values: Arguments;
  readonly traceparent: unknown;
  /** What the call sees from its beginning to its end. */
  readonly snapshot: Snapshot;
  /** Aborted when the client takes the request back. */
  readonly signal?: AbortSignal | undefined;
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
  /**
   * From now on calls see this graph. Results of earlier ones are given up as soon as no call in flight may need them: their
   * handles are stale, since a call never mixes two graphs.
   */
  renew(current: Source): void;
}

/**
 * @param recorder left out where nothing is recorded; if it rejects, so does the call
 * @param practice what grades answers; needs a recorder, which knows trajectories apart
 */
export function createSession(recorder: CallRecorder | undefined, practice?: Practice): Session {
  const kept = keepHandles();
  const gym = practice && { ...followPractice(practice), ...practice };
  const answering: Memory['answering'] = new Map();
  const inFlightOn = createTally<Source>();
  let current: Source | undefined;

  async function answer(request: Request, call: Call): Promise<Result> {
    if (recorder !== undefined) return await runRecorded(request, call, recorder, { kept, gym, answering });
    return (await carryOut(request, request.values, call, kept.of(UNRECORDED))).result;
  }

  function forgetUnneeded(): void {
    kept.keepOnly((source) => source === current || inFlightOn.has(source));
  }

  return {
    async run(request, call) {
      if (inFlightOn.total >= MOST_IN_FLIGHT) return replyOf(busy);
      const { source } = request.snapshot;
      inFlightOn.add(source);
      try {
        return replyOf(await answer(request, call));
      } catch (error) {
        if (error instanceof TakenBack) return replyOf(takenBack);
        if (!(error instanceof JournalError)) throw error;
        return replyOf(withheld(error));
      } finally {
        inFlightOn.take(source);
        if (current !== undefined && source !== current && !inFlightOn.has(source)) forgetUnneeded();
      }
    },
    renew(next) {
      current = next;
      forgetUnneeded();
    },
  };
}

/** Thrown where nobody waits for the result any more: nothing of the call is recorded, and its handle is nobody's. */
class TakenBack extends Error {}

/** Runs a call on its snapshot, to its end or until it is taken back. Throws {@link TakenBack}. */
async function carryOut(
  { snapshot: { source }, signal }: Request,
  values: Arguments,
  call: Call,
  handles: KeptResults,
  frame?: Frame,
): Promise<Outcome> {
  const isTakenBack = (): boolean => signal?.aborted === true;
  if (isTakenBack()) throw new TakenBack();
  const own = handles.forCall();
  let shown: string | undefined;
  try {
    const outcome = await call(values, {
      source,
      handles: own,
      ...(frame === undefined ? {} : { frame }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (isTakenBack()) throw new TakenBack();
    shown = outcome.result.result;
    return outcome;
  } catch (error) {
    throw isTakenBack() ? new TakenBack() : error;
  } finally {
    own.settle(shown);
  }
}

/** What a connection remembers between its calls. */
interface Memory {
  readonly kept: KeptHandles;
  readonly gym: (Practised & Practice) | undefined;
  /** Answers that are being written down, by trajectory. */
  readonly answering: Map<string, Promise<unknown>>;
}

/** Thrown where a trajectory was answered by another call while this answer was on its way. */
class Answered extends Error {}

/** Finds the trajectory of a request, runs the call and records it; what the task frame does is a record of its own kind. */
async function runRecorded(request: Request, call: Call, recorder: CallRecorder, memory: Memory): Promise<Result> {
  const { tool, values, traceparent, snapshot } = request;
  const seen = { digest: snapshot.source.digest, toolset: snapshot.toolset.digest };
  const { task, ...others } = values;
  const traced = typeof traceparent === 'string' ? { traceparent } : {};
  const named = task === undefined ? {} : { task: String(task) };
  const resolve = () => (typeof task === 'object' ? undefined : recorder.resolve({ ...traced, ...named }));
  /** Recorded where the call would have belonged without the handle: what agents get wrong is data as well. */
  const recordAstray = async (observation: Result): Promise<Result> => {
    const astray = { tool, arguments: values, operation: undefined, ...seen, observation, milliseconds: 0 };
    const { recorded } = await recorder.call(recorder.resolve(traced) as string, astray);
    return recorded ? observation : { ...observation, recorded };
  };
  const trajectory = resolve();
  if (trajectory === undefined) return await recordAstray(unknownTask(task));
  const framing: Framing = { framed: false, recorded: true, said: {} };
  const frame = frameOf(trajectory, () => resolve() === trajectory, recorder, memory, framing);
  const started = performance.now();
  try {
    const { operation, result } = await carryOut(request, others, call, memory.kept.of(trajectory), frame);
    const milliseconds = Math.round((performance.now() - started) * 1000) / 1000;
    const called = { tool, arguments: values, operation, ...seen, observation: result, milliseconds };
    const { recorded } = framing.framed ? framing : await recorder.call(trajectory, called);
    const told = framing.framed ? { ...result, ...framing.said } : result;
    return recorded ? told : { ...told, recorded };
  } catch (error) {
    if (error instanceof Answered) return await recordAstray(answeredAlready);
    throw error;
  }
}

/** What became of a call in the task frame: such a call is no step of the trajectory. */
interface Framing {
  framed: boolean;
  recorded: boolean;
  /** What practice has to say. */
  said: Partial<Result>;
}

function frameOf(
  trajectory: string,
  isOpen: () => boolean,
  recorder: CallRecorder,
  { kept, gym, answering }: Memory,
  framing: Framing,
): Frame {
  const frame: Frame = {
    begin: async (question) => {
      framing.framed = true;
      const practised = (await gym?.begin(question)) === true ? gym : undefined;
      const begun = await recorder.begin(question);
      framing.recorded = begun.recorded;
      framing.said = practised?.begun(begun.trajectory, question) ?? {};
      return begun.task;
    },
    submit: async (answer, resolved) => {
      // One that comes at the same time waits: if the first cannot be recorded, it is the next one's turn.
      while (answering.has(trajectory)) await answering.get(trajectory);
      if (!isOpen()) throw new Answered();
      framing.framed = true;
      const writing = recorder.answer(trajectory, { answer, resolved });
      const settled = writing.then(noMatter, noMatter);
      answering.set(trajectory, settled);
      framing.recorded = (await writing.finally(() => answering.delete(trajectory))).recorded;
      kept.giveUp(trajectory);
      framing.said = (await gym?.answered(trajectory, { answer, resolved })) ?? {};
    },
  };
  if (gym === undefined) return frame;
  const draw: Practice['draw'] = async (choice) => {
    framing.framed = true;
    return await gym.draw(choice);
  };
  return { ...frame, draw };
}

/** In place of a result that could not be recorded. The journal's own message names files of this machine. */
function withheld({ code }: JournalError): Result {
  const message = `This call could not be recorded (${code}), so its result is withheld and nothing of it counts. Call again; if it goes on like this, tell whoever runs this server.`;
  return { status: 'busy', recorded: false, message };
}

/** Never sent: the protocol answers what was taken back in its own words, if at all. */
const takenBack: Result = { status: 'busy', message: 'The call was taken back.' };

const busy: Result = {
  status: 'busy',
  message: `More than ${MOST_IN_FLIGHT} calls are in flight; call again when some have been answered.`,
};

const answeredAlready: Result = {
  status: 'invalid',
  message: 'Another call has answered this task already, and a task takes one answer. Begin another with begin_task.',
};

const noMatter = (): void => undefined;

function unknownTask(task: unknown): Result {
  const given = quote(typeof task === 'string' ? task : (JSON.stringify(task) ?? ''));
  const message = `There is no open task ${given}. Begin one with begin_task, and use the handle it gives.`;
  return { status: 'invalid', message };
}

/** What a result looks like on the wire. */
export function replyOf(result: Result): Reply {
  const content = [{ type: 'text', text: JSON.stringify(result) }] as const;
  return { content, structuredContent: result, ...(isFault(result.status) ? { isError: true } : {}) };
}
