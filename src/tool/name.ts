/** Names of relation tools: readable, short enough for every client, and the same whatever the order of the relations. */

import { hasInverseTool } from '../relation/directions.ts';
import { chooseDistinct } from '../relation/distinct.ts';
import type { Relation } from '../relation/relation.ts';
import { nounOfParticiple } from '../relation/wording/agent.ts';
import { shortHash } from '../relation/wording/clean.ts';
import { foldToSnake } from './snake.ts';

/** Tool names by the IRI of their relation. Valued relations have no inverse tool. */
export type ToolNames = ReadonlyMap<string, { readonly forward: string; readonly inverse: string | undefined }>;

/** Names of the tools that every graph has; no relation tool takes one. */
export const reservedToolNames = [
  'search_entities',
  'describe_entity',
  'describe_graph',
  'get_intersection_of',
  'get_union_of',
  'get_difference_of',
  'get_negation_of',
  'get_members_of_class',
  'read_result',
  'find_relation',
  'follow_relation',
  'begin_task',
  'submit_answer',
] as const;

const longestName = 40;

/**
 * Names each direction of each relation, as `^[a-z][a-z0-9_]{0,39}$`:
 *
 * | said as | forward | inverse |
 * |---|---|---|
 * | noun | `get_capital_of_country` | `get_country_by_capital` |
 * | participle with a noun for its other end | `get_director_of_film` | `get_film_by_director` |
 * | any other participle | `get_what_film_is_set_in` | `get_film_set_in` |
 * | verb | `get_what_compound_contains` | `get_compound_that_contains` |
 *
 * What does not fit loses its class first, then the end of the relation. All members of a collision get a hash of their IRI.
 */
export function nameTools(relations: readonly Relation[]): ToolNames {
  const wanted = relations.flatMap((relation) => [
    { iri: relation.iri, candidates: candidatesOf(relation, false) },
    ...(hasInverseTool(relation) ? [{ iri: relation.iri, candidates: candidatesOf(relation, true) }] : []),
  ]);
  const chosen = chooseDistinct(
    wanted.map(({ candidates }) => candidates),
    reservedToolNames,
  );
  const names = new Map<string, { forward: string; inverse: string | undefined }>();
  for (const [index, { iri }] of wanted.entries()) {
    const name = chosen[index] ?? '';
    const forward = names.get(iri)?.forward;
    names.set(iri, forward === undefined ? { forward: name, inverse: undefined } : { forward, inverse: name });
  }
  return names;
}

function candidatesOf(relation: Relation, inverse: boolean): string[] {
  const { plain, bare } = inverse ? inverseForms(relation) : forwardForms(relation);
  const name = plain.length <= longestName ? plain : cut(bare, longestName);
  const end = inverse ? `${relation.iri} inverse` : relation.iri;
  return [name, withHash(name, shortHash(end)), withHash(name, shortHash(end, 16))];
}

interface Forms {
  readonly plain: string;
  /** Without the class. */
  readonly bare: string;
}

function forwardForms(relation: Relation): Forms {
  const { noun, said, head } = partsOf(relation);
  if (noun !== undefined) return { plain: join('get', noun, 'of', head), bare: join('get', noun) };
  const is = relation.wording.kind === 'participle' ? 'is' : '';
  return { plain: join('get_what', head, is, said), bare: join('get_what_it', is, said) };
}

function inverseForms(relation: Relation): Forms {
  const { noun, said, head } = partsOf(relation);
  if (noun !== undefined) return { plain: join('get', head, 'by', noun), bare: join('get_by', noun) };
  const isParticiple = relation.wording.kind === 'participle';
  const that = isParticiple ? '' : 'that';
  return { plain: join('get', head, that, said), bare: join('get_what', isParticiple ? 'is' : '', said) };
}

/** `noun`: the relation where it is or has a noun. A leading class is not said twice: `film genre` of a film is its genre. */
function partsOf({ iri, wording, head }: Relation): { noun: string | undefined; said: string; head: string } {
  const noun = wording.kind === 'noun' ? wording.singular : nounOfParticiple(wording);
  const spoken = foldToSnake(noun ?? wording.singular);
  const said = spoken === '' ? `relation_${shortHash(iri)}` : spoken;
  const headName = foldToSnake(head.label);
  const short = headName !== '' && said.startsWith(`${headName}_`) ? said.slice(headName.length + 1) : said;
  return { noun: noun === undefined ? undefined : short, said, head: headName };
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('_');
}

function withHash(name: string, hash: string): string {
  return `${cut(name, longestName - hash.length - 1)}_${hash}`;
}

/** The beginning that fits, cut between words where one ends in its second half. */
function cut(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const end = name.lastIndexOf('_', limit);
  return name.slice(0, end > limit / 2 ? end : limit).replace(/_+$/, '');
}
