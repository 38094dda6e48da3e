/** Any formula as a question, in a phrasing that the voice chooses. */
import { type AskedFormula, setOf } from '../asked.ts';
import { askCount } from './ask-number.ts';
import { askTop } from './ask-rank.ts';
import { askSet } from './ask-set.ts';
import { askTable } from './ask-table.ts';
import { askAmong } from './ask-truth.ts';
import type { Voice } from './voice.ts';

export function ask(formula: AskedFormula, voice: Voice): string {
  const set = setOf(formula);
  if ('count' in formula) return askCount(set, voice);
  if ('table' in formula) return askTable(formula, voice);
  if ('among' in formula) return askAmong(formula.is, set, voice);
  if ('top' in formula) return askTop(formula, voice);
  return askSet(set, voice);
}
