/** Numbers of XML Schema as both engines read them: what is out of their range, or no number, stays a text. */
import { xsd } from './namespaces.ts';

/** `xsd:integer` and everything derived from it; their bounds are not checked, as Oxigraph does not. */
export const INTEGER_TYPES: ReadonlySet<string> = new Set(
  (
    'integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger ' +
    'unsignedLong unsignedInt unsignedShort unsignedByte'
  )
    .split(' ')
    .map((name) => xsd.base + name),
);

export const FLOAT = `${xsd.base}float`;

/** Decimals count in units of 10⁻¹⁸. */
const DIGITS = 18;
export const DECIMAL_ONE: bigint = 10n ** BigInt(DIGITS);

/** A whole number of at most 64 bits. */
export function integerOf(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** A decimal number in units of 10⁻¹⁸, of at most 128 bits. */
export function decimalOf(text: string): bigint | undefined {
  const [, sign, whole = '', fraction = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '' || fraction.length > DIGITS) return undefined;
  const scaled = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction.padEnd(DIGITS, '0')}`);
  return BigInt.asIntN(128, scaled) === scaled ? scaled : undefined;
}

/** A floating-point number, the infinities and NaN included. */
export function doubleOf(text: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/^[+-]?inf(?:inity)?$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[+-]?nan$/i.test(text) ? Number.NaN : undefined;
}
