/** Joins the calls of a client's log with those that a server recorded. */
import { beginTaskTool, submitAnswerTool } from '../../tool/frame-tools.ts';
import type { Result } from '../../tool/result.ts';
import type { Called, Frame } from '../record.ts';
import type { Trajectory } from '../trajectory.ts';
import type { CallIndex, IndexedCall } from './call-index.ts';
import type { LogCall, LogTurn } from './log.ts';
import { isCut, resultIn } from './reply.ts';
import { type ServedName, servedName } from './tool-name.ts';

/**
 * Why a call of ours has no record: no journal has it; one has, but with another result; the client kept only a part of the result; the log ends
 * before it, or was broken off.
 */
export const UNJOINED = ['not recorded', 'altered', 'cut', 'unanswered'] as const;
export type Unjoined = (typeof UNJOINED)[number];

/** `begun` and `answered`: the task frame, of which a journal keeps records of their own. `refused`: it never came to the server. */
export type Joined =
  | { readonly as: 'call'; readonly trajectory: Trajectory; readonly record: Frame & Called }
  | { readonly as: 'begun' | 'answered'; readonly trajectory: Trajectory }
  | { readonly as: 'foreign' | 'refused' | Unjoined };

export interface JoinOptions {
  readonly known: (tool: string) => boolean;
  /** What the client calls the server; left out: whoever's calls are found in the journal. */
  readonly server?: string | undefined;
}

/** A call whose tool may be ours, with what came back. */
interface Ours {
  readonly call: LogCall;
  readonly name: ServedName;
  readonly result: Result | undefined;
}

export type Join = (turns: readonly LogTurn[]) => ReadonlyMap<LogCall, Joined>;

/**
 * What joins the logs of one import, each a session: a record is given to one call only, or to the same one where a log that goes on from
 * another repeats it. Equal calls are looked for where the session's
 * last call was found, then in the trajectory that has most of the session's calls, then in the order of the journals.
 */
export function createJoin(index: CallIndex, { known, server }: JoinOptions): Join {
  /** The id of the call that each record was given to. */
  const taken = new Map<unknown, string>();

  return (turns) => {
    const calls = turns.flatMap((turn) => turn.calls);
    const ours = calls.flatMap((call): Ours[] => {
      const name = servedName(call.name, known);
      if (name === undefined || (server !== undefined && name.server !== server)) return [];
      return [{ call, name, result: call.reply && resultIn(call.reply.content) }];
    });
    const score = scoresOf(ours, index);
    const joined = new Map<LogCall, Joined>(calls.map((call) => [call, { as: 'foreign' }]));
    let at: Trajectory | undefined;
    for (const one of ours) {
      const found = joinOne(one, at, score);
      joined.set(one.call, found);
      if ('trajectory' in found) at = found.trajectory;
    }
    return withoutStrangers(joined, ours);
  };

  function joinOne(one: Ours, at: Trajectory | undefined, score: ReadonlyMap<Trajectory, number>): Joined {
    const { call, name, result } = one;
    const best = <T extends { trajectory: Trajectory }>(found: readonly T[]): T | undefined =>
      found.find(({ trajectory }) => trajectory === at) ??
      found.reduce<T | undefined>(
        (first, next) =>
          first === undefined || (score.get(next.trajectory) ?? 0) > (score.get(first.trajectory) ?? 0) ? next : first,
        undefined,
      );
    if (result !== undefined && call.arguments !== undefined) {
      const same = index.same(name.tool, call.arguments, result);
      const found = best(free(same, call)) ?? best(free(framesOf(one, result), call));
      if (found !== undefined) return take(found, one);
    }
    return { as: reasonOf(one) };
  }

  /** Those that this very call had before, where a log repeats it; else those that no call has. */
  function free<T extends { record: unknown }>(found: readonly T[], { id }: LogCall): readonly T[] {
    const untaken = found.filter(({ record }) => !taken.has(record));
    const own = found.filter(({ record }) => taken.get(record) === id);
    return own.length > 0 ? own : untaken;
  }

  function take(
    found: IndexedCall | { trajectory: Trajectory; record: unknown },
    { call, name: { tool } }: Ours,
  ): Joined {
    taken.set(found.record, call.id);
    const { trajectory } = found;
    if ('place' in found) return { as: 'call', trajectory, record: found.record };
    return { as: tool === beginTaskTool.name ? 'begun' : 'answered', trajectory };
  }

  /** The records of the task frame that a call may have made. */
  function framesOf({ call, name }: Ours, result: Result): { trajectory: Trajectory; record: unknown }[] {
    if (result.status !== 'ok') return [];
    const { task: handle, ...given } = call.arguments ?? {};
    const found =
      name.tool === beginTaskTool.name
        ? // Where it is practised, the reply has the question.
          index.begun(given['question'] ?? result.question ?? null).filter(({ task }) => task?.task === result.task)
        : name.tool === submitAnswerTool.name
          ? index.answered(withoutFalse(given)).filter(({ task }) => handle === undefined || handle === task?.task)
          : [];
    return found.flatMap((trajectory) => {
      const record = name.tool === beginTaskTool.name ? trajectory.task : trajectory.answer;
      return record === undefined ? [] : [{ trajectory, record }];
    });
  }

  function reasonOf({ call, name, result }: Ours): 'refused' | Unjoined {
    const { reply } = call;
    if (reply === undefined) return 'unanswered';
    if (isCut(reply.content)) return 'cut';
    if (call.arguments !== undefined && index.called(name.tool, call.arguments)) return 'altered';
    const sent = call.arguments !== undefined && !reply.failed;
    return sent || result !== undefined ? 'not recorded' : 'refused';
  }
}

/** `none: false` says nothing, and is not recorded. */
function withoutFalse(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { none, ...others } = given;
  return none === true ? given : others;
}

/** How many of a session's calls each trajectory has. */
function scoresOf(ours: readonly Ours[], index: CallIndex): ReadonlyMap<Trajectory, number> {
  const score = new Map<Trajectory, number>();
  for (const { call, name, result } of ours) {
    if (result === undefined || call.arguments === undefined) continue;
    const holders = new Set(index.same(name.tool, call.arguments, result).map(({ trajectory }) => trajectory));
    for (const trajectory of holders) score.set(trajectory, (score.get(trajectory) ?? 0) + 1);
  }
  return score;
}

/** Where some server's calls were found, calls of a server that had none found are another's, though its tools are named alike. */
function withoutStrangers(joined: Map<LogCall, Joined>, ours: readonly Ours[]): ReadonlyMap<LogCall, Joined> {
  const servers = new Set(
    ours.flatMap(({ call, name }) => ('trajectory' in (joined.get(call) as Joined) ? [name.server] : [])),
  );
  if (servers.size === 0) return joined;
  for (const { call, name } of ours) if (!servers.has(name.server)) joined.set(call, { as: 'foreign' });
  return joined;
}
