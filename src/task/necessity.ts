/** Necessity: whether every call of a drawn formula changes what comes out. */
import { intersect, subtract, unite } from '../graph/set.ts';
import type { Drawn } from './drawn.ts';
import type { Follow } from './follow.ts';
import type { Hop } from './hop.ts';

/** Whether no formula got by leaving out one node (a step, a branch, a negation) has the same answers. */
export function everyCallMatters(drawn: Drawn, follow: Follow): boolean {
  const { set } = drawn;
  return everyShorter(drawn, follow, (other) => !sameIds(other, set));
}

/** Whether something holds for the set of each formula got by leaving out one node. The sets of the others are known. */
function everyShorter(drawn: Drawn, follow: Follow, holds: (set: Uint32Array) => boolean): boolean {
  if (drawn.kind === 'entity') return true;
  if (drawn.kind === 'step') {
    const [of] = drawn.parts as [Drawn];
    const hop = drawn.hop as Hop;
    if (!holds(of.kind === 'entity' ? Uint32Array.of(of.id) : of.set)) return false;
    return everyShorter(of, follow, (set) => holds(follow(hop, set, Infinity) as Uint32Array));
  }
  return drawn.kind === 'or' ? everyShorterUnion(drawn, follow, holds) : everyShorterConjunction(drawn, follow, holds);
}

function everyShorterUnion({ parts }: Drawn, follow: Follow, holds: (set: Uint32Array) => boolean): boolean {
  return parts.every((part, index) => {
    const others = parts.filter((_, other) => other !== index).map(setOf);
    if (others.length > 0 && !holds(unite(others))) return false;
    return everyShorter(part, follow, (set) => holds(unite([...others, set])));
  });
}

function everyShorterConjunction(
  { parts, taken }: Drawn,
  follow: Follow,
  holds: (set: Uint32Array) => boolean,
): boolean {
  const without = (kept: Uint32Array): Uint32Array => taken.reduce((left, part) => subtract(left, setOf(part)), kept);
  const positive = parts.every((part, index) => {
    const others = parts.filter((_, other) => other !== index).map(setOf);
    const rest = others.length === 0 ? undefined : without(others.reduce(intersect));
    if (rest !== undefined && !holds(rest)) return false;
    return everyShorter(part, follow, (set) => holds(rest === undefined ? without(set) : intersect(rest, set)));
  });
  if (!positive || taken.length === 0) return positive;
  const kept = parts.map(setOf).reduce(intersect);
  return taken.every((part, index) => {
    const rest = taken.reduce((left, other, at) => (at === index ? left : subtract(left, setOf(other))), kept);
    return holds(rest) && everyShorter(part, follow, (set) => holds(subtract(rest, set)));
  });
}

const setOf = ({ kind, id, set }: Drawn): Uint32Array => (kind === 'entity' ? Uint32Array.of(id) : set);

function sameIds(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}
