/** The pairs that a graph's declarations add to each relation. */
import type { Graph } from '../graph.ts';
import { RULES, type Rule } from '../index/entailment.ts';
import type { Budget } from './budget.ts';
import { type Declarations, type Direction, declarationsOf } from './declarations.ts';
import { PairList, type Pairs } from './pairs.ts';
import { reachable } from './reach.ts';
import { sourcesOf, targetsOf } from './sources.ts';

/** The pairs of one relation that no file states, and how many of them each rule was the first to give. */
export interface Derived extends Pairs {
  readonly relation: number;
  readonly derived: Readonly<Record<Rule, number>>;
}

/**
 * What follows from the triples of a graph, all of them stated, by the rules prp-spo1, prp-eqp1, prp-eqp2, prp-inv1,
 * prp-inv2, prp-symp and prp-trp of OWL 2 RL. As there, literals may be subjects on the way; what would have one in the
 * end is left out, and so are triples of relations without an IRI.
 *
 * A relation has the pairs of all its sources, and of each transitive relation among them whatever steps of *its* sources
 * lead to. That is all: a closure within a closure adds no further steps, since (a|(b)+)+ is (a|b)+.
 *
 * @see https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
 */
export function* closureOf(graph: Graph, budget: Budget): Generator<Derived> {
  const deriving = { graph, declarations: declarationsOf(graph), budget, closures: new Map<number, Pairs>() };
  for (const relation of targetsOf(deriving.declarations)) {
    if (graph.isBlank(relation)) continue;
    const found = derivedOf(relation, deriving);
    budget.derived(found.subjects.length, graph.key(relation));
    if (found.subjects.length > 0) yield found;
  }
}

interface Deriving {
  readonly graph: Graph;
  readonly declarations: Declarations;
  readonly budget: Budget;
  /** Those of transitive relations, as far as they are worked out. */
  readonly closures: Map<number, Pairs>;
}

/** Whatever steps of a transitive relation's sources lead to. */
function closed(relation: number, { graph, declarations, budget, closures }: Deriving): Pairs {
  const known = closures.get(relation);
  if (known !== undefined) return known;
  const list = new PairList();
  for (const source of sourcesOf(relation, declarations)) eachStated(graph, source, list.add);
  budget.looked(list.length, graph.key(relation));
  const steps = list.sorted();
  const pairs = reachable(steps, budget.closing(graph.key(relation), steps.subjects.length));
  closures.set(relation, pairs);
  return pairs;
}

/** Looking at a source costs more than looking at a pair. */
const SOURCE = 16;

function derivedOf(relation: number, deriving: Deriving): Derived {
  const { graph, declarations, budget } = deriving;
  const derived: Record<Rule, number> = { subPropertyOf: 0, inverseOf: 0, symmetric: 0, transitive: 0 };
  let pairs: Pairs = new PairList().sorted();
  const all = sourcesOf(relation, declarations);
  budget.looked(all.length * SOURCE, graph.key(relation));
  const stated = all.filter((source) => graph.isRelation(source.relation));
  const transitive = widest(all, declarations);
  for (const rule of RULES) {
    const list = new PairList();
    let looked = 0;
    const add = (subject: number, object: number): void => {
      looked++;
      if (!graph.isLiteral(subject) && !graph.has(subject, relation, object)) list.add(subject, object);
    };
    if (rule === 'transitive') {
      for (const source of transitive) each(closed(source.relation, deriving), source.back, add);
    } else for (const source of stated) if (ruleOf(source, relation) === rule) eachStated(graph, source, add);
    budget.looked(looked, graph.key(relation));
    if (list.length === 0) continue;
    const before = pairs.subjects.length;
    each(pairs, false, list.add);
    pairs = list.sorted();
    derived[rule] = pairs.subjects.length - before;
  }
  return { relation, derived, ...pairs };
}

/** The transitive ones among sources, those left out that are sources of another: their pairs are pairs of it. */
function widest(sources: readonly Direction[], declarations: Declarations): Direction[] {
  const transitive = sources.filter(({ relation }) => declarations.transitive.has(relation));
  if (transitive.length < 2) return transitive;
  const below = transitive.map((source) => ({ source, all: sourcesOf(source.relation, declarations) }));
  const covered = new Set<number>();
  return below
    .sort((a, b) => b.all.length - a.all.length)
    .flatMap(({ source, all }) => {
      if (covered.has(source.relation * 2 + Number(source.back))) return [];
      for (const { relation, back } of all) covered.add(relation * 2 + Number(back !== source.back));
      return [source];
    });
}

/** By which rule the stated pairs of a source come to a relation; undefined for its own. */
export function ruleOf(source: Direction, relation: number): Rule | undefined {
  if (source.relation === relation) return source.back ? 'symmetric' : undefined;
  return source.back ? 'inverseOf' : 'subPropertyOf';
}

type Visit = (subject: number, object: number) => void;

function eachStated(graph: Graph, { relation, back }: Direction, visit: Visit): void {
  for (const subject of graph.subjectsOf(relation)) {
    for (const object of graph.objects(relation, subject)) {
      if (back) visit(object, subject);
      else visit(subject, object);
    }
  }
}

function each({ subjects, objects }: Pairs, back: boolean, visit: Visit): void {
  const [from, to] = back ? [objects, subjects] : [subjects, objects];
  for (let row = 0; row < from.length; row++) visit(from[row] as number, to[row] as number);
}
