/** Random graphs and formulas for property tests, small enough to check by brute force. */
import fc from 'fast-check';
import type { Graph } from '../../src/graph/graph.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { COMPARISONS } from '../../src/graph/value-order.ts';
import { type Formula, related } from '../../src/logic/formula.ts';

export const ENTITIES = ['a', 'b', 'c', 'd', 'e'].map((name) => `urn:x:${name}`);
export const RELATIONS = ['r', 's'].map((name) => `urn:x:${name}`);

/** Relations to values: numbers of several types and dates, so that some of them cannot be compared. */
export const ATTRIBUTES = ['size', 'since'].map((name) => `urn:x:${name}`);

const XSD = 'http://www.w3.org/2001/XMLSchema#';

/** Lexical form and datatype; equal values in several spellings, and texts that are no value of their datatype. */
export const LITERALS: readonly (readonly [string, string])[] = [
  ...['1', '01', '2', '3', 'many'].map((value) => [value, `${XSD}integer`] as const),
  ...['1.0', '2.5'].map((value) => [value, `${XSD}decimal`] as const),
  ...['1.5', 'NaN', 'INF', '-INF'].map((value) => [value, `${XSD}double`] as const),
  ['2.5', `${XSD}float`],
  ...['2000-01-01', '2000-01-02Z', '1999-12-31', '2000-13-01'].map((value) => [value, `${XSD}date`] as const),
  ...['2000', '-0044', '2001+14:00'].map((value) => [value, `${XSD}gYear`] as const),
  ['2000-01-01T24:00:00', `${XSD}dateTime`],
  ['2000-01-02T00:00:00', `${XSD}dateTime`],
  ['2000-01-02T12:00:00Z', `${XSD}dateTime`],
  ['true', `${XSD}boolean`],
  ['1', `${XSD}boolean`],
  ['2', `${XSD}string`],
];

export const literalKey = ([value, datatype]: readonly [string, string]): string =>
  datatype === `${XSD}string` ? `"${value}"` : `"${value}"^^${datatype}`;

export type Triple = readonly [string, string, string];

export const triples: fc.Arbitrary<Triple[]> = fc.array(
  fc.tuple(fc.constantFrom(...ENTITIES), fc.constantFrom(...RELATIONS), fc.constantFrom(...ENTITIES)),
  { minLength: 1, maxLength: 20 },
);

/** Facts about values beside those between entities. */
export const valuedTriples: fc.Arbitrary<Triple[]> = fc
  .tuple(
    triples,
    fc.array(
      fc.tuple(
        fc.constantFrom(...ENTITIES),
        fc.constantFrom(...ATTRIBUTES),
        fc.constantFrom(...LITERALS).map(literalKey),
      ),
      { minLength: 3, maxLength: 15 },
    ),
  )
  .map(([facts, values]) => [...facts, ...values]);

/** A term as N-Triples writes it. */
export function written(key: string): string {
  return key.startsWith('"') ? key.replace(/\^\^(.*)$/, '^^<$1>') : `<${key}>`;
}

export async function graphOf(facts: readonly Triple[]): Promise<Graph> {
  const text = facts.map((terms) => `${terms.map(written).join(' ')} .\n`).join('');
  return await loadGraphFromText(text, { format: 'n-triples', name: 'random.nt' });
}

export const formulas: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...ENTITIES).map((entity): Formula => ({ entity })),
    fc
      .tuple(fc.constantFrom(...RELATIONS), fc.boolean(), tie('formula'))
      .map(([relation, inverse, of]) => related(relation, inverse, of)),
    fc.array(tie('formula'), { minLength: 2, maxLength: 3 }).map((or): Formula => ({ or })),
    fc
      .tuple(
        fc.array(tie('formula'), { minLength: 1, maxLength: 2 }),
        fc.array(tie('formula'), { minLength: 1, maxLength: 2 }),
      )
      .map(([kept, taken]): Formula => ({ and: [...kept, ...taken.map((not): Formula => ({ not }))] })),
    fc.array(tie('formula'), { minLength: 2, maxLength: 3 }).map((and): Formula => ({ and })),
  ),
})).formula;

const orders = fc.constantFrom('largest' as const, 'smallest' as const);
const comparisons = fc.constantFrom(...COMPARISONS);

/** Formulas with conditions and superlatives among the rest. */
export const valuedFormulas: fc.Arbitrary<Formula> = fc.letrec<{ set: Formula }>((tie) => ({
  set: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    formulas,
    fc.constant<Formula>({ or: ENTITIES.map((entity) => ({ entity })) }),
    fc
      .tuple(fc.constantFrom(...ATTRIBUTES), comparisons, fc.constantFrom(...LITERALS), tie('set'))
      .map(([relation, is, [value, datatype], of]): Formula => ({ where: { relation, is, value, datatype }, of })),
    fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(...ATTRIBUTES), orders, tie('set'))
      .map(([top, by, order, of]): Formula => ({ top, by, order, of })),
    fc
      .tuple(fc.constantFrom(...RELATIONS), fc.boolean(), tie('set'))
      .map(([relation, inverse, of]) => related(relation, inverse, of)),
    fc.tuple(tie('set'), tie('set')).map(([kept, not]): Formula => ({ and: [kept, { not }] })),
    fc.tuple(tie('set'), tie('set')).map(([one, other]): Formula => ({ or: [one, other] })),
  ),
})).set;

/** The meaning of a formula, straight from its definition, with JavaScript sets. */
export function bruteForce(formula: Formula, facts: readonly Triple[]): Set<string> {
  if ('entity' in formula) return new Set([formula.entity]);
  if ('relation' in formula) {
    const of = bruteForce(formula.of, facts);
    const walked = facts.filter(([, relation]) => relation === formula.relation);
    return new Set(
      formula.inverse
        ? walked.filter(([, , object]) => of.has(object)).map(([subject]) => subject)
        : walked.filter(([subject]) => of.has(subject)).map(([, , object]) => object),
    );
  }
  if ('or' in formula) return new Set(formula.or.flatMap((part) => [...bruteForce(part, facts)]));
  if ('and' in formula) {
    const kept = formula.and.filter((part) => !('not' in part)).map((part) => bruteForce(part, facts));
    const taken = formula.and.flatMap((part) => ('not' in part ? [bruteForce(part.not, facts)] : []));
    const [first, ...rest] = kept as [Set<string>, ...Set<string>[]];
    return new Set(
      [...first].filter((term) => rest.every((set) => set.has(term)) && !taken.some((set) => set.has(term))),
    );
  }
  if ('where' in formula) {
    const { relation, is, value, datatype } = formula.where;
    const limit = literalKey([value, datatype]);
    return new Set(
      [...bruteForce(formula.of, facts)].filter((member) =>
        valuesOf(member, relation, facts).some((own) => compares(own, is, limit)),
      ),
    );
  }
  if ('top' in formula) {
    const { top, by, order, of } = formula;
    const members = [...bruteForce(of, facts)];
    const is = order === 'largest' ? '>' : '<';
    return new Set(
      members.filter((member) =>
        valuesOf(member, by, facts).some((own) => {
          const ahead = members.filter((other) => valuesOf(other, by, facts).some((value) => compares(value, is, own)));
          return isRankable(own) && ahead.length < top;
        }),
      ),
    );
  }
  throw new TypeError('no other form here');
}

const valuesOf = (member: string, relation: string, facts: readonly Triple[]): string[] =>
  facts.filter(([subject, by]) => subject === member && by === relation).map(([, , object]) => object);

/**
 * Where each literal stands among those of its kind, written down by hand: `[kind, place]`, and for times without a zone the
 * span of places (±14 hours, in hours) that one with a zone cannot be told from.
 */
const PLACES: Readonly<Record<string, readonly [kind: string, place: number, zoned?: boolean]>> = {
  '1^integer': ['number', 1],
  '01^integer': ['number', 1],
  '2^integer': ['number', 2],
  '3^integer': ['number', 3],
  '1.0^decimal': ['number', 1],
  '2.5^decimal': ['number', 2.5],
  '1.5^double': ['number', 1.5],
  'INF^double': ['number', Number.POSITIVE_INFINITY],
  '-INF^double': ['number', Number.NEGATIVE_INFINITY],
  '2.5^float': ['number', 2.5],
  '1999-12-31^date': ['date', -24, false],
  '2000-01-01^date': ['date', 0, false],
  '2000-01-02Z^date': ['date', 24, true],
  '-0044^gYear': ['year', -17_900_000, false],
  '2000^gYear': ['year', 0, false],
  '2001+14:00^gYear': ['year', 366 * 24 - 14, true],
  '2000-01-01T24:00:00^dateTime': ['time', 24, false],
  '2000-01-02T00:00:00^dateTime': ['time', 24, false],
  '2000-01-02T12:00:00Z^dateTime': ['time', 36, true],
  'true^boolean': ['truth', 1],
  '1^boolean': ['truth', 1],
  '2^string': ['text', 2],
};

function placeOf(key: string): (typeof PLACES)[string] | undefined {
  const [, value, datatype = 'string'] = /^"([^"]*)"(?:\^\^.*#(.*))?$/.exec(key) ?? [];
  return PLACES[`${value}^${datatype}`];
}

function isRankable(key: string): boolean {
  const [kind = 'text'] = placeOf(key) ?? [];
  return kind !== 'text' && kind !== 'truth';
}

function compares(left: string, is: (typeof COMPARISONS)[number], right: string): boolean {
  const [one, other] = [placeOf(left), placeOf(right)];
  if (one === undefined || other === undefined || one[0] !== other[0]) return false;
  if (!isRankable(left) && is !== '=') return false;
  const apart = one[1] === other[1] ? 0 : one[1] - other[1];
  if (one[2] !== other[2] && Math.abs(apart) <= 14) return false;
  return { '<': apart < 0, '<=': apart <= 0, '=': apart === 0, '>=': apart >= 0, '>': apart > 0 }[is];
}
