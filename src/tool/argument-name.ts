/** Names of the arguments that relation tools take: the class of what is given. */
import { foldToSnake } from './snake.ts';

const longestName = 40;
/** Names that mean something else in a schema, in a call, or to JavaScript. */
const taken = new Set(['class', 'constructor', 'cursor', 'limit', 'offset', 'proto', 'prototype', 'task']);

/** The argument for things of a class: `chemical element` → `chemical_element`; `entity` where the label has no ASCII form. */
export function argumentName(classLabel: string): string {
  const folded = foldToSnake(classLabel.slice(0, 200));
  if (!/[a-z]/.test(folded)) return 'entity';
  const name = (/^[a-z]/.test(folded) ? folded : `entity_${folded}`).slice(0, longestName).replace(/_+$/, '');
  return taken.has(name) ? `${name}_entity` : name;
}
