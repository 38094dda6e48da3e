/** Names of relation tools: readable, short enough for every client, and the same whatever the order of the relations. */

import { hasInverseTool } from '../relation/directions.ts';
import { chooseDistinct } from '../relation/distinct.ts';
import type { ClassReference, Relation } from '../relation/relation.ts';
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
  'filter_by_value',
  'get_top_by_value',
  'count_items',
  'get_table',
  'read_result',
  'find_relation',
  'follow_relation',
  'get_tail_relations',
  'get_head_relations',
  'get_tail_entities',
  'get_head_entities',
  'query_graph',
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
 * | "… of", the noun of a known class | `get_country_by_capital` | `get_capital_of_country` |
 * | any other participle | `get_what_film_is_set_in` | `get_film_set_in` |
 * | verb | `get_what_compound_contains` | `get_compound_that_contains` |
 *
 * What does not fit keeps only the head noun of its class, then loses the class, then the end of the relation. All members of a
 * collision get a hash of their IRI.
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
  const say = phraseOf(relation, inverse);
  const forms = [...classNames(classNamed(relation).label), ''].map(say);
  const name = forms.find((form) => form.length <= longestName) ?? cutPhrase(forms.at(-1) ?? '');
  const end = inverse ? `${relation.iri} inverse` : relation.iri;
  const given = relation.toolNames?.[inverse ? 'inverse' : 'forward'];
  return [
    ...(given === undefined ? [] : [given]),
    name,
    withHash(name, shortHash(end)),
    withHash(name, shortHash(end, 16)),
  ];
}

/** The name of a direction, given the name of its class; the empty one says it without. */
function phraseOf(relation: Relation, inverse: boolean): (className: string) => string {
  const possession = possessionOf(relation);
  const { kind } = relation.wording;
  const of = (noun: string) => (name: string) => join('get', noun, name === '' ? '' : `of_${name}`);
  const by = (noun: string) => (name: string) => join('get', name, 'by', noun);
  if (possession !== undefined) return (inverse ? by : of)(foldWords(relation.iri, possession, relation.head.label));
  const owned = ownedBy(relation);
  if (owned !== undefined) return (inverse ? of : by)(foldWords(relation.iri, owned, relation.tail.label));
  const said = foldWords(relation.iri, relation.wording.singular, '');
  const is = kind === 'participle' ? 'is' : '';
  if (!inverse) return (name) => join('get_what', name === '' ? 'it' : name, is, said);
  const that = kind === 'verb' ? 'that' : said.endsWith('_of') ? 'that_is' : '';
  return (name) => (name === '' ? join('get_what', is, said) : join('get', name, that, said));
}

/** The noun for what the head has: `capital`, `director` for `directed by`. */
function possessionOf({ wording }: Relation): string | undefined {
  return wording.kind === 'noun' ? wording.singular : nounOfParticiple(wording);
}

/** The noun for what the head is to the tail: `capital` for `capital of`, where the class of the tail is known. */
function ownedBy({ wording, tail }: Relation): string | undefined {
  const known = wording.kind === 'participle' && tail.basis !== 'none';
  return known && wording.singular.endsWith(' of') ? wording.singular.slice(0, -' of'.length) : undefined;
}

function classNamed(relation: Relation): ClassReference {
  return possessionOf(relation) === undefined && ownedBy(relation) !== undefined ? relation.tail : relation.head;
}

/** A class in full and by its head noun: `educational_institution`, `institution`; `hall_of_fame`, `hall`. */
function classNames(label: string): string[] {
  const full = foldToSnake(label);
  const [phrase = ''] = full.split(/_(?:of|in|with|for|at|to|on|from|by)_/);
  const head = phrase.slice(phrase.lastIndexOf('_') + 1);
  return full === '' || full.includes('_or_') || head === '' ? [full] : [full, head];
}

/** Words as part of a name. The class is not said twice: `film genre` of a film is its genre. */
function foldWords(iri: string, words: string, classLabel: string): string {
  const folded = foldToSnake(words);
  if (folded === '') return `relation_${shortHash(iri)}`;
  const repeated = `${foldToSnake(classLabel)}_`;
  return repeated !== '_' && folded.startsWith(repeated) ? folded.slice(repeated.length) : folded;
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

/** A phrase that is cut ends before its last preposition: `get_density_in_grams_per_cubic` → `get_density_in_grams`. */
function cutPhrase(phrase: string): string {
  const short = cut(phrase, longestName);
  if (short === phrase) return phrase;
  const whole =
    /^(get(?:_[a-z0-9]+){2,}?)(?:_(?:of|in|per|with|for|at|to|on|from|by|the|and|or|most))+(?:_[a-z0-9]*)?$/.exec(
      short,
    )?.[1];
  return whole ?? short;
}
