/** The options by which a model rewords questions, and how it went. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { ModelError, UsageError } from '../errors.ts';
import { openModel } from '../reword/endpoint.ts';
import { withKeptReplies } from '../reword/kept-replies.ts';
import { createReport, REASONS, type RewordReport, rewordTasks } from '../reword/reword.ts';
import type { Task } from '../task/task.ts';
import type { OpenedSource } from './graph-options.ts';
import { OWN } from './option-groups.ts';
import { positiveNumber } from './parse.ts';
import { count, counted, table, tell } from './print.ts';

export interface RewordFlags {
  readonly reword?: true;
  readonly rewordUrl?: string;
  readonly rewordModel?: string;
  readonly rewordKeep?: string;
  readonly rewordReport?: string;
  readonly rewordConcurrency: number;
  readonly rewordTimeout: number;
}

/** Where the environment says what is not typed each time; the key is never typed at all. */
const ENVIRONMENT = { url: 'GRAPHTRAIL_MODEL_URL', model: 'GRAPHTRAIL_MODEL', key: 'GRAPHTRAIL_MODEL_KEY' } as const;

export function withRewordFlags(command: Command): Command {
  return command
    .optionsGroup('Rewording by a model:')
    .option(
      '--reword',
      `let a model reword the questions, and keep what every check lets pass (needs ${ENVIRONMENT.url} and ${ENVIRONMENT.model}; the key, if any, is taken from ${ENVIRONMENT.key} only)`,
    )
    .option('--reword-url <url>', 'base URL of an OpenAI-compatible endpoint, such as http://127.0.0.1:8080/v1')
    .option('--reword-model <name>', 'the model to ask')
    .option('--reword-keep <file>', 'keep replies here: a second run asks nothing twice and gives the same tasks')
    .option('--reword-report <file>', 'write how many were kept, and dropped for what, as JSON')
    .option('--reword-concurrency <n>', 'requests at once', positiveNumber, 4)
    .option('--reword-timeout <seconds>', 'how long one request may take', positiveNumber, 60)
    .optionsGroup(OWN);
}

/** Tasks asked for later than those that are waited for: enough that one slow reply holds up no other. */
const AHEAD = 4;

/**
 * The tasks, reworded where the flags ask for it; then says how it went.
 *
 * @throws UsageError `no_model` where it is not said whom to ask, before any task is drawn.
 */
export function rewordByFlags(
  tasks: AsyncIterable<Task> | Iterable<Task>,
  { vocabulary }: Pick<OpenedSource, 'vocabulary'>,
  flags: RewordFlags,
): AsyncIterable<Task> | Iterable<Task> {
  if (flags.reword === undefined) return unlessAsked(tasks, flags);
  const { [ENVIRONMENT.key]: key } = process.env;
  const url = given(flags.rewordUrl, ENVIRONMENT.url, '--reword-url http://127.0.0.1:8080/v1');
  const name = given(flags.rewordModel, ENVIRONMENT.model, '--reword-model NAME');
  const { rewordConcurrency: concurrency, rewordTimeout: timeout, rewordKeep: path } = flags;
  const model = openModel({ url, model: name, key, concurrency, timeout });
  const keeping = path === undefined ? model : withKeptReplies(model, path);
  const report = createReport();
  const reworded = rewordTasks(tasks, { model: keeping, vocabulary, ahead: AHEAD * concurrency }, report);
  return tellingAfter(reworded, () => {
    tell(rewordReport(report, model.name));
    if (flags.rewordReport !== undefined) writeReport(flags.rewordReport, report, model.name);
  });
}

function unlessAsked<T>(tasks: T, { rewordUrl, rewordModel, rewordKeep, rewordReport: report }: RewordFlags): T {
  if ([rewordUrl, rewordModel, rewordKeep, report].some((flag) => flag !== undefined))
    throw new UsageError(
      'no_reword',
      'nothing is reworded without --reword; add it, or leave the other --reword-… out',
    );
  return tasks;
}

function given(flag: string | undefined, variable: string, example: string): string {
  const value = flag ?? process.env[variable];
  if (value !== undefined && value !== '') return value;
  throw new UsageError('no_model', `--reword needs an endpoint and a model: set ${variable}, or give ${example}`);
}

async function* tellingAfter(tasks: AsyncIterable<Task>, telling: () => void): AsyncGenerator<Task, void, undefined> {
  yield* tasks;
  telling();
}

/** How many were kept, and what the others were dropped for. */
function rewordReport({ asked, kept, dropped, exact }: RewordReport, model: string): string {
  const lines = [`Reworded by ${JSON.stringify(model)}: ${count(kept)} of ${counted(asked, 'question')}`];
  const rows = [...dropped].sort(([a, x], [b, y]) => y - x || REASONS.indexOf(a) - REASONS.indexOf(b));
  if (rows.length > 0) lines[0] += '; the others stay as they are:';
  if (rows.length > 0) lines.push(table([['dropped for', 'questions'], ...rows]));
  if (exact > 0)
    lines.push(
      `${counted(exact, 'question was', 'questions were')} taken by a rewording and stand in the exact notation`,
    );
  return lines.join('\n');
}

function writeReport(path: string, { dropped, ...report }: RewordReport, model: string): void {
  const counts = Object.fromEntries(REASONS.map((reason) => [reason, dropped.get(reason) ?? 0]));
  try {
    writeFileSync(path, `${JSON.stringify({ model, ...report, dropped: counts }, undefined, 2)}\n`);
  } catch (cause) {
    throw new ModelError('reword_report', `cannot write "${path}": ${(cause as Error).message}`, { cause });
  }
}
