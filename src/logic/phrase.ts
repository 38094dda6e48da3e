/** Formulas as English phrases: noun phrases for sets, verb phrases for what their members do. */

import { negateVerb } from '../relation/negation.ts';
import type { ClassReference, Relation, Wording } from '../relation/relation.ts';
import { conjuncts, type Formula, type RelationFormula, type TopFormula } from './formula.ts';
import { conditionPhrase, conditionPredicate, superlativePhrase } from './value-phrase.ts';

/** How a graph's things are called: relations by their wording, entities and classes by the name a question uses. */
export interface Speaker {
  relation(iri: string): Relation;
  entity(iri: string): string;
  className(iri: string): ClassReference;
}

/** What the members of a set are called in the plural, such as "countries": the first class that says something. */
export function nounOf(formula: Formula, speaker: Speaker): string {
  const own = classOf(formula, speaker);
  return own === undefined ? 'entities' : own.plural;
}

/** The class of a set's members as the relations around it tell it; undefined where none does. */
export function classOf(formula: Formula, speaker: Speaker): ClassReference | undefined {
  if ('relation' in formula) {
    const relation = speaker.relation(formula.relation);
    const reference = formula.inverse ? relation.head : relation.tail;
    return reference.basis === 'none' ? undefined : reference;
  }
  if ('class' in formula) return speaker.className(formula.class);
  if ('entity' in formula || 'not' in formula) return undefined;
  if ('of' in formula) return classOf(formula.of, speaker);
  const parts = 'and' in formula ? conjuncts(formula.and).positive : formula.or;
  return parts.map((part) => classOf(part, speaker)).find((found) => found !== undefined);
}

/** Below this many results a thing on average, one speaks of "the capital" though a few have two. */
export const MOSTLY_ONE = 1.3;

/** Whether one speaks of a set in the singular: an entity, or what has mostly one of it from one. */
export function isSingle(formula: Formula, speaker: Speaker): boolean {
  if ('entity' in formula || ('top' in formula && formula.top === 1)) return true;
  if (!('relation' in formula)) return false;
  const relation = speaker.relation(formula.relation);
  // "rivers that flow into …" has no singular of its own, however few there are.
  const sayable = formula.inverse !== true || relation.inverseWording?.kind === 'noun';
  return sayable && isMostlyOne(relation, formula.inverse === true) && isSingle(formula.of, speaker);
}

function isMostlyOne({ triples, subjects, objects }: Relation, inverse: boolean): boolean {
  return triples / (inverse ? objects : subjects) < MOSTLY_ONE;
}

/** A noun phrase: "France", "the capital of France", "countries that border France". */
export function nounPhrase(formula: Formula, speaker: Speaker): string {
  if ('entity' in formula) return speaker.entity(formula.entity);
  if ('class' in formula) return speaker.className(formula.class).plural;
  if ('or' in formula && formula.or.every((part) => 'entity' in part))
    return formula.or.map((part) => nounPhrase(part, speaker)).join(' or ');
  if ('top' in formula) return rankedPhrase(formula, speaker);
  const possessed = possessive(formula, speaker);
  if (possessed !== undefined) return possessed;
  const noun = isSingle(formula, speaker)
    ? `the ${classOf(formula, speaker)?.label ?? 'entity'}`
    : nounOf(formula, speaker);
  return `${noun} ${relativeClause(formula, speaker)}`;
}

/** "the country with the largest area among the countries that border France". */
function rankedPhrase({ top, by, order, of }: TopFormula, speaker: Speaker): string {
  const noun = classOf(of, speaker);
  const ranked = top === 1 ? (noun?.label ?? 'one') : `${top} ${noun?.plural ?? 'entities'}`;
  const superlative = superlativePhrase(order, speaker.relation(by));
  return `the ${ranked} with ${superlative} among ${severally(of, speaker)}`;
}

/** "the countries that border France" for "countries that border France". */
export function definite(phrase: string, formula: Formula): string {
  const named = 'entity' in formula || ('or' in formula && formula.or.every((part) => 'entity' in part));
  return named || phrase.startsWith('the ') ? phrase : `the ${phrase}`;
}

/** What one chooses from or goes through one by one: a plural, also of what mostly has one member. */
export function severally(formula: Formula, speaker: Speaker): string {
  return 'relation' in formula && isSingle(formula, speaker)
    ? `the ${nounOf(formula, speaker)} ${relativeClause(formula, speaker)}`
    : definite(nounPhrase(formula, speaker), formula);
}

/** "the capital of France", where the outermost step is a noun read forward, or an inverse that has a noun of its own. */
export function possessive(formula: Formula, speaker: Speaker): string | undefined {
  if (!('relation' in formula)) return undefined;
  const relation = speaker.relation(formula.relation);
  const wording = formula.inverse ? relation.inverseWording : relation.wording;
  if (wording?.kind !== 'noun') return undefined;
  return `the ${isSingle(formula, speaker) ? wording.singular : wording.plural} of ${nounPhrase(formula.of, speaker)}`;
}

/** "that border France", "directed by Kubrick", "that contain oxygen and that contain carbon but not …". */
export function relativeClause(formula: Formula, speaker: Speaker): string {
  if ('where' in formula) {
    const condition = conditionPhrase(formula.where, speaker.relation(formula.where.relation));
    return 'class' in formula.of ? condition : `${condition} ${relativeClause(formula.of, speaker)}`;
  }
  if ('and' in formula) {
    const { positive, negative } = conjuncts(formula.and);
    const kept = positive.map((part) => relativeClause(part, speaker)).join(' and ');
    const taken = negative.map((part) => `that ${predicate(part, speaker, true)}`);
    return [kept, ...taken].join(' but ');
  }
  const shared = 'or' in formula ? sharedStep(formula.or) : undefined;
  if (shared !== undefined) return relativeClause(shared, speaker);
  if ('or' in formula) return `that either ${formula.or.map((part) => predicate(part, speaker, false)).join(' or ')}`;
  const said = predicate(formula, speaker, false);
  return isReducible(formula, speaker) ? said.replace(/^are /, '') : `that ${said}`;
}

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

/** A participle read back can do without "that are": "films directed by Kubrick". */
function isReducible(formula: Formula, speaker: Speaker): boolean {
  return (
    'relation' in formula &&
    formula.inverse === true &&
    speaker.relation(formula.relation).wording.kind === 'participle'
  );
}

/** What follows "that": a verb phrase in the plural, or a clause whose object is the set. */
export function predicate(formula: Formula, speaker: Speaker, negated: boolean): string {
  if ('relation' in formula) return relationPredicate(formula, speaker, negated);
  if ('or' in formula) {
    const joint = negated ? ' and ' : ' or ';
    return formula.or.map((part) => predicate(part, speaker, negated)).join(joint);
  }
  if ('where' in formula && 'class' in formula.of) {
    return conditionPredicate(formula.where, speaker.relation(formula.where.relation), negated);
  }
  return negated ? `are not ${nounPhrase(formula, speaker)}` : `are ${nounPhrase(formula, speaker)}`;
}

function relationPredicate(formula: RelationFormula, speaker: Speaker, negated: boolean): string {
  const relation = speaker.relation(formula.relation);
  return formula.inverse
    ? inversePredicate(relation, formula.of, speaker, negated)
    : forwardPredicate(relation, formula.of, speaker, negated);
}

/** "are official languages of Switzerland", "The Shining is directed by", "water contains". */
function forwardPredicate(relation: Relation, of: Formula, speaker: Speaker, negated: boolean): string {
  const { wording } = relation;
  const owner = nounPhrase(of, speaker);
  const single = isSingle(of, speaker);
  const not = negated ? ' not' : '';
  if (wording.kind === 'noun')
    return `are${not} ${single && isMostlyOne(relation, false) ? `the ${wording.singular}` : wording.plural} of ${owner}`;
  if (wording.kind === 'participle') return `${owner} ${single ? 'is' : 'are'}${not} ${wording.singular}`;
  if (negated) return `${owner} ${single ? negateVerb(wording).singular : negateVerb(wording).plural}`;
  return `${owner} ${single ? wording.singular : wording.plural}`;
}

/** "have Paris as their capital", "are directed by Kubrick", "contain oxygen". */
function inversePredicate(relation: Relation, of: Formula, speaker: Speaker, negated: boolean): string {
  const { wording } = relation;
  const things = nounPhrase(of, speaker);
  if (wording.kind === 'participle') return `are${negated ? ' not' : ''} ${wording.singular} ${things}`;
  if (wording.kind === 'verb') return `${negated ? negateVerb(wording).plural : wording.plural} ${things}`;
  const have = negated ? 'do not have' : 'have';
  const one = isSingle(of, speaker) || 'or' in of ? things : `any of ${things.replace(/^(?!the )/, 'the ')}`;
  return isMostlyOne(relation, false)
    ? `${have} ${one} as their ${wording.singular}`
    : `${have} ${one} among their ${wording.plural}`;
}

/** A verb in the past, such as "discovered", has one form for one and for many. */
export function isPast({ kind, singular, plural }: Wording): boolean {
  return kind === 'verb' && singular === plural;
}
