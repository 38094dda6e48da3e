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

export interface Voice extends Speaker {
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

/** The class that a step leads to. */
export function endOf({ head, tail }: Relation, inverse: boolean): ClassReference {
  return inverse ? head : tail;
}
