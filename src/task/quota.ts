/** Quotas: how many tasks are wanted of each pattern, and of which none and why. */
import { patternShape, type Shape } from '../logic/pattern.ts';
import { type Mix, shares } from './mix.ts';
import type { PatternReport } from './sampler.ts';

export interface QuotaOptions {
  readonly count: number;
  readonly patterns: readonly string[];
  /** Weights of the patterns (default: all the same); those without one are left out. */
  readonly mix?: Mix | undefined;
  /** Most relations from an anchor to the answer (default: any number). */
  readonly maximumHops?: number | undefined;
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
  const wanted = weights.some((weight) => weight > 0) ? shares(count, weights) : weights;
  return patterns.map((pattern, index) => {
    const reason = leftOut[index];
    const report = { pattern, wanted: wanted[index] as number, made: 0, attempts: 0, rejected: new Map() };
    return reason === undefined ? report : { ...report, leftOut: reason };
  });
}

/**
 * Hands what some patterns could not fill to those that filled theirs, in even shares; gives the patterns that now want more.
 * Empty where nothing is missing or nobody is left to take it.
 */
export function handOver(reports: readonly PatternReport[]): PatternReport[] {
  const missing = reports.reduce((sum, { wanted, made }) => sum + wanted - made, 0);
  const able = reports.filter(({ wanted, made }) => wanted > 0 && made === wanted);
  if (missing === 0 || able.length === 0) return [];
  const more = shares(
    missing,
    able.map(() => 1),
  );
  for (const [index, report] of able.entries()) report.wanted += more[index] as number;
  return able.filter(({ wanted, made }) => made < wanted);
}

function longestChain(shape: Shape): number {
  if (shape === 'e') return 0;
  if ('p' in shape) return 1 + longestChain(shape.p);
  if ('n' in shape) return longestChain(shape.n);
  return Math.max(...('i' in shape ? shape.i : shape.u).map(longestChain));
}
