/** Fills the second engine with a graph's own inputs, never from our index, and holds its count against ours. */
import { SparqlError } from '../errors.ts';
import type { Graph, LoadedInput } from '../graph/graph.ts';
import { streamNTriples } from '../graph/triples.ts';
import { type Engine, openEngine } from './engine.ts';
import type { FileFormat } from './worker.ts';

/**
 * An engine that holds the same triples as the graph. Oxigraph reads the files itself; where one of them is TSV or has blank
 * nodes, all go through n3's stream, which gives blank nodes the same IRIs as loading does.
 *
 * @throws SparqlError `second_engine_disagrees` where it counts other triples than we do; those of {@link Engine}
 */
export async function openSecondEngine(graph: Graph): Promise<Engine> {
  const engine = openEngine();
  try {
    if (graph.inputs.every(({ foreign }) => foreign)) {
      for (const { path, format, compressed } of graph.inputs)
        await engine.loadFile(path, format as FileFormat, { compressed });
    } else {
      await engine.loadChunks(() => chunksOf(graph.inputs, graph.origin.base));
    }
    await compareCounts(engine, graph);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function compareCounts(engine: Engine, graph: Graph): Promise<void> {
  const size = await engine.size();
  if (size === graph.triples) return;
  throw new SparqlError(
    'second_engine_disagrees',
    `${graph.name}: our index holds ${graph.triples} triples, the second engine ${size}. Did a file change since it was loaded? ` +
      'Or are there values that differ in spelling only, such as "1" and "01" as integers, which the second engine takes for one? Nothing can be proven on this graph until both agree.',
  );
}

/** The pushed chunks of {@link streamNTriples} as something to iterate over: a push waits until its chunk was taken. */
async function* chunksOf(inputs: readonly LoadedInput[], base: string | undefined): AsyncGenerator<string> {
  const waiting: { chunk: string | undefined; taken: () => void }[] = [];
  let wake: () => void = () => undefined;
  const push = (chunk: string | undefined): Promise<void> =>
    new Promise((taken) => {
      waiting.push({ chunk, taken });
      wake();
    });
  const streaming = streamNTriples(inputs, { base }, push).then(
    () => push(undefined),
    async (error: unknown) => {
      await push(undefined);
      throw error;
    },
  );
  for (;;) {
    if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const { chunk, taken } = waiting.shift() as { chunk: string | undefined; taken: () => void };
    taken();
    if (chunk === undefined) break;
    yield chunk;
  }
  await streaming;
}
