/** Puts the classes on a ring, in an order in which much-used edges are short. */
import type { ClassGraph } from './class-graph.ts';

/** For each place on the ring, from the top clockwise, the number of the node that stands there. */
export function ringOrder({ nodes, edges }: ClassGraph): readonly number[] {
  const order = nodes.map((_, index) => index);
  const cost = (): number => {
    const places = new Map(order.map((node, place) => [node, place]));
    return edges.reduce((sum, { from, to, uses }) => {
      const apart = Math.abs((places.get(from) ?? 0) - (places.get(to) ?? 0));
      return sum + Math.sqrt(uses) * Math.min(apart, order.length - apart);
    }, 0);
  };
  // Exchanges two nodes wherever that helps, until nothing does; the rounds are few and bounded.
  let best = cost();
  for (let round = 0; round < ROUNDS; round++) {
    const before = best;
    for (let one = 0; one < order.length; one++) {
      for (let other = one + 1; other < order.length; other++) {
        exchange(order, one, other);
        const now = cost();
        if (now < best - 1e-9) best = now;
        else exchange(order, one, other);
      }
    }
    if (best === before) break;
  }
  return order;
}

const ROUNDS = 12;

function exchange(list: number[], one: number, other: number): void {
  [list[one], list[other]] = [list[other] as number, list[one] as number];
}
