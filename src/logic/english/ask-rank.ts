/** Questions for what ranks first: of a set, or of two things that are compared. */
import type { TopFormula } from '../formula.ts';
import { type Measure, measured } from './measure.ts';
import { nounOf, numberWord } from './noun.ts';
import { nameOf } from './owner.ts';
import type { Voice } from './voice.ts';

/** "Which of the countries that border France has the largest area?", "Which has the larger area, France or Spain?" */
export function askTop(formula: TopFormula, voice: Voice): string {
  const { top, by, order, of } = formula;
  const measure = measured(voice.relation(by));
  const names = 'or' in of ? of.or.flatMap((part) => ('entity' in part ? [part.entity] : [])) : [];
  if (top === 1 && 'or' in of && of.or.length === 2 && names.length === 2) {
    return askCompared(formula, names as [string, string], measure, voice);
  }
  const { many, people } = voice.describe(of);
  const superlative = measure.superlative(order, top > 1);
  const number = top === 1 ? '' : ` ${numberWord(top)}`;
  const longest = measure.adjective?.(order).superlative;
  if (longest !== undefined) {
    const are = top === 1 ? `is the ${longest}` : `are the ${longest}`;
    return voice.choose([
      `Which${number} of the ${many} ${are}?`,
      `Among the ${many}, which${number} ${are}?`,
      `Of the ${many}, name the${number} ${longest}.`,
    ]);
  }
  const has = top === 1 ? 'has' : 'have';
  const when = order === 'largest' ? 'last' : 'first';
  const did = measure.deed === undefined ? `${has} ${superlative}` : `${measure.deed.past(top > 1)} ${when}`;
  const those = `the ${top === 1 ? 'one' : numberWord(top)}`;
  return voice.choose([
    `Which${number} of the ${many} ${did}?`,
    `Among the ${many}, ${people && top === 1 ? 'who' : `which${number}`} ${did}?`,
    measure.deed === undefined
      ? `Of the ${many}, name ${those} with ${superlative}.`
      : `Of the ${many}, name ${those} ${people ? 'who' : 'that'} ${did}.`,
  ]);
}

function askCompared({ by, order }: TopFormula, entities: [string, string], measure: Measure, voice: Voice): string {
  const { head } = voice.relation(by);
  const [one, other] = entities.map((iri) => nameOf(iri, head, voice));
  const who = nounOf(head).people ? 'Who' : 'Which';
  const { deed, adjective } = measure;
  const when = order === 'largest' ? 'later' : 'earlier';
  const has =
    deed !== undefined
      ? `${deed.past(false)} ${when}`
      : adjective === undefined
        ? `has ${measure.comparative(order)}`
        : `is ${adjective(order).comparative}`;
  return voice.choose([
    `${who} ${has}, ${one} or ${other}?`,
    `Of ${one} and ${other}, ${who.toLowerCase()} ${has}?`,
    `${who} of the two ${has}: ${one} or ${other}?`.replace('Who of', 'Which of'),
  ]);
}
