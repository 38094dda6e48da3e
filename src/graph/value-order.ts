/** Values compared as what they mean: the one law by which conditions and superlatives hold, here and in SPARQL. */
import { compareInstants, type Instant, instantOf } from './instant.ts';
import { xsd } from './namespaces.ts';
import { DECIMAL_ONE, decimalOf, doubleOf, FLOAT, INTEGER_TYPES, integerOf } from './number.ts';
import type { Term } from './term.ts';

export const COMPARISONS = ['<', '<=', '=', '>=', '>'] as const;

export type Comparison = (typeof COMPARISONS)[number];

/**
 * - `exact` are integers and decimals, in units of 10⁻¹⁸
 * - `text` and `truth` are equal or not, and have no order
 */
export type Value =
  | { readonly kind: 'exact'; readonly units: bigint }
  | { readonly kind: 'float' | 'double'; readonly number: number }
  | Instant
  | { readonly kind: 'text' | 'truth'; readonly text: string };

/** Undefined for entities, for datatypes without a law here, and for texts that are no value of their datatype. */
export function readValue(term: Term): Value | undefined {
  if (term.kind === 'iri' || term.language !== undefined) return undefined;
  const { value: text, datatype } = term;
  if (datatype === xsd.string) return { kind: 'text', text };
  if (datatype === xsd.boolean) {
    const truth = ({ '1': 'true', true: 'true', '0': 'false', false: 'false' } as Record<string, string>)[text];
    return truth === undefined ? undefined : { kind: 'truth', text: truth };
  }
  return numberOf(text, datatype) ?? instantOf(text, datatype);
}

function numberOf(text: string, datatype: string): Value | undefined {
  if (INTEGER_TYPES.has(datatype)) {
    const whole = integerOf(text);
    return whole === undefined ? undefined : { kind: 'exact', units: whole * DECIMAL_ONE };
  }
  if (datatype === xsd.decimal) {
    const units = decimalOf(text);
    return units === undefined ? undefined : { kind: 'exact', units };
  }
  const kind = datatype === xsd.double ? 'double' : datatype === FLOAT ? 'float' : undefined;
  const number = kind === undefined ? undefined : doubleOf(text);
  if (kind === undefined || number === undefined) return undefined;
  return { kind, number: kind === 'float' ? Math.fround(number) : number };
}

/** Whether values of a kind come one after the other, so that one may be the largest. */
export function isOrdered(value: Value): boolean {
  if (value.kind === 'text' || value.kind === 'truth') return false;
  return !('number' in value) || !Number.isNaN(value.number);
}

/** Whether a datatype's values are numbers, or times; undefined where they have no order. */
export function orderOf(datatype: string | undefined): 'number' | 'time' | undefined {
  if (datatype === undefined) return undefined;
  if (INTEGER_TYPES.has(datatype) || [xsd.decimal, xsd.double, FLOAT].includes(datatype)) return 'number';
  const times: readonly string[] = [xsd.date, xsd.dateTime, `${xsd.base}dateTimeStamp`, xsd.gYear];
  return times.includes(datatype) ? 'time' : undefined;
}

/** Below (-1), equal (0), above (1), or undefined where the two cannot be compared. */
export function compareValues(left: Value, right: Value): number | undefined {
  if ('at' in left || 'at' in right) return 'at' in left && 'at' in right ? compareInstants(left, right) : undefined;
  if ('text' in left || 'text' in right) {
    return 'text' in left && 'text' in right && left.kind === right.kind && left.text === right.text ? 0 : undefined;
  }
  if ('units' in left && 'units' in right) return sign(left.units, right.units);
  // As XPath promotes: to double where one is, else to float.
  const round = left.kind === 'double' || right.kind === 'double' ? (number: number) => number : Math.fround;
  const [one, other] = [round(approximate(left)), round(approximate(right))];
  return Number.isNaN(one) || Number.isNaN(other) ? undefined : sign(one, other);
}

function approximate(value: { units: bigint } | { number: number }): number {
  if ('number' in value) return value.number;
  return value.units % DECIMAL_ONE === 0n ? Number(value.units / DECIMAL_ONE) : Number(decimalText(value.units));
}

function decimalText(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(19, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -18)}.${digits.slice(-18)}`;
}

function sign<T extends bigint | number>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether `left` compares so with `right`; texts and truths only by `=`. */
export function holds(left: Value, comparison: Comparison, right: Value): boolean {
  if (comparison !== '=' && 'text' in right) return false;
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (comparison === '=') return order === 0;
  return comparison.startsWith('<')
    ? order < 0 || (order === 0 && comparison === '<=')
    : order > 0 || (order === 0 && comparison === '>=');
}
