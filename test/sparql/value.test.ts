/** Comparing by value: what the second engine takes for one must be one, and nothing else. */
import fc from 'fast-check';
import oxigraph from 'oxigraph';
import { expect, test } from 'vitest';
import type { Term } from '../../src/graph/term.ts';
import { compareAnswers, valueKey } from '../../src/sparql/value.ts';

const XSD = 'http://www.w3.org/2001/XMLSchema#';
const literal = (value: string, datatype: string): Term => ({ kind: 'literal', value, datatype: XSD + datatype });
const tagged = (value: string, language: string): Term => ({ kind: 'literal', value, datatype: '', language });

/** Spellings by datatype: values written in several ways, near misses, and things that are no value at all. */
const spellings: Record<string, string> = {
  integer: '1 01 +1 -1 -01 0 -0 1.0 x 9223372036854775807 9223372036854775808 09223372036854775808',
  byte: '1 01 300',
  decimal: '1 1.0 01.50 1.5 .5 0.5 5. 100 100.0 -0 -0.0 0 0.123456789012345678 1e3',
  double: '1 1.0 1e0 1E3 1000 -0 0 INF +INF -INF NaN 0.1 1e-7 0.0000001 x 1e400',
  float: '1 0.1 0.10000000149 16777217 16777216 INF NaN',
  boolean: 'true 1 false 0 TRUE',
  dateTime:
    '2020-01-01T00:00:00Z 2020-01-01T00:00:00.000Z 2020-01-01T00:00:00+00:00 2020-01-01T00:00:00-00:00 2020-01-01T00:00:00 ' +
    '2020-01-01T02:00:00+02:00 2019-12-31T24:00:00Z 2020-01-01T00:00:00.12 2020-01-01T00:00:00.120 -0001-12-31T24:00:00 ' +
    '12020-01-01T00:00:00 2020-01-01',
  dateTimeStamp: '2020-01-01T00:00:00.0Z',
  date: '2020-01-01 2020-01-01Z 2020-01-01+00:00 2020-01-01-05:00 -0044-03-15',
  time: '00:00:00 24:00:00 00:00:00.0 00:00:00Z 12:00:00+00:00 12:00:00Z',
  gYear: '2020 2020Z 2020+00:00 2020-05:00 -0044',
  gYearMonth: '2020-05 2020-05Z 2020-05+00:00',
  gMonthDay: '--02-28 --02-28Z --02-28-00:00',
  gDay: '---01 ---01Z ---01+00:00',
  gMonth: '--05 --05Z',
  duration: 'P1Y P12M P0Y PT0S -PT0S P1D PT24H PT1.5S PT1.50S -P1D P1M1D P PT',
  yearMonthDuration: 'P1Y P12M P14M P1Y2M P0M P0Y',
  dayTimeDuration: 'P1D PT24H PT1440M PT0S P0D',
  string: '1 01 true',
  anyURI: '1 01',
};

/** The term that Oxigraph makes of a literal, as text. */
function storedBy(value: string, datatype: string): string {
  const store = new oxigraph.Store();
  const node = oxigraph.namedNode('urn:x');
  store.add(oxigraph.quad(node, node, oxigraph.literal(value, oxigraph.namedNode(XSD + datatype))));
  return String(store.match()[0]?.object.toString());
}

test('two spellings have one key exactly where Oxigraph takes them for one term', () => {
  const keys = Object.entries(spellings).flatMap(([datatype, values]) =>
    values.split(' ').map((value) => ({ stored: storedBy(value, datatype), key: valueKey(literal(value, datatype)) })),
  );
  const wrong: string[] = [];
  for (const one of keys) {
    for (const other of keys) {
      if ((one.stored === other.stored) !== (one.key === other.key)) wrong.push(`${one.key} and ${other.key}`);
    }
  }
  expect(keys.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

test('numbers of any spelling keep their value', () => {
  const digits = fc.tuple(fc.constantFrom('', '+', '-'), fc.nat(), fc.nat({ max: 5 }), fc.nat({ max: 5 }));
  fc.assert(
    fc.property(digits, digits, (...written) => {
      const numbers = written.map(([sign, value, before, after]) => ({
        value: sign === '-' ? -value : value,
        term: literal(`${sign}${'0'.repeat(before)}${value}.${'0'.repeat(after)}`, 'decimal'),
      }));
      const [one, other] = numbers;
      expect(valueKey(one?.term as Term) === valueKey(other?.term as Term)).toBe(
        (one?.value ?? 0) + 0 === (other?.value ?? 0) + 0,
      );
    }),
  );
});

test('texts and IRIs are compared exactly, language tags without case', () => {
  expect(valueKey(tagged('a', 'EN-us'))).toBe(valueKey(tagged('a', 'en-US')));
  expect(valueKey(tagged('A', 'en'))).not.toBe(valueKey(tagged('a', 'en')));
  expect(valueKey({ kind: 'iri', iri: 'urn:A' })).not.toBe(valueKey({ kind: 'iri', iri: 'urn:a' }));
});

test('a number of a megabyte is a text and costs nothing', () => {
  const long = literal(`0${'9'.repeat(1_000_000)}`, 'integer');
  expect(valueKey(long)).toContain(`"09`);
});

test('answers are compared as sets, and differences named on both sides', () => {
  const [one, two, three] = ['1', '02', '3'].map((value) => literal(value, 'integer')) as [Term, Term, Term];
  expect(compareAnswers([one, two, two], [literal('2', 'integer'), literal('+1', 'int')])).toEqual({
    missing: [],
    unexpected: [],
  });
  expect(compareAnswers([one, two], [two, three])).toEqual({ missing: [one], unexpected: [three] });
});
