/** Questions that first name what a clause would enclose: "Take the … that …. Which countries is one of them named after?" */
import type { AskedFormula } from '../asked.ts';
import { type Formula, partsOf } from '../formula.ts';
import { ask } from './ask.ts';
import { describe } from './description.ts';
import type { Burden, Pronoun, Speaker, Voice } from './voice.ts';

/** Sets that are named one after the other at most; a third would be forgotten. */
const MOST = 2;

/** Any formula as a question that encloses no clause in another one, as far as that can be helped. */
export function askPlainly(formula: AskedFormula, speaker: Speaker, choose: Voice['choose']): string {
  const taken: Burden[] = [];
  for (;;) {
    const burdens: Burden[] = [];
    const text = ask(formula, voiceOf(speaker, choose, taken, burdens));
    const heavy = burdens.find(({ forms }) => forms.some((form) => text.includes(form)));
    const [first] = taken;
    const next = heavy !== undefined && (first === undefined || holds(heavy.set, first.set));
    if (!next || taken.length === MOST) return `${opening(taken)}${text}`;
    taken.push(heavy);
  }
}

function voiceOf(speaker: Speaker, choose: Voice['choose'], taken: readonly Burden[], burdens: Burden[]): Voice {
  const voice: Voice = {
    ...speaker,
    choose,
    describe: (set, taker) => describe(set, voice, taker),
    pronoun: (set) => pronounOf(set, taken),
    apart: taken.length > 0,
    burden: (found) => burdens.push(found),
  };
  return voice;
}

function opening(taken: readonly Burden[]): string {
  return taken.length === 0 ? '' : `Take ${taken.map(({ whole }) => whole).join(', and then ')}. `;
}

function pronounOf(set: Formula, taken: readonly Burden[]): Pronoun | undefined {
  const at = taken.findIndex((one) => isSame(one.set, set));
  const found = taken[at];
  if (found === undefined) return undefined;
  const them = at === 0 ? 'them' : 'the latter';
  const they = at === 0 ? 'they' : 'the latter';
  if (!found.single)
    return { whole: them, some: `one of ${them}`, any: `any of ${them}`, subject: they, none: `none of ${them}` };
  const it = at > 0 ? 'the latter' : found.people ? 'this person' : 'it';
  return { whole: it, some: it, any: it, subject: it, none: undefined };
}

function isSame(one: Formula, other: Formula): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function holds(formula: Formula, part: Formula): boolean {
  return isSame(formula, part) || partsOf(formula).some((below) => holds(below, part));
}
