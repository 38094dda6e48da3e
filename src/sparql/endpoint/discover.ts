/** What an endpoint holds, found out within a span of time: what could not be had in it is estimated, and asked again at the next start. */
import { compareCodePoints } from '../../graph/code-points.ts';
import { ALTERNATIVE, PREFERRED } from '../../graph/labels.ts';
import { owl, rdf, rdfs } from '../../graph/namespaces.ts';
import type { Observations } from '../../graph/source.ts';
import { filter, group, iriTerm, type Pattern, type VariableTerm, variable } from '../build.ts';
import { numberIn } from './aspects.ts';
import type { Budget } from './budget.ts';
import { countClasses } from './class-counts.ts';
import type { Client } from './client.ts';
import { DECLARING, entity } from './patterns.ts';
import { countRelations } from './relation-counts.ts';
import { listRelations, type Scope } from './relation-list.ts';
import { among, apply, computed, inner, select, statement, tally } from './select.ts';

export interface Discovery {
  readonly observations: Observations;
  /** Relations whose objects are names, the best first, as far as they occur. */
  readonly preferred: readonly string[];
  readonly naming: readonly string[];
  /** IRIs that are no entities: relations, classes, what declares. */
  readonly others: readonly string[];
  /** Languages that names are in, `''` for none. */
  readonly languages: readonly string[];
  /** Rows asked for at once: below what the endpoint cuts answers at. */
  readonly page: number;
  /** What is only known roughly, in words; empty where all was counted. */
  readonly rough: readonly string[];
}

/** Longest that one query may take, in milliseconds. */
const ASKING = 4000;
/** One row more is what some servers cut answers at without being told to (Virtuoso: 10,000). */
export const PAGE = 9999;
const MOST_OTHERS = 5000;
const SAMPLED_NAMES = 20_000;

const [s, p, o, x] = ['s', 'p', 'o', 'x'].map(variable) as [VariableTerm, VariableTerm, VariableTerm, VariableTerm];

/** @param budget what all of it may take together */
export async function discover(client: Client, scope: Scope, budget: Budget): Promise<Discovery> {
  const list = await listRelations(client, scope, budget);
  const present = (iri: string): boolean => list.triples.has(iri);
  const page = await pageSize(client, budget);
  const [counts, { classes, exact }, declared, languages] = await Promise.all([
    countRelations(client, list, present(rdf.type), budget),
    countClasses(client, present, scope.classes, budget),
    declaredTerms(client, present, budget),
    languagesOf(client, PREFERRED.filter(present), budget),
  ]);
  const others = [...new Set([...list.triples.keys(), ...classes.map(({ iri }) => iri), ...declared])];
  others.sort(compareCodePoints);
  const preferred = PREFERRED.filter(present);
  const entities = await countEntities(client, others, budget);
  const labelled = await countLabelled(client, preferred, others, budget);
  const triples = counts.relations.reduce((sum, relation) => sum + relation.triples, 0);
  const rough = [
    ...(list.basis === 'counted'
      ? []
      : [`relations and their triples (${list.basis === 'void' ? 'as its VoID description says' : 'by a sample'})`]),
    ...(counts.estimated === 0 ? [] : [`${counts.estimated} of ${counts.relations.length} relations`]),
    ...(exact ? [] : ['classes']),
    ...(entities === undefined ? ['the number of entities'] : []),
  ];
  const guess = counts.relations.reduce((most, { subjects, objects }) => Math.max(most, subjects, objects), 0);
  const observations: Observations = {
    triples,
    entities: entities ?? guess,
    labelled: labelled ?? 0,
    relations: counts.relations,
    classes,
  };
  const naming = [...preferred, ...ALTERNATIVE.filter(present)];
  return { observations, preferred, naming, others, languages, page, rough };
}

/** Servers cut answers without saying so: what comes back of a list that is surely longer shows where. */
async function pageSize(client: Client, budget: Budget): Promise<number> {
  // Rows are counted; a variable that nothing binds keeps them empty.
  const nothing = variable('nothing');
  const ask = (limit: number, offset = 0) =>
    budget.attempt(ASKING, (time) =>
      client.select(select({ variables: [nothing], where: [statement(s, p, o)], limit, offset }), time),
    );
  const rows = (await ask(PAGE + 1))?.rows.length ?? 0;
  if (rows === 0 || rows > PAGE) return PAGE;
  // Where that is not answered either, the worst is taken for true: it costs no more than further pages.
  const beyond = (await ask(1, rows))?.rows.length ?? 1;
  return beyond === 0 ? PAGE : Math.max(1, rows - 1);
}

/** What is declared to be a relation, class or shape, or stands in a domain or range. */
async function declaredTerms(client: Client, present: (iri: string) => boolean, budget: Budget): Promise<string[]> {
  const queries: Pattern[][] = [rdfs.domain, rdfs.range]
    .filter(present)
    .map((relation) => [statement(s, iriTerm(relation), x)]);
  if (present(rdf.type)) queries.push([among(o, DECLARING), statement(x, iriTerm(rdf.type), o)], onlyOfHeaders());
  const found = await Promise.all(
    queries.map(async (where) => {
      const query = select({
        variables: [x],
        distinct: true,
        where: [...where, filter(apply('isiri', x))],
        limit: MOST_OTHERS,
      });
      const answer = await budget.attempt(ASKING, (time) => client.select(query, time));
      return (answer?.rows ?? []).flatMap(({ x: cell }) =>
        typeof cell === 'object' && cell.kind === 'iri' ? [cell.iri] : [],
      );
    }),
  );
  return found.flat();
}

/** What nothing but an ontology's header speaks of: a licence, an earlier version. */
function onlyOfHeaders(): Pattern[] {
  const header = (node: VariableTerm): Pattern => statement(node, iriTerm(rdf.type), iriTerm(owl.Ontology));
  const [q, r, t, u] = ['q', 'r', 't', 'u'].map(variable) as [VariableTerm, VariableTerm, VariableTerm, VariableTerm];
  const spoken = apply('notexists', group([statement(x, q, o)]));
  const others = apply('notexists', group([statement(u, r, x), filter(apply('notexists', group([header(u)])))]));
  return [header(s), statement(s, t, x), filter(spoken), filter(others)];
}

async function countEntities(client: Client, others: readonly string[], budget: Budget): Promise<number | undefined> {
  if (others.length > MOST_OTHERS) return undefined;
  const query = select({ variables: [tally('count', x, 'n', true)], where: entity(others)(x) });
  const answer = await budget.attempt(ASKING, (time) => client.select(query, time));
  return answer === undefined || answer.partial ? undefined : numberIn(answer.rows[0]?.['n']);
}

async function countLabelled(
  client: Client,
  preferred: readonly string[],
  others: readonly string[],
  budget: Budget,
): Promise<number | undefined> {
  if (preferred.length === 0) return 0;
  if (others.length > MOST_OTHERS) return undefined;
  const where = [among(p, preferred), statement(x, p, o), ...entity(others)(x)];
  const query = select({ variables: [tally('count', x, 'n', true)], where });
  const answer = await budget.attempt(ASKING, (time) => client.select(query, time));
  return answer === undefined ? undefined : numberIn(answer.rows[0]?.['n']);
}

/** The languages of all names, or of the first so many. */
async function languagesOf(client: Client, preferred: readonly string[], budget: Budget): Promise<string[]> {
  const found = new Set(['', 'en']);
  for (const relation of preferred) {
    const names = inner({ variables: [o], where: [statement(s, iriTerm(relation), o)], limit: SAMPLED_NAMES });
    const query = select({ variables: [computed(apply('lang', o), 'l')], distinct: true, where: [names] });
    const answer = await budget.attempt(ASKING, (time) => client.select(query, time));
    for (const { l: cell } of answer?.rows ?? [])
      if (typeof cell === 'object' && cell.kind === 'literal') found.add(cell.value);
  }
  return [...found].sort(compareCodePoints);
}
