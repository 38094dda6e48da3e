/** Sense: which formulas are worth asking. Each reason to throw one away has a name, so that the report can count them. */
import type { Graph } from '../graph/graph.ts';
import { answersOf } from '../logic/answers.ts';
import { type AskedFormula, isComparison, setOf } from '../logic/asked.ts';
import { canonicalForm } from '../logic/canonical.ts';
import { conjuncts, type Formula, partsOf, related } from '../logic/formula.ts';

export type Rejection =
  | 'broken walk'
  | 'asked already'
  | 'question asked already'
  | 'too many hops'
  | 'no answer'
  | 'too many answers'
  | 'too few to ask about'
  | 'nothing to compare'
  | 'not one thing to ask about'
  | 'a value too long to ask for'
  | 'a set too large to pass'
  | 'a value or blank node on the way'
  | 'duplicate branch'
  | 'the answer is named in the question'
  | 'a call does not matter'
  | 'several hubs'
  | 'an anchor without a clear name'
  | 'an answer without a name'
  | 'the question says an answer';

export interface SenseOptions {
  /** Most answers a task may have. */
  readonly maximumAnswers: number;
  /** Largest set on the way: it is passed on by value. */
  readonly maximumSet: number;
  /** Whether the answers are values: the last step leads to literals. */
  readonly valued?: boolean;
  /** Whether so much hangs on an entity that passing through it says little. */
  readonly isHub: (id: number) => boolean;
}

/** Why a formula is not worth asking, or undefined. The sizes of all sets on the way are pushed onto `sizes`. */
export function rejectionOf(
  asked: AskedFormula,
  graph: Graph,
  options: SenseOptions,
  sizes: number[],
): Rejection | undefined {
  const formula = setOf(asked);
  const onTheWay = setsOf(formula, graph, options, sizes);
  if (typeof onTheWay === 'string') return onTheWay;
  const answers = onTheWay;
  if (answers.length === 0) return 'no answer';
  if (answers.length > options.maximumAnswers) return 'too many answers';
  if (('count' in asked || 'table' in asked) && answers.length < 2) return 'too few to ask about';
  if (hasDuplicateBranch(formula)) return 'duplicate branch';
  // Of two that are compared, one is the answer and either call is needed.
  if (isComparison(asked)) return undefined;
  if (anchorIds(formula, graph).some((anchor) => answers.includes(anchor)))
    return 'the answer is named in the question';
  if (hubs(formula, graph, options) > 1) return 'several hubs';
  return everyNodeMatters(formula, answers, graph) ? undefined : 'a call does not matter';
}

/** The answers, once every set below was found small enough and made of entities alone. */
function setsOf(
  formula: Formula,
  graph: Graph,
  { valued = false, ...options }: SenseOptions,
  sizes: number[],
): Uint32Array | Rejection {
  for (const part of partsOf(formula)) {
    const inner = 'not' in part ? part.not : part;
    if ('entity' in inner) continue;
    const below = setsOf(inner, graph, options, sizes);
    if (typeof below === 'string') return below;
  }
  const answers = answersOf(formula, graph);
  if (answers.length > options.maximumSet) return 'a set too large to pass';
  if (!answers.every((id) => (valued ? graph.isLiteral(id) : !graph.isLiteral(id) && !graph.isBlank(id))))
    return 'a value or blank node on the way';
  sizes.push(answers.length);
  return answers;
}

function anchorIds(formula: Formula, graph: Graph): number[] {
  if ('entity' in formula) return [graph.id(formula.entity) as number];
  return partsOf(formula).flatMap((part) => anchorIds(part, graph));
}

/** Hubs among the anchors and the single entities passed through. */
function hubs(formula: Formula, graph: Graph, options: SenseOptions): number {
  return new Set(anchorIds(formula, graph).filter(options.isHub)).size;
}

function hasDuplicateBranch(formula: Formula): boolean {
  const parts = partsOf(formula);
  if (parts.some(hasDuplicateBranch)) return true;
  const forms = parts.map((part) => JSON.stringify(canonicalForm('not' in part ? part.not : part)));
  return new Set(forms).size < forms.length;
}

/** Every call must matter: no formula got by leaving out one node has the same answers. */
export function everyNodeMatters(formula: Formula, answers: Uint32Array, graph: Graph): boolean {
  return withoutOneNode(formula).every((shorter) => !sameIds(answersOf(shorter, graph), answers));
}

function sameIds(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** All formulas with one node left out: a relation step, a condition or a rank skipped, a branch or a negation dropped. */
export function withoutOneNode(formula: Formula): Formula[] {
  if ('relation' in formula) {
    const below = withoutOneNode(formula.of).map((of) => related(formula.relation, formula.inverse === true, of));
    return [formula.of, ...below];
  }
  if ('where' in formula || 'top' in formula)
    return [formula.of, ...withoutOneNode(formula.of).map((of) => ({ ...formula, of }))];
  if ('and' in formula) return branchesDropped(formula.and, (and) => ({ and }));
  if ('or' in formula) return branchesDropped(formula.or, (or) => ({ or }));
  if ('not' in formula) return withoutOneNode(formula.not).map((not) => ({ not }));
  return [];
}

function branchesDropped(parts: readonly Formula[], join: (parts: Formula[]) => Formula): Formula[] {
  return parts.flatMap((part, index) => {
    const rest = parts.filter((_, other) => other !== index);
    const shortened = withoutOneNode(part).map((shorter) => join(parts.with(index, shorter)));
    return conjuncts(rest).positive.length === 0
      ? shortened
      : [rest.length === 1 ? (rest[0] as Formula) : join(rest), ...shortened];
  });
}
