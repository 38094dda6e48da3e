/** Reads what a source says about schema terms: whole sets as IRIs, and the objects of a pattern by kind. */
import type { Source, Step, TermSet } from '../graph/source.ts';
import type { Term } from '../graph/term.ts';

const pageSize = 1000;

/** The IRI behind the id that a source shows. */
function iriOfId(source: Source, id: string): string {
  const expanded = source.expand(id);
  return expanded !== undefined && source.compact(expanded) === id ? expanded : id;
}

/** The IRIs of a set, in id order. */
export async function irisOf(source: Source, set: TermSet): Promise<string[]> {
  const found: string[] = [];
  for (let offset = 0; offset < set.size; offset += pageSize) {
    for (const item of await source.items(set, { offset, limit: pageSize })) {
      if (item.kind === 'entity') found.push(iriOfId(source, item.id));
    }
  }
  return found;
}

/** Subjects that have a relation to any of these IRIs. */
export async function subjectsOf(source: Source, relation: string, objects: readonly string[]): Promise<string[]> {
  const from = await source.setOf(objects);
  if (from.size === 0) return [];
  return irisOf(source, await source.follow({ relation, inverse: true, from }));
}

/** The pairs of a relation between entities as `subject object` ids; undefined where the source does not tell them all. */
export async function pairsOf(
  source: Source,
  relation: string,
  triples: number,
): Promise<ReadonlySet<string> | undefined> {
  const from = await source.follow({ relation, inverse: true, from: await source.members() });
  if (from.truncated || from.size < 2) return undefined;
  const step: Step = { relation, inverse: false, from };
  const set = await source.follow(step);
  const pairs = new Set<string>();
  for (let offset = 0; offset < set.size; offset += pageSize) {
    for (const item of await source.items(set, { offset, limit: pageSize }, step)) {
      if (item.kind !== 'entity') return undefined;
      for (const subject of item.of ?? []) pairs.add(`${subject} ${item.id}`);
    }
  }
  return pairs.size === triples ? pairs : undefined;
}

export function irisAmong(terms: readonly Term[]): string[] {
  return terms.flatMap((term) => (term.kind === 'iri' ? [term.iri] : []));
}

/** The text of a literal: the one in plain or English language first, then the first by language. */
export function textAmong(terms: readonly Term[]): string | undefined {
  const literals = terms.flatMap((term) => (term.kind === 'literal' ? [term] : []));
  const preferred = literals.find(
    ({ language }) => language === undefined || language === 'en' || language.startsWith('en-'),
  );
  return (preferred ?? literals[0])?.value;
}
