/** Made-up graphs of any size that look like real ones: few entities are in many triples, few relations in most. */

export interface ScaleFree {
  readonly entities: number;
  readonly random: () => number;
  /** Cumulated weights of the relations: the n-th is 1/n as frequent as the first (Zipf). */
  readonly shares: Float64Array;
}

export function scaleFree(size: { entities: number; relations: number; seed: number }): ScaleFree {
  const shares = new Float64Array(size.relations);
  let total = 0;
  for (let relation = 0; relation < size.relations; relation++) {
    total += 1 / (relation + 1);
    shares[relation] = total;
  }
  return { entities: size.entities, random: mulberry32(size.seed), shares };
}

/** Subject, relation and object as numbers. Ends are drawn so that the k-th entity has about 1/√k of the share of the first. */
export function drawTriple({
  entities,
  random,
  shares,
}: ScaleFree): [subject: number, relation: number, object: number] {
  const share = random() * (shares.at(-1) as number);
  let low = 0;
  let high = shares.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((shares[middle] as number) < share) low = middle + 1;
    else high = middle;
  }
  const end = (): number => Math.floor(random() ** 2 * entities);
  return [end(), low, end()];
}

/** Mulberry32: a small seeded generator of numbers from 0 up to 1. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
