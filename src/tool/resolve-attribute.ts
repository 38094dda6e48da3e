/** Names of relations to relations, as an agent would write them, and what it gives for a value to the literal that is meant. */
import { xsd } from '../graph/namespaces.ts';
import type { Source } from '../graph/source.ts';
import type { Term } from '../graph/term.ts';
import { orderOf, readValue } from '../graph/value-order.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { Relation } from '../relation/relation.ts';
import { foldName } from './fold-name.ts';
import type { ToolNames } from './name.ts';
import { quote } from './quote.ts';
import { invalid, type Resolved } from './resolve.ts';

/** How many relations a fault lists. */
const LISTED = 20;

export type Literal = Extract<Term, { kind: 'literal' }>;

/** What relation names are looked up in. */
export interface RelationNames {
  readonly vocabulary: Vocabulary;
  readonly names: ToolNames;
}

/**
 * The relation that is meant by its tool's name, its wording, its CURIE or its IRI, of those that fit; else a fault that lists
 * these, named as `kind`.
 */
export function resolveRelation(
  name: string,
  { vocabulary, names }: RelationNames,
  source: Source,
  kind: string,
  fits: (relation: Relation) => boolean,
): Resolved<Relation> {
  const { relations } = vocabulary;
  const bare = name.replace(/^<(.*)>$/u, '$1');
  const found =
    relations.find(({ iri }) => names.get(iri)?.forward === name) ??
    relations.find(({ iri }) => iri === bare || iri === source.expand(bare)) ??
    relations.find(({ wording }) => foldName(wording.singular) === foldName(name));
  if (found !== undefined && fits(found)) return { ok: found };
  const there = relations.filter(fits).slice(0, LISTED);
  const listed = there.map(({ iri, wording }) => `${names.get(iri)?.forward ?? iri} (${quote(wording.singular)})`);
  const hint = listed.length > 0 ? `There are: ${listed.join(', ')}.` : 'This graph has none.';
  const what = found === undefined ? `No ${kind} is named ${quote(name)}.` : `${quote(name)} is no ${kind}.`;
  return { fault: { status: found === undefined ? 'unknown' : 'wrong_type', message: `${what} ${hint}` } };
}

/** Whether the values of a relation can be compared by more than their text. */
export function isRanked(relation: Relation): boolean {
  return relation.valued && orderOf(relation.datatype) !== undefined;
}

/** The literal that is compared with the values of a relation, of the kind that these mostly are. */
export function resolveLiteral(given: string | number, relation: Relation): Resolved<Literal> {
  const text = String(given).trim();
  const literal = literalFor(text, relation.datatype);
  if (literal !== undefined) return { ok: literal };
  const { datatype = xsd.string } = relation;
  const kind = datatype.slice(datatype.lastIndexOf('#') + 1);
  const example = EXAMPLES[kind] ?? 'such as 12.5';
  return { fault: invalid(`${quote(text)} cannot be compared with a "${kind}"; give a value ${example}.`) };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  date: 'such as "1990-01-31"',
  dateTime: 'such as "1990-01-31T12:00:00Z"',
  gYear: 'such as "1990"',
  boolean: 'true or false',
};

/** Numbers become integers or decimals where they are written so; all else takes the datatype that it is compared with. */
export function literalFor(text: string, datatype: string | undefined): Literal | undefined {
  const wanted = datatype === undefined || datatype.endsWith('#langString') ? xsd.string : datatype;
  const plain = orderOf(wanted) === 'number' ? numberFor(text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')) : undefined;
  const literal: Literal = plain ?? { kind: 'literal', value: text, datatype: wanted };
  return readValue(literal) === undefined ? undefined : literal;
}

function numberFor(text: string): Literal {
  const datatype = /^[+-]?\d+$/.test(text) ? xsd.integer : /^[+-]?\d*\.\d+$/.test(text) ? xsd.decimal : xsd.double;
  return { kind: 'literal', value: text, datatype };
}
