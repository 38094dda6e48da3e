/** Random formulas of the query types of EFO-1-QA, and their rewritten forms. */
import fc from 'fast-check';
import { TaskError } from '../../src/errors.ts';
import { enumerateEfo1 } from '../../src/logic/efo1.ts';
import { type Formula, related } from '../../src/logic/formula.ts';
import type { Shape } from '../../src/logic/pattern.ts';
import type { Rewriting } from '../../src/logic/rewrite.ts';
import { ENTITIES, RELATIONS } from './random-graph.ts';

/** A shape with relations, directions and anchors by the numbers given. */
function grounded(shape: Shape, numbers: Iterator<number>): Formula {
  const number = (): number => numbers.next().value ?? 0;
  const visit = (part: Shape): Formula => {
    if (part === 'e') return { entity: ENTITIES[number() % ENTITIES.length] as string };
    if ('i' in part) return { and: part.i.map(visit) };
    if ('u' in part) return { or: part.u.map(visit) };
    if ('n' in part) return { not: visit(part.n) };
    const drawn = number();
    return related(RELATIONS[drawn % RELATIONS.length] as string, drawn % 4 > 1, visit(part.p));
  };
  return visit(shape);
}

/** Three anchors at three steps each take twelve numbers. */
export const typedFormulas: fc.Arbitrary<Formula> = fc
  .tuple(fc.constantFrom(...enumerateEfo1('commutative')), fc.array(fc.nat(19), { minLength: 12, maxLength: 12 }))
  .map(([shape, numbers]) => grounded(shape, numbers.values()));

/** The rewritten formula; undefined where its form would grow beyond measure. */
export function rewritten({ rewrite }: Rewriting, formula: Formula): Formula | undefined {
  try {
    return rewrite(formula);
  } catch (error) {
    if (error instanceof TaskError && error.code === 'normal_form_size') return undefined;
    throw error;
  }
}
