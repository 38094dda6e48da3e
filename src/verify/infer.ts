/** Infers from what an agent did the formula that it answered: hindsight, which needs no question. */
import type { Graph } from '../graph/graph.ts';
import { withoutBlankNodes } from '../graph/set.ts';
import type { Source } from '../graph/source.ts';
import { answersOf } from '../logic/answers.ts';
import { type AskedFormula, setOf } from '../logic/asked.ts';
import { isFault } from '../tool/result.ts';
import { redactedIn } from '../trajectory/redact.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import { type Account, accountsOf, compareCosts } from './hindsight/choose.ts';
import { followSession } from './hindsight/follow.ts';
import { type Node, sameSet } from './hindsight/node.ts';
import { areEquivalent } from './hindsight/normal.ts';
import { type PartialReading, partialReadings } from './hindsight/partial.ts';
import { lastRoot, rootsOf } from './hindsight/root.ts';
import type { Session } from './hindsight/session.ts';
import { spellNode } from './hindsight/spell.ts';
import { isOnThisGraph } from './same-graph.ts';

/**
 * What a call was to the answer:
 * - `path`: the answer was made from its result; `merged`: it is so together with others of its kind, which read one set
 * - `repeated`: it did again what another call did
 * - `dead end`: nothing was made of its result
 * - `exploration`: it looked around: descriptions, searches, further pages
 * - `fault`: it gave no result
 */
export type Role = 'path' | 'merged' | 'repeated' | 'dead end' | 'exploration' | 'fault';

export interface InferredStep {
  readonly seq: number;
  readonly role: Role;
}

export interface Inference {
  readonly formula: AskedFormula;
  readonly steps: readonly InferredStep[];
  /** Sets of which only some members were read, though the answer speaks of all that was read. */
  readonly partial: readonly PartialReading[];
  /** Whether the agent put sets together itself, or compared or counted, without a call that did it. */
  readonly combined: boolean;
  /** Whether other formulas fit the calls as well. */
  readonly ambiguous: boolean;
  /** Whether no answer was handed in, so that the last result was taken for it. */
  readonly unanswered: boolean;
}

/** Why there is no formula, in plain English. */
export interface Uninferred {
  readonly reason: string;
}

export interface InferenceOptions {
  /** The formula of the question, where it is known: of several readings of the calls, one that answers it is preferred. */
  readonly wanted?: AskedFormula;
}

/** Longer sessions are not looked through. */
const MOST_CALLS = 300;

/**
 * The formula that a trajectory answers. It is computed from the calls and the answer alone; what the question says is used only to
 * learn which entity a yes or no is about. `cut` says why the graph lacks facts, where it does. Every set on the way is computed on this graph, and the formula has the answer's members here.
 */
export async function inferFormula(
  trajectory: Trajectory,
  { graph, cut, source }: { readonly graph: Graph; readonly cut?: string | undefined; readonly source: Source },
  { wanted }: InferenceOptions = {},
): Promise<Inference | Uninferred> {
  const { calls, answer, task } = trajectory;
  if (!isOnThisGraph(trajectory, source)) return { reason: 'the calls ran on another graph' };
  if (cut !== undefined) return { reason: cut };
  const redacted = redactedIn(trajectory);
  if (redacted !== undefined) return { reason: redacted };
  if (calls.length > MOST_CALLS) return { reason: `there are more than ${MOST_CALLS} calls` };
  const session = await followSession(calls, graph, source);
  const roots =
    answer === undefined ? lastRoot(session) : await rootsOf(answer, { question: task?.question, wanted }, session);
  if (typeof roots === 'string') return { reason: roots };
  const accounts = accountsOf(
    roots,
    [...new Set(session.byCall.values())].flatMap((node) => node.calls),
  );
  const sound = accounts.filter((account) => hasItsAnswers(account, graph));
  const [best] = sound;
  if (best === undefined) return { reason: 'no formula says what the calls did' };
  const chosen =
    wanted === undefined ? best : (sound.find(({ formula }) => areEquivalent(formula, wanted, graph)) ?? best);
  return {
    formula: chosen.formula,
    steps: stepsOf(calls, chosen, session),
    partial: partialReadings(chosen, calls, session),
    combined: chosen.root.ask !== undefined || [...chosen.used].some((node) => node.calls.length === 0),
    ambiguous: sound.some(
      (other) => compareCosts(other.cost, best.cost) === 0 && !areEquivalent(other.formula, best.formula, graph),
    ),
    unanswered: answer === undefined,
  };
}

/** Whether the formula gives just the set that the agent had: a complement may say more than all entities. */
function hasItsAnswers({ formula, root }: Account, graph: Graph): boolean {
  return sameSet(withoutBlankNodes(graph, answersOf(setOf(formula), graph)), root.node.set);
}

function stepsOf(calls: Trajectory['calls'], { used, pick }: Account, session: Session): InferredStep[] {
  const single = new Set([...used].filter((node) => node.calls.length === 1).flatMap((node) => node.calls));
  const several = new Set([...used].flatMap((node) => node.calls));
  const saying = (node: Node): string => JSON.stringify([node.made.kind, spellNode(node, pick)]);
  const said = new Set([...used].map(saying));
  return calls.map(({ seq, observation }, index) => {
    const node = session.byCall.get(index);
    if (isFault(observation.status)) return { seq, role: 'fault' };
    if (single.has(index)) return { seq, role: 'path' };
    if (several.has(index)) return { seq, role: 'merged' };
    if (session.repeats.has(index)) return { seq, role: 'repeated' };
    if (node === undefined) return { seq, role: 'exploration' };
    return { seq, role: said.has(saying(node)) ? 'repeated' : 'dead end' };
  });
}

export function isInferred(inference: Inference | Uninferred): inference is Inference {
  return 'formula' in inference;
}
