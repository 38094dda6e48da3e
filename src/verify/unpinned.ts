/** How reasons speak of what nothing pins: an endpoint whose answers differ may just say something else by now. */
import type { Source } from '../graph/source.ts';

export function giver({ digest }: Source): string {
  return digest === undefined ? 'the endpoint' : 'the graph';
}

/** The end of a sentence about a difference. */
export function mayHaveChanged({ digest }: Source): string {
  return digest === undefined ? '; its data may have changed since the call' : '';
}
