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
  const declarations = declarationsOf(graph);
  const closures = new Map<number, Pairs>();
  const closed = (relation: number): Pairs => {
    const known = closures.get(relation) ?? closeOne(graph, relation, declarations, budget);
    closures.set(relation, known);
    return known;
  };
  for (const relation of targetsOf(declarations)) {
    if (graph.isBlank(relation)) continue;
    const found = derivedOf(graph, relation, declarations, closed);
    budget.derived(found.subjects.length, graph.key(relation));
    if (found.subjects.length > 0) yield found;
  }
}

/** Whatever steps of a transitive relation's sources lead to. */
function closeOne(graph: Graph, relation: number, declarations: Declarations, budget: Budget): Pairs {
  const list = new PairList();
  for (const source of sourcesOf(relation, declarations)) eachStated(graph, source, list.add);
  const steps = list.sorted();
  return reachable(steps, budget.closing(graph.key(relation), steps.subjects.length));
}

function derivedOf(
  graph: Graph,
  relation: number,
  declarations: Declarations,
  closed: (relation: number) => Pairs,
): Derived {
  const derived: Record<Rule, number> = { subPropertyOf: 0, inverseOf: 0, symmetric: 0, transitive: 0 };
  let pairs: Pairs = new PairList().sorted();
  const sources = sourcesOf(relation, declarations);
  for (const rule of RULES) {
    const list = new PairList();
    const add = (subject: number, object: number): void => {
      if (!graph.isLiteral(subject) && !graph.has(subject, relation, object)) list.add(subject, object);
    };
    for (const source of sources) {
      if (rule === 'transitive' && declarations.transitive.has(source.relation))
        each(closed(source.relation), source.back, add);
      else if (rule === ruleOf(source, relation)) eachStated(graph, source, add);
    }
    if (list.length === 0) continue;
    const before = pairs.subjects.length;
    each(pairs, false, list.add);
    pairs = list.sorted();
    derived[rule] = pairs.subjects.length - before;
  }
  return { relation, derived, ...pairs };
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
