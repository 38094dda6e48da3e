/** Partial readings: some members of a set were read, the others were not, and the answer speaks of what was read. */
import { subtract, unite } from '../../graph/set.ts';
import type { Trajectory } from '../../trajectory/trajectory.ts';
import type { Account } from './choose.ts';
import { isNode, isWithin, type Node } from './node.ts';
import { isResult, type Session } from './session.ts';

export interface PartialReading {
  /** `seq` of the last call that read members, and of the call that had given the set. */
  readonly step: number;
  readonly of: number;
  /** IRIs. */
  readonly read: readonly string[];
  readonly missing: readonly string[];
}

/** Where two or more members of a set that was given were written out, the set itself being of no other use. */
export function partialReadings(
  { used, pick }: Account,
  calls: Trajectory['calls'],
  session: Session,
): PartialReading[] {
  const { graph } = session;
  const found: PartialReading[] = [];
  for (const node of used) {
    for (const choice of node.inputs) {
      const { from } = pick(choice);
      if (isNode(from) || from.anchors.length < 2) continue;
      const ids = from.anchors.map((iri) => graph.id(iri)).filter((id) => id !== undefined);
      const read = unite(ids.map((id) => Uint32Array.of(id)));
      const whole = setOfMembers(read, node, used, session);
      if (whole === undefined) continue;
      found.push({
        step: seqOf(node.known, calls),
        of: seqOf(whole.known, calls),
        read: Array.from(read, (id) => graph.key(id)),
        missing: Array.from(subtract(whole.set, read), (id) => graph.key(id)),
      });
    }
  }
  return found;
}

const seqOf = (index: number, calls: Trajectory['calls']): number => calls[index]?.seq ?? 0;

/** The smallest set known before that holds them all and more, unless it is used as a whole. */
function setOfMembers(read: Uint32Array, node: Node, used: ReadonlySet<Node>, { nodes }: Session): Node | undefined {
  const first = Math.min(node.known, ...[node, ...node.seenIn].flatMap(({ calls }) => calls));
  const [smallest] = nodes
    .filter((base) => isResult(base) && base.known < first && base.set.length > read.length && isWithin(read, base.set))
    .sort((a, b) => a.set.length - b.set.length);
  return smallest === undefined || used.has(smallest) ? undefined : smallest;
}
