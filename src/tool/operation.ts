/** What a call did, independent of how the tool was named or worded: the part of a record that replay and inference read. */

import type { Comparison } from '../graph/value-order.ts';
import type { Order } from '../graph/value-sets.ts';

/** A set that was given: the handle of an earlier result, or entities by IRI. */
export type Input = { readonly handle: string } | { readonly entities: readonly string[] };

export type Operation =
  | { readonly follow: string; readonly inverse?: true; readonly of: Input }
  | { readonly and: readonly Input[] }
  | { readonly or: readonly Input[] }
  | { readonly difference: readonly [Input, Input] }
  /** Members of `class` (undefined: all entities) that are not in the set. */
  | { readonly complement: Input; readonly class?: string }
  | { readonly members: string }
  /** Members that have a value of a relation which compares so. */
  | { readonly where: ValueCondition; readonly of: Input }
  /** How many there are. */
  | { readonly count: Input }
  /** For each member what these relations lead to. */
  | { readonly table: readonly string[]; readonly of: Input }
  /** Members whose value of a relation ranks among the first, ties included. */
  | { readonly top: number; readonly by: string; readonly order: Order; readonly of: Input }
  | { readonly search: string; readonly class?: string; readonly limit: number }
  | { readonly describe: string }
  /** The page of an earlier result that starts at `offset`. */
  | { readonly read: string; readonly offset: number }
  | { readonly find: string; readonly limit: number }
  | { readonly overview: true }
  /** A SPARQL query as it was sent. What it gave is on no set operation, so it is recorded and never proven. */
  | { readonly query: string };

export interface ValueCondition {
  readonly relation: string;
  readonly is: Comparison;
  /** The lexical form of a literal. */
  readonly value: string;
  readonly datatype: string;
}
