/** Patterns that ask about values: named like the others, but grounded each by a rule of its own. */

/**
 * - `1pv`: what a relation leads to, kept where a value compares so with a round figure
 * - `top1`: the one of them with the largest or smallest value
 * - `topk`: the first two to four, ties included
 * - `count`: how many there are
 * - `yesno`: whether an entity is among them; as often no as yes
 * - `compare`: which of two has the larger or smaller value
 * - `attribute`: a value of one entity
 * - `table`: two or three relations of each of them
 */
export const CONDITION_PATTERNS = ['1pv', 'top1', 'topk', 'count', 'yesno', 'compare', 'attribute', 'table'] as const;

export type ConditionPattern = (typeof CONDITION_PATTERNS)[number];

export function isConditionPattern(name: string): name is ConditionPattern {
  return (CONDITION_PATTERNS as readonly string[]).includes(name);
}
