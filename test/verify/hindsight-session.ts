/** Sessions as any agent may leave them: moves carried out on a graph, with what was known passed on in one of several manners. */
import type { OpenedGraph } from '../../src/cli/graph-options.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { type AskedFormula, setOf } from '../../src/logic/asked.ts';
import type { PlanInput, PlanOperation, PlanStep } from '../../src/logic/plan.ts';
import type { Answer } from '../../src/tool/answer.ts';
import { computeSet, countSet, present, type SetOperation } from '../../src/tool/evaluate.ts';
import { createHandles } from '../../src/tool/handles.ts';
import type { Input, Operation } from '../../src/tool/operation.ts';
import type { Result } from '../../src/tool/result.ts';
import { tableOf } from '../../src/tool/table.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';

export type Manner = 'values' | 'handles';

/** What a move is given: results of earlier moves, put together in the agent's head where there are several; or names. */
export type Given =
  | { readonly moves: readonly number[]; readonly how?: 'and' | 'or' }
  | { readonly entities: readonly string[] };

/** An operation whose inputs, in their order, are given. */
export interface Move {
  readonly operation: PlanOperation;
  readonly inputs: readonly Given[];
}

/** What is answered: the result of a move, or of several in the agent's head. */
export type Said = Extract<Given, { moves: unknown }>;

export interface Route {
  readonly moves: readonly Move[];
  readonly said: Said;
}

export function inputsOf(operation: PlanOperation): readonly PlanInput[] {
  if ('of' in operation) return [operation.of];
  if ('and' in operation) return operation.and;
  if ('or' in operation) return operation.or;
  if ('difference' in operation) return operation.difference;
  if ('count' in operation) return [operation.count];
  return 'complement' in operation ? [operation.complement] : [];
}

function withInputs(operation: PlanOperation, inputs: readonly Input[]): Operation {
  const [one, other] = inputs as [Input, Input];
  if ('of' in operation) return { ...operation, of: one };
  if ('and' in operation) return { and: inputs };
  if ('or' in operation) return { or: inputs };
  if ('difference' in operation) return { difference: [one, other] };
  if ('count' in operation) return { count: one };
  return 'complement' in operation ? { ...operation, complement: one } : operation;
}

/** A plan as a route: each step a move, the last one said. */
export function routeOf(plan: readonly PlanStep[]): Route {
  const moves = plan.map(({ operation }) => ({
    operation,
    inputs: inputsOf(operation).map((input): Given => ('step' in input ? { moves: [input.step - 1] } : input)),
  }));
  return { moves, said: { moves: [moves.length - 1] } };
}

/** Carries a route out, and answers; the session has no question. */
export async function carryOut(
  route: Route,
  asked: AskedFormula,
  manner: Manner,
  { graph, source }: OpenedGraph,
): Promise<Trajectory> {
  const handles = createHandles();
  const results: { result: Result; ids: Uint32Array }[] = [];
  const calls: Trajectory['calls'][number][] = [];
  const idsOf = ({ moves, how = 'or' }: Said): string[] => {
    const sets = moves.map((move) => new Set(results[move]?.ids));
    const all = [...new Set(sets.flatMap((set) => [...set]))].filter(
      (id) => how === 'or' || sets.every((set) => set.has(id)),
    );
    return all.sort((a, b) => a - b).map((id) => graph.key(id));
  };
  for (const { operation, inputs } of route.moves) {
    const texts: (string | readonly string[])[] = [];
    const resolved: Input[] = [];
    for (const given of inputs) {
      if ('entities' in given) {
        texts.push(await Promise.all(given.entities.map((iri) => nameOf(iri, source))));
        resolved.push(given);
        continue;
      }
      const [move, ...others] = given.moves;
      const handle = results[move as number]?.result.result as string;
      const iris = idsOf(given);
      const alone = others.length === 0;
      const byHandle = alone && (manner === 'handles' || iris.length === 0 || iris.length > 50);
      texts.push(byHandle ? handle : iris.map((iri) => source.compact(iri)));
      resolved.push(byHandle ? { handle } : { entities: iris });
    }
    const done = withInputs(operation, resolved);
    const set =
      'count' in done || 'table' in done ? undefined : await computeSet(done as SetOperation, source, handles);
    const result =
      set !== undefined
        ? await present(set, done as SetOperation, source, handles)
        : 'count' in done
          ? await countSet(done, source, handles)
          : await tableOf(done as Extract<Operation, { table: unknown }>, source, handles);
    const ids = set === undefined ? new Uint32Array(0) : (set.set as unknown as { ids: Uint32Array }).ids;
    results.push({ result, ids });
    calls.push({
      ...frame,
      seq: calls.length + 2,
      type: 'call',
      tool: 'a tool',
      arguments: { texts },
      operation: done,
      digest: graph.digest,
      observation: result,
      milliseconds: 0,
    });
  }
  const last = results[route.said.moves.at(-1) as number]?.result as Result;
  const iris = idsOf(route.said);
  const answer = answerOf(asked, last, iris, route, results, manner, { graph, source } as OpenedGraph);
  return {
    id: 'a session',
    journal: 'run-0.jsonl',
    head: '',
    sealed: true,
    problems: [],
    opened: undefined,
    task: undefined,
    calls,
    answer: { ...frame, seq: calls.length + 2, type: 'answer', answer, resolved: answer.values ?? iris },
  };
}

const frame = { v: 1, trajectory: 'a session', prev: '', at: '', sha256: '' } as const;

function answerOf(
  asked: AskedFormula,
  last: Result,
  iris: readonly string[],
  { said }: Route,
  results: readonly { result: Result }[],
  manner: Manner,
  { graph }: OpenedGraph,
): Answer {
  if ('among' in asked) {
    const boolean = iris.includes(asked.is);
    return { boolean, text: `${JSON.stringify(asked.is)} is ${boolean ? '' : 'not '}among them.` };
  }
  if (last.rows !== undefined)
    return {
      rows: last.rows.map(({ id, cells }) => [
        id,
        ...cells.map(({ items }) => items.map((item) => (item.kind === 'entity' ? item.id : item.value))),
      ]),
    };
  if ('count' in asked) return { number: last.number ?? iris.length };
  const valued = answersOf(setOf(asked), graph).some((id) => graph.isLiteral(id));
  if (manner === 'handles' && said.moves.length === 1)
    return { result: results[said.moves[0] as number]?.result.result as string };
  return valued
    ? { values: (last.items ?? []).flatMap((item) => (item.kind === 'value' ? [item.value] : [])) }
    : { entities: iris };
}

/** By its label where that is enough, as questions name entities. */
async function nameOf(iri: string, source: OpenedGraph['source']): Promise<string> {
  const label = await source.label(iri);
  return (await source.named(label, 2)).length === 1 ? label : source.compact(iri);
}
