/** Grounds patterns that ask about values: a set from a walk back, and a condition or rank that takes something away from it. */
import type { Graph } from '../graph/graph.ts';
import { contains, emptySet, subtract } from '../graph/set.ts';
import { type Term, termOf } from '../graph/term.ts';
import { compareValues, isOrdered, orderOf, readValue, type Value } from '../graph/value-order.ts';
import { answersOf } from '../logic/answers.ts';
import type { AskedFormula } from '../logic/asked.ts';
import type { ConditionPattern } from '../logic/condition-pattern.ts';
import { anchorsOf, type Formula, partsOf, related, relationsOf } from '../logic/formula.ts';
import type { Shape } from '../logic/pattern.ts';
import type { Random } from '../logic/random.ts';
import type { Relation } from '../relation/relation.ts';
import { drawFrom, drawShape } from './draw.ts';
import type { Drawing } from './drawing.ts';
import { formulaOf } from './drawn.ts';
import { roundFigure } from './round-figure.ts';
import type { Rejection } from './sense.ts';

/** The attributes that questions may ask about, in id order. */
export interface Attributes {
  readonly all: readonly Relation[];
  /** Those whose values are numbers or times. */
  readonly ranked: readonly Relation[];
  /** IRIs of relations to entities that lead from one to mostly one: "the capital of". */
  readonly single: ReadonlySet<string>;
  /** Relations that a table may have as columns: said by a noun, to values or entities. */
  readonly columns: readonly Relation[];
}

/** As questions speak: with fewer results than this on average, one says "the capital". */
const MOSTLY_ONE = 1.3;

/** Attributes that read well in a question: said by a noun, with values one can say. */
export function attributesOf(relations: readonly Relation[]): Attributes {
  const all = relations
    .filter(({ valued, bookkeeping, wording }) => valued && !bookkeeping && wording.kind === 'noun')
    .sort((a, b) => (a.iri < b.iri ? -1 : 1));
  const columns = relations.filter(({ bookkeeping, wording }) => !bookkeeping && wording.kind === 'noun');
  const single = relations.filter(({ valued, triples, subjects }) => !valued && triples / subjects < MOSTLY_ONE);
  return {
    all,
    ranked: all.filter(({ datatype }) => orderOf(datatype) !== undefined),
    columns: columns.sort((a, b) => (a.iri < b.iri ? -1 : 1)),
    single: new Set(single.map(({ iri }) => iri)),
  };
}

/** What is counted, or asked yes or no about. */
const ASKED_OF: readonly Shape[] = [
  { p: 'e' },
  { p: 'e' },
  { p: { p: 'e' } },
  { i: [{ p: 'e' }, { p: 'e' }] },
  { i: [{ p: { p: 'e' } }, { p: 'e' }] },
];

/** What is filtered or ranked: sets made by one hop twice as often as by two. */
const BASES: readonly Shape[] = [{ p: 'e' }, { p: 'e' }, { p: { p: 'e' } }];

/** Members that a set has at least, so that there is something to choose from. */
const SMALLEST_BASE = 3;
const HIGHEST_RANK = 4;

/** A formula of the pattern, or why the walk broke or nothing was there to compare. */
export function groundCondition(
  pattern: ConditionPattern,
  drawing: Drawing,
  attributes: Attributes,
): AskedFormula | Rejection {
  if (pattern === 'attribute') return groundAttribute(drawing, attributes);
  if (pattern === 'table') return groundTable(drawing, attributes.columns);
  if (pattern === 'compare') return groundComparison(drawing, attributes.ranked);
  if (pattern === 'count' || pattern === 'yesno') {
    const base = drawBase(ASKED_OF, drawing);
    if (typeof base === 'string') return base;
    return pattern === 'count' ? { count: base.of } : groundTruth(base, drawing);
  }
  return groundRanked(pattern, drawing, attributes.ranked);
}

/** A set that is asked about, with its members. */
interface Base {
  readonly of: Formula;
  readonly members: Uint32Array;
}

function drawBase(shapes: readonly Shape[], drawing: Drawing): Base | Rejection {
  const drawn = drawShape(drawing.random.choose(shapes), drawing);
  if (typeof drawn === 'string') return drawn;
  return { of: formulaOf(drawn, drawing.ground.graph), members: drawn.set };
}

function groundRanked(
  pattern: '1pv' | 'top1' | 'topk',
  drawing: Drawing,
  attributes: readonly Relation[],
): Formula | Rejection {
  const { graph } = drawing.ground;
  const { random } = drawing;
  const base = drawBase(BASES, drawing);
  if (typeof base === 'string') return base;
  const { of, members } = base;
  if (members.length < SMALLEST_BASE) return 'nothing to compare';
  const relation = drawAttribute(attributes, members, graph, random);
  if (relation === undefined) return 'nothing to compare';
  const rows = valuesOf(relation, members, graph);
  if (pattern === '1pv') return groundFilter(of, relation, rows, random);
  const order = random.choose(['largest', 'smallest'] as const);
  if (pattern === 'top1') {
    const first: Formula = { top: 1, by: relation.iri, order, of };
    return answersOf(first, graph).length === 1 ? first : 'nothing to compare';
  }
  const most = Math.min(HIGHEST_RANK, rows.length - 1);
  if (most < 2) return 'nothing to compare';
  const ranked = { top: 2 + random.integer(most - 1), by: relation.iri, order, of };
  // With a tie for the last rank "which three" would have four answers.
  return answersOf(ranked, graph).length === ranked.top ? ranked : 'nothing to compare';
}

/** Half of the questions ask about a member, half about something that the same last step leads to, but not from here. */
function groundTruth({ of: among, members }: Base, { ground: { graph }, random }: Drawing): AskedFormula | Rejection {
  const near = random.integer(2) === 0 ? members : subtract(alike(among, graph), members);
  const named = new Set(anchorsOf(among));
  const others = near.filter((id) => !named.has(graph.key(id)));
  if (members.length === 0 || others.length === 0) return 'nothing to compare';
  return { among, is: graph.key(others[random.integer(others.length)] as number) };
}

/** Everything of the kind of a set's members, as far as the step that leads to them tells it. */
function alike(formula: Formula, graph: Graph): Uint32Array {
  if ('relation' in formula) {
    const relation = graph.id(formula.relation) as number;
    return formula.inverse ? graph.subjectsOf(relation) : graph.objectsOf(relation);
  }
  const [first] = partsOf(formula);
  return first === undefined ? emptySet : alike(first, graph);
}

/** Rows and columns of a table at most, and what may stand in one cell. */
const MOST_ROWS = 10;
const MOST_COLUMNS = 3;
const FULLEST_CELL = 4;

/** Two or three relations that every member of a set has, other than the step that leads to them. */
function groundTable(drawing: Drawing, columns: readonly Relation[]): AskedFormula | Rejection {
  const { random } = drawing;
  const { graph } = drawing.ground;
  const base = drawBase(BASES, drawing);
  if (typeof base === 'string') return base;
  const { of } = base;
  const members = Array.from(base.members);
  if (members.length < 2) return 'too few to ask about';
  if (members.length > MOST_ROWS) return 'too many answers';
  const used = new Set(relationsOf(of));
  const repeats = ({ iri, inverseOf }: Relation): boolean =>
    used.has(iri) || (inverseOf !== undefined && used.has(inverseOf));
  const shared = columns.filter((column) => {
    const relation = graph.id(column.iri) as number;
    const counts = members.map((member) => graph.objects(relation, member).length);
    return !repeats(column) && counts.every((count) => count > 0 && count <= FULLEST_CELL);
  });
  const wanted = 2 + random.integer(MOST_COLUMNS - 1);
  if (shared.length < 2) return 'nothing to compare';
  const table = random.shuffle(shared).slice(0, wanted);
  return { table: table.map(({ iri }) => iri), of };
}

/** Which of two entities that have an attribute has more of it. */
function groundComparison(
  { ground: { graph }, random }: Drawing,
  attributes: readonly Relation[],
): Formula | Rejection {
  if (attributes.length === 0) return 'nothing to compare';
  const { iri: by } = random.choose(attributes);
  const [one, other] = [drawSubject(by, graph, random), drawSubject(by, graph, random)];
  if (one === other) return 'nothing to compare';
  const order = random.choose(['largest', 'smallest'] as const);
  const compared: Formula = {
    top: 1,
    by,
    order,
    of: { or: [{ entity: graph.key(one) }, { entity: graph.key(other) }] },
  };
  return answersOf(compared, graph).length === 1 ? compared : 'nothing to compare';
}

function drawSubject(relation: string, graph: Graph, random: Random): number {
  const subjects = graph.subjectsOf(graph.id(relation) as number);
  return subjects[random.integer(subjects.length)] as number;
}

/** Values that are longer than this are told, not asked for. */
const LONGEST_VALUE = 100;

/** A value of an entity that is named, or of the only one that a step leads to. */
function groundAttribute(drawing: Drawing, { all, single }: Attributes): Formula | Rejection {
  if (all.length === 0) return 'broken walk';
  const { random } = drawing;
  const { graph } = drawing.ground;
  const { iri } = random.choose(all);
  const subject = drawSubject(iri, graph, random);
  const drawn = drawFrom(random.integer(2) === 0 ? 'e' : { p: 'e' }, subject, drawing);
  if (typeof drawn === 'string') return drawn;
  const of = formulaOf(drawn, graph);
  if ('relation' in of && (drawn.set.length !== 1 || of.inverse || !single.has(of.relation)))
    return 'not one thing to ask about';
  const formula = related(iri, false, of);
  const long = answersOf(formula, graph).some((id) => graph.key(id).length > LONGEST_VALUE);
  return long ? 'a value too long to ask for' : formula;
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
): Formula | Rejection {
  const gaps = rows.slice(1).flatMap((row, index) => {
    const before = rows[index] as Valued;
    return compareValues(before.value, row.value) === -1 ? [[before.term, row.term] as const] : [];
  });
  if (gaps.length === 0) return 'nothing to compare';
  const threshold = roundFigure(...random.choose(gaps));
  if (threshold === undefined) return 'nothing to compare';
  const { value, datatype } = threshold;
  return { where: { relation, is: random.choose(['<', '>'] as const), value, datatype }, of };
}
