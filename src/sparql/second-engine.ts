/** Fills the second engine with a graph's own inputs, never from our index, and holds its count against ours. */
import { SparqlError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import { termOf } from '../graph/term.ts';
import { indexNTriples, streamNTriples } from '../graph/triples.ts';
import { type Engine, openEngine } from './engine.ts';
import { compareDeclarations } from './second-declarations.ts';
import { valueKey } from './value.ts';
import type { FileFormat } from './worker.ts';

/**
 * An engine that holds the same triples as the graph. Oxigraph reads the files itself; where one of them is TSV or has blank
 * nodes, all go through n3's stream, which gives blank nodes the same IRIs as loading does.
 *
 * @throws SparqlError `second_engine_disagrees` where it counts other triples than we do, or knows other declarations of those that inference goes by; those of {@link Engine}
 */
export async function openSecondEngine(graph: Graph): Promise<Engine> {
  const engine = openEngine();
  try {
    if (graph.inputs.every(({ foreign }) => foreign)) {
      for (const { path, format, compressed } of graph.inputs)
        await engine.loadFile(path, format as FileFormat, { compressed });
    } else {
      await engine.loadChunks((write) => streamNTriples(graph.inputs, { base: graph.origin.base }, write));
    }
    await compareCounts(engine, graph);
    if (graph.entailment !== undefined) await compareDeclarations(engine, graph);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/**
 * An engine that holds what our index knows as stated, for queries on a graph whose files may have changed since: it answers from the very
 * triples that the digest names. It says nothing about the index, so nothing is ever proven with it.
 *
 * @throws SparqlError those of {@link Engine}
 */
export async function openEngineOfIndex(graph: Graph): Promise<Engine> {
  const engine = openEngine();
  try {
    await engine.loadChunks(async (write) => {
      for (const chunk of indexNTriples(graph)) await write(chunk);
    });
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function compareCounts(engine: Engine, graph: Graph): Promise<void> {
  const size = await engine.size();
  if (size === graph.asserted) return;
  const repeated = triplesOfOneValue(graph);
  if (size === graph.asserted - repeated) return;
  throw new SparqlError(
    'second_engine_disagrees',
    `${graph.name}: our index holds ${graph.asserted} triples of the files (${graph.asserted - repeated} by value), the second engine ${size}. ` +
      'Did a file change since it was loaded? Nothing can be proven on this graph until both agree.',
  );
}

/**
 * How many stated triples are repeats for an engine that keeps values, not spellings: the same subject and relation with `1` and `01`
 * are two triples for us and one for Oxigraph. No harm is done, since answers are compared by value.
 */
export function triplesOfOneValue(graph: Graph): number {
  let repeated = 0;
  for (const relation of graph.relations) {
    for (const subject of graph.subjectsOf(relation)) {
      const literals = Array.from(graph.objects(relation, subject)).filter(
        (object) => graph.isLiteral(object) && graph.isAsserted(subject, relation, object),
      );
      if (literals.length < 2) continue;
      repeated += literals.length - new Set(literals.map((object) => valueKey(termOf(graph.key(object))))).size;
    }
  }
  return repeated;
}
