/** Which ways round a relation is worth a tool. */
import type { Relation } from './relation.ts';

/**
 * Whether reading a relation back says something that no other tool says: not for values, not where it is its own inverse,
 * and not where a declared inverse states the same facts.
 */
export function hasInverseTool(relation: Relation): boolean {
  return (
    !relation.valued && !relation.symmetric && !(relation.inverseOf !== undefined && relation.inverseHoldsSameFacts)
  );
}
