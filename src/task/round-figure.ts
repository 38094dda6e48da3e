/** Round figures between two values: thresholds that a person would name. */
import { xsd } from '../graph/namespaces.ts';
import { INTEGER_TYPES } from '../graph/number.ts';
import type { Term } from '../graph/term.ts';

type Literal = Extract<Term, { kind: 'literal' }>;

/** Largest and smallest power of ten that is tried for a figure. */
const HIGHEST = 15;
const LOWEST = -4;

/**
 * The roundest figure strictly between two values, the lower one first: a number for numbers, a year for years, the first
 * day of a year for dates. Undefined where there is none, or where the values are no such things.
 */
export function roundFigure(low: Literal, high: Literal): Literal | undefined {
  const { datatype } = low;
  if (datatype !== high.datatype) return undefined;
  if (datatype === xsd.gYear || datatype === xsd.date || datatype === xsd.dateTime) return roundYear(low, high);
  const lowest = INTEGER_TYPES.has(datatype) ? 0 : LOWEST;
  const between = roundNumber(Number(low.value), Number(high.value), lowest);
  if (between === undefined) return undefined;
  return { kind: 'literal', value: between, datatype: between.includes('.') ? xsd.decimal : xsd.integer };
}

/** A year's beginning, the first of a century or a decade before others. */
function roundYear(low: Literal, high: Literal): Literal | undefined {
  const years = [low, high].map(({ value }) => Number(/^(\d{4})(?:-|$)/.exec(value)?.[1] ?? Number.NaN));
  const isYear = low.datatype === xsd.gYear;
  // The first day of the year of the higher value lies above all of the year before.
  const [from = Number.NaN, to = Number.NaN] = isYear ? years : [years[0], (years[1] ?? Number.NaN) + 0.5];
  const year = roundNumber(from, to, 0)?.padStart(4, '0');
  if (year === undefined) return undefined;
  const value = isYear ? year : `${year}-01-01${low.datatype === xsd.date ? '' : 'T00:00:00'}`;
  const [, zone = ''] = /(Z|[+-]\d\d:\d\d)$/.exec(low.value.slice(10)) ?? [];
  const text = isYear ? value : `${value}${zone}`;
  return text > low.value && text < high.value ? { kind: 'literal', value: text, datatype: low.datatype } : undefined;
}

function roundNumber(low: number, high: number, lowest: number): string | undefined {
  if (!(Number.isFinite(low) && Number.isFinite(high))) return undefined;
  for (let power = HIGHEST; power >= lowest; power--) {
    for (const factor of [5, 1]) {
      const step = factor * 10 ** power;
      const figure = (Math.floor(low / step) + 1) * step;
      if (figure > low && figure < high && Math.abs(figure) >= step) return figure.toFixed(Math.max(0, -power));
    }
  }
  return undefined;
}
