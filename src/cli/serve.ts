/** `graphtrail serve`: a graph as an MCP server over standard input and output, or over HTTP. */
import { Command } from 'commander';
import { serveStdio } from '../mcp/stdio.ts';
import { DEFAULT_BUDGET, type Surface } from '../tool/toolset.ts';
import { type EndpointFlags, GRAPH_OR_ENDPOINT, openSource, withEndpointFlags } from './endpoint-flags.ts';
import { surfaceOption, wholeNumber } from './parse.ts';
import { openPractising, type PracticeFlags, withPracticeFlags } from './practising.ts';
import { counted, tell } from './print.ts';
import { openServing } from './recording.ts';
import { type RecordingFlags, withRecordingFlags } from './recording-flags.ts';
import { type HttpFlags, readHttpFlags, serveOverHttp, withHttpFlags } from './serve-http.ts';

interface Flags extends EndpointFlags, RecordingFlags, HttpFlags, PracticeFlags {
  readonly surface: Surface;
  readonly budget: number;
  readonly record?: string;
}

export function serveCommand(): Command {
  return withHttpFlags(withPracticeFlags(withRecordingFlags(withEndpointFlags(new Command('serve')))))
    .description('serve a graph to MCP clients, over standard input and output or over HTTP')
    .argument('[graph...]', GRAPH_OR_ENDPOINT)
    .addOption(surfaceOption())
    .option('--budget <n>', 'most relation tools that "auto" offers', wholeNumber, DEFAULT_BUDGET)
    .option('--record <folder>', 'write every call, question and answer to journals in this folder')
    .addHelpText(
      'after',
      '\nAn MCP client starts this by itself; mcp.json in the package shows how to tell it to.\nWith --http it is started once, for any number of clients; docs/serving.md tells more.',
    )
    .action(serve);
}

async function serve(paths: string[], flags: Flags): Promise<void> {
  const tokens = readHttpFlags(flags);
  const opened = await openSource(paths, flags);
  const practising = await openPractising(opened, flags);
  const options = { surface: flags.surface, budget: flags.budget };
  const serving = await openServing(opened, options, flags.record, flags, practising);
  const { name, triples } = opened.graph;
  const over = flags.http === undefined ? 'standard input and output' : 'HTTP';
  tell(
    `Serving ${name} (${counted(triples, 'triple')}) as ${counted(serving.toolset.tools.length, 'tool')} over ${over}.`,
  );
  tell(
    flags.record === undefined
      ? 'Nothing is recorded.'
      : `Recording calls, questions and answers to ${serving.journal?.directory}.`,
  );
  if (practising !== undefined) tell(`Practice: ${counted(practising.size, 'question')}, whose answers are graded.`);
  try {
    if (flags.http === undefined) await serveStdio(serving.connect());
    else await serveOverHttp(opened, serving, flags.http, flags, tokens);
  } finally {
    await serving.journal?.close();
    await practising?.close();
  }
}
