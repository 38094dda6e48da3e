/** Sets of an endpoint: mostly listed, and where they are too many, known by their pattern and their number. */
import type { TermSet } from '../../graph/source.ts';
import type { Pattern, VariableTerm } from '../build.ts';

/** The pattern that members fulfil. `occurs`: the variable is bound beside it, to a subject or object of something. */
export type Where = (bound: VariableTerm, occurs?: boolean) => readonly Pattern[];

export class EndpointSet implements TermSet {
  readonly size: number;
  readonly truncated: boolean;
  /** Ascending, without repeats; undefined where the set is too large to list. */
  readonly keys: readonly string[] | undefined;
  /** Whether there are members that nothing can be asked about: what follows from them is missing from what follows from this set. */
  readonly dead: boolean;
  /** The pattern of a set that is not listed. */
  readonly where: Where | undefined;

  private constructor(
    size: number,
    truncated: boolean,
    keys: readonly string[] | undefined,
    dead: boolean,
    where?: Where,
  ) {
    this.size = size;
    this.truncated = truncated;
    this.keys = keys;
    this.dead = dead;
    this.where = where;
  }

  static listed(keys: readonly string[], how: { readonly cut?: boolean; readonly dead?: boolean } = {}): EndpointSet {
    return new EndpointSet(keys.length, how.cut === true, keys, how.dead === true);
  }

  /** A set of which nothing certain can be said: what it would be made of was cut. */
  static unknown(): EndpointSet {
    return new EndpointSet(0, true, [], false);
  }

  static described(where: Where, size: number): EndpointSet {
    return new EndpointSet(size, false, undefined, false, where);
  }
}

export function endpointSetOf(set: TermSet): EndpointSet {
  if (set instanceof EndpointSet) return set;
  throw new TypeError('Expected a set made by this source; got one of another.');
}
