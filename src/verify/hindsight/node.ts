/** Nodes: the sets that an agent came to know in a session, each with how it came about and what it may have come from. */
import type { Graph } from '../../graph/graph.ts';
import { withoutBlankNodes } from '../../graph/set.ts';
import type { Made } from './made.ts';

/** What an input may stand for: all of an earlier set, or entities that the question names. */
export interface Option {
  readonly from: Node | Anchors;
  /** How far the way in which it was given speaks against it: by a label where results go by id, or the other way round. */
  readonly unlikely: number;
}

export interface Anchors {
  readonly anchors: readonly string[];
}

/** The options of one input, likeliest first; at least one. */
export type Choice = readonly Option[];

export interface Node {
  readonly made: Made;
  readonly inputs: readonly Choice[];
  /** Ids, those of blank nodes included: a path may lead through them. */
  readonly all: Uint32Array;
  /** Ids as an agent may know them: without blank nodes. */
  readonly set: Uint32Array;
  /** Indices of the calls that gave it: one; several where a set was read member by member; none where the agent itself put it together. */
  readonly calls: readonly number[];
  /** Index of the last call that has to be over before an agent can know it. */
  readonly known: number;
  /** Where the agent put it together from values that it compared: the results that showed them. */
  readonly seenIn: readonly Node[];
}

export function isNode(from: Option['from']): from is Node {
  return 'made' in from;
}

/** A node, with what an agent may know of its set. */
export function nodeOf(node: Omit<Node, 'set' | 'seenIn'> & Partial<Pick<Node, 'seenIn'>>, graph: Graph): Node {
  return { seenIn: [], ...node, set: withoutBlankNodes(graph, node.all) };
}

/** The one option there is. */
export function only(from: Option['from']): Choice {
  return [{ from, unlikely: 0 }];
}

/** Larger sets are told apart by their handles alone. */
const LARGEST_COMPARED = 10_000;

/** Equal for equal sets; undefined where a set is too large for anybody to write it out. */
export function setKey(set: Uint32Array): string | undefined {
  return set.length > LARGEST_COMPARED ? undefined : set.join();
}

export function sameSet(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** Whether all of `part` is in `whole`; both ascending. */
export function isWithin(part: Uint32Array, whole: Uint32Array): boolean {
  let at = 0;
  for (const id of part) {
    while (at < whole.length && (whole[at] as number) < id) at += 1;
    if (whole[at] !== id) return false;
  }
  return true;
}
