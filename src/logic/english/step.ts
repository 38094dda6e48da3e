/** A step along a relation, said in one of its readings. */
import type { Wording } from '../../relation/relation.ts';
import type { Formula, RelationFormula } from '../formula.ts';
import {
  beingClause,
  type Clause,
  type Counts,
  havingClause,
  memberClause,
  type Owner,
  objectClause,
} from './clause.ts';
import { type Description, type Noun, nounOf, nounOfWording, repeats } from './noun.ts';
import { allOf, ownerOf } from './owner.ts';
import { MOSTLY_ONE, membersEach, type Reading, readingsOf } from './reading.ts';
import { type Burden, classOf, endOf, type Voice } from './voice.ts';

/** Share of its head class that has a relation, from which "is not" may stand for "is not stated to be". */
const COMPLETE = 0.95;

export interface SaidStep {
  readonly reading: Reading;
  readonly clause: Clause;
  readonly owner: Owner;
  /** Whether there is mostly one member. */
  readonly single: boolean;
  /** Whether there is mostly one member from one owner. */
  readonly isOne: boolean;
  /** Whether nothing has more than one member. */
  readonly only: boolean;
  /** "capital of France"; undefined where the reading has no such noun. */
  readonly noun: Description | undefined;
}

/** What a step is said for: a noun phrase that is asked for or that another step goes on from, or what the members of a set that has another noun are or do. */
export type Purpose = 'noun' | 'owner' | 'clause';

/** A step in a reading that is drawn among those that sound well. */
export function sayStep(
  step: RelationFormula,
  noun: Noun,
  voice: Voice,
  purpose: Purpose,
  /** The reading of a sibling along the same relation: one relation is not said in two ways. */
  sibling?: Reading,
): SaidStep {
  const owner = ownerOf(step.of, endOf(voice.relation(step.relation), step.inverse !== true), voice);
  const readings = readingsOf(step, voice);
  const weights = readings.map((reading) => weightOf(reading, readings, owner, noun, purpose));
  const same = readings.findIndex((one) => sibling !== undefined && isSame(one, sibling));
  if ((weights[same] ?? 0) > 0) return sayReading(step, readings[same] as Reading, owner, noun, voice);
  const weighed = readings.flatMap((reading, index) => Array<Reading>(weights[index] as number).fill(reading));
  return sayReading(step, voice.choose(weighed.length === 0 ? readings : weighed), owner, noun, voice);
}

function isSame(one: Reading, other: Reading): boolean {
  return one.forward === other.forward && one.wording.singular === other.wording.singular;
}

/** A step whose owner is all of several entities, in a given reading. */
export function sayOfAll(step: RelationFormula, reading: Reading, names: string, noun: Noun, voice: Voice): SaidStep {
  return sayReading(step, reading, allOf(names), noun, voice);
}

/** A step in a given reading. */
export function sayReading(step: RelationFormula, reading: Reading, owner: Owner, noun: Noun, voice: Voice): SaidStep {
  const relation = voice.relation(step.relation);
  const inverse = step.inverse === true;
  const oneMember = membersEach(relation, inverse) < MOSTLY_ONE;
  const counts: Counts = {
    oneMember,
    oneOwner: membersEach(relation, !inverse) < MOSTLY_ONE,
    complete: inverse && (relation.completeness ?? 0) >= COMPLETE,
    people: noun.people,
    ownerNoun: endOf(relation, !inverse).label,
  };
  const single = oneMember && owner.single && !('or' in step.of);
  const clause = clauseOf(reading, owner, counts, voice);
  const isNoun = reading.wording.kind === 'noun' && reading.forward;
  if (reading.forward && !isNoun && isHeavy(step.of, owner)) voice.burden(burdenOf(step, clause, owner, voice));
  return {
    reading,
    clause,
    owner,
    single,
    isOne: oneMember,
    only: single && (inverse ? relation.inverseFunctional : relation.functional),
    noun: isNoun ? { ...ownedBy(reading, owner, single, noun), definite: oneMember } : undefined,
  };
}

function ownedBy({ wording: { singular, plural } }: Reading, owner: Owner, single: boolean, noun: Noun): Description {
  const head = nounOfWording(singular, plural, noun);
  const one = `${singular} of ${single ? owner.whole : owner.some}`;
  return { one, many: `${plural} of ${owner.whole}`, single, people: head.people, head, rest: undefined };
}

function clauseOf({ wording, forward }: Reading, owner: Owner, counts: Counts, voice: Voice): Clause {
  if (forward) {
    return wording.kind === 'noun' ? beingClause(wording, owner, counts) : objectClause(wording, owner, counts);
  }
  if (wording.kind !== 'noun') return memberClause(wording, owner, counts);
  return havingClause(wording, owner, counts, voice.choose([false, false, true]));
}

/** How well a reading sounds: what members do is better than what they have, and that than what is done to them. */
function weightOf(reading: Reading, readings: readonly Reading[], owner: Owner, noun: Noun, purpose: Purpose): number {
  const { wording, forward, lesser = false } = reading;
  if (owner.pronoun === true && forward) {
    const deed = readings.some((other) => other.forward && other.wording.kind !== 'noun');
    return wording.kind !== 'noun' ? 6 : deed ? 0 : 1;
  }
  const doing = readings.some((other) => !other.forward && other.wording.kind !== 'noun');
  const plainly = owner.none === undefined && !isWordy(owner);
  if (isEcho(reading, readings, noun)) return 0;
  if (forward && wording.kind !== 'noun') return objectWeight(reading, readings, owner, purpose);
  if (!forward) {
    if (wording.kind !== 'noun') return 4;
    return lesser && (doing || plainly || isNamesake(wording)) ? 0 : 2;
  }
  if (isAwkward(reading, owner)) return 0;
  if (readings.some((other) => isEcho(other, readings, noun))) return 2;
  // One is born in a country, not in somebody's nationality.
  if (purpose === 'owner' && wording.singular === 'nationality') return 0;
  if (purpose !== 'clause') return lesser && plainly ? 1 : 3;
  if (lesser) return doing ? 1 : plainly ? 0 : 2;
  return noun.telling && repeats(wording.singular, noun) && readings.length > 1 ? 1 : 2;
}

/** "the field of work that Curie works in". */
function isEcho({ wording, forward }: Reading, readings: readonly Reading[], noun: Noun): boolean {
  const echo = forward && wording.kind !== 'noun' && noun.telling && repeats(wording.singular, noun);
  return echo && readings.some((other) => other.forward && other.wording.kind === 'noun');
}

/** "countries that the Danube flows through": good after a name, bad after a clause that ends in a verb itself. */
function objectWeight({ wording }: Reading, readings: readonly Reading[], owner: Owner, purpose: Purpose): number {
  // "someone whom the film was written by", "actors whom the film stars": there is a noun for them.
  if (/^(?:stars|.* by)$/.test(wording.singular)) return 0;
  const awkward = readings.some((other) => isAwkward(other, owner));
  const lesser = readings.some((other) => other.forward && other.lesser === true);
  const others = readings.some((other) => !other.forward && !isNamesake(other.wording));
  if (owner.none !== undefined) return !others && (awkward || (lesser && purpose === 'clause')) ? 1 : 0;
  if (!isWordy(owner)) return 2;
  const having = readings.some(
    (other) => !other.forward && other.wording.kind === 'noun' && !isNamesake(other.wording),
  );
  const noun = readings.some((other) => other.forward && other.wording.kind === 'noun' && !isAwkward(other, owner));
  return !having && (purpose === 'clause' ? awkward || lesser : !noun) ? 1 : 0;
}

/** Either of two is the namesake of the other, so that only the verb tells who bears whose name. */
function isNamesake({ singular }: Wording): boolean {
  return /^(?:eponym|namesake)$/.test(singular);
}

/** Whether one thing is told by a whole clause: "the city that the bank is headquartered in". */
function isWordy({ whole, none }: Owner): boolean {
  return none === undefined && /^what | (?:that|who|whom|whose) /.test(whole);
}

/** Whether a clause that ends in a verb should not have it as its subject: "the cities that people who work in astronomy were born in". */
function isHeavy(of: Formula, { subject, none, pronoun }: Owner): boolean {
  const named = 'entity' in of || ('or' in of && of.or.every((part) => 'entity' in part));
  if (pronoun === true || named) return false;
  if (/^what | (?:that|who|whom|whose) /.test(subject)) return true;
  return none !== undefined && subject.split(' ').length > 4;
}

function burdenOf({ of, relation, inverse }: RelationFormula, clause: Clause, owner: Owner, voice: Voice): Burden {
  const taker = endOf(voice.relation(relation), inverse !== true);
  const { people } = nounOf(classOf(of, voice) ?? taker);
  const forms = [true, false].flatMap((many) => [true, false].map((negated) => clause.relative({ many, negated })));
  const asked = clause.asked === undefined ? [] : [clause.asked(false), clause.asked(true)];
  return { set: of, whole: owner.whole, single: owner.none === undefined, people, forms: [...forms, ...asked] };
}

/** Nouns that hardly anybody says where there is a verb: "an eponym of", "an organisation membership of". */
function isAwkward({ wording: { kind, singular }, forward, lesser = false }: Reading, owner: Owner): boolean {
  if (kind !== 'noun' || !forward || !lesser) return false;
  const unnamed = owner.none !== undefined;
  // Any of these is better than "the country that the city that … is in is in".
  if (isWordy(owner)) return /^(?:eponym|namesake|organisation membership|award)$/.test(singular);
  if (/^(?:discovery|eponym|first isolator|isolated element|namesake|organisation membership)$/.test(singular))
    return true;
  if (/^(?:city|country)$/.test(singular)) return true;
  if (!unnamed && /^(?:continent|region)$/.test(singular)) return true;
  return unnamed
    ? /^(?:award|nationality|country of citizenship|(?:country|laboratory) of discovery)$/.test(singular)
    : singular === 'location';
}
