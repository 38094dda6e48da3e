/** Counts the relations of an endpoint: all at once where it can, else one by one, and the rest by a sample. */

import { compareCodePoints } from '../../graph/code-points.ts';
import type { Counted, ObservedRelation } from '../../graph/source.ts';
import { termKey } from '../../graph/term.ts';
import { iriTerm, type VariableTerm, variable } from '../build.ts';
import { type Aspect, type Degrees, datatypes, into, objectClasses, out, subjectClasses } from './aspects.ts';
import type { Budget } from './budget.ts';
import type { Client } from './client.ts';
import type { RelationList } from './relation-list.ts';
import type { Row } from './results.ts';
import { select, statement } from './select.ts';

/** Above so many triples nothing is asked of all of them at once. */
const MOST_AT_ONCE = 20_000_000;
/** Longest that one query may take, in milliseconds, about all relations and about one. */
const ALL = 5000;
const ONE = 2000;
/** Triples of a relation that a sample looks at. */
const SAMPLED = 500;

const [s, o] = ['s', 'o'].map(variable) as [VariableTerm, VariableTerm];

/** What was counted, and of how many relations something is only estimated. */
export interface RelationCounts {
  readonly relations: readonly ObservedRelation[];
  readonly estimated: number;
}

export async function countRelations(
  client: Client,
  { triples }: RelationList,
  classified: boolean,
  budget: Budget,
): Promise<RelationCounts> {
  const iris = [...triples.keys()].sort(compareCodePoints);
  const total = [...triples.values()].reduce((sum, count) => sum + count, 0);
  // Those with most triples first: where time runs out, they matter most.
  const queue = [...iris].sort(
    (left, right) => (triples.get(right) as number) - (triples.get(left) as number) || compareCodePoints(left, right),
  );
  const asking: Asking = { client, budget, queue, atOnce: total <= MOST_AT_ONCE };
  const none = new Map<string, readonly Counted[]>();
  const [values, forward, backward, heads, tails] = await Promise.all([
    collect(asking, datatypes, true),
    collect(asking, out, false),
    collect(asking, into, false),
    classified ? collect(asking, subjectClasses, true) : none,
    classified ? collect(asking, objectClasses, true) : none,
  ]);
  const lacking = queue.filter((iri) => !forward.has(iri) || !backward.has(iri) || !values.has(iri));
  const sampled = await sampleAll(client, lacking, triples, budget);
  const relations = iris.map((iri): ObservedRelation => {
    const count = triples.get(iri) as number;
    const guess = sampled.get(iri) ?? unknownOf(count);
    const from = forward.get(iri) ?? scaled(guess.out, count);
    const to = backward.get(iri) ?? scaled(guess.into, count);
    const typed = values.get(iri) ?? guess.datatypes;
    return {
      iri,
      triples: forward.get(iri)?.triples ?? count,
      subjects: from.distinct,
      objects: to.distinct,
      maximumObjects: from.most,
      maximumSubjects: to.most,
      literals: typed.reduce((sum, one) => sum + one.count, 0),
      datatypes: typed,
      subjectClasses: heads.get(iri) ?? [],
      objectClasses: tails.get(iri) ?? [],
    };
  });
  return { relations, estimated: lacking.length };
}

interface Asking {
  readonly client: Client;
  readonly budget: Budget;
  readonly queue: readonly string[];
  readonly atOnce: boolean;
}

/** An aspect of all relations. `sparse`: a relation without rows has none, where all were asked about at once. */
async function collect<T>(
  { client, budget, queue, atOnce }: Asking,
  aspect: Aspect<T>,
  sparse: boolean,
): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  const all = atOnce ? await budget.attempt(ALL, (time) => client.select(aspect.query(), time)) : undefined;
  if (all !== undefined && !all.partial) {
    const rows = byRelation(all.rows);
    for (const iri of queue) {
      const own = rows.get(iri);
      if (own !== undefined || sparse) found.set(iri, aspect.read(own ?? []));
    }
    return found;
  }
  await Promise.all(
    queue.map(async (iri) => {
      const answer = await budget.attempt(ONE, (time) => client.select(aspect.query(iri), time));
      if (answer !== undefined && !answer.partial) found.set(iri, aspect.read(answer.rows));
    }),
  );
  return found;
}

function byRelation(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const cell = row['p'];
    if (typeof cell !== 'object' || cell.kind !== 'iri') continue;
    const group = groups.get(cell.iri);
    if (group === undefined) groups.set(cell.iri, [row]);
    else group.push(row);
  }
  return groups;
}

interface Guess {
  readonly out: Degrees;
  readonly into: Degrees;
  readonly datatypes: readonly Counted[];
}

async function sampleAll(
  client: Client,
  iris: readonly string[],
  triples: ReadonlyMap<string, number>,
  budget: Budget,
): Promise<ReadonlyMap<string, Guess>> {
  const guesses = new Map<string, Guess>();
  await Promise.all(
    iris.map(async (iri) => {
      const query = select({ variables: [s, o], where: [statement(s, iriTerm(iri), o)], limit: SAMPLED });
      const answer = await budget.attempt(ONE, (time) => client.select(query, time));
      if (answer !== undefined && answer.rows.length > 0)
        guesses.set(iri, guessOf(answer.rows, triples.get(iri) as number));
    }),
  );
  return guesses;
}

/** What a sample says of a relation with so many triples. */
function guessOf(rows: readonly Row[], triples: number): Guess {
  const types = new Map<string, number>();
  for (const { o: cell } of rows) {
    if (typeof cell === 'object' && cell.kind === 'literal')
      types.set(cell.datatype, (types.get(cell.datatype) ?? 0) + 1);
  }
  const share = Math.max(1, triples / rows.length);
  const typed = [...types].map(([iri, count]) => ({ iri, count: Math.round(count * share) }));
  typed.sort((left, right) => right.count - left.count || compareCodePoints(left.iri, right.iri));
  return { out: degreesIn(rows, 's'), into: degreesIn(rows, 'o'), datatypes: typed };
}

function degreesIn(rows: readonly Row[], end: 's' | 'o'): Degrees {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const cell = row[end];
    const key = typeof cell === 'object' ? termKey(cell) : '';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { triples: rows.length, distinct: counts.size, most: Math.max(...counts.values()) };
}

/** What was not counted is never called single-valued: that would promise too much. */
function scaled({ triples, distinct, most }: Degrees, count: number): Degrees {
  if (triples >= count) return { triples, distinct, most };
  return { triples: count, distinct: Math.max(1, Math.round((distinct / triples) * count)), most: Math.max(2, most) };
}

function unknownOf(count: number): Guess {
  const degrees = { triples: count, distinct: count, most: 2 };
  return { out: degrees, into: degrees, datatypes: [] };
}
