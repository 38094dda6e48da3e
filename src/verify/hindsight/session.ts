/** What an agent came to know in a session: the sets it was given, and what they were read from. */
import type { Graph } from '../../graph/graph.ts';
import type { Source } from '../../graph/source.ts';
import type { Made } from './made.ts';
import type { Habit } from './naming.ts';
import { type Node, sameSet } from './node.ts';

/** One call whose input was a set: what it read of what. */
export interface Reading {
  readonly call: number;
  readonly made: Made;
  readonly input: Uint32Array;
  readonly node: Node;
  /** IRIs that were written out; undefined where a handle was given. */
  readonly written: readonly string[] | undefined;
}

export interface Session {
  readonly graph: Graph;
  readonly source: Source;
  /** In the order in which they became known. */
  readonly nodes: Node[];
  readonly readings: Reading[];
  readonly byHandle: Map<string, Node>;
  /** The node of each call that has one. */
  readonly byCall: Map<number, Node>;
  /** Calls that did again what an earlier one had done. */
  readonly repeats: Map<number, number>;
  /** IRIs of everything that calls were given by name. */
  readonly given: Set<string>;
  readonly habit: Habit;
}

/** The nodes of just this set, latest first. */
export function wholeSets(set: Uint32Array, { nodes }: Session): Node[] {
  return nodes.filter((node) => isResult(node) && sameSet(node.set, set)).reverse();
}

/** Whether a node is a set that can be passed on. */
export const isResult = ({ made }: Node): boolean => made.kind !== 'count' && made.kind !== 'table';

export const sameMade = (a: Made, b: Made): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Readings by what was read. */
export function kindsOf(readings: readonly Reading[]): Reading[][] {
  const groups: Reading[][] = [];
  for (const reading of readings) {
    const group = groups.find(([first]) => first !== undefined && sameMade(first.made, reading.made));
    if (group === undefined) groups.push([reading]);
    else group.push(reading);
  }
  return groups;
}
