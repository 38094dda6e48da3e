/** The query types of EFO-1-QA: every shape of its grammar, and the names that its data gives them. */
import type { Shape } from './pattern.ts';

/**
 * Which shapes count as one type: `raw` keeps every derivation of the grammar, `commutative` forgets the order of parts,
 * `flattened` also the nesting of intersections in intersections and of unions in unions.
 */
export type Sameness = 'raw' | 'commutative' | 'flattened';

export interface GrammarLimits {
  /** Projections and negations one inside the other, the projection of the anchor counted. Default 3. */
  readonly nesting?: number;
  /** Anchors at most. Default 3. */
  readonly anchors?: number;
}

/**
 * The query types of EFO-1-QA, one at a time and always in the same order. With the default limits these are 633 raw,
 * 301 commutative (the paper's number) and 256 flattened ones.
 *
 * The grammar (arXiv 2109.08925, "query type generation", and `binary_formula_iterator` of its program at d319c69):
 *
 * ```
 * shape(d)   = anchor | p shape(d-1) | i shape(d) second(d) | u shape(d) shape(d)      d > 1
 * second(d)  = shape(d) | n shape(d-1)
 * shape(1)   = anchor
 * anchor     = p e
 * ```
 *
 * So an anchor always comes with a projection of its own; a negation is only ever the second part of an intersection, takes a
 * level as a projection does, and never stands at the root; and on the last level nothing is combined, which is
 * why `p p i(…)` is no type although its projections nest three deep only. `nesting` is the d of the root.
 */
export function* enumerateEfo1(
  sameness: Sameness = 'commutative',
  { nesting = 3, anchors = 3 }: GrammarLimits = {},
): Generator<Shape> {
  const seen = new Set<string>();
  for (let count = 1; count <= anchors; count++) {
    for (const shape of shapes(nesting, count)) {
      if (sameness !== 'raw') {
        const key = shapeKey(shape, { flatten: sameness === 'flattened' });
        if (seen.has(key)) continue;
        seen.add(key);
      }
      yield shape;
    }
  }
}

const ANCHOR: Shape = { p: 'e' };

function* shapes(nesting: number, anchors: number): Generator<Shape> {
  if (anchors === 1) yield ANCHOR;
  if (nesting === 1) return;
  for (const shape of shapes(nesting - 1, anchors)) yield { p: shape };
  for (const parts of pairs(nesting, anchors, second)) yield { i: parts };
  for (const parts of pairs(nesting, anchors, shapes)) yield { u: parts };
}

/** What may come second in an intersection. */
function* second(nesting: number, anchors: number): Generator<Shape> {
  yield* shapes(nesting, anchors);
  if (nesting === 1) return;
  for (const shape of shapes(nesting - 1, anchors)) yield { n: shape };
}

/** Two parts that share the anchors out between them. */
function* pairs(nesting: number, anchors: number, other: typeof shapes): Generator<[Shape, Shape]> {
  for (let left = 1; left < anchors; left++) {
    for (const one of shapes(nesting, left)) {
      for (const two of other(nesting, anchors - left)) yield [one, two];
    }
  }
}

/**
 * A text that is equal for shapes of one type: that type's name in the files of EFO-1-QA, such as
 * `(i,(n,(p,(e))),(p,(e)))`. Parts are sorted; `flatten` also opens intersections in intersections and unions in
 * unions, and `I` and `U` then stand for three parts or more, as in its columns "MultiI" and "MultiIU".
 */
export function shapeKey(shape: Shape, { flatten = false }: { flatten?: boolean } = {}): string {
  const key = (part: Shape): string => shapeKey(part, { flatten });
  if (shape === 'e') return '(e)';
  if ('p' in shape) return `(p,${key(shape.p)})`;
  if ('n' in shape) return `(n,${key(shape.n)})`;
  const [letter, parts] = 'i' in shape ? ['i' as const, shape.i] : ['u' as const, shape.u];
  const keys = (flatten ? opened(parts, letter) : parts).map(key).sort();
  return `(${keys.length > 2 ? letter.toUpperCase() : letter},${keys.join(',')})`;
}

function opened(parts: readonly Shape[], letter: 'i' | 'u'): Shape[] {
  return parts.flatMap((part) => {
    const inner: unknown = typeof part === 'object' && letter in part ? part[letter as keyof Shape] : undefined;
    return inner === undefined ? [part] : opened(inner as Shape[], letter);
  });
}
