/** Conjunctions: a noun, and clauses for what its members are, do and are not. */
import { conjuncts, type Formula } from '../formula.ts';
import { type Clause, type Form, REDUCED } from './clause.ts';
import { measured } from './measure.ts';
import { arePeople, type Description, listed, listedOnce, type Noun, plain } from './noun.ts';
import { nameOf } from './owner.ts';
import { readingsOf } from './reading.ts';
import { sayOfAll, sayStep } from './step.ts';
import { endOf, type Voice } from './voice.ts';

/** One part of a conjunction. */
export interface Part {
  readonly clause: Clause;
  /** The part as a noun phrase that the conjunction can open with; undefined where it has none. */
  readonly noun: Description | undefined;
  /** Whether what it starts from is named. */
  readonly named: boolean;
  /** Steps from its anchor. */
  readonly depth: number;
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
  const parts = sayParts(positive, members, voice);
  const opener = parts.find((part) => part.noun !== undefined && (part.depth === 1 || parts.length === 1));
  const kept = parts.filter((part) => part !== opener);
  const nested = parts.some(({ depth }) => depth > 1);
  return { opening: opener?.noun ?? plain(members), kept, taken: sayParts(negative, members, voice), nested };
}

/** "fellow nominees" are people, though nothing tells their class. */
function leadsToPeople(part: Formula, voice: Voice): boolean {
  if (!('relation' in part) || part.inverse === true) return false;
  const { wording } = voice.relation(part.relation);
  return wording.kind === 'noun' && arePeople(wording.singular);
}

/** Parts as clauses, the simplest first, so that nothing that follows reads as part of what is nested. */
function sayParts(parts: readonly Formula[], noun: Noun, voice: Voice): Part[] {
  return mergeAlike(parts)
    .map(({ part, entities }) => ({
      ...sayPart(part, entities, noun, voice),
      named: entities.length > 0,
      depth: depthOf(part),
    }))
    .sort((a, b) => a.depth - b.depth);
}

function depthOf(formula: Formula): number {
  if ('relation' in formula) return 1 + depthOf(formula.of);
  const parts = 'and' in formula ? formula.and : 'or' in formula ? formula.or : [];
  return Math.max('of' in formula ? depthOf(formula.of) : 0, ...parts.map(depthOf));
}

interface Merged {
  readonly part: Formula;
  /** The entities that the step starts from, several where steps along one relation were put together. */
  readonly entities: string[];
}

function mergeAlike(parts: readonly Formula[]): Merged[] {
  const merged: Merged[] = [];
  for (const part of parts) {
    const entity = 'relation' in part && 'entity' in part.of ? part.of.entity : undefined;
    const other = merged.find(({ part: one, entities }) => entities.length > 0 && sameStep(one, part));
    if (entity !== undefined && other !== undefined) other.entities.push(entity);
    else merged.push({ part, entities: entity === undefined ? [] : [entity] });
  }
  return merged;
}

function sameStep(one: Formula, other: Formula): boolean {
  const steps = 'relation' in one && 'relation' in other;
  return steps && one.relation === other.relation && one.inverse === other.inverse;
}

function sayPart(part: Formula, entities: readonly string[], noun: Noun, voice: Voice): Pick<Part, 'clause' | 'noun'> {
  if (!('relation' in part)) return { clause: clauseOfSet(part, noun, voice), noun: undefined };
  if (entities.length < 2) return sayStep(part, noun, voice, 'clause');
  const start = endOf(voice.relation(part.relation), part.inverse !== true);
  const names = entities.map((iri) => nameOf(iri, start, voice));
  const readings = readingsOf(part, voice);
  const usable = readings.filter(
    ({ lesser, forward, wording }) =>
      lesser !== true && !(forward && (names.length > 2 || /^stars$| by$/.test(wording.singular))),
  );
  const reading = voice.choose(usable.length > 0 ? usable : readings);
  const all = names.length === 2 ? `both ${listed(names)}` : listed(names);
  const said = sayOfAll(part, reading, all, noun, voice);
  return reading.forward && names.length > 2 ? inCommon(said, listed(names)) : said;
}

/** "genres that Ponyo, Toy Story and Castle in the Sky have in common", since "of all three" would not be clear. */
function inCommon(
  { reading, clause, noun }: ReturnType<typeof sayOfAll>,
  names: string,
): Pick<Part, 'clause' | 'noun'> {
  if (noun === undefined) return { clause, noun };
  const shared = ` that ${names} have in common`;
  const { head } = noun;
  const [one, many] = [`${head.one}${shared}`, `${head.many}${shared}`];
  const verb = ({ many: several, negated }: Form): string =>
    `${several ? 'are' : 'is'}${negated ? ' not' : ''} among the ${reading.wording.plural}${shared}`;
  const relative = (form: Form): string => `${head.people ? 'who' : 'that'} ${verb(form)}`;
  return { clause: { ...clause, verb, relative, full: relative }, noun: { ...noun, one, many } };
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
  const rest = (many: boolean): string => {
    const said = joinRelatives(kept, many, bare, alone);
    const not = listed(
      taken.map(({ clause: { relative, full, reduced } }) =>
        (allBare && reduced !== 'in' ? relative : full)({ many, negated: true }),
      ),
    );
    if (not === '') return said;
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
  const isBare = ({ clause: { reduced } }: Part): boolean =>
    bare && reduced !== undefined && (reduced !== 'with' || alone);
  const whole = parts.filter((part) => !isBare(part));
  const groups = REDUCED.map((kind) =>
    listedOnce(
      parts.filter((part) => isBare(part) && part.clause.reduced === kind).map(({ clause }) => clause.relative(form)),
    ),
  );
  return [...groups, listed(whole.map(({ clause }) => clause.full(form)))].filter((text) => text !== '').join(' ');
}
