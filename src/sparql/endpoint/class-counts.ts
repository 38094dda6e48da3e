/** The classes of an endpoint with their members, and which class is above which. */
import { compareCodePoints } from '../../graph/code-points.ts';
import { owl, rdf, rdfs } from '../../graph/namespaces.ts';
import type { ObservedClass } from '../../graph/source.ts';
import { filter, iriTerm, union, type VariableTerm, variable } from '../build.ts';
import { numberIn } from './aspects.ts';
import type { Budget } from './budget.ts';
import type { Client } from './client.ts';
import { membership } from './patterns.ts';
import type { Row } from './results.ts';
import { among, apply, canAsk, select, statement, tally } from './select.ts';

/** Longest that one query may take, in milliseconds. */
const ASKING = 4000;
const MOST_CLASSES = 9999;
const MOST_PAIRS = 50_000;

const VOID = 'http://rdfs.org/ns/void#';
const [c, d, x, p] = ['c', 'd', 'x', 'p'].map(variable) as [VariableTerm, VariableTerm, VariableTerm, VariableTerm];

export interface ClassCounts {
  /** In id order. */
  readonly classes: readonly ObservedClass[];
  /** Whether the members of subclasses are counted in, and nothing is missing. */
  readonly exact: boolean;
}

/** @param scope IRIs of the only classes that are looked at */
export async function countClasses(
  client: Client,
  present: (relation: string) => boolean,
  scope: readonly string[] | undefined,
  budget: Budget,
): Promise<ClassCounts> {
  if (!present(rdf.type) && !present(rdfs.subClassOf)) return { classes: [], exact: true };
  const above = await superclasses(client, present, budget);
  const only = scope === undefined ? [] : [among(c, scope.filter(canAsk))];
  const listed = await budget.attempt(ASKING, (time) => client.select(listQuery(only), time));
  const counted = await budget.attempt(ASKING, (time) => client.select(countQuery(only, true), time));
  // Without subclasses the count is cheap, and too low only where there are any.
  const stated = counted ?? (await budget.attempt(ASKING, (time) => client.select(countQuery(only, false), time)));
  const members = countsIn(stated?.rows ?? (await voidClasses(client, budget)));
  const iris = new Set([...(listed?.rows ?? []).flatMap(iriOf), ...members.keys()]);
  const classes = [...iris].sort(compareCodePoints).map((iri) => ({
    iri,
    members: members.get(iri) ?? 0,
    superclasses: closureOf(iri, above),
  }));
  return { classes, exact: listed !== undefined && counted !== undefined && listed.rows.length < MOST_CLASSES };
}

type Patterns = readonly ReturnType<typeof among>[];

/** Objects of `rdf:type`, both ends of `rdfs:subClassOf`, whatever is declared one. */
function listQuery(only: Patterns): string {
  const type = iriTerm(rdf.type);
  const above = iriTerm(rdfs.subClassOf);
  const anywhere = union([
    [statement(x, type, c)],
    [statement(c, above, x)],
    [statement(x, above, c)],
    ...[rdfs.Class, owl.Class].map((declared) => [statement(c, type, iriTerm(declared))]),
  ]);
  const where = [...only, anywhere, filter(apply('isiri', c))];
  return select({ variables: [c], distinct: true, where, limit: MOST_CLASSES });
}

function countQuery(only: Patterns, subclasses: boolean): string {
  const member = subclasses ? membership(x, c) : statement(x, iriTerm(rdf.type), c);
  const where = [...only, member, filter(apply('isiri', x))];
  return select({ variables: [c, tally('count', x, 'n', true)], where, by: [c], limit: MOST_CLASSES });
}

async function voidClasses(client: Client, budget: Budget): Promise<readonly Row[]> {
  const n = variable('n');
  const where = [statement(p, iriTerm(`${VOID}class`), c), statement(p, iriTerm(`${VOID}entities`), n)];
  const query = select({ variables: [c, n], distinct: true, where, limit: MOST_CLASSES });
  return (await budget.attempt(ASKING, (time) => client.select(query, time)))?.rows ?? [];
}

/** The classes that are stated to be above a class. */
async function superclasses(
  client: Client,
  present: (relation: string) => boolean,
  budget: Budget,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const above = new Map<string, string[]>();
  if (!present(rdfs.subClassOf)) return above;
  const where = [statement(c, iriTerm(rdfs.subClassOf), d), filter(apply('isiri', c)), filter(apply('isiri', d))];
  const query = select({ variables: [c, d], distinct: true, where, limit: MOST_PAIRS });
  const answer = await budget.attempt(ASKING, (time) => client.select(query, time));
  for (const row of answer?.rows ?? []) {
    const [lower] = iriOf(row);
    const upper = row['d'];
    if (lower === undefined || typeof upper !== 'object' || upper.kind !== 'iri') continue;
    above.set(lower, [...(above.get(lower) ?? []), upper.iri]);
  }
  return above;
}

/** All classes above one, itself left out, in id order. */
function closureOf(iri: string, above: ReadonlyMap<string, readonly string[]>): string[] {
  const reached = new Set<string>();
  const edge = [iri];
  for (let next = edge.pop(); next !== undefined; next = edge.pop()) {
    for (const upper of above.get(next) ?? []) {
      if (reached.has(upper)) continue;
      reached.add(upper);
      edge.push(upper);
    }
  }
  reached.delete(iri);
  return [...reached].sort(compareCodePoints);
}

function iriOf(row: Row): string[] {
  const cell = row['c'];
  return typeof cell === 'object' && cell.kind === 'iri' ? [cell.iri] : [];
}

function countsIn(rows: readonly Row[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const iri of iriOf(row)) counts.set(iri, Math.max(numberIn(row['n']), counts.get(iri) ?? 0));
  return counts;
}
