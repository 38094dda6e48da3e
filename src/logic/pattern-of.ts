/** Which named pattern a formula has, whoever made it. */
import { type AskedFormula, isComparison } from './asked.ts';
import { canonicalForm } from './canonical.ts';
import { conjuncts, type Formula } from './formula.ts';
import { EXTRA_PATTERNS, PATTERNS, type Shape } from './pattern.ts';

/** The pattern of formulas that have none of the named ones. */
export const OTHER_PATTERN = 'other';

/** A pattern's name, or `other`. @param isValued whether a relation leads to values rather than entities */
export function patternOf(formula: AskedFormula, isValued: (relation: string) => boolean): string {
  if ('count' in formula) return 'count';
  if ('among' in formula) return 'yesno';
  if ('table' in formula) return 'table';
  if ('top' in formula) return isComparison(formula) ? 'compare' : formula.top === 1 ? 'top1' : 'topk';
  if ('where' in formula) return '1pv';
  if ('relation' in formula && !formula.inverse && isValued(formula.relation)) return 'attribute';
  const shape = shapeOf(canonicalForm(formula));
  if (shape === undefined) return OTHER_PATTERN;
  const key = shapeKey(shape);
  const named = [...PATTERNS, ...EXTRA_PATTERNS].find(([, other]) => shapeKey(other) === key);
  return named?.[0] ?? OTHER_PATTERN;
}

/** Undefined where something stands in it that no shape has. */
function shapeOf(formula: Formula): Shape | undefined {
  if ('entity' in formula) return 'e';
  if ('relation' in formula) {
    const of = shapeOf(formula.of);
    return of && { p: of };
  }
  if ('or' in formula) {
    const parts = shapesOf(formula.or);
    return parts && { u: parts };
  }
  if (!('and' in formula)) return undefined;
  const { positive, negative } = conjuncts(formula.and);
  const [kept, taken] = [shapesOf(positive), shapesOf(negative)];
  return kept && taken && { i: [...kept, ...taken.map((n): Shape => ({ n }))] };
}

function shapesOf(formulas: readonly Formula[]): Shape[] | undefined {
  const shapes = formulas.map(shapeOf).filter((shape) => shape !== undefined);
  return shapes.length === formulas.length ? shapes : undefined;
}

/** Equal for shapes that differ in the order of their branches only. */
function shapeKey(shape: Shape): string {
  if (shape === 'e') return 'e';
  if ('p' in shape) return `p(${shapeKey(shape.p)})`;
  if ('n' in shape) return `n(${shapeKey(shape.n)})`;
  const [name, parts] = 'i' in shape ? ['i', shape.i] : ['u', shape.u];
  return `${name}(${parts.map(shapeKey).sort().join(',')})`;
}
