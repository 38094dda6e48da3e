/** Questions for a number: "How many countries border France?" */
import type { Formula, RelationFormula } from '../formula.ts';
import { whichOf } from './ask-set.ts';
import { plainVerb } from './clause.ts';
import { nounOf } from './noun.ts';
import { type SaidStep, sayStep } from './step.ts';
import { classOf, type Voice } from './voice.ts';

/** Beyond this many characters one no longer asks "How many … are there?" around them. */
const SHORT = 50;

export function askCount(set: Formula, voice: Voice): string {
  const { many } = voice.describe(set);
  const ways = [`What is the number of ${many}?`, `Count the ${many}.`];
  const which = 'and' in set ? whichOf(set.and, voice)?.replace(/^Which /u, 'How many ') : undefined;
  const direct = 'relation' in set ? howMany(set, voice) : which;
  if (direct !== undefined) ways.unshift(direct, direct, direct);
  else if (many.length <= SHORT) ways.unshift(`How many ${many} are there?`);
  return voice.choose(ways);
}

/** "How many countries border France", "How many official languages does Belgium have". */
function howMany(set: RelationFormula, voice: Voice): string | undefined {
  const noun = nounOf(classOf(set, voice));
  const first = sayStep(set, noun, voice, 'noun');
  // "How many natives does Hong Kong have?" asks for something else.
  const { clause, owner, reading } = isLesser(first) ? sayStep(set, noun, voice, 'clause') : first;
  const { wording, forward } = reading;
  if (wording.kind === 'noun' && isLesser({ reading })) return undefined;
  if (wording.kind === 'noun' && forward) {
    if (owner.named) return `How many ${wording.plural} does ${owner.subject} have?`;
    return owner.none === undefined ? undefined : `How many different ${wording.plural} do ${owner.whole} have?`;
  }
  const asked = owner.none === undefined ? clause.asked?.(false) : undefined;
  const said = plainVerb(clause)?.({ many: true, negated: false }) ?? asked;
  return said === undefined ? undefined : `How many ${noun.many} ${said}?`;
}

const isLesser = ({ reading }: Pick<SaidStep, 'reading'>): boolean => reading.forward && reading.lesser === true;
