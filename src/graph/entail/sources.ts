/** Where the triples of a relation come from: every direction that its declarations lead down to. */
import type { Declarations, Direction } from './declarations.ts';

/**
 * All directions whose pairs are pairs of `relation` without transitivity, itself included, nearest first and of equally
 * near ones the lowest id. Inverse of inverse is forward, and so on: a relation may come in both directions.
 */
export function sourcesOf(relation: number, { below }: Declarations): Direction[] {
  const sources: Direction[] = [{ relation, back: false }];
  const seen = new Set([relation * 2]);
  for (let at = 0; at < sources.length; at++) {
    const above = sources[at] as Direction;
    for (const { relation: next, back } of below.get(above.relation) ?? []) {
      const turned = back !== above.back;
      const key = next * 2 + (turned ? 1 : 0);
      if (seen.has(key)) continue;
      seen.add(key);
      sources.push({ relation: next, back: turned });
    }
  }
  return sources;
}

/** Relations that may have more pairs than are stated: those with something below them, and transitive ones. */
export function targetsOf({ below, transitive }: Declarations): number[] {
  return [...new Set([...below.keys(), ...transitive])].sort((a, b) => a - b);
}
