/** What an agent found to be largest or smallest by values that it had read, without a call that ranks. */
import type { Graph } from '../../graph/graph.ts';
import { unite } from '../../graph/set.ts';
import { topSet } from '../../graph/value-sets.ts';
import type { Made } from './made.ts';
import { type Choice, isWithin, type Node, nodeOf, only, sameSet } from './node.ts';
import { kindsOf, type Reading, type Session, wholeSets } from './session.ts';

/** Rankings that give just this set: of an earlier set all of whose values were read, else of the entities that were written out. */
export function compared(set: Uint32Array, before: number, known: readonly Node[], session: Session): Node[] {
  const { graph } = session;
  return kindsOf(session.readings.filter(({ call }) => call < before)).flatMap((group) => {
    const [{ made }] = group as [Reading];
    const calls = group.map(({ call }) => call);
    const seenIn = group.map(({ node }) => node);
    return basesOf(group, set, known, session).flatMap(({ choice, of }) =>
      valuesRead(made)
        .flatMap((by) => rankings(set, of, by, graph))
        .map((top) =>
          nodeOf({ made: top, inputs: [choice], all: set, calls: [], known: Math.max(...calls), seenIn }, graph),
        ),
    );
  });
}

/** Larger sets that hold this one, all of whose members were read. */
function basesOf(
  group: readonly Reading[],
  set: Uint32Array,
  known: readonly Node[],
  session: Session,
): { readonly choice: Choice; readonly of: Uint32Array }[] {
  const read = unite(group.map(({ input }) => input));
  const [{ call: first }] = group as [Reading];
  const earlier = known.filter(
    (base) => base.known < first && base.set.length > set.length && isWithin(set, base.set) && isWithin(base.set, read),
  );
  if (earlier.length > 0) {
    return earlier.map((base) => ({
      choice: wholeSets(base.set, session).map((from) => ({ from, unlikely: 0 })),
      of: base.all,
    }));
  }
  const anchors = [...new Set(group.flatMap(({ written = [] }) => written))];
  const named = anchors.length === read.length && read.length > set.length && isWithin(set, read);
  return named ? [{ choice: only({ anchors }), of: read }] : [];
}

/** The relations whose values a call shows, each with the entity that it belongs to. */
function valuesRead(made: Made): readonly string[] {
  if (made.kind === 'table') return made.relations;
  return made.kind === 'follow' && !made.inverse ? [made.relation] : [];
}

function rankings(set: Uint32Array, of: Uint32Array, by: string, graph: Graph): Made[] {
  const relation = graph.id(by);
  if (relation === undefined) return [];
  return (['largest', 'smallest'] as const).flatMap((order): Made[] => {
    for (let top = 1; top <= set.length; top += 1) {
      if (sameSet(topSet(graph, relation, order, top, of), set)) return [{ kind: 'top', top, by, order }];
    }
    return [];
  });
}
