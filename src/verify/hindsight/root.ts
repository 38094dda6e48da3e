/** The root of a session: which of the sets that the agent knew its answer is, or speaks of. */
import { unite } from '../../graph/set.ts';
import { termOf } from '../../graph/term.ts';
import type { AskedFormula } from '../../logic/asked.ts';
import type { Answered } from '../../trajectory/record.ts';
import type { Root } from './choose.ts';
import { mentionedIn } from './mention.ts';
import { isNode, isWithin, type Node } from './node.ts';
import { isResult, type Session, wholeSets } from './session.ts';
import { commonToLeaves, putTogether } from './together.ts';

/** What was asked, where that is known, and its formula, where that is known too. */
export interface Asked {
  readonly question: string | undefined;
  readonly wanted: AskedFormula | undefined;
}

/** The roots that fit an answer, likeliest first, or why there are none. */
export async function rootsOf(
  answered: Answered,
  { question, wanted }: Asked,
  session: Session,
): Promise<readonly Root[] | string> {
  const { answer, resolved } = answered;
  if (answer.result !== undefined) {
    const node = session.byHandle.get(answer.result);
    return node === undefined ? `no call gave the result ${answer.result}` : [{ node }];
  }
  if (answer.number !== undefined) return rootsOfNumber(answer.number, session);
  if (answer.boolean !== undefined) return await rootsOfTruth(answered, { question, wanted }, session);
  if (answer.rows !== undefined) return await rootsOfRows(answer.rows, session);
  if (answer.values !== undefined) return rootsOfValues(answer.values, session);
  if (answer.none === true)
    return orReason(
      sets(session).filter(({ set }) => set.length === 0),
      'the answer is "none", but no result was empty',
    );
  if (resolved === undefined) return 'the answer names what is not known';
  return rootsOfEntities(resolved, session);
}

/** The last result that was given, for a session in which nobody said what the answer was. */
export function lastRoot({ byCall }: Session): readonly Root[] | string {
  const node = byCall.get(Math.max(...byCall.keys()));
  return node === undefined ? 'no call gave a result' : [{ node }];
}

/** Results, latest first. */
const sets = ({ nodes }: Session): Node[] => nodes.filter(isResult).reverse();

function orReason(nodes: readonly Node[], reason: string): readonly Root[] | string {
  return nodes.length === 0 ? reason : nodes.map((node) => ({ node }));
}

function rootsOfEntities(iris: readonly string[], session: Session): readonly Root[] | string {
  const { graph } = session;
  const ids = iris.map((iri) => graph.id(iri));
  if (ids.includes(undefined)) return 'the answer names what the graph does not hold';
  const set = unite(ids.map((id) => Uint32Array.of(id as number)));
  const whole = wholeSets(set, session);
  const found = whole.length > 0 ? whole : putTogether(set, Infinity, session);
  return orReason(
    found,
    'the answer is neither a result as a whole nor what intersection, union, difference or comparison make of results',
  );
}

function rootsOfValues(values: readonly string[], session: Session): readonly Root[] | string {
  const wanted = new Set(values);
  const found = sets(session).filter(({ set }) => {
    const own = new Set(Array.from(set, (id) => lexical(id, session)));
    return own.size === wanted.size && [...own].every((value) => wanted.has(value));
  });
  return orReason(found, 'the answer is not all the values of a result');
}

function lexical(id: number, { graph }: Session): string {
  const term = termOf(graph.key(id));
  return term.kind === 'literal' ? term.value : term.iri;
}

/** A count, a single value, or the size of a set that the agent counted itself. */
function rootsOfNumber(number: number, session: Session): readonly Root[] | string {
  const { nodes, graph } = session;
  const counts = nodes.filter(({ made, set }) => made.kind === 'count' && set.length === number).reverse();
  const values = sets(session).filter(
    ({ set }) =>
      set.length === 1 && graph.isLiteral(set[0] as number) && Number(lexical(set[0] as number, session)) === number,
  );
  const sized = sets(session).filter(({ set }) => set.length === number);
  const roots = [
    ...[...counts, ...values].map((node): Root => ({ node })),
    ...sized.map((node): Root => ({ node, ask: { count: true } })),
  ];
  return roots.length === 0 ? `no result says ${number}, and none has so many items` : roots;
}

/** The last set, and the entity that the question, or the answer in the agent's own words, asks about. */
async function rootsOfTruth(
  { answer }: Answered,
  { question, wanted }: Asked,
  session: Session,
): Promise<readonly Root[] | string> {
  const [last] = sets(session);
  if (last === undefined) return 'no call gave a result';
  const checked = checkedAmong(last);
  const common = commonToLeaves(session);
  const asked = common === undefined ? [last] : [last, common];
  if (wanted !== undefined && 'among' in wanted)
    // An agent may look at something else before it says so: the last set is the likeliest, not the only one.
    return [...checked, ...new Set([...asked, ...sets(session)])].map((root) =>
      'node' in root ? root : { node: root, ask: { is: wanted.is } },
    );
  if (checked.length > 0) return checked;
  for (const text of [answer.text, question]) {
    const mentioned = text === undefined ? [] : await mentionedIn(text, session.source);
    const others = mentioned.filter((iri) => !session.given.has(iri));
    // Nothing is left out of what is named so that the answer comes out right.
    const named = others.length > 0 ? others : mentioned;
    const roots = asked.flatMap((node) =>
      named.every((iri) => isAmong(iri, node, session) === answer.boolean)
        ? named.map((is): Root => ({ node, ask: { is } }))
        : [],
    );
    if (roots.length > 0) return roots;
  }
  return 'neither the question nor the answer says which entity the answer is about';
}

function isAmong(iri: string, { set }: Node, { graph }: Session): boolean {
  const id = graph.id(iri);
  return id !== undefined && set.includes(id);
}

/** An intersection with a single named entity asks whether it is among the other set. */
function checkedAmong(last: Node): Root[] {
  const [one, other] = last.inputs;
  if (last.made.kind !== 'and' || last.inputs.length !== 2 || one === undefined || other === undefined) return [];
  return [[one, other] as const, [other, one] as const].flatMap(([entity, among]) =>
    entity.flatMap(({ from: named }) => {
      const [is, ...others] = isNode(named) ? [] : named.anchors;
      if (is === undefined || others.length > 0) return [];
      return among.flatMap(({ from }) => (isNode(from) ? [{ node: from, ask: { is }, seenIn: [last] }] : []));
    }),
  );
}

type Rows = NonNullable<Answered['answer']['rows']>;

/** A table that was given, or one that the agent drew up from what it read of a whole set. */
async function rootsOfRows(rows: Rows, session: Session): Promise<readonly Root[] | string> {
  const fitting: Node[] = [];
  for (const node of session.nodes.toReversed())
    if (node.set.length === rows.length && (await areRows(rows, node.set, session))) fitting.push(node);
  const tables = fitting.filter(
    ({ made }) => made.kind === 'table' && rows.every(({ length }) => length === made.relations.length + 1),
  );
  if (tables.length > 0) return tables.map((node) => ({ node }));
  const drawn = fitting.filter(isResult).flatMap((node) => drawnUp(rows, node, session));
  return drawn.length === 0
    ? 'the answer is no table that a call gave, nor one of what was read of a whole set'
    : drawn;
}

async function areRows(rows: Rows, set: Uint32Array, { graph, source }: Session): Promise<boolean> {
  const wanted = new Set(rows.map(([name]) => String(name)));
  if (wanted.size < rows.length) return false;
  for (const id of set) {
    const iri = graph.key(id);
    if (![source.compact(iri), iri].some((form) => wanted.has(form)) && !wanted.has(await source.label(iri)))
      return false;
  }
  return true;
}

/** Columns are relations that were read of the whole set, in the order in which they were first read. */
function drawnUp(rows: Rows, node: Node, { readings }: Session): Root[] {
  const columns = (rows[0]?.length ?? 1) - 1;
  const read = new Map<string, Node[]>();
  for (const { made, input, node: seen } of readings) {
    if (made.kind !== 'follow' || made.inverse || !isWithin(input, node.set)) continue;
    read.set(made.relation, [...(read.get(made.relation) ?? []), seen]);
  }
  const whole = [...read].filter(([relation]) => {
    const inputs = readings.filter(({ made }) => made.kind === 'follow' && !made.inverse && made.relation === relation);
    return isWithin(node.set, unite(inputs.map(({ input }) => input)));
  });
  if (whole.length !== columns) return [];
  return [{ node, ask: { table: whole.map(([relation]) => relation) }, seenIn: whole.flatMap(([, seen]) => seen) }];
}
