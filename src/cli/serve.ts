/** `graphtrail serve`: a graph as an MCP server over standard input and output, or over HTTP. */
import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { leaveUnread, serveStdio } from '../mcp/stdio.ts';
import { isEndpoint } from '../sparql/endpoint/address.ts';
import { DEFAULT_BUDGET, type Surface } from '../tool/toolset.ts';
import { type EndpointFlags, GRAPH_OR_ENDPOINT, openSource, withEndpointFlags } from './endpoint-flags.ts';
import { findOut } from './finding-out.ts';
import type { OpenedSource } from './graph-options.ts';
import { surfaceOption, wholeNumber } from './parse.ts';
import { type PracticeFlags, withPracticeFlags } from './practice-flags.ts';
import { counted, tell } from './print.ts';
import { openServing, type Serving } from './recording.ts';
import { type RecordingFlags, withRecordingFlags } from './recording-flags.ts';
import { type HttpFlags, readHttpFlags, serveOverHttp, withHttpFlags } from './serve-http.ts';

interface Flags extends EndpointFlags, RecordingFlags, HttpFlags, PracticeFlags {
  readonly surface: Surface;
  readonly budget: number;
  readonly record?: string;
  readonly watch?: boolean;
}

export function serveCommand(): Command {
  return withHttpFlags(withPracticeFlags(withRecordingFlags(withEndpointFlags(new Command('serve')))))
    .description('serve a graph to MCP clients, over standard input and output or over HTTP')
    .argument('[graph...]', GRAPH_OR_ENDPOINT)
    .addOption(surfaceOption())
    .option('--budget <n>', 'most relation tools that "auto" offers', wholeNumber, DEFAULT_BUDGET)
    .option('--record <folder>', 'write every call, question and answer to journals in this folder')
    .option('--watch', 'serve the graph anew whenever its files change; clients stay connected')
    .addHelpText(
      'after',
      '\nAn MCP client starts this by itself, once "graphtrail install" told it to.\nWith --http it is started once, for any number of clients; docs/serving.md tells more.',
    )
    .action(serve);
}

async function serve(paths: string[], flags: Flags): Promise<void> {
  const tokens = readHttpFlags(flags);
  if (flags.watch === true) refuseEndpoint(paths, flags);
  // What a start does without is not loaded: a client waits for it.
  const watching = flags.watch === true ? await import('./live.ts') : undefined;
  const before = await watching?.filesOf(paths, flags);
  const { serving, practising } = await open(paths, flags);
  tellServing(serving, flags);
  if (practising !== undefined) tell(`Practice: ${counted(practising.size, 'question')}, whose answers are graded.`);
  const live = before === undefined ? undefined : await watching?.keepLive(paths, flags, serving, before);
  const finding = isRough(serving.current.opened) ? findOut(paths, flags, serving) : undefined;
  try {
    if (flags.http === undefined) await serveStdio(serving.connect());
    else await serveOverHttp(serving, flags.http, flags, tokens);
  } finally {
    await live?.stop();
    await finding?.stop();
    await serving.journal?.close();
    await practising?.close();
  }
  if (flags.http === undefined) leaveUnread();
}

/** A function of its own: nothing else holds the graph that is opened here when another is served. */
async function open(paths: readonly string[], flags: Flags) {
  const opened = await openSource(paths, flags, { goesOn: true });
  let serving: Serving | undefined;
  // Asked only when an answer is graded, so never before there is something served.
  const current = (): OpenedSource => (serving as Serving).current.opened;
  const practises = flags.practice ?? flags.seed ?? flags.reveal;
  const practising =
    practises === undefined
      ? undefined
      : await (await import('./practising.ts')).openPractising(opened, flags, current);
  const options = { surface: flags.surface, budget: flags.budget, live: flags.watch === true || isRough(opened) };
  serving = await openServing(opened, options, flags.record, flags, practising);
  return { serving, practising };
}

/** Whether there is more to be found out than there was time for. */
function isRough({ endpoint }: OpenedSource): boolean {
  return endpoint !== undefined && endpoint.rough.length > 0;
}

function refuseEndpoint(paths: readonly string[], { endpoint }: Flags): void {
  if (endpoint === undefined && !paths.some(isEndpoint)) return;
  throw new UsageError(
    'watch_files_only',
    '--watch goes with files; an endpoint tells nobody when it changes, and calls ask it anew anyway. Leave --watch out; start again with --fresh when its relations have changed',
  );
}

function tellServing({ current, toolset, journal }: Serving, { http, watch }: Flags): void {
  const { name, triples } = current.opened.graph;
  const over = http === undefined ? 'standard input and output' : 'HTTP';
  tell(`Serving ${name} (${counted(triples, 'triple')}) as ${counted(toolset.tools.length, 'tool')} over ${over}.`);
  tell(
    journal === undefined ? 'Nothing is recorded.' : `Recording calls, questions and answers to ${journal.directory}.`,
  );
  if (watch === true) tell('Changes of its files are taken up while it is served.');
}
