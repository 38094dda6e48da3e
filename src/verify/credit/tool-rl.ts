/** The decomposed reward of ToolRL (Qian et al. 2025): how near the calls of an agent come to the gold ones, from −3 to 3. */

/** A call as rewards see it. */
export interface RewardedCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface ToolRlReward {
  /** 1 where thought, calls and answer stood where they belong, else 0. */
  readonly format: 0 | 1;
  /** −3…3. */
  readonly correctness: number;
  readonly total: number;
}

const RANGE = 6;
const LEAST = -3;

/**
 * `S = J(names) + Σ_gold max over unused calls of the same name [J(parameter names) + equal values]`, with J the Jaccard index
 * of multisets, and `R = 6·S / S_max − 3` where `S_max = 1 + Σ_gold (1 + parameters)`. Without a gold call correctness is 0,
 * so that abstaining earns its format alone.
 *
 * @param calls undefined where they could not be parsed
 */
export function toolRlReward(
  calls: readonly RewardedCall[] | undefined,
  gold: readonly RewardedCall[],
  formatted: boolean,
): ToolRlReward {
  const format = formatted ? 1 : 0;
  const correctness = correctnessOf(calls, gold);
  return { format, correctness, total: format + correctness };
}

function correctnessOf(calls: readonly RewardedCall[] | undefined, gold: readonly RewardedCall[]): number {
  if (gold.length === 0) return 0;
  if (calls === undefined) return LEAST;
  const unused = [...calls];
  let scored = jaccard(calls.map(nameOf), gold.map(nameOf));
  let most = 1;
  for (const wanted of gold) {
    most += 1 + Object.keys(wanted.arguments).length;
    const best = bestMatch(wanted, unused);
    if (best === undefined) continue;
    unused.splice(best.index, 1);
    scored += best.score;
  }
  return (RANGE * scored) / most + LEAST;
}

const nameOf = ({ name }: RewardedCall): string => name;

/** The unused call of the same name that comes nearest; of equals the earliest. */
function bestMatch(
  wanted: RewardedCall,
  unused: readonly RewardedCall[],
): { readonly index: number; readonly score: number } | undefined {
  let best: { index: number; score: number } | undefined;
  for (const [index, call] of unused.entries()) {
    if (call.name !== wanted.name) continue;
    const score = argumentScore(call.arguments, wanted.arguments);
    if (best === undefined || score > best.score) best = { index, score };
  }
  return best;
}

function argumentScore(given: RewardedCall['arguments'], wanted: RewardedCall['arguments']): number {
  const equal = Object.keys(wanted).filter((key) => Object.hasOwn(given, key) && isSame(given[key], wanted[key]));
  return jaccard(Object.keys(given), Object.keys(wanted)) + equal.length;
}

/** Jaccard index of two multisets; of two empty ones 1. */
export function jaccard(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const item of a) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of b) {
    const times = left.get(item) ?? 0;
    if (times === 0) continue;
    left.set(item, times - 1);
    shared += 1;
  }
  const all = a.length + b.length - shared;
  return all === 0 ? 1 : shared / all;
}

/** Equal as JSON values: the order of keys does not count, that of items does. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
