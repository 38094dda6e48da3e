/** Which relations an endpoint has, and how many triples of each: counted where it can be, by VoID, else by a sample. */
import { ALTERNATIVE, PREFERRED } from '../../graph/labels.ts';
import { owl, rdf, rdfs, sh } from '../../graph/namespaces.ts';
import { filter, iriTerm, type VariableTerm, variable } from '../build.ts';
import { numberIn, triples } from './aspects.ts';
import type { Budget } from './budget.ts';
import type { Client } from './client.ts';
import { memberOf } from './patterns.ts';
import type { Row } from './results.ts';
import { apply, canAsk, inner, select, statement } from './select.ts';

/** What is looked at, where not everything is. */
export interface Scope {
  /** IRIs of classes: what their members are related to. */
  readonly classes?: readonly string[] | undefined;
  /** IRIs of relations: those, and what names and classifies. */
  readonly relations?: readonly string[] | undefined;
}

export interface RelationList {
  /** Triples by relation. */
  readonly triples: ReadonlyMap<string, number>;
  /** Where the numbers come from; a sample may have missed relations, and its numbers are too low. */
  readonly basis: 'counted' | 'void' | 'sampled';
}

/** Longest that counting all triples by relation may take, in milliseconds. */
const COUNTING = 4000;
const ASKING = 2000;
/** Triples, and members of a class, that a sample looks at. */
const SAMPLED_TRIPLES = 200_000;
const SAMPLED_MEMBERS = 1000;

const VOID = 'http://rdfs.org/ns/void#';

/** What declares, names and classifies is read whatever the scope, where there is any. */
const ALWAYS: readonly string[] = [
  rdf.type,
  rdfs.subClassOf,
  rdfs.domain,
  rdfs.range,
  rdfs.comment,
  owl.inverseOf,
  sh.path,
  ...PREFERRED,
  ...ALTERNATIVE,
];

const [s, p, o, x] = ['s', 'p', 'o', 'x'].map(variable) as [VariableTerm, VariableTerm, VariableTerm, VariableTerm];

export async function listRelations(client: Client, scope: Scope, budget: Budget): Promise<RelationList> {
  if (scope.relations !== undefined) return await listGiven(client, scope.relations, budget);
  if (scope.classes !== undefined)
    return await listGiven(client, await relationsOfClasses(client, scope.classes, budget), budget);
  const all = await budget.attempt(COUNTING, (time) => client.select(triples.query(), time));
  if (all !== undefined && !all.partial) return { triples: countsIn(all.rows), basis: 'counted' };
  const described = await voidPartitions(client, budget);
  if (described.size > 0) return { triples: described, basis: 'void' };
  return { triples: await sampleRelations(client, budget), basis: 'sampled' };
}

/** These relations, and what is read always, as far as they occur. */
async function listGiven(client: Client, given: readonly string[], budget: Budget): Promise<RelationList> {
  const wanted = [...new Set([...given, ...ALWAYS])].filter(canAsk);
  const counted = await Promise.all(
    wanted.map(async (iri): Promise<[string, number, boolean]> => {
      const exact = await budget.attempt(ASKING, (time) => client.select(triples.query(iri), time));
      if (exact !== undefined) return [iri, triples.read(exact.rows), true];
      const any = select({ variables: [s], where: [statement(s, iriTerm(iri), o)], limit: 1 });
      const some = await budget.attempt(ASKING, (time) => client.select(any, time));
      return [iri, some?.rows.length ?? 0, false];
    }),
  );
  const found = counted.filter(([, count]) => count > 0);
  return {
    triples: new Map(found.map(([iri, count]) => [iri, count])),
    basis: counted.every(([, , exact]) => exact) ? 'counted' : 'sampled',
  };
}

async function relationsOfClasses(client: Client, classes: readonly string[], budget: Budget): Promise<string[]> {
  const found = new Set<string>();
  for (const classIri of classes.filter(canAsk)) {
    const members = inner({ variables: [x], where: memberOf(classIri)(x), limit: SAMPLED_MEMBERS });
    const query = select({ variables: [p], distinct: true, where: [members, statement(x, p, o)] });
    const answer = await budget.attempt(COUNTING, (time) => client.select(query, time));
    for (const iri of irisIn(answer?.rows ?? [])) found.add(iri);
  }
  return [...found];
}

/** What the endpoint itself publishes of its relations (https://www.w3.org/TR/void/, 4.2): the largest number where there are several. */
async function voidPartitions(client: Client, budget: Budget): Promise<ReadonlyMap<string, number>> {
  const n = variable('n');
  const where = [statement(x, iriTerm(`${VOID}property`), p), statement(x, iriTerm(`${VOID}triples`), n)];
  const query = select({ variables: [p, n], distinct: true, where, limit: 9999 });
  const answer = await budget.attempt(ASKING, (time) => client.select(query, time));
  return countsIn(answer?.rows ?? []);
}

/** The relations of the first so many triples, with their number among them; a smaller sample where the first takes too long. */
async function sampleRelations(client: Client, budget: Budget): Promise<ReadonlyMap<string, number>> {
  for (const limit of [SAMPLED_TRIPLES, SAMPLED_TRIPLES / 20]) {
    const sample = inner({ variables: [p, o], where: [statement(s, p, o), filter(apply('isiri', s))], limit });
    const n = {
      expression: { type: 'aggregate' as const, aggregation: 'count', expression: o, distinct: false },
      variable: variable('n'),
    };
    const query = select({ variables: [p, n], where: [sample], by: [p] });
    const answer = await budget.attempt(ASKING, (time) => client.select(query, time));
    if (answer !== undefined && answer.rows.length > 0) return countsIn(answer.rows);
  }
  return new Map();
}

function countsIn(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const cell = row['p'];
    if (typeof cell !== 'object' || cell.kind !== 'iri' || !canAsk(cell.iri)) continue;
    const count = numberIn(row['n']);
    if (count > 0) counts.set(cell.iri, Math.max(count, counts.get(cell.iri) ?? 0));
  }
  return counts;
}

function irisIn(rows: readonly Row[]): string[] {
  return rows.flatMap(({ p: cell }) => (typeof cell === 'object' && cell.kind === 'iri' ? [cell.iri] : []));
}
