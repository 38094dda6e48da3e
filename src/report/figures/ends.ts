/** Finds out of which class the two ends of each relation are, from what the tools call their arguments. */

import type { PlanInput, PlanOperation } from '../../logic/plan.ts';
import { classFromPath } from '../../relation/wording/word.ts';
import { createCounts } from './distribution.ts';
import { followedBy, type Step } from './steps.ts';

/** One end of a relation: its subjects or its objects. */
export type End = `${'subjects' | 'objects'} ${string}`;

/** Where no tool, path or neighbour tells the class. */
export const UNKNOWN_CLASS = 'entity';

/** The class of the ends that are values of the graph rather than entities. */
export const VALUE_CLASS = 'value';

export interface Ends {
  add(steps: readonly Step[]): void;
  classOf(end: End): string;
}

/** The end that a step's result is; undefined for numbers, tables, and classes. */
export function resultEnd(steps: readonly Step[], index: number): End | undefined {
  const operation = steps[index]?.operation;
  if (operation === undefined) return undefined;
  if ('follow' in operation) return end(operation.follow, operation.inverse !== true);
  if ('table' in operation) return end(operation.table[0] ?? '', false);
  if ('top' in operation) return end(operation.by, false);
  if ('where' in operation) return end(operation.where.relation, false);
  const [first] = setInputs(operation);
  return first === undefined || !('step' in first) ? undefined : resultEnd(steps, first.step - 1);
}

export function end(iri: string, objects: boolean): End {
  return `${objects ? 'objects' : 'subjects'} ${iri}`;
}

/** Memory holds each pair of ends that meet and each class of an end. */
export function createEnds(): Ends {
  const stated = createCounts();
  const met = createCounts();
  const meet = (one: End | undefined, other: End | undefined): void => {
    if (one === undefined || other === undefined || one === other) return;
    met.add(`${one}\n${other}`);
    met.add(`${other}\n${one}`);
  };
  let classes: ReadonlyMap<string, string> | undefined;
  return {
    add(steps) {
      classes = undefined;
      for (const [index, step] of steps.entries()) {
        const into = takenEnd(step.operation);
        const own = resultEnd(steps, index);
        for (const input of setInputs(step.operation)) {
          if ('step' in input) meet(into ?? own, resultEnd(steps, input.step - 1));
        }
        const told = argumentClass(step);
        if (into !== undefined && told !== undefined) stated.add(`${into}\n${told}`);
        if (own !== undefined && step.found?.items[0]?.kind === 'value') stated.add(`${own}\n${VALUE_CLASS}`);
      }
    },
    classOf(asked) {
      classes ??= settle(stated.ranked(), met.ranked());
      return classes.get(asked) ?? fromPath(asked) ?? UNKNOWN_CLASS;
    },
  };
}

/** The end that a step's input must be of. */
function takenEnd(operation: PlanOperation): End | undefined {
  const followed = followedBy(operation);
  if (followed !== undefined) return end(followed.iri, followed.inverse);
  if ('top' in operation) return end(operation.by, false);
  if ('where' in operation) return end(operation.where.relation, false);
  return 'table' in operation ? end(operation.table[0] ?? '', false) : undefined;
}

function setInputs(operation: PlanOperation): readonly PlanInput[] {
  if ('of' in operation) return [operation.of];
  if ('and' in operation) return operation.and;
  if ('or' in operation) return operation.or;
  if ('difference' in operation) return operation.difference;
  return 'count' in operation ? [operation.count] : [];
}

/** A relation's tool has one argument, named after the class that it takes. */
function argumentClass({ operation, call }: Step): string | undefined {
  if (call === undefined || followedBy(operation) === undefined) return undefined;
  const names = Object.keys(call.arguments).filter((name) => name !== 'task');
  const [name = UNKNOWN_CLASS] = names;
  return names.length !== 1 || name === UNKNOWN_CLASS ? undefined : name.replaceAll('_', ' ');
}

function fromPath(asked: string): string | undefined {
  return asked.startsWith('subjects ') ? classFromPath(asked.slice('subjects '.length), undefined)?.label : undefined;
}

/** Classes that were stated; then, for ends that have none, the one that meets them most often. */
function settle(
  stated: readonly (readonly [string, number])[],
  met: readonly (readonly [string, number])[],
): ReadonlyMap<string, string> {
  // A path may spell a class better than an argument's name can: "award-winning work", "HUD county place".
  const spelt = new Map([...stated, ...met].flatMap(([pair]) => spelling(fromPath(pair.split('\n')[0] ?? ''))));
  const known = new Map<string, string>();
  for (const [pair] of stated) {
    const [of = '', name = ''] = pair.split('\n');
    if (!known.has(of)) known.set(of, spelt.get(name) ?? name);
  }
  const found = new Map<string, string>();
  for (const [pair] of met) {
    const [of = '', other = ''] = pair.split('\n');
    const name = known.get(other) ?? fromPath(other);
    if (name !== undefined && !known.has(of) && fromPath(of) === undefined && !found.has(of)) found.set(of, name);
  }
  return new Map([...known, ...found]);
}

/** A class as an argument's name would spell it, and as it is spelt. */
function spelling(name: string | undefined): (readonly [string, string])[] {
  return name === undefined ? [] : [[name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' '), name]];
}
