/** A bundled graph with tasks of every pattern. */
import { loadGraph } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { discoverRelations, type Vocabulary } from '../../src/relation/discover.ts';
import { PATTERN_NAMES } from '../../src/task/mix.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';

export async function openTasks(
  name: string,
  count: number,
): Promise<{ tasks: readonly Task[]; vocabulary: Vocabulary }> {
  const graph = await loadGraph([`graphs/${name}.ttl`]);
  const source = new LocalSource(graph);
  const vocabulary = await discoverRelations(source);
  const options = { count, patterns: [...PATTERN_NAMES], seed: 'reword' };
  const { tasks } = await collectTasks(sampleTasks({ graph, source, vocabulary }, options));
  return { tasks, vocabulary };
}
