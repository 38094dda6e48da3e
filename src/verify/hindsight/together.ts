/** Sets that an agent put together itself, out of results it had seen: by set algebra, by comparing values, or by reading several entities one after the other. */
import { intersect, subtract, unite } from '../../graph/set.ts';
import { compared } from './compared.ts';
import type { Made } from './made.ts';
import { isNode, type Node, nodeOf, only, sameSet } from './node.ts';
import { isResult, kindsOf, type Reading, type Session, wholeSets } from './session.ts';

/** Results among which an agent may have combined some: the latest. */
const MOST_COMBINED = 16;
/** More readings of one set than these say nothing. */
const MOST_FOUND = 4;
const MOST_LEAVES = 5;

/**
 * The simplest ways in which a set is what an agent may have made of what it knew before a call (`Infinity`: in the end); none where there is
 * no such way.
 */
export function putTogether(set: Uint32Array, before: number, session: Session): Node[] {
  const known = session.nodes.filter((node) => isResult(node) && node.known < before && node.set.length > 0);
  for (const find of before === Infinity ? [...SIMPLE, ofLeaves] : SIMPLE) {
    const found = find(set, before, known, session);
    if (found.length > 0) return found.slice(0, MOST_FOUND);
  }
  return [];
}

export type Find = (set: Uint32Array, before: number, known: readonly Node[], session: Session) => Node[];

/** r(a) ∪ r(b), read one by one, of entities that are not a whole earlier set. */
const oneByOne: Find = (set, before, _, session) =>
  kindsOf(session.readings.filter(({ call, written }) => call < before && written !== undefined)).flatMap((group) => {
    const all = unite(group.map(({ node }) => node.all));
    const [{ made }] = group as [Reading];
    if (group.length < 2 || made.kind === 'table') return [];
    const anchors = [...new Set(group.flatMap(({ written = [] }) => written))];
    const node = nodeOf({ made, inputs: [only({ anchors })], all, ...timesOf(group) }, session.graph);
    return sameSet(node.set, set) ? [node] : [];
  });

const timesOf = (group: readonly Reading[]): Pick<Node, 'calls' | 'known'> => ({
  calls: group.map(({ call }) => call),
  known: Math.max(...group.map(({ call }) => call)),
});

/** A ∩ B, A \ B or A ∪ B of two earlier sets, latest first. */
const inPairs: Find = (set, _, known, session) => {
  const pool = distinct(known).slice(-MOST_COMBINED).reverse();
  const found: Node[] = [];
  for (const [at, one] of pool.entries()) {
    for (const other of pool.slice(at + 1)) {
      const add = (kind: 'and' | 'or' | 'difference', left: Node, right: Node, all: Uint32Array): void => {
        if (sameSet(all, set)) found.push(combination({ kind }, [left, right], all, session));
      };
      add('and', other, one, intersect(other.set, one.set));
      add('difference', other, one, subtract(other.set, one.set));
      add('difference', one, other, subtract(one.set, other.set));
      add('or', other, one, unite([other.set, one.set]));
    }
  }
  return found;
};

/** Results that nothing was made of yet. */
function leavesOf(known: readonly Node[], session: Session): Node[] {
  const taken = new Set(
    session.nodes.flatMap(({ inputs }) =>
      inputs.flatMap(([option, ...others]) =>
        option !== undefined && others.length === 0 && isNode(option.from) ? [option.from] : [],
      ),
    ),
  );
  return distinct(known.filter((node) => !taken.has(node)));
}

/** What all results have in common that nothing was made of yet; undefined where there are not several. */
export function commonToLeaves(session: Session): Node | undefined {
  const leaves = leavesOf(session.nodes.filter(isResult), session);
  if (leaves.length < 2 || leaves.length > MOST_LEAVES) return undefined;
  return combination({ kind: 'and' }, leaves, leaves.map(({ set }) => set).reduce(intersect), session);
}

/** All of them in common, or all of them at once. */
const allLeaves: Find = (set, _, known, session) => {
  const leaves = leavesOf(known, session);
  if (leaves.length < 3 || leaves.length > MOST_LEAVES) return [];
  const sets = leaves.map((leaf) => leaf.set);
  const common = sets.reduce(intersect);
  if (sameSet(common, set)) return [combination({ kind: 'and' }, leaves, common, session)];
  const united = unite(sets);
  return sameSet(united, set) ? [combination({ kind: 'or' }, leaves, united, session)] : [];
};

const SIMPLE: readonly Find[] = [oneByOne, compared, inPairs, allLeaves];

/** All results that nothing was made of yet, put together: some kept, in common or all of them, the others taken away. */
const ofLeaves: Find = (set, _, known, session) => {
  const leaves = leavesOf(known, session);
  if (leaves.length < 3 || leaves.length > MOST_LEAVES) return [];
  const found: Node[] = [];
  for (let mask = 2 ** leaves.length - 1; mask > 0; mask -= 1) {
    const positive = leaves.filter((_node, at) => ((mask >> at) & 1) === 1);
    const negative = leaves.filter((_node, at) => ((mask >> at) & 1) === 0);
    const away = unite(negative.map((node) => node.set));
    for (const kind of ['and', 'or'] as const) {
      if (kind === 'or' && positive.length === 1) continue;
      const together =
        kind === 'and' ? positive.map((node) => node.set).reduce(intersect) : unite(positive.map((node) => node.set));
      if (!sameSet(subtract(together, away), set)) continue;
      const whole = positive.length === 1 ? (positive[0] as Node) : combination({ kind }, positive, together, session);
      if (negative.length === 0) found.push(whole);
      else {
        const rest =
          negative.length === 1 ? (negative[0] as Node) : combination({ kind: 'or' }, negative, away, session);
        found.push(combination({ kind: 'difference' }, [whole, rest], set, session));
      }
    }
  }
  return found;
};

function combination(made: Made, parts: readonly Node[], all: Uint32Array, session: Session): Node {
  const inputs = parts.map((part) =>
    part.calls.length === 0 ? only(part) : wholeSets(part.set, session).map((from) => ({ from, unlikely: 0 })),
  );
  return nodeOf({ made, inputs, all, calls: [], known: Math.max(...parts.map(({ known }) => known)) }, session.graph);
}

/** Of nodes with one and the same set the latest. */
function distinct(nodes: readonly Node[]): Node[] {
  return nodes.filter((node, at) => !nodes.slice(at + 1).some((other) => sameSet(other.set, node.set)));
}
