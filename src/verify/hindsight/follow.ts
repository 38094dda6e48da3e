/** Follows a session call by call: which set each call gave, and what its inputs may stand for. */
import type { Graph } from '../../graph/graph.ts';
import { unite } from '../../graph/set.ts';
import type { Source } from '../../graph/source.ts';
import type { Input } from '../../tool/operation.ts';
import { isFault } from '../../tool/result.ts';
import type { Called } from '../../trajectory/record.ts';
import { isMemberwise, type Made, setMade, takenApart } from './made.ts';
import { namingOf } from './naming.ts';
import { type Choice, isNode, isWithin, type Node, nodeOf, only, sameSet, setKey } from './node.ts';
import { isResult, type Reading, type Session, sameMade, wholeSets } from './session.ts';
import { putTogether } from './together.ts';

/** Follows the calls. A call that failed, was cut off, or only looked around gives no node. */
export async function followSession(calls: readonly Called[], graph: Graph, source: Source): Promise<Session> {
  const session: Session = {
    graph,
    source,
    nodes: [],
    readings: [],
    byHandle: new Map(),
    byCall: new Map(),
    repeats: new Map(),
    given: new Set(),
    habit: namingOf(calls, source),
  };
  const done = new Map<string, number>();
  for (const [index, call] of calls.entries()) await followCall(index, call, session, done);
  return session;
}

interface Given {
  readonly choice: Choice;
  readonly all: Uint32Array;
}

async function followCall(index: number, call: Called, session: Session, done: Map<string, number>): Promise<void> {
  const { operation, observation } = call;
  if (operation === undefined || isFault(observation.status) || observation.status === 'truncated') return;
  const apart = takenApart(operation);
  if (apart === undefined) return;
  const inputs: Given[] = [];
  for (const input of apart.inputs) {
    const given = await givenBy(input, call, index, session);
    if (given === undefined) return;
    inputs.push(given);
  }
  const key = doneKey(apart.made, inputs, session);
  const earlier = done.get(key);
  if (earlier === undefined) done.set(key, index);
  else session.repeats.set(index, earlier);
  const node = session.byCall.get(earlier ?? index) ?? addNode(index, apart.made, inputs, session);
  session.byCall.set(index, node);
  if (observation.result !== undefined) session.byHandle.set(observation.result, node);
  const [input] = apart.inputs;
  if (input === undefined || !isMemberwise(apart.made)) return;
  const written = 'entities' in input ? input.entities : undefined;
  const reading: Reading = { call: index, made: apart.made, input: (inputs[0] as Given).all, node, written };
  session.readings.push(reading);
  session.nodes.push(...readMemberByMember(reading, session));
}

function addNode(index: number, made: Made, inputs: readonly Given[], session: Session): Node {
  const sets = inputs.map(({ all }) => all);
  const all = setMade(made, sets, session.graph);
  const choices = inputs.map(({ choice }) => choice);
  const node = nodeOf({ made, inputs: choices, all, calls: [index], known: index }, session.graph);
  session.nodes.push(node);
  return node;
}

/** Undefined for a handle that names nothing. */
async function givenBy(input: Input, call: Called, index: number, session: Session): Promise<Given | undefined> {
  if ('handle' in input) {
    const node = session.byHandle.get(input.handle);
    return node && { choice: only(node), all: node.all };
  }
  const { graph, given } = session;
  for (const iri of input.entities) given.add(iri);
  const ids = input.entities.map((iri) => graph.id(iri)).filter((id) => id !== undefined);
  const set = unite(ids.map((id) => Uint32Array.of(id)));
  return { choice: await writtenOut(set, input.entities, call, index, session), all: set };
}

/** What a list of entities may stand for. One that is a whole earlier set is that set; a single one may be named by the question too. */
async function writtenOut(
  set: Uint32Array,
  iris: readonly string[],
  call: Called,
  index: number,
  session: Session,
): Promise<Choice> {
  const whole = wholeSets(set, session);
  const anchors = { anchors: iris };
  if (set.length > 1 && whole.length > 0) return whole.map((from) => ({ from, unlikely: 0 }));
  if (whole.length === 0) {
    const together = putTogether(set, index, session);
    return [{ from: anchors, unlikely: 0 }, ...together.map((from) => ({ from, unlikely: 1 }))];
  }
  const { asResult, asAnchor } = await session.habit.weigh(iris, call);
  const options = [...whole.map((from) => ({ from, unlikely: asResult })), { from: anchors, unlikely: asAnchor }];
  return options.sort((a, b) => a.unlikely - b.unlikely);
}

/** Equal for calls that do the same with the same: what else an input may stand for is part of what it is. */
function doneKey(made: Made, inputs: readonly Given[], { nodes }: Session): string {
  const given = inputs.map(({ choice }) =>
    choice.map(({ from }) => (isNode(from) ? nodes.indexOf(from) : from.anchors.toSorted())),
  );
  return JSON.stringify([made, given]);
}

/** Sets that this call, and others of its kind before it, have now read member by member. */
function readMemberByMember({ made, input, call }: Reading, session: Session): Node[] {
  const alike = session.readings.filter((other) => sameMade(other.made, made));
  const found: Node[] = [];
  const seen = new Set<string>();
  for (const base of session.nodes) {
    const key = setKey(base.set);
    if (!isResult(base) || base.set.length < 2 || key === undefined || seen.has(key)) continue;
    seen.add(key);
    if (input.length >= base.set.length || !isWithin(input, base.set)) continue;
    const parts = alike.filter(
      (other) => other.call > base.known && other.input.length < base.set.length && isWithin(other.input, base.set),
    );
    if (parts.length < 2 || !sameSet(unite(parts.map((part) => part.input)), base.set)) continue;
    const bases = wholeSets(base.set, session).filter(({ known }) => known < (parts[0] as Reading).call);
    found.push(
      nodeOf(
        {
          made,
          inputs: [bases.map((from) => ({ from, unlikely: 0 }))],
          all: unite(parts.map(({ node }) => node.all)),
          calls: parts.map((part) => part.call),
          known: call,
        },
        session.graph,
      ),
    );
  }
  return found;
}
