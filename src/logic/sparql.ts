/** A formula as SPARQL, for the second engine: built from the formula itself and never from a plan. */
import { rdf, rdfs, xsd } from '../graph/namespaces.ts';
import { isOrdered, readValue } from '../graph/value-order.ts';
import {
  anyOf,
  compare,
  type Expression,
  filter,
  group,
  iriTerm,
  literalTerm,
  minus,
  oneOf,
  optional,
  type Pattern,
  selectCount,
  selectDistinct,
  thenAnyNumberOf,
  triple,
  union,
  type VariableTerm,
  variable,
  withFewer,
} from '../sparql/build.ts';
import type { AskedFormula, TableFormula } from './asked.ts';
import { conjuncts, type Formula, type TopFormula, type WhereFormula } from './formula.ts';

/**
 * `SELECT DISTINCT ?answer` with the answers of a formula; of a count `SELECT (COUNT(DISTINCT ?answer) AS ?count)`, of yes or no
 * the entity itself or no row at all, of a table `?answer ?c1 ?c2 …` with every combination of what stands in the cells of a row. Negation is written as MINUS: on Oxigraph the same question
 * with FILTER NOT EXISTS takes three to twenty-five times as long.
 */
export function formulaQuery(formula: AskedFormula): string {
  const known = queries.get(formula) ?? queryOf(formula);
  queries.set(formula, known);
  return known;
}

/** A verdict asks for the query of one formula several times: for the second engine, and for its proof. */
const queries = new WeakMap<AskedFormula, string>();

function queryOf(formula: AskedFormula): string {
  let count = 0;
  const fresh = (): VariableTerm => variable(`v${++count}`);
  const answer = variable('answer');
  if ('count' in formula) return selectCount(answer, variable('count'), patternsOf(formula.count, answer, fresh));
  if ('table' in formula) return tableQuery(formula, answer, fresh);
  if ('among' in formula) {
    return selectDistinct([answer], [oneOf(answer, [formula.is]), ...patternsOf(formula.among, answer, fresh)]);
  }
  return selectDistinct([answer], patternsOf(formula, answer, fresh));
}

function patternsOf(formula: Formula, bound: VariableTerm, fresh: () => VariableTerm): Pattern[] {
  if ('entity' in formula) return [oneOf(bound, [formula.entity])];
  if ('class' in formula) {
    return [triple(bound, thenAnyNumberOf(rdf.type, rdfs.subClassOf), iriTerm(formula.class))];
  }
  if ('relation' in formula) return relationPatterns(formula, bound, fresh);
  if ('or' in formula) return [union(formula.or.map((part) => patternsOf(part, bound, fresh)))];
  if ('where' in formula) return wherePatterns(formula, bound, fresh);
  if ('top' in formula) return topPatterns(formula, bound, fresh);
  if ('not' in formula) throw new TypeError('a negation stands only inside a conjunction');
  const { positive, negative } = conjuncts(formula.and);
  const kept = positive.flatMap((part) => patternsOf(part, bound, fresh));
  if (negative.length === 0) return kept;
  return [group([...kept, ...negative.map((part) => minus(patternsOf(part, bound, fresh)))])];
}

function relationPatterns(
  { relation, inverse, of }: Extract<Formula, { relation: string }>,
  bound: VariableTerm,
  fresh: () => VariableTerm,
): Pattern[] {
  const predicate = iriTerm(relation);
  const start = 'entity' in of ? iriTerm(of.entity) : fresh();
  const before = 'entity' in of ? [] : patternsOf(of, start as VariableTerm, fresh);
  return [...before, inverse ? triple(bound, predicate, start) : triple(start, predicate, bound)];
}

function tableQuery({ table, of }: TableFormula, answer: VariableTerm, fresh: () => VariableTerm): string {
  const columns = table.map((relation, index) => ({ relation: iriTerm(relation), cell: variable(`c${index + 1}`) }));
  return selectDistinct(
    [answer, ...columns.map(({ cell }) => cell)],
    [
      ...patternsOf(of, answer, fresh),
      ...columns.map(({ relation, cell }) => optional([triple(answer, relation, cell)])),
    ],
  );
}

const NEVER: Expression = compare('=', literalTerm('0', xsd.integer), literalTerm('1', xsd.integer));

function wherePatterns(
  { where: { relation, is, value, datatype }, of }: WhereFormula,
  bound: VariableTerm,
  fresh: () => VariableTerm,
): Pattern[] {
  const own = fresh();
  const limit = readValue({ kind: 'literal', value, datatype });
  // SPARQL would order texts and truths too, and take two spellings of nothing for equal.
  const asked = limit !== undefined && (is === '=' || isOrdered(limit));
  const holds = asked ? compare(is, own, literalTerm(value, datatype)) : NEVER;
  return [...patternsOf(of, bound, fresh), triple(bound, iriTerm(relation), own), filter(holds)];
}

/** Below all numbers but minus infinity, and before all times that anything happened at. */
const LOWEST: readonly (readonly [string, string])[] = [
  ['-INF', xsd.double],
  ['-999999999', xsd.gYear],
  ['-999999999-01-01', xsd.date],
  ['-999999999-01-01T00:00:00', xsd.dateTime],
];

/** Whether a value is well-formed and of a kind that has an order, NaN left out. */
function ordered(own: VariableTerm): Expression {
  return anyOf(LOWEST.map(([value, datatype]) => compare('>=', own, literalTerm(value, datatype))));
}

/** Members with a value than which fewer than `top` members have a better one. */
function topPatterns({ top, by, order, of }: TopFormula, bound: VariableTerm, fresh: () => VariableTerm): Pattern[] {
  const [own, other, better] = [fresh(), fresh(), fresh()];
  const relation = iriTerm(by);
  return [
    withFewer(bound, own, other, top, [
      ...patternsOf(of, bound, fresh),
      triple(bound, relation, own),
      filter(ordered(own)),
      optional([
        ...patternsOf(of, other, fresh),
        triple(other, relation, better),
        filter(compare(order === 'largest' ? '>' : '<', better, own)),
      ]),
    ]),
  ];
}
