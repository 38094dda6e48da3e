/** What is stated of relations and classes: asked for all of them at once, since each of them will be asked about. */
import { type Term, termKey, termOf } from '../../graph/term.ts';
import { iriTerm, type VariableTerm, variable } from '../build.ts';
import type { Client } from './client.ts';
import { batches, listAll, sortedKeys } from './paging.ts';
import { among, canAsk, statement } from './select.ts';
import { type Asking, BATCH } from './set-algebra.ts';
import { whole } from './stopping.ts';

/** Objects in id order; undefined for what is no relation or class, which is asked about by itself. */
export type Declared = (subject: string, relation: string) => Promise<readonly Term[] | undefined>;

const [x, o] = ['x', 'o'].map(variable) as [VariableTerm, VariableTerm];

/** @param terms IRIs of relations and classes */
export function createDeclared(client: Client, reach: Asking['reach'], terms: readonly string[]): Declared {
  const known = new Set(terms.filter(canAsk));
  const byRelation = new Map<string, Promise<ReadonlyMap<string, ReadonlySet<string>>>>();

  async function askAll(relation: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const found = new Map<string, Set<string>>();
    const through = iriTerm(relation);
    const lists = batches([...known], BATCH).map((batch) =>
      listAll(client, { variables: [x, o], where: [among(x, batch), statement(x, through, o)] }, reach),
    );
    for (const { x: subject, o: object } of (await Promise.all(lists)).flatMap(({ rows }) => rows)) {
      if (typeof subject !== 'object' || subject.kind !== 'iri' || typeof object !== 'object') continue;
      const objects = found.get(subject.iri) ?? new Set();
      found.set(subject.iri, objects.add(termKey(object)));
    }
    return found;
  }

  return async (subject, relation) => {
    if (!known.has(subject)) return undefined;
    const asked = byRelation.get(relation) ?? whole(() => askAll(relation));
    byRelation.set(relation, asked);
    asked.catch(() => byRelation.delete(relation));
    return sortedKeys((await asked).get(subject) ?? []).map(termOf);
  };
}
