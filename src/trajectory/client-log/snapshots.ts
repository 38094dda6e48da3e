/** Logs that write a conversation down anew at every step, as proxies do: only its last state counts. */
import { hash } from 'node:crypto';
import type { LogTurn } from './log.ts';
import { canonical } from './value.ts';

/** The turns without those that another one repeats or goes on from: the same question, the same calls, and more. */
export function withoutSnapshots(turns: readonly LogTurn[]): LogTurn[] {
  const chains = turns.map(chainOf);
  /** For each beginning of a turn, the turn that goes on from it farthest. */
  const farthest = new Map<string, number>();
  const reach = (turn: number): number =>
    2 * (turns[turn] as LogTurn).calls.length + ((turns[turn] as LogTurn).words === '' ? 0 : 1);
  for (const [turn, chain] of chains.entries()) {
    for (const beginning of chain) {
      const known = farthest.get(beginning);
      if (known === undefined || reach(turn) >= reach(known)) farthest.set(beginning, turn);
    }
  }
  return turns.filter((_, turn) => {
    const last = farthest.get(chains[turn]?.at(-1) as string) as number;
    return last === turn || (reach(last) === reach(turn) && turns[last]?.words !== turns[turn]?.words);
  });
}

/** A hash for the question and each number of its first calls. */
function chainOf({ question, calls }: LogTurn): string[] {
  let link = hash('sha256', canonical(question ?? null));
  const chain = [link];
  for (const { id, name, arguments: values } of calls) {
    link = hash('sha256', `${link}${canonical([id, name, values ?? null])}`);
    chain.push(link);
  }
  return chain;
}
