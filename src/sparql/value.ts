/** Compares answers of two engines: IRIs and texts exactly, numbers, booleans, dates and durations by value. */
import { xsd } from '../graph/namespaces.ts';
import { decimalOf, doubleOf, FLOAT, INTEGER_TYPES, integerOf } from '../graph/number.ts';
import { type Term, termKey } from '../graph/term.ts';
import { calendarForm, durationForm } from './calendar.ts';

/**
 * A text that is equal for two terms exactly where Oxigraph, which normalises what it stores, takes them for one: `01` and
 * `1`, `"1"^^xsd:byte` and `1`, `1.50` and `1.5`, `P1Y12M` and `P2Y`, `EN-us` and `en-us`. What is no valid value of its
 * datatype stays as it is. An integer and a decimal of one value stay apart, as they do there.
 */
export function valueKey(term: Term): string {
  if (term.kind === 'iri') return term.iri;
  if (term.language !== undefined) return termKey({ ...term, language: term.language.toLowerCase() });
  // A value this long is a text, whatever it calls itself.
  const form = term.value.length > LONGEST_VALUE ? undefined : normalForms.get(term.datatype);
  const value = form?.normalise(term.value);
  return form === undefined || value === undefined
    ? termKey(term)
    : termKey({ ...term, value, datatype: form.datatype });
}

/** What one list of answers holds and the other does not, repeats aside, each in its own order. */
export function compareAnswers(
  expected: readonly Term[],
  got: readonly Term[],
): { readonly missing: readonly Term[]; readonly unexpected: readonly Term[] } {
  const wanted = new Set(expected.map(valueKey));
  const found = new Set(got.map(valueKey));
  return {
    missing: expected.filter((term) => !found.has(valueKey(term))),
    unexpected: got.filter((term) => !wanted.has(valueKey(term))),
  };
}

const LONGEST_VALUE = 1_000;

/** The value in one fixed form, or undefined where the text is no value. */
type Normalise = (text: string) => string | undefined;

const CALENDAR_TYPES = 'dateTime date time gYear gYearMonth gMonth gMonthDay gDay'.split(' ');
const DURATION_TYPES = 'duration yearMonthDuration dayTimeDuration'.split(' ');

const normalForms = new Map<string, { datatype: string; normalise: Normalise }>();
for (const datatype of INTEGER_TYPES) normalForms.set(datatype, { datatype: xsd.integer, normalise: integerForm });
for (const name of CALENDAR_TYPES)
  normalForms.set(xsd.base + name, { datatype: xsd.base + name, normalise: calendarForm });
for (const name of DURATION_TYPES)
  normalForms.set(xsd.base + name, { datatype: xsd.base + name, normalise: durationForm });
normalForms.set(`${xsd.base}dateTimeStamp`, { datatype: xsd.dateTime, normalise: calendarForm });
normalForms.set(xsd.decimal, { datatype: xsd.decimal, normalise: decimalForm });
normalForms.set(xsd.double, { datatype: xsd.double, normalise: (text) => floatForm(doubleOf(text)) });
normalForms.set(FLOAT, {
  datatype: FLOAT,
  normalise: (text) => floatForm(doubleOf(text), Math.fround),
});
normalForms.set(xsd.boolean, {
  datatype: xsd.boolean,
  normalise: (text) => ({ '1': 'true', true: 'true', '0': 'false', false: 'false' })[text],
});

/** Oxigraph holds 64 bits; longer numbers it keeps as text. */
function integerForm(text: string): string | undefined {
  return integerOf(text)?.toString();
}

/** Oxigraph holds 128 bits with 18 digits behind the point; longer numbers it keeps as text. */
function decimalForm(text: string): string | undefined {
  const units = decimalOf(text);
  if (units === undefined) return undefined;
  const digits = String(units < 0n ? -units : units).padStart(19, '0');
  return `${units < 0n ? '-' : ''}${`${digits.slice(0, -18)}.${digits.slice(-18)}`.replace(/\.?0*$/, '')}`;
}

function floatForm(number: number | undefined, round = (exact: number) => exact): string | undefined {
  if (number === undefined) return undefined;
  const value = round(number);
  return Object.is(value, -0) ? '-0' : String(value);
}
