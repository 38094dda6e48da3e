/** Conjunctions: a noun, and clauses for what its members are, do and are not. */
import { conjuncts, type Formula, type RelationFormula } from '../formula.ts';
import { type Clause, type Form, REDUCED } from './clause.ts';
import { measured } from './measure.ts';
import { arePeople, type Description, listed, listedOnce, type Noun, plain } from './noun.ts';
import { type Reading, readingsOf } from './reading.ts';
import { allNames, mergeAlike, mergeOwners, namesOf, saidButNot } from './sibling.ts';
import { type SaidStep, sayOfAll, sayStep } from './step.ts';
import { endOf, type Voice } from './voice.ts';

/** One part of a conjunction. */
export interface Part {
  readonly clause: Clause;
  /** The part as a noun phrase that the conjunction can open with; undefined where it has none. */
  readonly noun: Description | undefined;
  /** Steps from its anchor. */
  readonly depth: number;
  /** What is said where the part is taken away. */
  readonly apart: Apart | undefined;
}

/** Those that a part leads to, after "other than": "the one that Juba is in", "the capital of France". */
interface Apart {
  readonly text: string;
  /** Whether nothing else is as good: "that Juba is not in". */
  readonly alone: boolean;
  /** Whether it is one thing. */
  readonly only: boolean;
}

export interface Joint {
  readonly opening: Description;
  readonly kept: readonly Part[];
  readonly taken: readonly Part[];
  /** Whether what is kept goes deeper than one step, so that what follows might seem to belong to something on its way. */
  readonly nested: boolean;
}

/** A conjunction with the noun it opens with: that of a part ("neighbouring countries of France") or of the class. */
export function jointOf(and: readonly Formula[], noun: Noun, voice: Voice): Joint {
  const { positive, negative } = conjuncts(and);
  const people = noun.people || positive.some((part) => leadsToPeople(part, voice));
  const members = { ...noun, people };
  const butNot = saidButNot(positive, negative, members, voice);
  if (butNot !== undefined)
    return { opening: plain(members), kept: [partOf(butNot, undefined, 1)], taken: [], nested: false };
  const said: Said = {
    readings: new Map(),
    twice: repeatedSteps(and),
    deeds: repeatedDeeds(positive, voice),
    owners: new Set(),
  };
  const parts = sayParts(positive, members, voice, said);
  for (const { entities } of mergeAlike(positive)) for (const entity of entities) said.owners.add(entity);
  const opener = parts.find((part) => part.noun !== undefined && (part.depth === 1 || parts.length === 1));
  const kept = parts.filter((part) => part !== opener);
  const nested = parts.some(({ depth }) => depth > 1);
  return { opening: opener?.noun ?? plain(members), kept, taken: sayParts(negative, members, voice, said), nested };
}

function partOf(clause: Clause, noun: Description | undefined, depth: number, apart?: Apart): Part {
  return { clause, noun, depth, apart };
}

/** "fellow nominees" are people, though nothing tells their class. */
function leadsToPeople(part: Formula, voice: Voice): boolean {
  if (!('relation' in part) || part.inverse === true) return false;
  const { wording } = voice.relation(part.relation);
  return wording.kind === 'noun' && arePeople(wording.singular);
}

/** What the parts of a conjunction have in common. */
interface Said {
  /** By relation and direction the readings that were used, so that one relation is not said in two ways. */
  readonly readings: Map<string, Reading>;
  /** The relations and directions of several parts. */
  readonly twice: ReadonlySet<string>;
  /** What is done in several parts that are kept: "discovered" in Sweden and by Scheele. */
  readonly deeds: ReadonlySet<string>;
  /** The entities that what is kept starts from: "the cities in Belize, except its capital". */
  readonly owners: Set<string>;
}

const keyOf = ({ relation, inverse }: RelationFormula): string => `${relation} ${inverse === true}`;

function repeatedSteps(and: readonly Formula[]): Set<string> {
  const { positive, negative } = conjuncts(and);
  const keys = [...positive, ...negative].flatMap((part) => ('relation' in part ? [keyOf(part)] : []));
  return new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
}

const deedOf = ({ wording: { kind, singular }, forward }: Reading): string | undefined =>
  forward || kind !== 'participle' ? undefined : /^[a-z]+(?:ed|born)(?= )/u.exec(singular)?.[0];

function repeatedDeeds(parts: readonly Formula[], voice: Voice): Set<string> {
  const deeds = parts.flatMap((part) => {
    const found = 'relation' in part ? readingsOf(part, voice).map(deedOf) : [];
    return [...new Set(found)];
  });
  return new Set(deeds.flatMap((deed, index) => (deed === undefined || deeds.indexOf(deed) === index ? [] : [deed])));
}

/** The reading that a part shares with a sibling. */
function sharedReading(part: RelationFormula, said: Said, voice: Voice): Reading | undefined {
  const key = keyOf(part);
  const before = said.readings.get(key);
  if (before !== undefined) return before;
  if (said.twice.has(key)) return doing(part, voice);
  return readingsOf(part, voice).find((reading) => said.deeds.has(deedOf(reading) ?? ''));
}

/** Parts as clauses, the simplest first, so that nothing that follows reads as part of what is nested. */
function sayParts(parts: readonly Formula[], noun: Noun, voice: Voice, said: Said): Part[] {
  return mergeOwners(mergeAlike(parts), noun, voice)
    .map((merged): Part => {
      if ('verb' in merged) return partOf(merged, undefined, 1);
      const { part, entities } = merged;
      if (!('relation' in part)) return partOf(clauseOfSet(part, noun, voice), undefined, depthOf(part));
      const key = keyOf(part);
      const before = said.readings.get(key);
      const step = saySibling(part, entities, noun, voice, sharedReading(part, said, voice));
      const again = before !== undefined && before.wording.singular === step.reading.wording.singular;
      said.readings.set(key, step.reading);
      const own = entities.length === 1 && said.owners.size === 1 && said.owners.has(entities[0] as string);
      return partOf(step.clause, step.noun, depthOf(part), apartOf(step, noun, again, own && isThing(part, voice)));
    })
    .sort((a, b) => a.depth - b.depth);
}

/** What members do reads well twice: "won by Rain Man but not won by any film …". */
function doing(part: RelationFormula, voice: Voice): Reading | undefined {
  return readingsOf(part, voice).find(({ forward, wording }) => !forward && wording.kind !== 'noun');
}

/** Whether what a step starts from is called "it". */
function isThing({ relation, inverse }: RelationFormula, voice: Voice): boolean {
  const { basis, label } = endOf(voice.relation(relation), inverse !== true);
  return basis !== 'none' && !arePeople(label);
}

/** "the one that Juba is in", "the capital of France", "those that the Danube flows through"; undefined for what does something. */
function apartOf(
  { clause, noun, owner, reading, single, only }: SaidStep,
  members: Noun,
  again: boolean,
  own: boolean,
): Apart | undefined {
  const { telling, people } = members;
  if (noun !== undefined) {
    // "The occupations of Mario Puzo, except that of …".
    const { singular } = reading.wording;
    const what = !people && (again || singular === members.one) ? 'that' : `the ${singular}`;
    return single
      ? { text: own ? `its ${singular}` : `${what} of ${owner.whole}`, alone: true, only: true }
      : undefined;
  }
  const alone = clause.verb === undefined;
  if (!telling || !(alone || only)) return undefined;
  return { text: `${only ? 'the one' : 'those'} ${clause.full({ many: !only, negated: false })}`, alone, only };
}

function depthOf(formula: Formula): number {
  if ('relation' in formula) return 1 + depthOf(formula.of);
  const parts = 'and' in formula ? formula.and : 'or' in formula ? formula.or : [];
  return Math.max('of' in formula ? depthOf(formula.of) : 0, ...parts.map(depthOf));
}

function saySibling(
  part: RelationFormula,
  entities: readonly string[],
  noun: Noun,
  voice: Voice,
  sibling: Reading | undefined,
): SaidStep {
  if (entities.length < 2) return sayStep(part, noun, voice, 'clause', sibling);
  const names = namesOf(part, entities, voice);
  const readings = readingsOf(part, voice);
  const usable = readings.filter(
    ({ lesser, forward, wording }) =>
      lesser !== true && !(forward && (names.length > 2 || /^stars$| by$/.test(wording.singular))),
  );
  const reading = voice.choose(usable.length > 0 ? usable : readings);
  const said = sayOfAll(part, reading, allNames(names), noun, voice);
  return reading.forward && names.length > 2 ? inCommon(said, listed(names)) : said;
}

/** "genres that Ponyo, Toy Story and Castle in the Sky have in common", since "of all three" would not be clear. */
function inCommon(said: SaidStep, names: string): SaidStep {
  const { reading, clause, noun } = said;
  if (noun === undefined) return said;
  const shared = ` that ${names} have in common`;
  const { head } = noun;
  const [one, many] = [`${head.one}${shared}`, `${head.many}${shared}`];
  const verb = ({ many: several, negated }: Form): string =>
    `${several ? 'are' : 'is'}${negated ? ' not' : ''} among the ${reading.wording.plural}${shared}`;
  const relative = (form: Form): string => `${head.people ? 'who' : 'that'} ${verb(form)}`;
  return { ...said, clause: { ...clause, verb, relative, full: relative }, noun: { ...noun, one, many } };
}

/** A set that is no step, as what its members are. */
export function clauseOfSet(part: Formula, noun: Noun, voice: Voice): Clause {
  const condition =
    'where' in part && 'class' in part.of
      ? measured(voice.relation(part.where.relation)).condition(part.where)
      : undefined;
  const among = (form: Form): string =>
    `${form.many ? 'are' : 'is'}${form.negated ? ' not' : ''} among the ${voice.describe(part).many}`;
  const verb = condition?.verb ?? among;
  const relative = (form: Form): string => `${noun.people ? 'who' : 'that'} ${verb(form)}`;
  return { verb, asked: undefined, relative, full: relative, reduced: undefined };
}

/** The whole conjunction as one noun phrase. */
export function describeJoint({ opening, kept, taken, nested }: Joint): Description {
  const bare = opening.one === opening.head.one;
  const alone = kept.length === 1 && taken.length === 0;
  const allBare = bare && kept.every(({ clause }) => clause.reduced !== undefined && clause.reduced !== 'with');
  // "Directed by Varda but not set in France", but "in Asia that do not border China".
  const deedsAlone = allBare && (kept.length === 0 || kept.some(({ clause }) => clause.reduced === 'participle'));
  const rest = (many: boolean): string => {
    const said = joinRelatives(kept, many, bare, alone);
    const isApart = ({ apart }: Part): boolean => apart?.alone === true && (many || apart.only);
    const others = taken.filter(isApart).map(({ apart }) => apart?.text as string);
    // After "that it is a citizen of" one would read on: "of other …".
    const than = / (?:at|by|for|from|in|into|of|on|through|to)$/u.test(said) ? 'apart from' : 'other than';
    const without = others.length === 0 ? '' : `${than} ${listed(others)}`;
    const not = listed(
      taken
        .filter((part) => !isApart(part))
        .map(({ clause: { relative, full, reduced } }) =>
          (deedsAlone && reduced !== 'in' ? relative : full)({ many, negated: true }),
        ),
    );
    if (not === '') return [said, without].filter((text) => text !== '').join(' ');
    // "Discovered at Dubna but not by Flerov".
    const [, deed] = /^not ([a-z]+(?:ed|born)) /u.exec(not) ?? [];
    if (deed !== undefined && kept.length === 1 && said.startsWith(`${deed} `))
      return `${said} but not ${not.slice(5 + deed.length)}`;
    if (said === '') return nested ? `but ${not}` : not;
    // "cities in Bulgaria that are not its capital", but "films that star Garbo but that are not set in Russia".
    return `${said} ${allBare && !not.startsWith('not ') ? '' : 'but '}${not}`;
  };
  const add = (text: string, after: string): string => (after === '' ? text : `${text} ${after}`);
  return {
    one: add(opening.one, rest(false)),
    many: add(opening.many, rest(true)),
    single: false,
    people: opening.people,
    head: opening.head,
    rest: bare ? rest : undefined,
  };
}

/**
 * What has no verb of its own first, then whole clauses: "in Asia with Malay as an official language that border Thailand".
 * After a noun with an owner (`bare` is false) all are whole, since a participle would go with the owner, and so is "with …"
 * unless it stands alone.
 */
export function joinRelatives(parts: readonly Part[], many: boolean, bare: boolean, alone = false): string {
  const form = { many, negated: false };
  const mayBeBare = ({ clause: { reduced } }: Part): boolean =>
    bare && reduced !== undefined && (reduced !== 'with' || alone);
  const last = REDUCED.findLast((kind) => parts.some((part) => mayBeBare(part) && part.clause.reduced === kind));
  const bareAlone = parts.every(mayBeBare);
  // What follows "directed by a person who wrote the screenplay of Ran" would seem to belong to Ran.
  const isBare = (part: Part): boolean =>
    mayBeBare(part) && (part.depth === 1 || (bareAlone && part.clause.reduced === last));
  const whole = parts.filter((part) => !isBare(part));
  const groups = REDUCED.map((kind) =>
    listedOnce(
      parts.filter((part) => isBare(part) && part.clause.reduced === kind).map(({ clause }) => clause.relative(form)),
    ),
  );
  return [...groups, listed(whole.map(({ clause }) => clause.full(form)))].filter((text) => text !== '').join(' ');
}
