/** The sense of a drawn formula: what `rejectionOf` says of formulas in names, from sets that are known already. */
import type { Graph } from '../graph/graph.ts';
import { contains } from '../graph/set.ts';
import { type Drawn, visitDrawn } from './drawn.ts';
import type { Follow } from './follow.ts';
import { everyCallMatters } from './necessity.ts';
import type { Rejection, SenseOptions } from './sense.ts';

/** Why a drawn formula, whose sets are small enough and made of entities alone, is not worth asking; or undefined. */
export function rejectionOfDrawn(drawn: Drawn, follow: Follow, options: SenseOptions): Rejection | undefined {
  const answers = drawn.set;
  if (answers.length === 0) return 'no answer';
  if (answers.length > options.maximumAnswers) return 'too many answers';
  const anchors: number[] = [];
  let repeats = false;
  visitDrawn(drawn, (part) => {
    if (part.kind === 'entity') anchors.push(part.id);
    else if (part.kind !== 'step') repeats ||= hasRepeats([...part.parts, ...part.taken]);
  });
  if (repeats) return 'duplicate branch';
  if (anchors.some((anchor) => contains(answers, anchor))) return 'the answer is named in the question';
  if (new Set(anchors.filter(options.isHub)).size > 1) return 'several hubs';
  return everyCallMatters(drawn, follow) ? undefined : 'a call does not matter';
}

function hasRepeats(branches: readonly Drawn[]): boolean {
  return branches.some(({ high, low }, index) =>
    branches.some((other, before) => before < index && other.high === high && other.low === low),
  );
}

/** Size of the largest set met on the way. */
export function largestSetOf(drawn: Drawn): number {
  let largest = 0;
  visitDrawn(drawn, ({ set }) => {
    largest = Math.max(largest, set.length);
  });
  return largest;
}

/** Triples that each entity is part of. */
export function degreesOf(graph: Graph): Uint32Array {
  const degrees = new Uint32Array(graph.terms);
  for (const direction of ['forward', 'backward'] as const) {
    const { keys, offsets } = graph.adjacency(direction);
    for (let slot = 0; slot < keys.length; slot++) {
      const id = keys[slot] as number;
      degrees[id] = (degrees[id] as number) + (offsets[slot + 1] as number) - (offsets[slot] as number);
    }
  }
  return degrees;
}
