/** Patterns, named shapes: formulas without their relations and entities. */

/** `e` an anchor, `p` a projection, `i` an intersection, `u` a union, `n` a negated part of an intersection. */
export type Shape =
  | 'e'
  | { readonly p: Shape }
  | { readonly i: readonly Shape[] }
  | { readonly u: readonly Shape[] }
  | { readonly n: Shape };

const p = (shape: Shape): Shape => ({ p: shape });
const i = (...shapes: Shape[]): Shape => ({ i: shapes });
const u = (...shapes: Shape[]): Shape => ({ u: shapes });
const n = (shape: Shape): Shape => ({ n: shape });

const one = p('e');
const two = p(one);

/** The 14 of KG2Tool and BetaE (arXiv 2010.11465, figure 2). */
export const PATTERNS: ReadonlyMap<string, Shape> = new Map([
  ['1p', one],
  ['2p', two],
  ['3p', p(two)],
  ['2i', i(one, one)],
  ['3i', i(one, one, one)],
  ['ip', p(i(one, one))],
  ['pi', i(two, one)],
  ['2u', u(one, one)],
  ['up', p(u(one, one))],
  ['2in', i(one, n(one))],
  ['3in', i(one, one, n(one))],
  ['inp', p(i(one, n(one)))],
  ['pin', i(two, n(one))],
  ['pni', i(n(two), one)],
]);

/** Those that SMORE adds (arXiv 2110.14890, `smore/common/config.py`): one hop or branch more. Asked for by name only. */
export const EXTRA_PATTERNS: ReadonlyMap<string, Shape> = new Map([
  ['4p', p(p(two))],
  ['4i', i(one, one, one, one)],
  ['3ip', p(i(one, one, one))],
]);

/** The shape of a named pattern; undefined where no pattern has the name. */
export function patternShape(name: string): Shape | undefined {
  return PATTERNS.get(name) ?? EXTRA_PATTERNS.get(name);
}
