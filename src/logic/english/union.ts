/** Unions: "countries that either border France or use the euro". */
import type { Formula, RelationFormula } from '../formula.ts';
import type { Clause, Form } from './clause.ts';
import { clauseOfSet } from './joint.ts';
import { listedOnce, type Noun } from './noun.ts';
import { ownerOf } from './owner.ts';
import { readingsOf } from './reading.ts';
import { sayReading } from './step.ts';
import { endOf, type Voice } from './voice.ts';

/** Alternatives along one relation said once: "official languages of Malta or Cyprus". */
export function sharedStep(parts: readonly Formula[]): RelationFormula | undefined {
  const [first] = parts;
  if (first === undefined || !('relation' in first)) return undefined;
  const alike = parts.every(
    (part) =>
      'relation' in part && part.relation === first.relation && part.inverse === first.inverse && 'entity' in part.of,
  );
  return alike ? { ...first, of: { or: parts.map((part) => (part as RelationFormula).of) } } : undefined;
}

/** A part of a union: what its members do, else what they have, where there is such a reading. */
export function sayAlternative(part: Formula, noun: Noun, voice: Voice): Clause {
  if (!('relation' in part)) return clauseOfSet(part, noun, voice);
  const readings = readingsOf(part, voice);
  const doing = readings.filter(({ wording, forward }) => !forward && wording.kind !== 'noun');
  const having = readings.filter(({ forward, lesser }) => !forward && lesser !== true);
  const better = readings.filter(({ lesser }) => lesser !== true);
  const best = [doing, having, better, readings].find((list) => list.length > 0) ?? readings;
  const owner = ownerOf(part.of, endOf(voice.relation(part.relation), part.inverse !== true), voice);
  return sayReading(part, voice.choose(best), owner, noun, voice).clause;
}

/** "either border France or use the euro", "were discovered in Sweden or by Ramsay". */
export function eitherVerbs(verbs: readonly string[]): string {
  const once = listedOnce(verbs, 'or');
  return once === verbs.join(' or ') ? `either ${once}` : once;
}

/** "that either border France or use the euro", "that border France or that the Rhine flows through". */
export function eitherOf(clauses: readonly Clause[], form: Form, { people }: Noun): string {
  const that = people ? 'who' : 'that';
  const verbs = clauses.map(({ verb }) => verb?.(form));
  if (verbs.every((said) => said !== undefined)) return `${that} ${eitherVerbs(verbs)}`;
  return clauses.map(({ full }) => full(form)).join(' or ');
}
