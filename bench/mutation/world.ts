/** A graph to make mutants on: its tools, tasks of all patterns, the second engine, and what the walker left. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArgumentStyle } from '../../src/agent/walk.ts';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { VERSION } from '../../src/cli/version.ts';
import { walkAll } from '../../src/cli/walking.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { rdf, rdfs } from '../../src/graph/namespaces.ts';
import { streamNTriples } from '../../src/graph/triples.ts';
import { CONDITION_PATTERNS } from '../../src/logic/condition-pattern.ts';
import { EXTRA_PATTERNS, PATTERNS } from '../../src/logic/pattern.ts';
import { seededRandom } from '../../src/logic/random.ts';
import { openSecondEngine } from '../../src/sparql/second-engine.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import type { Toolset } from '../../src/tool/toolset.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Opened } from '../../src/trajectory/record.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import type { Rows } from '../../src/verify/answer-keys.ts';
import type { Evidence, Oracle } from '../../src/verify/check.ts';
import { everyTool } from '../../src/verify/every-tool.ts';

/** What a session is carried out on. */
export interface Ground {
  readonly opened: OpenedGraph;
  readonly toolset: Toolset;
  /** The first record of a session on it. */
  readonly served: Opened;
}

export interface World extends Ground {
  readonly name: string;
  readonly tasks: readonly Task[];
  readonly oracle: Oracle;
  evidence(trajectory: Trajectory, task: Task | undefined): Evidence;
  /** Graphs that state other facts in the same words: what is true of a formula on all of them is hardly an accident. */
  readonly others: () => Promise<readonly Graph[]>;
  close(): Promise<void>;
}

export const EVERY_PATTERN = [...PATTERNS.keys(), ...EXTRA_PATTERNS.keys(), ...CONDITION_PATTERNS];

export async function openWorld(path: string, count: number, seed: string): Promise<World> {
  const opened = await openGraph([path], {});
  const { tasks } = await collectTasks(sampleTasks(opened, { count, patterns: EVERY_PATTERN, seed }));
  return await worldOf(path, opened, tasks);
}

export async function worldOf(name: string, opened: OpenedGraph, tasks: readonly Task[]): Promise<World> {
  const { graph, source, vocabulary } = opened;
  const toolset = await everyTool(source, vocabulary);
  const served: Opened = {
    type: 'opened',
    graph: { name: graph.name, digest: graph.digest, triples: graph.triples },
    options: { surface: 'relations' },
    toolset: toolset.digest,
    versions: { graphtrail: VERSION },
    client: { name: 'mutation-bench', version: VERSION },
  };
  const engine = await openSecondEngine(graph);
  const asked = new Map<string, Promise<Rows>>();
  const oracle: Oracle = {
    rows: (query) => {
      const rows =
        asked.get(query) ?? engine.select(query, { timeoutMilliseconds: 60_000 }).then((found) => found.rows);
      asked.set(query, rows);
      return rows;
    },
  };
  let others: Promise<readonly Graph[]> | undefined;
  return {
    name,
    opened,
    toolset,
    served,
    tasks,
    oracle,
    evidence: (trajectory, task) => ({ trajectory, task, graph, source, toolset, oracle }),
    others: () => {
      others ??= otherGraphs(opened);
      return others;
    },
    close: () => engine.close(),
  };
}

const OTHERS = 6;

/**
 * Of each relation a third of the facts left out, and a third leading to what other facts of it lead to. What the graph declares to
 * be symmetric, or the inverse of another, is so there as well.
 */
async function otherGraphs({ graph, flags }: OpenedGraph): Promise<Graph[]> {
  let text = '';
  await streamNTriples(graph.inputs, flags, (chunk) => {
    text += chunk;
  });
  const facts = text
    .split('\n')
    .filter((line) => line !== '')
    .map(partsOf);
  const random = seededRandom('other graphs');
  const kept = new Set([rdf.type, rdfs.subClassOf, rdfs.label, INVERSE].map((iri) => `<${iri}>`));
  const inverses = inversesOf(facts);
  const objects = new Map<string, string[]>();
  for (const { predicate, object } of facts) {
    const known = objects.get(predicate);
    if (known === undefined) objects.set(predicate, [object]);
    else known.push(object);
  }
  return await Promise.all(
    Array.from({ length: OTHERS }, async () => {
      const changed = facts.flatMap(({ subject, predicate, object }) => {
        const inverse = inverses.get(predicate);
        if (inverse === undefined ? false : inverse === predicate ? subject > object : inverse < predicate) return [];
        const chance = random.next();
        if (!kept.has(predicate) && chance < 1 / 3) return [];
        const other =
          kept.has(predicate) || chance < 2 / 3 ? object : random.choose(objects.get(predicate) ?? [object]);
        const fact = `${subject} ${predicate} ${other} .`;
        return inverse === undefined ? [fact] : [fact, `${other} ${inverse} ${subject} .`];
      });
      return await loadGraphFromText(changed.join('\n'), { format: 'n-triples', name: 'another.nt' });
    }),
  );
}

const INVERSE = 'http://www.w3.org/2002/07/owl#inverseOf';
const SYMMETRIC = 'http://www.w3.org/2002/07/owl#SymmetricProperty';

/** By predicate the one that is declared to be its inverse. */
function inversesOf(facts: readonly ReturnType<typeof partsOf>[]): Map<string, string> {
  const inverses = new Map<string, string>();
  for (const { subject, predicate, object } of facts) {
    if (predicate === `<${INVERSE}>`) inverses.set(subject, object).set(object, subject);
    if (predicate === `<${rdf.type}>` && object === `<${SYMMETRIC}>`) inverses.set(subject, subject);
  }
  return inverses;
}

function partsOf(line: string): { subject: string; predicate: string; object: string } {
  const [, subject = '', predicate = '', object = ''] = /^(\S+) (\S+) (.*) \.$/s.exec(line) ?? [];
  return { subject, predicate, object };
}

/** What the walker leaves of tasks, over real MCP connections and through the real journal, by question. */
export async function walk(
  { opened }: Ground,
  tasks: readonly Task[],
  style: ArgumentStyle,
): Promise<Map<string, Trajectory>> {
  const directory = await mkdtemp(join(tmpdir(), 'graphtrail-mutants-'));
  try {
    await walkAll(opened, tasks, directory, { style });
    const walked = new Map<string, Trajectory>();
    for await (const trajectory of readJournals([directory])) walked.set(trajectory.task?.question ?? '', trajectory);
    return walked;
  } finally {
    await rm(directory, { recursive: true });
  }
}
