/** One conversation of an OpenAI-style log. */
import type { Turns } from './turns.ts';

/** A conversation that is being read. Its calls are told from those of others, which may have the same ids. */
export interface Conversation {
  readonly turns: Turns;
  /** The key of the present turn. */
  turn(): string;
  ask(question: string, line: number): void;
  /** An id as it is kept. */
  id(id: string): string;
  /** A new id, for a call that has none. */
  made(): string;
  /** The id of the latest call of a tool, where replies name no other. */
  readonly latest: Map<string, string>;
}

export function conversation(name: string, turns: Turns): Conversation {
  let asked = 0;
  let made = 0;
  return {
    turns,
    turn: () => `${name}, turn ${asked}`,
    ask(question, line) {
      asked += 1;
      turns.ask(`${name}, turn ${asked}`, question, line);
    },
    id: (id) => `${name}: ${id}`,
    made() {
      made += 1;
      return `call ${made} without an id`;
    },
    latest: new Map(),
  };
}
