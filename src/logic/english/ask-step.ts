/** Questions for what one step leads to. */
import { hasNegation, type RelationFormula } from '../formula.ts';
import { askedDeed, plainVerb } from './clause.ts';
import { demandsOf } from './demand.ts';
import { measured } from './measure.ts';
import { type Description, type Noun, nounOf, repeats, restricted } from './noun.ts';
import { ownerOf } from './owner.ts';
import { isPast } from './reading.ts';
import { type SaidStep, sayStep } from './step.ts';
import { classOf, endOf, type Voice } from './voice.ts';

const MANY = { many: true, negated: false } as const;
const ONE = { many: false, negated: false } as const;

/** "Which countries border France?", "What is the capital of France?", "Who directed The Shining?" */
export function askStep(step: RelationFormula, voice: Voice): string {
  if (voice.relation(step.relation).valued) return askValue(step, voice);
  const noun = nounOf(classOf(step, voice));
  const said = sayStep(step, noun, voice, 'noun');
  const apart = voice.apart ? [] : waysInTwo(said, noun);
  if (said.noun !== undefined) {
    const ways = ownedWays(step, said.noun, said, noun);
    if (!('and' in step.of) || apart.length === 0) return voice.choose(ways);
    // What follows "elements of topaz that …" might belong to either, and so might what is denied.
    const clear = said.owner.restriction !== undefined && !hasNegation(step.of);
    return voice.choose(clear ? [...ways, ...apart] : apart);
  }
  return voice.choose(apart.length > 0 ? apart : waysOf(said, noun));
}

/** A step from either of several things: "Name the capital of Malta and that of Cyprus." */
export function askShared(step: RelationFormula, voice: Voice): string {
  const noun = nounOf(classOf(step, voice));
  const said = sayStep(step, noun, voice, 'noun');
  const names =
    'or' in step.of
      ? step.of.or.map((of) => ownerOf(of, endOf(voice.relation(step.relation), step.inverse !== true), voice).whole)
      : [];
  if (said.noun === undefined || names.length !== 2)
    return voice.choose(said.noun === undefined ? waysOf(said, noun) : demandsOf(said.noun));
  const [one, other] = names;
  const { singular, plural } = said.reading.wording;
  const first = said.isOne ? `the ${singular} of ${one}` : `the ${plural} of ${one}`;
  const those = said.isOne ? 'that' : 'those';
  const what = said.noun.people ? 'Who' : 'What';
  return voice.choose([
    `Name ${first} and ${those} of ${other}.`,
    `List ${first} together with ${those} of ${other}.`,
    said.isOne
      ? `${what} is ${first}, and ${what.toLowerCase()} is that of ${other}?`
      : `${what} are ${first} and ${those} of ${other}?`,
  ]);
}

/** Ways that first say whose members are meant, where the question would not be read at one go. */
function waysInTwo({ clause, owner, reading, noun }: SaidStep, members: Noun): string[] {
  if (owner.none === undefined) return [];
  const take = `Take ${owner.whole}.`;
  const { plural } = reading.wording;
  const who = noun?.people === true ? 'Who' : 'What';
  if (noun !== undefined)
    return [
      `${take} ${who} are their ${plural}?`,
      `Consider ${owner.whole}: ${who.toLowerCase()} are their ${plural}?`,
      `Start from ${owner.whole}. Name their ${plural}.`,
    ];
  const asked = clause.asked === undefined ? undefined : askedDeed(reading.wording, 'they', false)?.(false);
  const which = members.telling ? `Which ${members.many}` : 'What';
  return asked === undefined
    ? []
    : [
        `${take} ${which} ${asked}?`,
        `Consider ${owner.whole}: ${which.charAt(0).toLowerCase()}${which.slice(1)} ${asked}?`,
      ];
}

function waysOf({ clause, owner, single, reading }: SaidStep, noun: Noun): string[] {
  const described = restricted(noun, single, (many) => clause.relative({ many, negated: false }));
  const demands = demandsOf(described);
  // "Which country is the city that the bank is headquartered in in?"
  const plainly = owner.none === undefined && !/ (?:that|who|whom|whose) /.test(owner.subject);
  const asked = plainly ? clause.asked?.(false) : undefined;
  const said = plainVerb(clause)?.(noun.telling && !single ? MANY : ONE) ?? asked;
  if (said === undefined) return demands;
  const anything =
    reading.wording.kind === 'verb' && isPast(reading.wording) && !reading.forward ? 'Who or what' : 'What';
  const which = noun.telling ? `Which ${single ? noun.one : noun.many}` : anything;
  const who = noun.people && clause.verb !== undefined ? [`Who ${clause.verb(ONE)}?`] : [];
  return [`${which} ${said}?`, ...who, `${which} ${said}?`, ...demands];
}

/** "What is the capital of France?", "Which city is the capital of France?", "Which official languages does Belgium have?" */
function ownedWays(step: RelationFormula, owned: Description, said: SaidStep, noun: Noun): string[] {
  const { clause, owner, reading } = said;
  const { single, people } = owned;
  const { wording, lesser = false } = reading;
  const ways = [`${people ? 'Who' : 'What'} ${single ? 'is' : 'are'} the ${single ? owned.one : owned.many}?`];
  ways.push(...demandsOf(owned));
  if (lesser) return ways;
  if (noun.telling && !people && !repeats(wording.singular, noun))
    ways.push(`Which ${single ? noun.one : noun.many} ${clause.verb?.(single ? ONE : MANY)}?`);
  if ('entity' in step.of && !people && !single) ways.push(`Which ${wording.plural} does ${owner.subject} have?`);
  return ways;
}

/** "What is the population of France?", "In which year was The Shining released?" */
function askValue(step: RelationFormula, voice: Voice): string {
  const relation = voice.relation(step.relation);
  const { noun, unit, deed } = measured(relation);
  const owner = ownerOf(step.of, endOf(relation, step.inverse !== true), voice);
  // "The area of the country that Aconcagua is located in in square kilometres" would not be read at one go.
  const inUnit = unit === undefined ? '' : ` in ${unit}`;
  const the = owner.named ? `the ${noun} of ${owner.whole}${inUnit}` : `the ${noun}${inUnit} of ${owner.whole}`;
  const [, quality] = /^(.+) status$/u.exec(noun) ?? [];
  if (quality !== undefined && relation.datatype?.endsWith('#boolean') === true && owner.single) {
    return voice.choose([
      `Is ${owner.subject} ${quality}: true or false?`,
      `Is it true or false that ${owner.subject} is ${quality}?`,
    ]);
  }
  const ways = [`What is ${the}?`, `Tell me ${the}.`, `Give ${the}.`];
  if (deed === undefined || !owner.single) return voice.choose(ways);
  const when = `${/\byear\b/u.test(relation.wording.singular) ? 'In which year' : 'When'} ${deed.asked(owner.subject)}?`;
  return voice.choose([...ways, when, when]);
}
