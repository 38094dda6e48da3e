/** A formula as SPARQL, for the second engine: built from the formula itself and never from a plan. */
import { rdf, rdfs, xsd } from '../graph/namespaces.ts';
import { isOrdered, readValue } from '../graph/value-order.ts';
import {
  anyOf,
  compare,
  type Expression,
  filter,
  group,
  type IriTerm,
  iriTerm,
  isNoLiteral,
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
import { plainPaths, type RelationPath, type RelationPaths } from './relation-path.ts';

/**
 * `SELECT DISTINCT ?answer` with the answers of a formula; of a count `SELECT (COUNT(DISTINCT ?answer) AS ?count)`, of yes or no
 * the entity itself or no row at all, of a table `?answer ?c1 ?c2 …` with every combination of what stands in the cells of a row. Negation is written as MINUS: on Oxigraph the same question
 * with FILTER NOT EXISTS takes three to twenty-five times as long. On a graph with inferred triples each relation is the path
 * that its declarations give it, since the second engine knows stated triples alone.
 */
export function formulaQuery(formula: AskedFormula, paths: RelationPaths = plainPaths): string {
  const queries = known.get(paths) ?? new WeakMap<AskedFormula, string>();
  known.set(paths, queries);
  const query = queries.get(formula) ?? queryOf(formula, paths);
  queries.set(formula, query);
  return query;
}

/** A verdict asks for the query of one formula several times: for the second engine, and for its proof. */
const known = new WeakMap<RelationPaths, WeakMap<AskedFormula, string>>();

/** What goes along with the writing of a query. */
interface Writing {
  readonly fresh: () => VariableTerm;
  /** Patterns for "subject is related to object". */
  readonly fact: (subject: IriTerm | VariableTerm, relation: string, object: IriTerm | VariableTerm) => Pattern[];
  /** Patterns for "subject is in the class, or in one below it". */
  readonly member: (subject: VariableTerm, of: IriTerm) => Pattern[];
}

function writingWith(paths: RelationPaths): Writing {
  let count = 0;
  const fact = (subject: IriTerm | VariableTerm, { path, turns }: RelationPath, object: IriTerm | VariableTerm) => {
    const stated = triple(subject, path, object);
    return turns && subject.termType === 'Variable' ? [stated, filter(isNoLiteral(subject))] : [stated];
  };
  return {
    fresh: () => variable(`v${++count}`),
    fact: (subject, relation, object) => fact(subject, paths(relation), object),
    member: (subject, of) => {
      const { path, turns } = paths(rdf.type);
      return fact(subject, { path: thenAnyNumberOf(path, paths(rdfs.subClassOf).path), turns }, of);
    },
  };
}

function queryOf(formula: AskedFormula, paths: RelationPaths): string {
  const writing = writingWith(paths);
  const answer = variable('answer');
  if ('count' in formula) return selectCount(answer, variable('count'), patternsOf(formula.count, answer, writing));
  if ('table' in formula) return tableQuery(formula, answer, writing);
  if ('among' in formula) {
    return selectDistinct([answer], [oneOf(answer, [formula.is]), ...patternsOf(formula.among, answer, writing)]);
  }
  return selectDistinct([answer], patternsOf(formula, answer, writing));
}

function patternsOf(formula: Formula, bound: VariableTerm, writing: Writing): Pattern[] {
  if ('entity' in formula) return [oneOf(bound, [formula.entity])];
  if ('class' in formula) return writing.member(bound, iriTerm(formula.class));
  if ('relation' in formula) return relationPatterns(formula, bound, writing);
  if ('or' in formula) return [union(formula.or.map((part) => patternsOf(part, bound, writing)))];
  if ('where' in formula) return wherePatterns(formula, bound, writing);
  if ('top' in formula) return topPatterns(formula, bound, writing);
  if ('not' in formula) throw new TypeError('a negation stands only inside a conjunction');
  const { positive, negative } = conjuncts(formula.and);
  const kept = positive.flatMap((part) => patternsOf(part, bound, writing));
  if (negative.length === 0) return kept;
  return [group([...kept, ...negative.map((part) => minus(patternsOf(part, bound, writing)))])];
}

function relationPatterns(
  { relation, inverse, of }: Extract<Formula, { relation: string }>,
  bound: VariableTerm,
  writing: Writing,
): Pattern[] {
  const start = 'entity' in of ? iriTerm(of.entity) : writing.fresh();
  const before = 'entity' in of ? [] : patternsOf(of, start as VariableTerm, writing);
  return [...before, ...(inverse ? writing.fact(bound, relation, start) : writing.fact(start, relation, bound))];
}

function tableQuery({ table, of }: TableFormula, answer: VariableTerm, writing: Writing): string {
  const columns = table.map((relation, index) => ({ relation, cell: variable(`c${index + 1}`) }));
  return selectDistinct(
    [answer, ...columns.map(({ cell }) => cell)],
    [
      ...patternsOf(of, answer, writing),
      ...columns.map(({ relation, cell }) => optional(writing.fact(answer, relation, cell))),
    ],
  );
}

const NEVER: Expression = compare('=', literalTerm('0', xsd.integer), literalTerm('1', xsd.integer));

function wherePatterns(
  { where: { relation, is, value, datatype }, of }: WhereFormula,
  bound: VariableTerm,
  writing: Writing,
): Pattern[] {
  const own = writing.fresh();
  const limit = readValue({ kind: 'literal', value, datatype });
  // SPARQL would order texts and truths too, and take two spellings of nothing for equal.
  const asked = limit !== undefined && (is === '=' || isOrdered(limit));
  const holds = asked ? compare(is, own, literalTerm(value, datatype)) : NEVER;
  return [...patternsOf(of, bound, writing), ...writing.fact(bound, relation, own), filter(holds)];
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
function topPatterns({ top, by, order, of }: TopFormula, bound: VariableTerm, writing: Writing): Pattern[] {
  const { fresh, fact } = writing;
  const [own, other, better] = [fresh(), fresh(), fresh()];
  return [
    withFewer(bound, own, other, top, [
      ...patternsOf(of, bound, writing),
      ...fact(bound, by, own),
      filter(ordered(own)),
      optional([
        ...patternsOf(of, other, writing),
        ...fact(other, by, better),
        filter(compare(order === 'largest' ? '>' : '<', better, own)),
      ]),
    ]),
  ];
}
