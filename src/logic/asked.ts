/** What is asked of a set: formulas with a root that gives a number or a truth instead of the set itself. */
import type { Formula } from './formula.ts';

/**
 * - `count`: how many there are
 * - `among`: whether the entity `is` is one of them
 * - `table`: for each of them what these relations lead to
 */
export type AskedFormula = Formula | CountFormula | AmongFormula | TableFormula;

export interface CountFormula {
  readonly count: Formula;
}

export interface AmongFormula {
  readonly among: Formula;
  readonly is: string;
}

export interface TableFormula {
  /** The relations of the columns, each followed forward. */
  readonly table: readonly string[];
  readonly of: Formula;
}

/** The set that is asked about. */
export function setOf(asked: AskedFormula): Formula {
  if ('count' in asked) return asked.count;
  if ('table' in asked) return asked.of;
  return 'among' in asked ? asked.among : asked;
}

/** The same question of another set. */
export function askedOf(asked: AskedFormula, set: Formula): AskedFormula {
  if ('count' in asked) return { count: set };
  if ('table' in asked) return { table: asked.table, of: set };
  return 'among' in asked ? { among: set, is: asked.is } : set;
}

/** Whether two or more entities are compared: the answer is then among those that the question names. */
export function isComparison(asked: AskedFormula): boolean {
  return 'top' in asked && 'or' in asked.of && asked.of.or.every((part) => 'entity' in part);
}
