/** Shares of a count in proportion to weights, dealt out one by one, so that every beginning of the deal is in proportion too. */

/**
 * Who is due next: the smallest (had + ½) / weight, of equal ones the first (Sainte-Laguë's divisors, also called Webster's).
 * Undefined where nobody with a weight is open.
 */
export function mostDue(
  had: readonly number[],
  weights: readonly number[],
  isOpen: (index: number) => boolean = () => true,
): number | undefined {
  let chosen: number | undefined;
  let least = Infinity;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] as number;
    if (weight <= 0 || !isOpen(index)) continue;
    const due = ((had[index] as number) + 0.5) / weight;
    if (due < least) {
      least = due;
      chosen = index;
    }
  }
  return chosen;
}

/** What each has after `count` deals; the weights are 0 or more. All 0 where no weight is above 0. */
export function shares(count: number, weights: readonly number[]): number[] {
  const had = weights.map(() => 0);
  for (let dealt = 0; dealt < count; dealt++) {
    const due = mostDue(had, weights);
    if (due === undefined) break;
    had[due] = (had[due] as number) + 1;
  }
  return had;
}
