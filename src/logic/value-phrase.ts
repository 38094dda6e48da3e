/** Conditions and superlatives over values as English: "with a population above 50,000,000", "the largest area". */
import { orderOf } from '../graph/value-order.ts';
import { withArticle } from '../relation/article.ts';
import type { Relation } from '../relation/relation.ts';
import type { TopFormula, WhereFormula } from './formula.ts';

type Where = WhereFormula['where'];

const NUMBER_WORDS = { '<': 'below', '<=': 'of at most', '=': 'of', '>=': 'of at least', '>': 'above' } as const;
const TIME_WORDS = { '<': 'before', '<=': 'not after', '=': 'of', '>=': 'not before', '>': 'after' } as const;

/** "with a population above 50,000,000", "with a founding date before 1990-01-01". */
export function conditionPhrase({ is, value, datatype }: Where, relation: Relation): string {
  const words = isTime(relation, datatype) ? TIME_WORDS : NUMBER_WORDS;
  const { unit } = measureOf(relation);
  return `with ${attributePhrase(relation)} ${words[is]} ${saidValue(value, datatype, relation)}${unit === undefined ? '' : ` ${unit}`}`;
}

/** "have a population above 50,000,000". */
export function conditionPredicate(where: Where, relation: Relation, negated: boolean): string {
  return conditionPhrase(where, relation).replace('with', negated ? 'do not have' : 'have');
}

function attributePhrase(relation: Relation): string {
  return withArticle(measureOf(relation).noun);
}

/** An attribute without its unit, and the unit where its wording ends in one: "area in square kilometres". */
function measureOf({ wording, datatype }: Relation): { noun: string; unit: string | undefined } {
  if (wording.kind !== 'noun') return { noun: `value of "${wording.singular}"`, unit: undefined };
  const [, noun, unit] = /^(.+) in ([a-z]+(?: [a-z]+)*)$/u.exec(wording.singular) ?? [];
  return noun === undefined || orderOf(datatype) !== 'number'
    ? { noun: wording.singular, unit: undefined }
    : { noun, unit };
}

/** What the members of a set are ranked by: "the largest area", "the earliest founding date". */
export function superlativePhrase(order: TopFormula['order'], relation: Relation): string {
  return `the ${degree(order, relation).superlative} ${measureOf(relation).noun}`;
}

/** "the larger area", where there are two. */
export function comparativePhrase(order: TopFormula['order'], relation: Relation): string {
  return `the ${degree(order, relation).comparative} ${measureOf(relation).noun}`;
}

/** Measures that are high or low rather than large or small. */
const HIGH =
  /\b(?:altitude|cost|density|electronegativity|elevation|energy|frequency|height|index|level|number|percentage|point|price|rate|score|temperature)\b/u;
const GREAT = /\b(?:age|depth|distance|duration|length|mass|speed|weight|width)\b/u;

function degree(order: TopFormula['order'], relation: Relation): { comparative: string; superlative: string } {
  const [up, down] = isTime(relation, relation.datatype)
    ? ['late', 'early']
    : HIGH.test(relation.wording.singular)
      ? ['high', 'low']
      : [GREAT.test(relation.wording.singular) ? 'great' : 'large', 'small'];
  const stem = (order === 'largest' ? up : down).replace(/y$/, 'i').replace(/e$/, '');
  return { comparative: `${stem}er`, superlative: `${stem}est` };
}

function isTime({ wording }: Relation, datatype: string | undefined): boolean {
  return orderOf(datatype) === 'time' || isYear(wording.singular);
}

const isYear = (wording: string): boolean => /\byear\b/u.test(wording);

/** A value as a question shows it: numbers in groups of three, all else as it stands, texts in quotation marks. */
export function saidValue(value: string, datatype: string, { wording }: Pick<Relation, 'wording'>): string {
  const order = orderOf(datatype);
  if (order === 'time') return value;
  if (order === undefined) return JSON.stringify(value);
  const [, sign, whole, rest] = /^([+-]?)(\d{5,})(\.\d+)?$/.exec(value) ?? [];
  if (whole === undefined || isYear(wording.singular)) return value;
  return `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${rest ?? ''}`;
}
