/** Siblings in a conjunction that share a relation or an owner, so that it is said once. */
import type { Formula, RelationFormula } from '../formula.ts';
import type { Clause, Form } from './clause.ts';
import { listed, type Noun } from './noun.ts';
import { butNot, nameOf } from './owner.ts';
import { readingsOf } from './reading.ts';
import { sayReading } from './step.ts';
import { endOf, type Voice } from './voice.ts';

/** A part, and the entities that it starts from, several where steps along one relation were put together. */
export interface Merged {
  readonly part: Formula;
  readonly entities: string[];
}

/** Steps along one relation from several entities, put together. */
export function mergeAlike(parts: readonly Formula[]): Merged[] {
  const merged: Merged[] = [];
  for (const part of parts) {
    const entity = entityOf(part);
    const other = merged.find(({ part: one, entities }) => entities.length > 0 && sameStep(one, part));
    if (entity !== undefined && other !== undefined) other.entities.push(entity);
    else merged.push({ part, entities: entity === undefined ? [] : [entity] });
  }
  return merged;
}

function entityOf(part: Formula): string | undefined {
  return 'relation' in part && 'entity' in part.of ? part.of.entity : undefined;
}

function sameStep(one: Formula, other: Formula): boolean {
  const steps = 'relation' in one && 'relation' in other;
  return steps && one.relation === other.relation && one.inverse === other.inverse;
}

/** What the entities that a step starts from are called. */
export function namesOf(step: RelationFormula, entities: readonly string[], voice: Voice): string[] {
  const start = endOf(voice.relation(step.relation), step.inverse !== true);
  return entities.map((iri) => nameOf(iri, start, voice));
}

export function allNames(names: readonly string[]): string {
  return names.length === 2 ? `both ${listed(names)}` : listed(names);
}

/** "whose compound family is hydride but not sulfide": where all that is kept and what is taken away go along one relation. */
export function saidButNot(
  positive: readonly Formula[],
  negative: readonly Formula[],
  noun: Noun,
  voice: Voice,
): Clause | undefined {
  const [kept, ...others] = mergeAlike(positive);
  const [taken, ...more] = mergeAlike(negative);
  if (kept === undefined || taken === undefined || others.length + more.length > 0) return undefined;
  const { part, entities } = kept;
  if (!('relation' in part) || entities.length === 0 || taken.entities.length !== 1) return undefined;
  if (!sameStep(part, taken.part)) return undefined;
  const back = readingsOf(part, voice).filter(({ forward }) => !forward);
  const doing = back.filter(({ wording }) => wording.kind !== 'noun');
  const usable = doing.length > 0 ? doing : back.filter(({ lesser }) => lesser !== true);
  if (usable.length === 0) return undefined;
  const [not] = namesOf(part, taken.entities, voice) as [string];
  const reading = voice.choose(usable);
  // "Starred in Frozen but not in Barbie".
  const [preposition = ''] = / (?:at|by|for|from|in|into|on|through|to)$/u.exec(` ${reading.wording.singular}`) ?? [];
  const without = preposition === '' ? not : `${preposition.trim()} ${not}`;
  const owner = butNot(allNames(namesOf(part, entities, voice)), without, entities.length > 1);
  return sayReading(part, reading, owner, noun, voice).clause;
}

/** Steps from one entity along several relations, put together where the entity can be named once: "both wrote and directed". */
export function mergeOwners(parts: readonly Merged[], noun: Noun, voice: Voice): (Merged | Clause)[] {
  for (const [index, one] of parts.entries()) {
    const at = parts.findIndex((other, place) => place > index && sharesOwner(one, other));
    const clause = at === -1 ? undefined : saidOnce(one, parts[at] as Merged, noun, voice);
    if (clause !== undefined) return [...parts.filter((_, place) => place !== index && place !== at), clause];
  }
  return [...parts];
}

function sharesOwner({ entities: [one, ...more] }: Merged, { entities: [other, ...others] }: Merged): boolean {
  return one !== undefined && one === other && more.length + others.length === 0;
}

function saidOnce(one: Merged, other: Merged, noun: Noun, voice: Voice): Clause | undefined {
  const [first, second] = [clausesOf(one, noun, voice), clausesOf(other, noun, voice)];
  const said = first.flatMap((a) => second.flatMap((b) => joined(a, b) ?? []));
  return said.length === 0 ? undefined : voice.choose(said);
}

interface Named {
  readonly clause: Clause;
  readonly name: string;
}

function clausesOf({ part, entities }: Merged, noun: Noun, voice: Voice): Named[] {
  if (!('relation' in part)) return [];
  const [name] = namesOf(part, entities, voice) as [string];
  const owner = { ...butNot(name, '', false), named: true };
  return readingsOf(part, voice)
    .filter(({ wording }) => wording.kind !== 'noun')
    .map((reading) => ({ clause: sayReading(part, reading, owner, noun, voice).clause, name }));
}

/** Two clauses that open alike with the name, or end alike in it. */
function joined(one: Named, other: Named): Clause | undefined {
  const { name } = one;
  if (name !== other.name) return undefined;
  const [a, b] = [one.clause, other.clause];
  if (a.verb === undefined && b.verb === undefined) {
    const relative = (form: Form): string => {
      const [first, second] = [a.relative(form), b.relative(form)];
      const start = first.slice(0, first.indexOf(name) + name.length);
      return `${start} both ${first.slice(start.length + 1)} and ${second.slice(start.length + 1)}`;
    };
    return { verb: undefined, asked: undefined, relative, full: relative, reduced: undefined };
  }
  if (a.reduced !== 'participle' || b.reduced !== 'participle') return undefined;
  const by = ` by ${name}`;
  const many = { many: true, negated: false };
  if (!a.relative(many).endsWith(by) || !b.relative(many).endsWith(by)) return undefined;
  const beside =
    (said: Clause['relative']) =>
    (form: Form): string =>
      `${said(form).slice(0, -by.length)} and ${b.relative(form)}`;
  // "Discovered and first isolated by", as it came about.
  if (a.relative(many).startsWith('first ') && !b.relative(many).startsWith('first ')) return joined(other, one);
  const both = beside(a.relative);
  const verb = beside(a.verb as Clause['relative']);
  const full = beside(a.full);
  return { verb, asked: undefined, relative: both, full, reduced: 'participle' };
}
