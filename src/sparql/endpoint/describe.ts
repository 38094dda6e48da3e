/** What an endpoint says about one entity, relation by relation. */
import { compareCodePoints } from '../../graph/code-points.ts';
import { filter, iriTerm, type VariableTerm, variable } from '../build.ts';
import { numberIn } from './aspects.ts';
import type { Client } from './client.ts';
import { apply, canName, select, statement, tally } from './select.ts';

const [p, o] = ['p', 'o'].map(variable) as [VariableTerm, VariableTerm];
const MOST_RELATIONS = 5000;

export interface RelationOf {
  readonly relation: string;
  readonly inverse: boolean;
  /** Distinct terms at the other end, blank nodes left out. */
  readonly total: number;
}

/** The relations of an entity with their numbers: outgoing, then incoming, each in id order. */
export async function relationsOf(client: Client, iri: string): Promise<RelationOf[]> {
  if (!canName(iri)) return [];
  const both = await Promise.all([false, true].map((inverse) => relationsOneWay(client, iri, inverse)));
  return both.flat();
}

async function relationsOneWay(client: Client, iri: string, inverse: boolean): Promise<RelationOf[]> {
  const own = iriTerm(iri);
  const fact = inverse ? statement(o, p, own) : statement(own, p, o);
  const where = [fact, filter(apply('!', apply('isblank', o)))];
  const query = select({ variables: [p, tally('count', o, 'n', true)], where, by: [p], limit: MOST_RELATIONS });
  const { rows } = await client.select(query);
  const found = rows.flatMap((row): RelationOf[] => {
    const cell = row['p'];
    return typeof cell === 'object' && cell.kind === 'iri'
      ? [{ relation: cell.iri, inverse, total: numberIn(row['n']) }]
      : [];
  });
  return found.sort((left, right) => compareCodePoints(left.relation, right.relation));
}
