/** Which entities of an endpoint bear a name: exactly, but for case, or nearly. */

import { EndpointError, SparqlError } from '../../errors.ts';
import { compareCodePoints } from '../../graph/code-points.ts';
import { cleanLabel, foldLabel } from '../../graph/name/clean.ts';
import { NearNames, NearNamesBuilder } from '../../graph/name/near-names.ts';
import { tokensOf } from '../../graph/name/tokens.ts';
import { rdf, xsd } from '../../graph/namespaces.ts';
import { termKey } from '../../graph/term.ts';
import { type Expression, filter, type Pattern, type VariableTerm, variable } from '../build.ts';
import type { Discovery } from './discover.ts';
import { type Labels, unstatedLabel } from './labels.ts';
import { listAll } from './paging.ts';
import { memberOf } from './patterns.ts';
import type { Row } from './results.ts';
import { among, apply, canAsk, select, statement, text } from './select.ts';
import type { Asking } from './set-algebra.ts';

/** Longest that looking through all names may take, in milliseconds: no index helps an endpoint with it. */
const SCANNING = 8000;
/** Names that a search looks at more closely. */
const MOST_NEAR = 2000;
/** Of a word that is asked for, so many letters must stand in a name: what follows may be misspelt. Fewer where that finds nothing. */
const STEMS = [4, 2];
const MOST_WORDS = 4;
const MOST_NAMESPACES = 8;

const [x, p, n] = ['x', 'p', 'n'].map(variable) as [VariableTerm, VariableTerm, VariableTerm];

export interface NameSearch {
  /** IRIs of the bearers in id order, at most `limit`. */
  named(name: string, limit: number): Promise<readonly string[]>;
  /** IRIs of entities with a name near this one, best first. */
  search(text: string, limit: number, classIri?: string): Promise<readonly string[]>;
}

export function createNameSearch(
  asking: Asking,
  discovery: Discovery,
  labels: Labels,
  exists: (iri: string) => Promise<boolean>,
): NameSearch {
  const others = new Set(discovery.others);
  const { naming, languages } = discovery;
  const scanned = naming.length === 0 ? [] : [among(p, naming), statement(x, p, n)];

  async function bearers(where: readonly Pattern[], limit: number, timeout?: number): Promise<string[]> {
    if (naming.length === 0) return [];
    const reach = { page: Math.min(asking.reach.page, limit + others.size), most: asking.reach.most };
    const { rows } = await listAll(asking.client, { variables: [x], distinct: true, where }, reach, timeout);
    return irisIn(rows)
      .filter((iri) => !others.has(iri))
      .sort(compareCodePoints);
  }

  /** Names in any language that the endpoint has: each is looked up, none is searched for. */
  async function exactly(name: string, limit: number): Promise<string[]> {
    const keys = languages.map((language) =>
      termKey(
        language === ''
          ? { kind: 'literal', value: name, datatype: xsd.string }
          : { kind: 'literal', value: name, datatype: rdf.langString, language },
      ),
    );
    const askable = keys.filter(canAsk);
    if (askable.length === 0) return [];
    return await bearers([among(n, askable), among(p, naming), statement(x, p, n)], limit);
  }

  /** All names are looked through; where that takes too long, only the usual spellings are tried. */
  async function folded(name: string, limit: number): Promise<string[]> {
    const low = foldLabel(name);
    try {
      const same = apply('=', apply('lcase', apply('str', n)), text(low));
      return await bearers([...scanned, filter(same)], limit, SCANNING);
    } catch (error) {
      if (error instanceof SparqlError) return [];
      if (!isSlow(error)) throw error;
    }
    const found = await Promise.all(spellings(low).map((spelling) => exactly(spelling, limit)));
    return [...new Set(found.flat())].sort(compareCodePoints);
  }

  /** Entities without a label are called by their local names: those that could be so called are looked up. */
  async function unlabelled(name: string): Promise<string[]> {
    const { entities, labelled } = discovery.observations;
    if (entities > 0 && labelled >= entities) return [];
    const guesses = namespacesOf(discovery).flatMap((base) => localNames(name).map((local) => `${base}${local}`));
    const likely = guesses.filter((iri) => !others.has(iri) && canAsk(iri) && unstatedLabel(iri) === name);
    const there = await Promise.all(likely.map(exists));
    const found = likely.filter((_, index) => there[index]);
    const stated = await labels.stated(found);
    return found.filter((iri) => !stated.has(iri));
  }

  return {
    named: async (name, limit) => {
      const clean = cleanLabel(name);
      if (clean === '') return [];
      const [byName, byIri] = await Promise.all([exactly(clean, limit), unlabelled(clean)]);
      const exact = [...new Set([...byName, ...byIri])].sort(compareCodePoints);
      return (exact.length > 0 ? exact : await folded(clean, limit)).slice(0, limit);
    },
    search: async (asked, limit, classIri) => {
      const words = tokensOf(foldLabel(cleanLabel(asked)));
      if (words.length === 0 || naming.length === 0) return [];
      const within = classIri === undefined ? [] : memberOf(classIri)(x);
      for (const stem of STEMS) {
        const near = ranked(await nearRows(asking, [...scanned, ...within], words, stem), asked);
        const found = near.filter((iri) => !others.has(iri)).slice(0, limit);
        if (found.length > 0) return found;
      }
      return [];
    },
  };
}

/** Names that hold the beginning of any of the words; none where looking takes too long. */
async function nearRows(
  { client }: Asking,
  where: readonly Pattern[],
  words: readonly string[],
  stem: number,
): Promise<readonly Row[]> {
  const longest = [...words].sort((left, right) => right.length - left.length || compareCodePoints(left, right));
  const holds = (word: string): Expression =>
    apply('contains', apply('lcase', apply('str', n)), text([...word].slice(0, stem).join('')));
  const any = longest.slice(0, MOST_WORDS).map(holds);
  const filtered = [...where, filter(any.reduce((left, right) => apply('||', left, right)))];
  try {
    return (await client.select(select({ variables: [x, n], where: filtered, limit: MOST_NEAR }), SCANNING)).rows;
  } catch (error) {
    if (isSlow(error) || error instanceof SparqlError) return [];
    throw error;
  }
}

/** The same ranking as in a graph in memory, among the names that came. */
function ranked(rows: readonly Row[], asked: string): string[] {
  const named = rows.flatMap(({ x: cell, n: name }) =>
    typeof cell === 'object' && cell.kind === 'iri' && typeof name === 'object' && name.kind === 'literal'
      ? [{ iri: cell.iri, folded: foldLabel(cleanLabel(name.value)) }]
      : [],
  );
  named.sort((left, right) => compareCodePoints(left.iri, right.iri) || compareCodePoints(left.folded, right.folded));
  const builder = new NearNamesBuilder();
  for (const { folded } of named) builder.add(folded);
  const near = new NearNames(builder.rows()).near(foldLabel(cleanLabel(asked)));
  return [...new Set(near.map(({ name }) => named[name]?.iri as string))];
}

/** Whether an endpoint was asked for too much, rather than being gone. */
function isSlow(error: unknown): boolean {
  return (
    error instanceof EndpointError &&
    ['endpoint_timeout', 'endpoint_refused', 'endpoint_too_large'].includes(error.code)
  );
}

function spellings(low: string): string[] {
  const capital = (word: string): string => word.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
  return [...new Set([low, capital(low), low.split(' ').map(capital).join(' '), low.toUpperCase()])];
}

/** What IRIs of examples begin with, the most frequent first. */
function namespacesOf({ observations }: Discovery): string[] {
  const counts = new Map<string, number>();
  for (const { example, triples } of observations.relations) {
    const iris =
      example === undefined ? [] : [example.subject, ...(example.object.kind === 'iri' ? [example.object.iri] : [])];
    for (const iri of iris) {
      const base = iri.replace(/[^#/:]*$/, '');
      counts.set(base, (counts.get(base) ?? 0) + triples);
    }
  }
  const bases = [...counts].sort(([left, some], [right, more]) => more - some || compareCodePoints(left, right));
  return bases.slice(0, MOST_NAMESPACES).map(([base]) => base);
}

/** Local names that are read as this name. */
function localNames(name: string): string[] {
  const words = name.split(' ');
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const camel = words.map((word, index) => (index === 0 ? word : capital(word))).join('');
  const plain = [name, name.replaceAll(' ', '_'), words.join(''), camel, words.map(capital).join('')];
  return [...new Set(plain.flatMap((local) => [local, encodeURIComponent(local)]))];
}

function irisIn(rows: readonly Row[]): string[] {
  return rows.flatMap(({ x: cell }) => (typeof cell === 'object' && cell.kind === 'iri' ? [cell.iri] : []));
}
