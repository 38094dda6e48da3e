/** Puts what the entries of a log say into turns; the readers of the kinds say to which turn a thing belongs. */
import type { LogCall, LogReply, LogTurn } from './log.ts';

export interface Turns {
  /** A user asks: a turn begins under this key. */
  ask(turn: string, question: string | undefined, line: number, subagent?: boolean): void;
  has(turn: string): boolean;
  say(turn: string, words: string, line: number): void;
  think(turn: string, thought: string, line: number): void;
  /** A call that is known already by its key (default: its id) is left out: clients write messages again when they grow. */
  call(turn: string, call: Pick<LogCall, 'id' | 'name' | 'arguments' | 'line'>, key?: string): void;
  reply(key: string, reply: LogReply): boolean;
  /** The agent's last words, as the log sums them up; they count where it has no others. */
  end(turn: string, words: string, line: number): void;
  /** What an earlier call was given. */
  argumentsOf(id: string): LogCall['arguments'];
  /** A line could not be read, in the turn that was spoken of last. */
  damage(): void;
  readonly client: { name: string; version: string } | undefined;
  readonly done: readonly LogTurn[];
  /** The client's name and version, where the log tells them. */
  name(name: string, version: string): void;
}

interface Draft {
  question: string | undefined;
  readonly line: number;
  readonly calls: LogCall[];
  words: string[];
  thoughts: string[];
  readonly subagent: boolean;
  broken: number;
}

export function createTurns(): Turns {
  const turns = new Map<string, Draft>();
  const calls = new Map<string, LogCall>();
  let latest: Draft | undefined;
  let client: { name: string; version: string } | undefined;
  let lost = 0;

  function begin(key: string, line: number, question?: string, subagent = false): Draft {
    const turn = { question, line, calls: [], words: [], thoughts: [], subagent, broken: lost };
    lost = 0;
    turns.set(key, turn);
    return turn;
  }

  function of(key: string, line: number): Draft {
    latest = turns.get(key) ?? begin(key, line);
    return latest;
  }

  return {
    ask(key, question, line, subagent) {
      latest = begin(key, line, question, subagent);
    },
    has: (key) => turns.has(key),
    say(key, words, line) {
      const turn = of(key, line);
      if (words.trim() !== '') turn.words.push(words.trim());
    },
    think(key, thought, line) {
      const turn = of(key, line);
      if (thought.trim() !== '') turn.thoughts.push(thought.trim());
    },
    call(within, { id, name, arguments: values, line }, key = id) {
      const turn = of(within, line);
      if (calls.has(key)) return;
      const [words, thought] = [turn.words.join('\n\n'), turn.thoughts.join('\n\n')];
      const call: LogCall = { id, name, arguments: values, line, words, thought, reply: undefined };
      turn.words = [];
      turn.thoughts = [];
      turn.calls.push(call);
      calls.set(key, call);
    },
    reply(key, reply) {
      const call = calls.get(key);
      if (call !== undefined) call.reply ??= reply;
      return call !== undefined;
    },
    end(key, words, line) {
      const turn = of(key, line);
      if (turn.words.length === 0 && words.trim() !== '') turn.words.push(words.trim());
    },
    argumentsOf: (id) => calls.get(id)?.arguments,
    damage() {
      if (latest === undefined) lost += 1;
      else latest.broken += 1;
    },
    name(name, version) {
      client ??= { name, version };
    },
    get client() {
      return client;
    },
    get done() {
      return [...turns.values()].map(({ words, thoughts, ...turn }) => ({
        ...turn,
        words: words.join('\n\n'),
        thought: thoughts.join('\n\n'),
      }));
    },
  };
}
