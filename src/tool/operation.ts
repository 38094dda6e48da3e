/** What a call did, independent of how the tool was named or worded: the part of a record that replay and inference read. */

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
  | { readonly search: string; readonly class?: string; readonly limit: number }
  | { readonly describe: string }
  /** The page of an earlier result that starts at `offset`. */
  | { readonly read: string; readonly offset: number }
  | { readonly find: string; readonly limit: number }
  | { readonly overview: true };
