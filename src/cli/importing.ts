/** Imports logs one after the other: joins each with the journals or the graph, and writes what is new. */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { UsageError } from '../errors.ts';
import { beginTaskTool, submitAnswerTool } from '../tool/frame-tools.ts';
import { type CallIndex, indexCalls, isWhole } from '../trajectory/client-log/call-index.ts';
import { type Served, trajectoriesFromLog } from '../trajectory/client-log/from-log.ts';
import { type ImportedTrajectory, type ImportOptions, importPart } from '../trajectory/client-log/import-log.ts';
import { createJoin, type Join, type Joined } from '../trajectory/client-log/join.ts';
import type { ClientLog, LogKind, LogProblem } from '../trajectory/client-log/log.ts';
import { type Part, partsOf } from '../trajectory/client-log/parts.ts';
import { readLog } from '../trajectory/client-log/read-log.ts';
import { importedIn, writeImported } from '../trajectory/client-log/write-imported.ts';
import type { Journal } from '../trajectory/journal.ts';
import { readJournals } from '../trajectory/read.ts';
import { readToolsFile } from '../trajectory/tools-file.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import { folderOf } from './verifying.ts';

/** What became of one log. */
export interface LogReport {
  /** The file's name. */
  readonly log: string;
  readonly kind: LogKind;
  readonly turns: number;
  /** Trajectories that came of it, and how many of them stood in the folder already. */
  readonly trajectories: number;
  readonly known: number;
  /** Calls by what became of them; those of other servers are `foreign`. */
  readonly calls: Readonly<Partial<Record<Joined['as'], number>>>;
  /** Answers by where they come from, and the reasons why there is none, each with its line. */
  readonly answers: { readonly submitted: number; readonly words: number };
  readonly unanswered: readonly LogProblem[];
  /** Lines that could not be read. */
  readonly problems: readonly LogProblem[];
}

/** What calls are joined with: journals, or the graph where nobody recorded. */
export type Joining = { readonly journals: JournalCalls } | { readonly served: Served };

export interface JournalCalls {
  readonly index: CallIndex;
  readonly known: (tool: string) => boolean;
  /** Trajectories that nothing was joined with: damaged ones, and such as had secrets taken out. */
  readonly unfit: number;
}

export interface ImportingOptions extends Omit<ImportOptions, 'alone'> {
  readonly kind?: LogKind | undefined;
  readonly server?: string | undefined;
  readonly onBytes?: (count: number) => void;
}

/** Trajectories that are brought to disk together. */
const AT_ONCE = 100;

/** @throws JournalError */
export async function openJournalCalls(
  paths: readonly string[],
  onBytes?: (count: number) => void,
): Promise<JournalCalls> {
  const whole: Trajectory[] = [];
  let unfit = 0;
  for await (const trajectory of readJournals(paths, onBytes === undefined ? {} : { onBytes }))
    if (isWhole(trajectory)) whole.push(trajectory);
    else unfit += 1;
  const index = indexCalls(whole);
  const names = new Set([beginTaskTool.name, submitAnswerTool.name, ...index.tools, ...(await toolsBeside(paths))]);
  return { index, known: (tool) => names.has(tool), unfit };
}

/** Puts the tool lists of journals beside what was made of them. */
export async function copyToolLists(paths: readonly string[], journal: Journal): Promise<void> {
  for (const { digest, list } of await toolListsBeside(paths)) await journal.writeTools(digest, list);
}

/** The names in the tool lists beside journals: a call that was not recorded is ours all the same. */
async function toolsBeside(paths: readonly string[]): Promise<string[]> {
  const tools = (await toolListsBeside(paths)).flatMap(({ list }) => (Array.isArray(list) ? (list as unknown[]) : []));
  return tools.flatMap((tool) => {
    const name = (tool as { name?: unknown } | null)?.name;
    return typeof name === 'string' ? [name] : [];
  });
}

async function toolListsBeside(paths: readonly string[]): Promise<{ digest: string; list: unknown }[]> {
  const lists: { digest: string; list: unknown }[] = [];
  for (const folder of new Set(paths.map(folderOf))) {
    for (const file of readdirSync(folder).sort()) {
      const digest = /^tools-(.+)\.json$/.exec(file)?.[1];
      const list = digest === undefined ? undefined : await readToolsFile(folder, digest).catch(() => undefined);
      if (digest !== undefined && list !== undefined) lists.push({ digest, list });
    }
  }
  return lists;
}

/** Reports of the logs in their order, each when all that came of it is on disk. @throws ClientLogError, JournalError, UsageError */
export async function* importLogs(
  paths: readonly string[],
  joining: Joining,
  journal: Journal,
  options: ImportingOptions,
): AsyncGenerator<LogReport> {
  const known = await importedIn(journal.directory);
  const { server } = options;
  const join =
    'journals' in joining ? createJoin(joining.journals.index, { known: joining.journals.known, server }) : undefined;
  for (const path of paths) {
    const log = await readLog(path, options);
    const joined = (join ?? (await joinFromLog(log, joining as { served: Served }, server)))(log.turns);
    const parts = partsOf(log.turns, joined);
    if (options.question !== undefined) refuseUnclear(parts, path);
    const imported = parts.map((part) => importPart(part, log, { ...options, alone: join === undefined }));
    const fresh = imported.filter(({ id }) => !known.has(id) && known.add(id));
    for (let from = 0; from < fresh.length; from += AT_ONCE)
      await Promise.all(fresh.slice(from, from + AT_ONCE).map((one) => writeImported(journal, one)));
    yield reportOf(path, log, joined, imported, imported.length - fresh.length);
  }
}

async function joinFromLog(
  { turns }: ClientLog,
  { served }: { served: Served },
  server: string | undefined,
): Promise<Join> {
  const known = (tool: string): boolean => served.toolset.byName.has(tool);
  return createJoin(indexCalls(await trajectoriesFromLog(turns, served)), { known, server });
}

/** A question that is given by hand must be that of one turn. */
function refuseUnclear(parts: readonly Part[], path: string): void {
  const unasked = new Set(parts.filter(({ asked, framed }) => asked === undefined && !framed).map(({ turn }) => turn));
  if (unasked.size <= 1) return;
  throw new UsageError(
    'question',
    `--question is for one question, and "${path}" has ${unasked.size} turns without one. Import it without, or in parts.`,
  );
}

function reportOf(
  path: string,
  { kind, turns, problems }: ClientLog,
  joined: ReadonlyMap<unknown, Joined>,
  imported: readonly ImportedTrajectory[],
  known: number,
): LogReport {
  const calls: Partial<Record<Joined['as'], number>> = {};
  for (const { as } of joined.values()) calls[as] = (calls[as] ?? 0) + 1;
  const answers = { submitted: 0, words: 0 };
  const unanswered: LogProblem[] = [];
  for (const { answered, line } of imported) {
    if (typeof answered === 'string') answers[answered] += 1;
    else unanswered.push({ line, reason: answered.unread });
  }
  const log = basename(path);
  return { log, kind, turns: turns.length, trajectories: imported.length, known, calls, answers, unanswered, problems };
}
