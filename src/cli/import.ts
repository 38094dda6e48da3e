/** `graphtrail import`: takes the user's question, the agent's words and its answer from the log of a client. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { LOG_KINDS, type LogKind } from '../trajectory/client-log/log.ts';
import { openJournal } from '../trajectory/journal.ts';
import { journalFiles } from '../trajectory/journal-paths.ts';
import { everyTool } from '../verify/every-tool.ts';
import { type GraphFlags, type OpenedGraph, openGraph, shownFlags, withGraphFlags } from './graph-options.ts';
import { importSummary, tellLog } from './import-report.ts';
import { copyToolLists, importLogs, type Joining, type LogReport, openJournalCalls } from './importing.ts';
import { ownName } from './own-name.ts';
import { printJson, tell } from './print.ts';
import { readingBar } from './progress.ts';
import { redactorOf } from './recording-flags.ts';
import { shapedBy } from './served.ts';
import { folderOf } from './verifying.ts';
import { VERSION } from './version.ts';

interface Flags extends GraphFlags {
  readonly journal?: readonly string[];
  readonly graph?: readonly string[];
  readonly record: string;
  readonly question?: string;
  readonly server?: string;
  readonly format?: LogKind;
  readonly thoughts?: boolean;
  readonly redact: boolean;
  readonly redactFile?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Claude Code, with a server that recorded:
  claude -p "What is the capital of France?" --output-format stream-json --verbose > log.jsonl
  graphtrail import log.jsonl --journal journals --record imported --question "What is the capital of France?"
  graphtrail import ~/.claude/projects/*/*.jsonl --journal journals --record imported

An agent of one's own that keeps its messages, with a server that did not record:
  graphtrail import messages.jsonl --graph my.ttl --record imported

Then:
  graphtrail verify  imported --graph my.ttl --hindsight all
  graphtrail harvest imported --graph my.ttl --hindsight all --out dataset`;

export function importCommand(): Command {
  return withGraphFlags(new Command('import'))
    .description("join clients' logs with journals: the user's question, the agent's words and the answer")
    .argument('<logs...>', 'transcripts of Claude Code (stream-json or stored), or OpenAI-style messages')
    .option('--journal <journals...>', 'what the server recorded: folders or journal files')
    .option(
      '--graph <files...>',
      'the graph that was served; without --journal, calls are worked out from log and graph',
    )
    .requiredOption('--record <folder>', 'where the journal of what was imported goes')
    .option('--question <text>', 'what was asked, where the log does not hold it (as with "claude -p")')
    .option('--server <name>', 'what the client calls the server (default: whose calls the journal has)')
    .addOption(new Option('--format <kind>', 'the kind of log (default: what it looks like)').choices(LOG_KINDS))
    .option('--thoughts', 'keep what the agent thought as well as what it said')
    .option('--no-redact', 'keep secrets (keys, tokens, passwords in URLs) as they are (default: taken out)')
    .option('--redact-file <file>', 'more kinds of secrets: a name and a regular expression a line')
    .option('--json', 'the report as JSON')
    .addHelpText('after', EXAMPLES)
    .action(importAll);
}

async function importAll(logs: string[], flags: Flags): Promise<void> {
  const { journal: journals, graph: paths } = flags;
  if (journals === undefined && paths === undefined)
    throw new UsageError(
      'no_journal',
      'Expected --journal with what the server recorded, or --graph with what it served.',
    );
  refuseSameFolder(journals ?? [], flags.record);
  const redact = redactorOf(flags);
  const opened = paths === undefined ? undefined : await openGraph(paths, flags);
  const bar = readingBar('Importing', sizeOf(logs) + (journals === undefined ? 0 : sizeOf(journalFiles(journals))));
  let read = 0;
  const onBytes = (count: number): void => {
    read += count;
    bar.update(read, undefined, '');
  };
  const journal = openJournal(flags.record, redact === undefined ? {} : { redact });
  const reports: LogReport[] = [];
  try {
    const joining = await joiningOf(journals, opened, onBytes);
    if (journals !== undefined) await copyToolLists(journals, journal);
    if ('served' in joining) await journal.writeTools(joining.served.toolset.digest, joining.served.toolset.listing);
    else if (joining.journals.unfit > 0)
      tell(`Left out ${joining.journals.unfit} damaged or redacted trajectories of the journal.`);
    const expand = opened === undefined ? undefined : (id: string) => opened.source.expand(id);
    const { question, server, format: kind, thoughts = false } = flags;
    for await (const report of importLogs(logs, joining, journal, {
      question,
      server,
      kind,
      thoughts,
      redact,
      expand,
      onBytes,
    })) {
      reports.push(report);
      tellLog(report);
    }
  } finally {
    bar.stop();
    await journal.close();
  }
  if (flags.json === true) printJson({ logs: reports });
  tell(importSummary(reports));
  if (reports.every(({ trajectories }) => trajectories === 0)) return;
  const graph = paths === undefined ? '<graph>' : `${paths.join(' ')}${shownFlags(flags)}`;
  tell(`Next: ${ownName()} verify ${flags.record} --graph ${graph} --hindsight all`);
}

async function joiningOf(
  journals: readonly string[] | undefined,
  opened: OpenedGraph | undefined,
  onBytes: (count: number) => void,
): Promise<Joining> {
  if (journals !== undefined) return { journals: await openJournalCalls(journals, onBytes) };
  const { graph, source, vocabulary } = opened as OpenedGraph;
  const toolset = await everyTool(source, vocabulary);
  const { name, digest, triples } = graph;
  return {
    served: {
      source,
      toolset,
      opened: {
        graph: { name, digest, triples },
        options: { surface: 'relations', ...shapedBy(opened as OpenedGraph) },
        toolset: toolset.digest,
        versions: { graphtrail: VERSION },
        client: undefined,
      },
    },
  };
}

/** In one folder with what it comes from, the same calls would count twice. */
function refuseSameFolder(journals: readonly string[], record: string): void {
  const folder = existsSync(record) ? realpathSync(record) : resolve(record);
  if (!journals.some((path) => existsSync(path) && realpathSync(folderOf(path)) === folder)) return;
  throw new UsageError(
    'same_folder',
    `Expected another folder for --record than that of the journals, got ${JSON.stringify(record)}.`,
  );
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}
