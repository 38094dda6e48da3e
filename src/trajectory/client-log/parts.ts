/** The parts of a session that become trajectories: what was done for one question, in one trajectory of the journal. */
import type { Called, Frame } from '../record.ts';
import type { Trajectory } from '../trajectory.ts';
import type { Joined, Unjoined } from './join.ts';
import { UNJOINED } from './join.ts';
import type { LogCall, LogTurn } from './log.ts';

export interface PartCall {
  readonly record: Frame & Called;
  /** What was said and thought before it, since the call before. */
  words: string;
  thought: string;
  /** Calls right before it whose results are not known. */
  missing: number;
}

export interface Part {
  /** Where the question of the user stands; of a task that was begun, the turn in which it ended. */
  turn: LogTurn;
  readonly asked: string | undefined;
  readonly trajectory: Trajectory;
  /** Whether the agent stated the question itself: then the journal tells where its work begins and ends. */
  readonly framed: boolean;
  readonly calls: PartCall[];
  /** Whether the answer that the journal has was handed in here. */
  answered: boolean;
  /** What was said before the answer was handed in. */
  answerWords: string;
  readonly foreign: Set<string>;
  /** Calls whose results are not known, behind the last one. */
  missing: number;
  /** Whether the agent's last words in the turn belong to it. */
  last: boolean;
}

/** The parts of a log's turns, in the order in which they were begun. */
export function partsOf(turns: readonly LogTurn[], joined: ReadonlyMap<LogCall, Joined>): Part[] {
  const parts: Part[] = [];
  const framed = new Map<Trajectory, Part>();
  for (const turn of turns) addTurn(turn, joined, parts, framed);
  return parts;
}

function addTurn(
  turn: LogTurn,
  joined: ReadonlyMap<LogCall, Joined>,
  parts: Part[],
  framed: Map<Trajectory, Part>,
): void {
  const own = new Map<Trajectory, Part>();
  const foreign: string[] = [];
  let missing = turn.broken;
  let words: string[] = [];
  let thoughts: string[] = [];
  let at: Part | undefined;

  function partOf(trajectory: Trajectory): Part {
    const known = trajectory.task === undefined ? own : framed;
    const part = known.get(trajectory) ?? begin(turn, trajectory);
    if (!known.has(trajectory)) parts.push(part);
    known.set(trajectory, part);
    own.set(trajectory, part);
    part.turn = turn;
    return part;
  }

  for (const call of turn.calls) {
    const found = joined.get(call) as Joined;
    if (call.words !== '') words.push(call.words);
    if (call.thought !== '') thoughts.push(call.thought);
    if (found.as === 'foreign') foreign.push(call.name);
    else if ((UNJOINED as readonly string[]).includes(found.as satisfies Joined['as'] | Unjoined)) missing += 1;
    if (!('trajectory' in found)) continue;
    at = partOf(found.trajectory);
    if (found.as === 'begun') continue;
    if (found.as === 'call') {
      at.calls.push({ record: found.record, words: words.join('\n\n'), thought: thoughts.join('\n\n'), missing });
    } else {
      at.answered = true;
      at.answerWords = words.join('\n\n');
      at.missing += missing;
    }
    [words, thoughts, missing] = [[], [], 0];
  }
  for (const part of own.values()) for (const name of foreign) part.foreign.add(name);
  // What was looked up outside of the tasks that the agent began for it answers nothing by itself.
  const strays = [...own.values()].filter((part) => !part.framed && !part.answered);
  if (strays.length < own.size && [...own.values()].some((part) => part.framed)) {
    for (const stray of strays) parts.splice(parts.indexOf(stray), 1);
    at = [...own.values()].findLast((part) => !strays.includes(part));
  }
  if (at === undefined) return;
  at.missing += missing;
  at.last = true;
}

function begin(turn: LogTurn, trajectory: Trajectory): Part {
  return {
    turn,
    asked: turn.question,
    trajectory,
    framed: trajectory.task !== undefined,
    calls: [],
    answered: false,
    answerWords: '',
    foreign: new Set(),
    missing: 0,
    last: false,
  };
}
