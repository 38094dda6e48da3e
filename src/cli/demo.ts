/** `graphtrail demo`: the whole road on one graph: ask, walk, prove, harvest, and show what came of it. */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { JournalError } from '../errors.ts';
import { makeFolder } from '../graph/make-folder.ts';
import type { HarvestReport } from '../harvest/report.ts';
import { harvest } from '../harvest/write.ts';
import type { Task } from '../task/task.ts';
import type { Verified } from '../verify/verify-all.ts';
import { type GraphFlags, type OpenedGraph, openGraph, withGraphFlags } from './graph-options.ts';
import { harvestSummary } from './harvest.ts';
import { samplesOf, statedOrigin } from './harvesting.ts';
import { ownName } from './own-name.ts';
import { patternList, wholeNumber } from './parse.ts';
import { count, counted, print, table, tell } from './print.ts';
import { sampleWithBar, samplingReport } from './sampling.ts';
import { showSample } from './show-sample.ts';
import { openVerifying } from './verifying.ts';
import { walkAndVerify } from './walk-and-verify.ts';
import type { Walked } from './walking.ts';

interface Flags extends GraphFlags {
  readonly count: number;
  readonly patterns: readonly string[];
  readonly seed: string;
  readonly out: string;
  readonly license?: string;
}

const PATTERNS = '1p,2p,3p,2i,3i,2u,2in';
const BUNDLED = fileURLToPath(new URL('../../graphs/countries.ttl', import.meta.url));

export function demoCommand(exit: (code: number) => void): Command {
  return withGraphFlags(new Command('demo'))
    .description('all of it on a bundled graph: ask, walk, prove, harvest, and show what came of it')
    .argument('[graph]', 'another graph than the bundled countries', BUNDLED)
    .option('--count <n>', 'how many tasks', wholeNumber, 200)
    .addOption(
      new Option('--patterns <names>', 'all, or some of the 14 patterns')
        .argParser(patternList)
        .default(patternList(PATTERNS), PATTERNS),
    )
    .option('--seed <text>', 'the same seed gives the same samples', '0')
    .option('--out <folder>', 'where journals and samples go', 'graphtrail-demo')
    .option('--license <name>', 'licence of the samples (default: what the graph states)')
    .action(async (path: string, flags: Flags) => {
      const opened = await openGraph([path], flags);
      const { graph, vocabulary } = opened;
      print(
        `1. The graph: ${graph.name}, ${counted(graph.triples, 'fact')}, ${counted(vocabulary.relations.length, 'relation')}, each a tool (and most of them also one back).`,
      );
      const journals = await freshFolder(join(flags.out, 'journals'));
      const { report, walked, proven, wrong } = await askAndProve(opened, journals, flags);
      print(
        `3. Walked: a scripted agent answered ${counted(walked.walked, 'question')} over MCP with ${counted(walked.calls, 'tool call')} and ${counted(walked.faulted, 'fault')}; all of it is in ${journals}`,
      );
      print(
        `4. Proven: ${count(proven)} of ${count(walked.walked)}; every call was repeated, and every answer computed a second time by another engine (Oxigraph, from the logic formula).`,
      );
      print(`5. Harvested: ${harvestSummary(report).replaceAll('\n', '\n   ')}`);
      await showOne(report);
      farewell(report, path, journals);
      if (wrong > 0) exit(1);
    });
}

/** The folder, or where there is one already, the next free number behind it: a demo deletes nobody's records. */
async function freshFolder(path: string): Promise<string> {
  try {
    makeFolder(dirname(path));
    for (let number = 1; ; number++) {
      const folder = number === 1 ? path : `${path}-${number}`;
      if (existsSync(folder)) continue;
      await mkdir(folder);
      return folder;
    }
  } catch (cause) {
    const problem = `Cannot make the folder "${path}": ${(cause as Error).message}`;
    throw new JournalError('journal_not_writable', `${problem}. Give another one with --out.`, { cause });
  }
}

interface Proven {
  readonly report: HarvestReport;
  readonly walked: Walked;
  readonly proven: number;
  readonly wrong: number;
}

/** All at once: questions are walked as they are asked, proven as they are answered, and harvested as they are proven. */
async function askAndProve(opened: OpenedGraph, journals: string, flags: Flags): Promise<Proven> {
  const verifying = openVerifying(opened, new Map());
  const verdicts = walkAndVerify(opened, asked(opened, flags), journals, { style: 'values', verifying });
  const counts = { proven: 0, wrong: 0 };
  let walked: Walked = { walked: 0, calls: 0, faulted: 0, faults: [] };
  async function* tallied(): AsyncGenerator<Verified> {
    for (let next = await verdicts.next(); ; next = await verdicts.next()) {
      if (next.done) {
        walked = next.value;
        return;
      }
      if (next.value.verdict.conforms) counts.proven += 1;
      else counts.wrong += 1;
      yield next.value;
    }
  }
  try {
    const samples = samplesOf(tallied(), opened, { seed: flags.seed, tokenLimit: 8192, unpinned: false });
    const report = await harvest(samples, {
      directory: join(flags.out, 'samples'),
      formats: ['trl-sft', 'openai', 'llamafactory'],
      seed: flags.seed,
      graph: statedOrigin(opened),
      ...(flags.license === undefined ? {} : { license: flags.license }),
    });
    return { report, walked, ...counts };
  } finally {
    await verdicts.return(walked);
    await (await verifying).close();
  }
}

/** The stream of tasks; what came of it is told at its end. */
async function* asked(opened: OpenedGraph, flags: Flags): AsyncGenerator<Task> {
  const reports = yield* sampleWithBar(opened, flags);
  print(`2. Asked: ${samplingReport(reports, flags.count).replaceAll('\n', '\n   ')}`);
}

/** In full: the shortest training row that intersects sets, for its question is clear at once; else one of several calls. */
async function showOne({ directory, files }: HarvestReport): Promise<void> {
  const file = files.find((path) => /trl-sft\/train/.test(path)) ?? files.find((path) => path.includes('trl-sft/'));
  if (file === undefined) return;
  const rows = (await readFile(join(directory, file), 'utf8')).trimEnd().split('\n');
  const several = rows.filter((row) => row.split('"tool_calls"').length > 3);
  const sets = several.filter((row) => row.includes('"function":{"name":"get_intersection_of"'));
  const [chosen] = ([sets, several].find((some) => some.length > 0) ?? rows).sort(
    (a, b) => a.length - b.length || (a < b ? -1 : 1),
  );
  if (chosen === undefined) return;
  print(`\nOne of the samples, as ${basename(file)} has it:\n`);
  print(showSample(JSON.parse(chosen) as Parameters<typeof showSample>[0]));
}

/** A path as one would type it here. */
function typed(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
}

function farewell({ directory }: HarvestReport, path: string, journals: string): void {
  const here = typed(path);
  const places = [
    [join(directory, 'README.md'), "the data set's card"],
    [join(directory, 'data'), 'training rows by format and split'],
    [join(directory, 'provenance.jsonl'), 'the proof of each sample: formula, query, triples'],
    [journals, 'what the agent did, call by call'],
  ].map(([place = '', what = '']) => [`  ${typed(place)}`, what]);
  print(`\nWhere things are:
${table(places)}

See what the rows look like: ${ownName()} report ${typed(directory)}

Next: give the graph to Claude Desktop (or claude-code, cursor, vscode), which then starts its server by itself:
  ${ownName()} install ${here} --client claude-desktop

Or look at a graph of your own: ${ownName()} look your.ttl (this one: ${ownName()} look ${here})`);
  tell('');
}
