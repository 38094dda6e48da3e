/** Makes trajectories of the parts of a session: the user's question, the calls as they were recorded, and the answer. */
import { createHash } from 'node:crypto';
import type { Answered, Called, Frame, Imported, Opened, TaskBegun, Told } from '../record.ts';
import type { Redactor } from '../redact.ts';
import { readFinalWords } from './final-words.ts';
import { countedAnew, type Renamed, withNeeded } from './handles.ts';
import { withoutHome } from './home.ts';
import type { ClientLog } from './log.ts';
import type { Part } from './parts.ts';
import { canonical } from './value.ts';

/** A record that is to be written, and how many before it are not known. */
export interface Due<E> {
  readonly event: E;
  readonly missing: number;
}

export interface ImportedTrajectory {
  /** The same for the same part of the same session. */
  readonly id: string;
  readonly opened: Opened;
  readonly task: TaskBegun | undefined;
  readonly calls: readonly Due<Called>[];
  readonly answer: Due<Answered> | undefined;
  /** Where the answer comes from; else why there is none. */
  readonly answered: 'submitted' | 'words' | { readonly unread: string };
  /** The line of the log in which its question, or its first call, stands. */
  readonly line: number;
}

export interface ImportOptions {
  /** Whether the calls come from the log itself. */
  readonly alone: boolean;
  readonly thoughts: boolean;
  /** What was asked in turns whose question the log does not hold. */
  readonly question?: string | undefined;
  /** Taken out of what was said before it is kept; records are cleaned by the journal. */
  readonly redact?: Redactor | undefined;
  /** Where they are known, names are told apart by it: the IRI of an id. */
  readonly expand?: ((id: string) => string | undefined) | undefined;
}

export function importPart(part: Part, log: ClientLog, options: ImportOptions): ImportedTrajectory {
  const { trajectory, turn } = part;
  const clean = (text: string): string => cleaned(text, options.redact);
  const told = new Map(part.calls.map((call) => [call.record, call]));
  const records = part.framed
    ? trajectory.calls
    : withNeeded(
        part.calls.map(({ record }) => record),
        trajectory.calls,
      );
  const rename = countedAnew(records);
  const calls = records.map((record): Due<Called> => {
    const { words = '', thought = '', missing = 0 } = told.get(record) ?? {};
    const said = toldOf(clean(words), options.thoughts ? clean(thought) : '', options.alone ? '' : record.sha256);
    return { event: { ...rename(bare(record)), ...said }, missing: part.framed ? 0 : missing };
  });
  const asked = part.framed ? undefined : (part.asked ?? options.question);
  const question = asked !== undefined && options.redact !== undefined ? withoutHome(asked) : asked;
  const task = taskOf(part, question, options.alone);
  const { answer, answered } = answerOf(part, task, calls, { ...options, rename, clean });
  const said = part.last && answered !== 'words' ? clean(turn.words) : '';
  const imported: Imported = {
    log: log.kind,
    file: log.file,
    ...(options.alone ? { alone: true } : {}),
    ...(turn.subagent ? { subagent: true } : {}),
    ...(part.foreign.size === 0 ? {} : { foreign: [...part.foreign].sort() }),
    ...missingIn(part),
    ...(part.framed && part.asked !== undefined && part.asked !== trajectory.task?.question
      ? { asked: clean(part.asked) }
      : {}),
    ...(said === '' ? {} : { words: said }),
  };
  const client = options.alone && log.client !== undefined ? { client: log.client } : {};
  const opened: Opened = { ...bare(trajectory.opened as Frame & Opened), ...client, imported };
  const line = part.asked === undefined ? (part.turn.calls[0]?.line ?? turn.line) : turn.line;
  return { id: idOf(part, question), opened, task, calls, answer, answered, line };
}

function missingIn({ calls, missing }: Part): Pick<Imported, 'missing'> {
  const all = calls.reduce((sum, call) => sum + call.missing, missing);
  return all === 0 ? {} : { missing: all };
}

function taskOf({ trajectory }: Part, question: string | undefined, alone: boolean): TaskBegun | undefined {
  const { task } = trajectory;
  if (task !== undefined) return { ...bare(task), ...(alone ? {} : { original: task.sha256 }) };
  return question === undefined ? undefined : { type: 'task', task: 't1', question };
}

interface Reading extends ImportOptions {
  readonly rename: Renamed;
  readonly clean: (text: string) => string;
}

function answerOf(
  part: Part,
  task: TaskBegun | undefined,
  calls: readonly Due<Called>[],
  { rename, clean, alone, expand }: Reading,
): Pick<ImportedTrajectory, 'answer' | 'answered'> {
  const { trajectory, turn } = part;
  const missing = part.framed ? 0 : part.missing;
  if (trajectory.answer !== undefined && (part.framed || part.answered)) {
    const event = {
      ...rename(bare(trajectory.answer)),
      ...toldOf(clean(part.answerWords), '', alone ? '' : trajectory.answer.sha256),
    };
    return { answer: { event, missing }, answered: 'submitted' };
  }
  if (!part.last)
    return { answer: undefined, answered: { unread: 'the turn goes on in another trajectory of the journal' } };
  const read = readFinalWords(
    turn.words,
    task?.question,
    calls.map(({ event }) => event),
  );
  if ('unread' in read) return { answer: undefined, answered: read };
  const { entities, values, none } = read;
  const expanded = expand && entities?.map((id) => expand(id) ?? id);
  const resolved = none === true ? [] : (values ?? expanded);
  const answer = { ...read, text: clean(turn.words) };
  return { answer: { event: { type: 'answer', answer, resolved }, missing }, answered: 'words' };
}

function toldOf(words: string, thought: string, original: string): Told {
  return {
    ...(original === '' ? {} : { original }),
    ...(words === '' ? {} : { words }),
    ...(thought === '' ? {} : { thought }),
  };
}

/** A record without its frame. */
function bare<E extends object>(record: Frame & E): E {
  const { v, trajectory, seq, prev, at, sha256, redacted, unrecorded, ...event } = record;
  return event as unknown as E;
}

/** Cleaned by itself, so that what was done stays provable where only what was said beside it held a secret. */
function cleaned(text: string, redact: Redactor | undefined): string {
  if (text === '' || redact === undefined) return text;
  const { event } = redact.clean({ type: 'task', task: '', question: withoutHome(text) });
  return event.type === 'task' ? event.question : text;
}

/** Of what the session holds alone, so that the same one in another file, or in a longer one, is known again. */
function idOf({ turn, trajectory, calls, framed, last }: Part, question: string | undefined): string {
  const done = calls.map(({ record }) => [record.tool, record.arguments, record.observation]);
  const asked = framed ? trajectory.task?.question : question;
  const ids = turn.calls.map(({ id }) => id);
  const text = canonical([asked ?? null, ids, done, last ? turn.words : '']);
  return `imported-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
