/** `graphtrail surfaces`: what each surface costs on a graph, so that one can be chosen. */
import { Command } from 'commander';
import { type Cost, measureTask } from '../agent/measure.ts';
import { pathsOf } from '../logic/graph-paths.ts';
import { connectInMemory } from '../mcp/client.ts';
import { createServer } from '../mcp/server.ts';
import { PATTERN_NAMES } from '../task/mix.ts';
import { collectTasks, sampleTasks } from '../task/sample-tasks.ts';
import type { Task } from '../task/task.ts';
import { compileToolset, DEFAULT_BUDGET, SURFACES, type Surface, type Toolset } from '../tool/toolset.ts';
import { type GraphFlags, type OpenedGraph, openGraph, withGraphFlags } from './graph-options.ts';
import { positiveNumber, wholeNumber } from './parse.ts';
import { count, counted, print, printJson, table, tell } from './print.ts';
import { countBar } from './progress.ts';
import { openQueries } from './querying.ts';
import { VERSION } from './version.ts';

interface Flags extends GraphFlags {
  readonly count: number;
  readonly seed: string;
  readonly budget: number;
  readonly json?: boolean;
}

export function surfacesCommand(): Command {
  return withGraphFlags(new Command('surfaces'))
    .description('compare the surfaces on a graph: what their lists of tools cost, and what questions cost on them')
    .argument('<graph...>', 'files or folders')
    .option('--count <n>', 'how many sampled questions are answered on each', positiveNumber, 100)
    .option('--seed <text>', 'the same seed gives the same questions', '0')
    .option('--budget <n>', 'most relation tools that "auto" offers', wholeNumber, DEFAULT_BUDGET)
    .option('--json', 'all figures as JSON')
    .action(compareSurfaces);
}

/** The figures of one surface; bytes are of UTF-8, and about four make a token. */
export interface SurfaceFigures {
  readonly surface: Surface;
  readonly tools: number;
  readonly list: { readonly bytes: number; readonly tokens: number };
  readonly calls: Spread;
  readonly bytes: Spread;
  /** Questions whose last reply was the answer. */
  readonly answered: number;
}

interface Spread {
  readonly median: number;
  readonly total: number;
}

async function compareSurfaces(paths: string[], flags: Flags): Promise<void> {
  const opened = await openGraph(paths, flags);
  const { tasks } = await collectTasks(
    sampleTasks(opened, { count: flags.count, patterns: PATTERN_NAMES, seed: flags.seed }),
  );
  const figures = await surfaceFigures(opened, tasks, flags.budget);
  if (flags.json === true)
    return printJson({ graph: opened.graph.name, digest: opened.graph.digest, tasks: tasks.length, figures });
  print(table([HEADINGS, ...figures.map(rowOf)]));
  print(`\n${advice(figures, opened)}`);
  tell(`Bytes and calls are those of ${counted(tasks.length, 'sampled question')}, looking names up included.`);
}

/** Walks all tasks over each surface, through a real MCP client. */
export async function surfaceFigures(
  opened: OpenedGraph,
  tasks: readonly Task[],
  budget: number,
): Promise<SurfaceFigures[]> {
  const queries = openQueries(opened.graph);
  const bar = countBar('Walking', SURFACES.length * tasks.length);
  let done = 0;
  try {
    const figures: SurfaceFigures[] = [];
    for (const surface of SURFACES) {
      const options = { surface, budget, query: queries.ask };
      const toolset = await compileToolset(opened.source, opened.vocabulary, options);
      const costs = await costsOf(tasks, toolset, opened, () => {
        done += 1;
        bar.update(done);
      });
      figures.push(figuresOf(surface, toolset, costs));
    }
    return figures;
  } finally {
    bar.stop();
    await queries.close();
  }
}

async function costsOf(
  tasks: readonly Task[],
  toolset: Toolset,
  { graph, source }: OpenedGraph,
  onDone: () => void,
): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (const task of tasks) {
    // A connection a task: handles count from 1 in each, as in a session of its own.
    const server = createServer({ version: VERSION, snapshot: () => ({ toolset, source }) });
    const client = await connectInMemory(server, VERSION);
    costs.push(await measureTask(task, client, toolset, pathsOf(graph)));
    await client.close();
    onDone();
  }
  return costs;
}

function figuresOf(surface: Surface, { tools, listing }: Toolset, costs: readonly Cost[]): SurfaceFigures {
  const bytes = Buffer.byteLength(JSON.stringify({ tools: listing }));
  return {
    surface,
    tools: tools.length,
    list: { bytes, tokens: tokensOf(bytes) },
    calls: spreadOf(costs.map((cost) => cost.calls)),
    bytes: spreadOf(costs.map((cost) => cost.bytes)),
    answered: costs.filter(({ answered }) => answered).length,
  };
}

const tokensOf = (bytes: number): number => Math.ceil(bytes / 4);

function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    total: numbers.reduce((sum, number) => sum + number, 0),
  };
}

const HEADINGS = [
  'surface',
  'tools',
  'list bytes',
  'list tokens',
  'calls (median)',
  'calls (all)',
  'bytes (median)',
  'bytes (all)',
  'answered',
];

function rowOf({ surface, tools, list, calls, bytes, answered }: SurfaceFigures): (string | number)[] {
  return [surface, tools, list.bytes, list.tokens, calls.median, calls.total, bytes.median, bytes.total, answered];
}

const SESSIONS = [1, 10, 100];

/** Which surface costs the fewest tokens in a session of so many questions, and what else there is to weigh. */
function advice(figures: readonly SurfaceFigures[], { vocabulary }: OpenedGraph): string {
  const offered = figures.filter(({ surface }) => surface !== 'sparql');
  const cheapest = SESSIONS.map((questions) => {
    const cost = ({ list, bytes }: SurfaceFigures): number => list.tokens + tokensOf(questions * bytes.median);
    const [best] = offered.toSorted((a, b) => cost(a) - cost(b));
    return best === undefined ? '' : `${questions}: ${best.surface} (about ${count(cost(best))} tokens)`;
  });
  const tools = figures.find(({ surface }) => surface === 'relations')?.tools ?? 0;
  const bytesOf = (wanted: Surface) => figures.find(({ surface }) => surface === wanted)?.list.bytes;
  const fits = bytesOf('auto') === bytesOf('relations');
  const choice = fits
    ? `The ${counted(vocabulary.relations.length, 'relation')} of this graph fit into one list: "relations" (which "auto" gives) names every step as a tool.`
    : `All ${counted(vocabulary.relations.length, 'relation')} would make a list of ${counted(tools, 'tool')}, more than clients bear: "auto" keeps the most useful as tools and finds the others by words; "search" has the shortest list with names; "generic" is the same for every graph, for agents that are to work on graphs they have not seen.`;
  return `${choice}\nFewest tokens by questions a session, the list counted once: ${cheapest.join('; ')}.\n"sparql" takes an agent that writes SPARQL; its sessions are recorded but never proven, and it is off unless asked for.`;
}
