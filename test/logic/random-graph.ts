/** Random graphs and formulas for property tests, small enough to check by brute force. */
import fc from 'fast-check';
import type { Graph } from '../../src/graph/graph.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { type Formula, related } from '../../src/logic/formula.ts';

export const ENTITIES = ['a', 'b', 'c', 'd', 'e'].map((name) => `urn:x:${name}`);
export const RELATIONS = ['r', 's'].map((name) => `urn:x:${name}`);

export type Triple = readonly [string, string, string];

export const triples: fc.Arbitrary<Triple[]> = fc.array(
  fc.tuple(fc.constantFrom(...ENTITIES), fc.constantFrom(...RELATIONS), fc.constantFrom(...ENTITIES)),
  { minLength: 1, maxLength: 20 },
);

export async function graphOf(facts: readonly Triple[]): Promise<Graph> {
  const text = facts.map((terms) => `${terms.map((term) => `<${term}>`).join(' ')} .\n`).join('');
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
  throw new TypeError('no other form here');
}
