/** Who words a question: what a graph's things are called, and how one chooses between ways to say the same. */
import type { ClassReference, Relation } from '../../relation/relation.ts';
import { conjuncts, type Formula } from '../formula.ts';
import type { Description } from './noun.ts';

/** How a graph's things are called: relations by their wording, entities and classes by the name a question uses. */
export interface Speaker {
  relation(iri: string): Relation;
  entity(iri: string): string;
  className(iri: string): ClassReference;
  /** The relation that is worded so; undefined where none is. */
  wordedAs(singular: string): string | undefined;
}

/** What stands for a set that the question has named before: "they", "one of them". */
export interface Pronoun {
  readonly whole: string;
  readonly some: string;
  readonly any: string;
  readonly subject: string;
  /** Undefined where it stands for one thing alone. */
  readonly none: string | undefined;
}

/** A clause that encloses another one, so that the question should name first what is enclosed. */
export interface Burden {
  readonly set: Formula;
  /** "the films directed by Varda". */
  readonly whole: string;
  readonly single: boolean;
  readonly people: boolean;
  /** The forms in which a question may hold the clause. */
  readonly forms: readonly string[];
}

export interface Voice extends Speaker {
  /** What stands for a set that was named before; undefined for all others. */
  pronoun(set: Formula): Pronoun | undefined;
  /** Whether anything was named before. */
  readonly apart: boolean;
  /** Notes a clause that would enclose another one. */
  burden(found: Burden): void;
  /** One of several ways to say the same; the list is not empty. */
  choose<T>(options: readonly T[]): T;
  /** A set as a noun with what follows it; `taker`: its class as the step that goes on from it tells, if it does. */
  describe(formula: Formula, taker?: ClassReference): Description;
}

/** The class of a set's members as the relations around it tell it; undefined where none does. */
export function classOf(formula: Formula, speaker: Speaker): ClassReference | undefined {
  if ('relation' in formula) {
    const reference = endOf(speaker.relation(formula.relation), formula.inverse === true);
    return reference.basis === 'none' ? undefined : reference;
  }
  if ('class' in formula) return speaker.className(formula.class);
  if ('entity' in formula || 'not' in formula) return undefined;
  if ('of' in formula) return classOf(formula.of, speaker);
  const parts = 'and' in formula ? conjuncts(formula.and).positive : formula.or;
  return parts.map((part) => classOf(part, speaker)).find((found) => found !== undefined);
}

/** The class that a step leads to; what is in a country or region is a place, where nothing else is known of it. */
export function endOf(
  { head, tail, wording }: Pick<Relation, 'head' | 'tail' | 'wording'>,
  inverse: boolean,
): ClassReference {
  return inverse && head.basis === 'none' && WHOLES.test(wording.singular) ? PLACE : inverse ? head : tail;
}

const WHOLES = /^(?:city|continent|country|region)$/u;
const PLACE: ClassReference = { iri: undefined, label: 'place', plural: 'places', basis: 'iri' };
