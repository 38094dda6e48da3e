/** The path of a sample as a tree to draw: what was named at the top, set by set down to the answer. */
import { inputsOf, type PlanInput, type PlanOperation } from '../../logic/plan.ts';
import { type Gold, goldOf } from '../../task/gold.ts';
import type { Chosen } from '../figures/chosen.ts';
import { nameOf as itemName, type Step } from '../figures/steps.ts';
import { shown } from '../label.ts';
import { counted, figure } from '../number.ts';

/** A box of the picture, with what leads into it. */
export interface PathNode {
  readonly kind: 'anchor' | 'set' | 'taken' | 'answer';
  /** The call that made it, from 1; undefined for what the question names. */
  readonly step: number | undefined;
  /** How many there are, or what the answer is, and some of their names. */
  readonly head: string;
  readonly names: string;
  /** Said on the line into the box: the relation that was followed. */
  readonly edge?: { readonly label: string; readonly inverse: boolean };
  /** Said where lines meet or where a set is sieved: `and`, `but not`, `top 3 by area`. */
  readonly joint?: string;
  readonly below: readonly PathNode[];
}

/** How relations are called. */
export type Naming = (iri: string) => string;

/** The root is the answer; what it was made from stands in `below`. */
export function pathOf({ row, steps }: Chosen, relationName: Naming): PathNode {
  const { proof } = row;
  const labels = new Map([...proof.anchors, ...proof.answers].map(({ iri, label }) => [iri, label]));
  const entity = (iri: string): string => labels.get(iri) ?? iri;
  const nodeOf = (index: number, kind: PathNode['kind']): PathNode => {
    const { operation, found } = steps[index] as Step;
    const below = inputsOf(operation).flatMap((input, place) =>
      inputNodes(input, 'difference' in operation && place === 1 ? 'taken' : 'set'),
    );
    const own = { kind, step: index + 1, ...contentOf(found), ...leadingTo(operation, relationName), below };
    // Nothing leads into a class: what it is stands in the box itself.
    return 'members' in operation ? { ...own, names: `of class ${relationName(operation.members)}` } : own;
  };
  const inputNodes = (input: PlanInput, kind: PathNode['kind']): PathNode[] => {
    if ('step' in input) return [nodeOf(input.step - 1, kind)];
    return input.entities.map((iri) => ({ kind: 'anchor', step: undefined, head: entity(iri), names: '', below: [] }));
  };
  const gold = goldOf(proof);
  // A formula that names its answer takes no step.
  if (steps.length === 0) return { kind: 'answer', step: undefined, ...goldContent(gold), below: [] };
  const last = nodeOf(steps.length - 1, 'answer');
  if ('among' in proof.formula) return askedAmong(last, entity(proof.formula.is), gold);
  return { ...last, ...goldContent(gold) };
}

function askedAmong(set: PathNode, asked: string, gold: Gold): PathNode {
  const head = 'boolean' in gold && gold.boolean ? 'yes' : 'no';
  const below = [{ ...set, kind: 'set' as const }];
  return { kind: 'answer', step: undefined, head, names: '', joint: `is ${shown(asked, 40)} one of them?`, below };
}

function contentOf(found: Step['found']): Pick<PathNode, 'head' | 'names'> {
  if (found === undefined) return { head: 'a set', names: '' };
  if (found.number !== undefined) return { head: figure(found.number), names: '' };
  const names = found.items.length > 0 ? found.items.map(itemName) : found.rows;
  return { head: countOf(found.total ?? names.length), names: listed(names) };
}

function goldContent(gold: Gold): Pick<PathNode, 'head' | 'names'> {
  if ('entities' in gold)
    return { head: countOf(gold.entities.length), names: listed(gold.entities.map(({ label }) => label)) };
  if ('values' in gold)
    return { head: countOf(gold.values.length), names: listed(gold.values.map(({ value }) => value)) };
  if ('rows' in gold)
    return { head: counted(gold.rows.length, 'row'), names: listed(gold.rows.map(({ label }) => label)) };
  return { head: 'number' in gold ? figure(gold.number) : gold.boolean ? 'yes' : 'no', names: '' };
}

function countOf(count: number): string {
  return count === 0 ? 'none' : figure(count);
}

function listed(names: readonly string[]): string {
  return names
    .slice(0, 6)
    .map((name) => shown(name, 40))
    .join(', ');
}

/** What stands on the way into the box of a step. */
function leadingTo(operation: PlanOperation, relationName: Naming): Pick<PathNode, 'edge' | 'joint'> {
  if ('follow' in operation) {
    return { edge: { label: relationName(operation.follow), inverse: operation.inverse === true } };
  }
  if ('and' in operation) return { joint: 'and' };
  if ('or' in operation) return { joint: 'or' };
  if ('difference' in operation) return { joint: 'but not' };
  if ('complement' in operation) return { joint: 'not' };
  if ('members' in operation) return {};
  if ('where' in operation) {
    const { relation, is, value } = operation.where;
    return { joint: `${relationName(relation)} ${is} ${value}` };
  }
  if ('top' in operation) {
    return {
      joint: `${operation.order} ${operation.top === 1 ? '' : `${operation.top} by `}${relationName(operation.by)}`,
    };
  }
  if ('table' in operation) return { joint: `look up ${operation.table.map(relationName).join(', ')}` };
  return { joint: 'count' };
}
