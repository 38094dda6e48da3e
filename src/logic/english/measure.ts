/** Values as English: "with a population above 50,000,000", "founded before 1950", "the largest area", "was born first". */
import { orderOf } from '../../graph/value-order.ts';
import { withArticle } from '../../relation/article.ts';
import type { Relation } from '../../relation/relation.ts';
import { pluralise } from '../../relation/wording/plural.ts';
import type { TopFormula, WhereFormula } from '../formula.ts';
import type { Form } from './clause.ts';
import { type Deed, deedOfTime } from './deed-of-time.ts';

type Where = WhereFormula['where'];
type Order = TopFormula['order'];

const NUMBER_WORDS = { '<': 'below', '<=': 'of at most', '=': 'of', '>=': 'of at least', '>': 'above' } as const;
const TIME_WORDS = { '<': 'before', '<=': 'not after', '=': 'of', '>=': 'not before', '>': 'after' } as const;

/** A relation to values, as what is measured. */
export interface Measure {
  /** "area", where the unit is said apart. */
  readonly noun: string;
  readonly unit: string | undefined;
  /** What happened at the time that is told: "was founded". */
  readonly deed: Deed | undefined;
  /** "the largest area", of several "the largest areas". */
  superlative(order: Order, several?: boolean): string;
  /** "the larger area", where there are two. */
  comparative(order: Order): string;
  /** "longer" and "longest", where the measure has an adjective of its own. */
  readonly adjective: ((order: Order) => { readonly comparative: string; readonly superlative: string }) | undefined;
  /** A comparison after a noun ("with an area above 5") and as a verb phrase ("have an area above 5"). */
  condition(where: Where): Condition;
}

export interface Condition {
  readonly after: string;
  readonly verb: (form: Form) => string;
}

export function measured(relation: Relation): Measure {
  const { noun, unit } = nounAndUnit(relation);
  return {
    noun,
    unit,
    deed: isTime(relation, relation.datatype) ? deedOfTime(relation.wording.singular) : undefined,
    superlative: (order, several = false) =>
      `the ${degree(order, relation).superlative} ${several ? pluralise(noun) : noun}`,
    comparative: (order) => `the ${degree(order, relation).comparative} ${noun}`,
    adjective: /^(?:length|age)$/u.test(noun) ? (order) => adjectiveOf(noun, order) : undefined,
    condition: (where) => conditionOf(where, relation),
  };
}

function adjectiveOf(noun: string, order: Order): { comparative: string; superlative: string } {
  const [up, down] = noun === 'age' ? ['old', 'young'] : ['long', 'short'];
  const stem = order === 'largest' ? up : down;
  return { comparative: `${stem}er`, superlative: `${stem}est` };
}

function conditionOf({ is, value, datatype }: Where, relation: Relation): Condition {
  const time = isTime(relation, datatype);
  const { noun, unit } = nounAndUnit(relation);
  const said = `${saidValue(value, datatype, relation)}${unit === undefined ? '' : ` ${unit}`}`;
  const deed = time ? deedOfTime(relation.wording.singular) : undefined;
  if (deed !== undefined) {
    const when = {
      '<': `before ${said}`,
      '<=': `in ${said} or earlier`,
      '=': `in ${said}`,
      '>=': `in ${said} or later`,
      '>': `after ${said}`,
    };
    return {
      after: deed.after === undefined ? `that ${deed.past(true)} ${when[is]}` : `${deed.after} ${when[is]}`,
      verb: (form) => `${form.negated ? deed.denied(form.many) : deed.past(form.many)} ${when[is]}`,
    };
  }
  const what = `${withArticle(noun)} ${(time ? TIME_WORDS : NUMBER_WORDS)[is]} ${said}`;
  return {
    after: `with ${what}`,
    verb: ({ many, negated }) =>
      negated ? `${many ? 'do' : 'does'} not have ${what}` : `${many ? 'have' : 'has'} ${what}`,
  };
}

/** An attribute without its unit, and the unit where its wording ends in one: "area in square kilometres". */
function nounAndUnit({ wording, datatype }: Relation): { noun: string; unit: string | undefined } {
  if (wording.kind !== 'noun') return { noun: `value of "${wording.singular}"`, unit: undefined };
  const [, noun, unit] = /^(.+) in ([a-z]+(?: [a-z]+)*)$/u.exec(wording.singular) ?? [];
  return noun === undefined || orderOf(datatype) !== 'number'
    ? { noun: wording.singular, unit: undefined }
    : { noun, unit };
}

/** Measures that are high or low rather than large or small. */
const HIGH =
  /\b(?:altitude|cost|density|electronegativity|elevation|energy|frequency|hardness|height|index|level|number|percentage|point|price|rate|score|temperature|weight)\b/u;
const GREAT = /\b(?:depth|distance|mass|speed|width)\b/u;
const LONG = /\b(?:duration|half-life|length)\b/u;

function degree(order: Order, relation: Relation): { comparative: string; superlative: string } {
  const { singular } = relation.wording;
  const [up, down] = isTime(relation, relation.datatype)
    ? ['late', 'early']
    : LONG.test(singular)
      ? ['long', 'short']
      : HIGH.test(singular)
        ? ['high', 'low']
        : [GREAT.test(singular) ? 'great' : 'large', 'small'];
  const stem = (order === 'largest' ? up : down).replace(/y$/, 'i').replace(/e$/, '');
  return { comparative: `${stem}er`, superlative: `${stem}est` };
}

export function isTime({ wording }: Relation, datatype: string | undefined): boolean {
  return orderOf(datatype) === 'time' || isYear(wording.singular);
}

export const isYear = (wording: string): boolean => /\byear\b/u.test(wording);

/** A value as a question shows it: numbers in groups of three, all else as it stands, texts in quotation marks. */
function saidValue(value: string, datatype: string, { wording }: Pick<Relation, 'wording'>): string {
  const order = orderOf(datatype);
  if (order === 'time') return value;
  if (order === undefined) return JSON.stringify(value);
  const [, sign, whole, rest] = /^([+-]?)(\d{5,})(\.\d+)?$/.exec(value) ?? [];
  if (whole === undefined || isYear(wording.singular)) return value;
  return `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${rest ?? ''}`;
}
