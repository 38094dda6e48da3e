/** Holds the declarations that inference goes by against what the second engine reads in the files. */
import { SparqlError } from '../errors.ts';
import { DECLARING, DECLARING_CLASSES, statedDeclarations } from '../graph/entail/declarations.ts';
import type { Graph } from '../graph/graph.ts';
import { rdf } from '../graph/namespaces.ts';
import { type IriTerm, iriTerm, selectDistinct, triple, type VariableTerm, variable } from './build.ts';
import type { Engine } from './engine.ts';

const [ONE, OTHER] = [variable('one'), variable('other')];
/** Far more than any vocabulary has. */
const MOST = 10_000_000;

/** @throws SparqlError `second_engine_disagrees` where it knows other declarations than we do */
export async function compareDeclarations(engine: Engine, graph: Graph): Promise<void> {
  const ours = new Set<string>();
  for (const [one, predicate, other] of statedDeclarations(graph)) {
    ours.add(JSON.stringify([graph.key(one), predicate, graph.key(other)]));
  }
  const theirs = await declaredIn(engine);
  if (ours.size === theirs.size && [...ours].every((declaration) => theirs.has(declaration))) return;
  throw new SparqlError(
    'second_engine_disagrees',
    `${graph.name}: our index knows ${ours.size} declarations about relations, the second engine ${theirs.size}, and they are not the same. ` +
      'Did a file change since it was loaded? Nothing can be proven with --entail until both agree.',
  );
}

async function declaredIn(engine: Engine): Promise<Set<string>> {
  const found = new Set<string>();
  const ask = async (predicate: string, object: IriTerm | VariableTerm): Promise<void> => {
    const query = selectDistinct([ONE, OTHER], [triple(ONE, iriTerm(predicate), object)]);
    const { rows } = await engine.select(query, { maximumRows: MOST });
    const fixed = object.termType === 'Variable' ? undefined : object.value;
    for (const [one, other] of rows) {
      if (one?.kind !== 'iri' || (fixed === undefined && other?.kind !== 'iri')) continue;
      found.add(JSON.stringify([one.iri, predicate, fixed ?? (other?.kind === 'iri' ? other.iri : '')]));
    }
  };
  for (const predicate of DECLARING) await ask(predicate, OTHER);
  for (const kind of DECLARING_CLASSES) await ask(rdf.type, iriTerm(kind));
  return found;
}
