/** Owners: the other end of a step as it stands after "of", as an object and as a subject. */
import { withArticle } from '../../relation/article.ts';
import type { ClassReference } from '../../relation/relation.ts';
import type { Formula } from '../formula.ts';
import type { Owner } from './clause.ts';
import { nameInSentence } from './name.ts';
import type { Description } from './noun.ts';
import type { Voice } from './voice.ts';

/** `taker`: what the step says it is, where it does not tell itself. */
export function ownerOf(formula: Formula, taker: ClassReference, voice: Voice): Owner {
  const pronoun = voice.pronoun(formula);
  if (pronoun !== undefined)
    return { ...calledOnce(pronoun.whole), ...pronoun, single: pronoun.none === undefined, pronoun: true };
  if ('entity' in formula) return { ...calledOnce(nameOf(formula.entity, taker, voice)), named: true };
  const names =
    'or' in formula ? formula.or.map((part) => ('entity' in part ? nameOf(part.entity, taker, voice) : undefined)) : [];
  if (names.length > 0 && names.every((name) => name !== undefined)) return calledOnce(names.join(' or '));
  return described(voice.describe(formula, taker));
}

/** What an entity is called, with the article that its name bears. */
export function nameOf(iri: string, taker: ClassReference | undefined, voice: Voice): string {
  return nameInSentence(voice.entity(iri), taker === undefined || taker.basis === 'none' ? undefined : taker.label);
}

/** "hydride but not sulfide", "both Malta and Cyprus but not France". */
export function butNot(names: string, not: string, several: boolean): Owner {
  if (not === '') return calledOnce(names);
  const said: Owner = { ...calledOnce(`${names} but not ${not}`), mixed: true };
  return several ? { ...said, single: false, several } : said;
}

/** Several entities that are all meant: "both Malta and Cyprus". */
export function allOf(names: string): Owner {
  return { ...calledOnce(names), single: false, several: true };
}

/** What is called the same wherever it stands. */
function calledOnce(name: string): Owner {
  return {
    whole: name,
    some: name,
    any: name,
    subject: name,
    none: undefined,
    single: true,
    named: false,
    several: false,
    restriction: undefined,
  };
}

function described({ one, many, single, head, rest, definite = false }: Description): Owner {
  // "what cerium is named after" rather than "the thing that …".
  if (single) return calledOnce(head.telling ? `the ${one}` : `the ${one}`.replace(/^the thing that /, 'what '));
  return {
    whole: `the ${many}`,
    some: definite
      ? `the ${one}`
      : head.telling
        ? withArticle(one)
        : one.replace('thing', head.people ? 'someone' : 'something'),
    any: head.telling ? `any ${one}` : one.replace('thing', 'anything'),
    subject: many,
    none: `no ${one}`,
    single: false,
    named: false,
    several: false,
    restriction: rest?.(false),
  };
}
