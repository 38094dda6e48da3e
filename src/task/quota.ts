/** Quotas: how many tasks are wanted of each pattern, and of which none and why. */
import { patternShape, type Shape } from '../logic/pattern.ts';
import type { Mix } from './mix.ts';
import type { Rejection } from './sense.ts';
import { shares } from './shares.ts';

export interface QuotaOptions {
  readonly count: number;
  readonly patterns: readonly string[];
  /** Weights of the patterns (default: all the same); those without one are left out. */
  readonly mix?: Mix | undefined;
  /** Most relations from an anchor to the answer (default: any number). */
  readonly maximumHops?: number | undefined;
}

/** What became of a pattern: how many tasks, after how many draws, and why the others were thrown away. */
export interface PatternReport {
  readonly pattern: string;
  /** 0 where it is left out. */
  readonly weight: number;
  /** Its share of the count. It makes more where another pattern ran out. */
  readonly wanted: number;
  made: number;
  attempts: number;
  /** Draws that gave a task are `made`; the others stand here. */
  readonly rejected: Map<Rejection, number>;
  /** Whether it was given up, since too many draws in a row gave nothing new. */
  exhausted: boolean;
  /** Why it was not tried at all. */
  readonly leftOut?: string;
}

/** An empty report for each pattern; those that are left out want nothing, and the others share the whole count. */
export function quotas({ count, patterns, mix, maximumHops = Infinity }: QuotaOptions): PatternReport[] {
  const weightOf = (pattern: string): number => (mix === undefined ? 1 : (mix.get(pattern) ?? 0));
  const leftOut = patterns.map((pattern) => {
    if (weightOf(pattern) === 0) return 'no share in the mix';
    const shape = patternShape(pattern);
    const tooLong = shape !== undefined && longestChain(shape) > maximumHops;
    return tooLong ? `more than ${maximumHops} ${maximumHops === 1 ? 'hop' : 'hops'}` : undefined;
  });
  const weights = patterns.map((pattern, index) => (leftOut[index] === undefined ? weightOf(pattern) : 0));
  const wanted = shares(count, weights);
  return patterns.map((pattern, index) => {
    const reason = leftOut[index];
    return {
      pattern,
      weight: weights[index] as number,
      wanted: wanted[index] as number,
      made: 0,
      attempts: 0,
      rejected: new Map(),
      exhausted: false,
      ...(reason === undefined ? {} : { leftOut: reason }),
    };
  });
}

function longestChain(shape: Shape): number {
  if (shape === 'e') return 0;
  if ('p' in shape) return 1 + longestChain(shape.p);
  if ('n' in shape) return longestChain(shape.n);
  return Math.max(...('i' in shape ? shape.i : shape.u).map(longestChain));
}
