/** A formula as a question in plain English, in one of several phrasings. */
import type { AskedFormula } from './asked.ts';
import { formulaHash } from './canonical.ts';
import { askPlainly } from './english/take.ts';
import type { Speaker } from './english/voice.ts';
import { isClosedWorld } from './formula.ts';
import { seededRandom } from './random.ts';

export interface QuestionOptions {
  /** Whether the relations are too incomplete for "not" or "the largest" to mean more than what is stated. */
  readonly closedWorldNote?: boolean;
  /**
   * Draws the phrasing, together with the formula alone: other questions never move it. Without one the first phrasing of
   * each kind is taken.
   */
  readonly seed?: string | undefined;
}

/** The question that a formula asks; every anchor is named by the speaker's name for it. */
export function questionOf(formula: AskedFormula, speaker: Speaker, options: QuestionOptions = {}): string {
  const { seed, closedWorldNote = false } = options;
  const choose =
    seed === undefined
      ? <T>(list: readonly T[]): T => list[0] as T
      : seededRandom(`${seed}/question/${formulaHash(formula)}`).choose;
  const asked = askPlainly(formula, speaker, choose);
  const whole = closedWorldNote && isClosedWorld(formula) ? withNote(asked, choose) : asked;
  // "Washington, D.C." ends a sentence alone.
  return whole.replace(/(?<!\.)\.\.(?= |$)/gu, '.');
}

/** Says whose word is taken for what is and what is not. */
function withNote(asked: string, choose: <T>(list: readonly T[]) => T): string {
  const end = asked.slice(-1);
  const body = asked.slice(0, -1);
  const lower = `${asked.charAt(0).toLowerCase()}${asked.slice(1)}`;
  return choose([
    `According to this graph, ${lower}`,
    `${body}, according to this graph${end}`,
    `${body}, as far as this graph says${end}`,
    `Going by this graph, ${lower}`,
  ]);
}
