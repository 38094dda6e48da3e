/** Grounds patterns that ask about values: a set from a walk back, and a condition or rank that takes something away from it. */
import type { Graph } from '../graph/graph.ts';
import { contains } from '../graph/set.ts';
import { type Term, termOf } from '../graph/term.ts';
import { compareValues, isOrdered, orderOf, readValue, type Value } from '../graph/value-order.ts';
import { answersOf } from '../logic/answers.ts';
import type { ConditionPattern } from '../logic/condition-pattern.ts';
import type { Formula } from '../logic/formula.ts';
import type { Shape } from '../logic/pattern.ts';
import type { Random } from '../logic/random.ts';
import type { Relation } from '../relation/relation.ts';
import { type Ground, groundShape } from './ground.ts';
import { roundFigure } from './round-figure.ts';

/** The attributes that questions may ask about, in id order. */
export interface Attributes {
  readonly all: readonly Relation[];
  /** Those whose values are numbers or times. */
  readonly ranked: readonly Relation[];
}

/** Attributes that read well in a question: said by a noun, with values one can say. */
export function attributesOf(relations: readonly Relation[]): Attributes {
  const all = relations
    .filter(({ valued, bookkeeping, wording }) => valued && !bookkeeping && wording.kind === 'noun')
    .sort((a, b) => (a.iri < b.iri ? -1 : 1));
  return { all, ranked: all.filter(({ datatype }) => orderOf(datatype) !== undefined) };
}

/** Sets are made by one hop twice as often as by two. */
const BASES: readonly Shape[] = [{ p: 'e' }, { p: 'e' }, { p: { p: 'e' } }];

/** Members that a set has at least, so that there is something to choose from. */
const SMALLEST_BASE = 3;
const HIGHEST_RANK = 4;

/** A formula of the pattern, or undefined where the walk broke or nothing was there to compare. */
export function groundCondition(
  pattern: ConditionPattern,
  ground: Ground,
  attributes: Attributes,
  random: Random,
): Formula | undefined {
  const of = groundShape(random.choose(BASES), ground, random);
  if (of === undefined) return undefined;
  const members = answersOf(of, ground.graph);
  if (members.length < SMALLEST_BASE) return undefined;
  const relation = drawAttribute(attributes.ranked, members, ground.graph, random);
  if (relation === undefined) return undefined;
  const rows = valuesOf(relation, members, ground.graph);
  if (pattern === '1pv') return groundFilter(of, relation, rows, random);
  const order = random.choose(['largest', 'smallest'] as const);
  if (pattern === 'top1') {
    const first: Formula = { top: 1, by: relation.iri, order, of };
    return answersOf(first, ground.graph).length === 1 ? first : undefined;
  }
  const most = Math.min(HIGHEST_RANK, rows.length - 1);
  return most < 2 ? undefined : { top: 2 + random.integer(most - 1), by: relation.iri, order, of };
}

/** An attribute that at least two of the members have. */
function drawAttribute(
  attributes: readonly Relation[],
  members: Uint32Array,
  graph: Graph,
  random: Random,
): Relation | undefined {
  const shared = attributes.filter(({ iri }) => {
    const subjects = graph.subjectsOf(graph.id(iri) as number);
    return members.reduce((count, member) => count + (contains(subjects, member) ? 1 : 0), 0) >= 2;
  });
  return shared.length === 0 ? undefined : random.choose(shared);
}

interface Valued {
  readonly term: Extract<Term, { kind: 'literal' }>;
  readonly value: Value;
}

/** The values of the members that can be ordered, lowest first. */
function valuesOf({ iri }: Relation, members: Uint32Array, graph: Graph): Valued[] {
  const relation = graph.id(iri) as number;
  const found: Valued[] = [];
  for (const member of members) {
    for (const object of graph.objects(relation, member)) {
      const term = termOf(graph.key(object));
      const value = readValue(term);
      if (term.kind === 'literal' && value !== undefined && isOrdered(value)) found.push({ term, value });
    }
  }
  return found.sort((a, b) => compareValues(a.value, b.value) ?? 0);
}

/** A threshold in one of the gaps between neighbouring values, with something on either side. */
function groundFilter(
  of: Formula,
  { iri: relation }: Relation,
  rows: readonly Valued[],
  random: Random,
): Formula | undefined {
  const gaps = rows.slice(1).flatMap((row, index) => {
    const before = rows[index] as Valued;
    return compareValues(before.value, row.value) === -1 ? [[before.term, row.term] as const] : [];
  });
  if (gaps.length === 0) return undefined;
  const threshold = roundFigure(...random.choose(gaps));
  if (threshold === undefined) return undefined;
  const { value, datatype } = threshold;
  return { where: { relation, is: random.choose(['<', '>'] as const), value, datatype }, of };
}
