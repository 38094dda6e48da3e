/** Trajectories as the walker really leaves them, and the evidence to judge them by: what the tests of verification share. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArgumentStyle } from '../../src/agent/walk.ts';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { walkAll } from '../../src/cli/walking.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { xsd } from '../../src/graph/namespaces.ts';
import { termOf } from '../../src/graph/term.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { type AskedFormula, setOf } from '../../src/logic/asked.ts';
import { PATTERNS } from '../../src/logic/pattern.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import type { Rows } from '../../src/verify/answer-keys.ts';
import type { Evidence } from '../../src/verify/check.ts';
import { everyTool } from '../../src/verify/every-tool.ts';

export interface WalkedGraph {
  readonly opened: OpenedGraph;
  readonly tasks: readonly Task[];
  readonly trajectories: readonly Trajectory[];
  evidence(trajectory: Trajectory): Evidence;
}

export async function walkGraph(
  path: string,
  count: number,
  style: ArgumentStyle,
  patterns: readonly string[] = [...PATTERNS.keys()],
): Promise<WalkedGraph> {
  const opened = await openGraph([path], {});
  const { tasks } = await collectTasks(sampleTasks(opened, { count, patterns, seed: 'verify' }));
  const directory = await mkdtemp(join(tmpdir(), 'graphtrail-walked-'));
  const trajectories: Trajectory[] = [];
  try {
    await walkAll(opened, tasks, directory, { style });
    for await (const trajectory of readJournals([directory])) trajectories.push(trajectory);
  } finally {
    await rm(directory, { recursive: true });
  }
  const toolset = await everyTool(opened.source, opened.vocabulary);
  const formulas = new Map(tasks.map(({ formula }) => [formulaQuery(formula), formula]));
  return {
    opened,
    tasks,
    trajectories,
    evidence: (trajectory) => ({
      trajectory,
      task: tasks.find(({ question }) => question === trajectory.task?.question),
      graph: opened.graph,
      source: opened.source,
      toolset,
      // The index stands in for the second engine here; test/e2e asks the real one.
      oracle: {
        rows: async (query) => rowsOf(formulas.get(query) as AskedFormula, opened.graph),
      },
    }),
  };
}

/** What the query of a formula gives, by the index. */
function rowsOf(formula: AskedFormula, graph: Graph): Rows {
  const answers = Array.from(answersOf(setOf(formula), graph), (id) => termOf(graph.key(id)));
  if ('count' in formula) return [[{ kind: 'literal', value: String(answers.length), datatype: xsd.integer }]];
  if ('table' in formula) {
    // One filled cell a row says the same as all combinations of them.
    return Array.from(answersOf(formula.of, graph)).flatMap(
      (member): Rows =>
        formula.table.flatMap((relation, column) =>
          Array.from(graph.objects(graph.id(relation) as number, member), (object) => [
            termOf(graph.key(member)),
            ...formula.table.map((_, other) => (other === column ? termOf(graph.key(object)) : undefined)),
          ]),
        ),
    );
  }
  const asked = answers.filter((term) => !('among' in formula) || (term.kind === 'iri' && term.iri === formula.is));
  return asked.map((term) => [term]);
}
