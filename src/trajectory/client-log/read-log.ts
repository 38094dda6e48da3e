/** Reads a client's log from a file: finds out of which kind it is, and what its turns are. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { ClientLogError } from '../../errors.ts';
import { type Line, linesOf } from '../lines.ts';
import { entriesOf } from './entries.ts';
import { kindOf, READERS } from './kinds.ts';
import type { ClientLog, LogKind, LogProblem, ReadEntry } from './log.ts';
import { withoutSnapshots } from './snapshots.ts';
import { createTurns } from './turns.ts';

/** Problems that are told one by one. */
const MOST_PROBLEMS = 100;

export interface ReadLogOptions {
  /** Default: what the first entries look like. */
  readonly kind?: LogKind | undefined;
  /** Hears how many more bytes were read. */
  readonly onBytes?: (count: number) => void;
}

/**
 * Reads JSON lines, or a file that is one JSON value. A line that cannot be read is left out and told of, and counts as damage to the
 * turn it may belong to; an entry of which only a part can be read is read in part. Memory holds the turns and one line.
 *
 * @throws ClientLogError `log_not_readable`; `log_unknown` with file and line where no kind of log fits
 */
export async function readLog(path: string, options: ReadLogOptions = {}): Promise<ClientLog> {
  const file = await opened(path);
  const hash = createHash('sha256');
  const turns = createTurns();
  const problems: LogProblem[] = [];
  let { kind } = options;
  let read: ReadEntry | undefined = kind && READERS[kind](turns);
  const tell = (line: number, reason: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ line, reason });
    turns.damage();
  };
  try {
    const { size } = await file.stat();
    for await (const { line, value, reason } of entriesOf(hashed(file, size, hash, options.onBytes))) {
      if (value === undefined) {
        tell(line, reason ?? 'expected a JSON object');
        continue;
      }
      kind ??= kindOf(value);
      if (kind === undefined) continue;
      read ??= READERS[kind](turns);
      const wrong = read(value, line);
      if (wrong !== undefined) tell(line, wrong);
    }
  } catch (cause) {
    throw cause instanceof ClientLogError ? cause : unreadable(path, cause);
  } finally {
    await file.close();
  }
  if (kind === undefined) throw unknown(path, problems[0]);
  return {
    kind,
    file: `sha256:${hash.digest('hex')}`,
    turns: withoutSnapshots(turns.done),
    problems,
    client: turns.client,
  };
}

async function* hashed(
  file: FileHandle,
  size: number,
  hash: ReturnType<typeof createHash>,
  onBytes: ReadLogOptions['onBytes'],
): AsyncGenerator<Line> {
  const reading: Pick<FileHandle, 'read'> = {
    read: (async (buffer: Buffer, offset: number, length: number, position: number) => {
      const done = await file.read(buffer, offset, length, position);
      hash.update(buffer.subarray(offset, offset + done.bytesRead));
      onBytes?.(done.bytesRead);
      return done;
    }) as FileHandle['read'],
  };
  for await (const lines of linesOf(reading, size)) yield* lines;
}

async function opened(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (cause) {
    throw unreadable(path, cause);
  }
  throw unreadable(path, new Error('it is no file'));
}

function unreadable(path: string, cause: unknown): ClientLogError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ClientLogError('log_not_readable', `Cannot read the log "${path}": ${reason}.`, { cause });
}

function unknown(path: string, problem: LogProblem | undefined): ClientLogError {
  const where = problem === undefined ? path : `${path}:${problem.line}`;
  const got = problem === undefined ? 'nothing that looks like one' : problem.reason;
  return new ClientLogError(
    'log_unknown',
    `Expected in "${where}" a log of Claude Code (stream-json or a stored session) or OpenAI-style messages, got: ${got}. ` +
      'If it is one of them, name its kind with --format.',
  );
}
