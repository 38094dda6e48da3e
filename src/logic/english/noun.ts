/** Nouns and what follows them: how the members of a set are called, one and many. */
import type { ClassReference } from '../../relation/relation.ts';

export interface Noun {
  readonly one: string;
  readonly many: string;
  /** Whether one asks for them with "who". */
  readonly people: boolean;
  /** Whether it is more than the word for anything at all. */
  readonly telling: boolean;
}

/** A set without its article, for one member and for several. */
export interface Description {
  readonly one: string;
  readonly many: string;
  /** Whether there is mostly one. */
  readonly single: boolean;
  readonly people: boolean;
  /** The noun it opens with. */
  readonly head: Noun;
  /** What follows the noun where that is a restriction of a class: "that border France"; undefined elsewhere. */
  readonly rest: ((many: boolean) => string) | undefined;
  /** Whether each owner has one alone: "the capital of a country in Asia". */
  readonly definite?: boolean;
}

const PEOPLE =
  /\b(?:person|people|human|actor|actress|artist|athlete|author|celebrity|composer|contributor|director|editor|friend|laureate|(?:canoodling|dating|sexual) partner|musician|native|nominee|player|politician|producer|scientist|screenwriter|spouse|student|winner|writer)s?$/u;

/** Whether one asks for what bears a noun with "who". */
export function arePeople(noun: string): boolean {
  // "Olympics with athletes" are none.
  return PEOPLE.test(noun.replace(/ (?:for|in|of|on|with) .*$/u, ''));
}

/** The noun of a class; "things" where it is not known. */
export function nounOf(reference: ClassReference | undefined): Noun {
  if (reference === undefined || reference.basis === 'none') {
    return { one: 'thing', many: 'things', people: false, telling: false };
  }
  return { one: reference.label, many: reference.plural, people: arePeople(reference.label), telling: true };
}

/** A noun as a relation words it: "official language". */
export function nounOfWording(singular: string, plural: string, members: Noun): Noun {
  return { one: singular, many: plural, people: members.people || arePeople(singular), telling: true };
}

/** A noun without restriction. */
export function plain(noun: Noun): Description {
  return { one: noun.one, many: noun.many, people: noun.people, single: false, head: noun, rest: undefined };
}

/** A noun with a restriction after it. */
export function restricted(head: Noun, single: boolean, rest: (many: boolean) => string): Description {
  const after = (noun: string, many: boolean): string => [noun, rest(many)].filter((text) => text !== '').join(' ');
  return { one: after(head.one, false), many: after(head.many, true), single, people: head.people, head, rest };
}

/** Whether a wording says a class again: "member country" of countries, "compound family" of families of compounds. */
export function repeats(wording: string, { one }: Noun): boolean {
  const words = wording.split(' ');
  return one.split(' ').some((word) => word.length > 2 && words.some((other) => alike(word, other)));
}

function alike(one: string, other: string): boolean {
  return one === other || one === `${other}s` || other === `${one}s`;
}

/**
 * Verb phrases or participles, what they share said once: "were discovered in Sweden" and "were discovered by …" → "were
 * discovered in Sweden and by …".
 */
export function listedOnce(texts: readonly string[], joint = 'and'): string {
  const shared = /^((?:(?:are|is|was|were) )?(?:not )?[a-z]+) (?:at|by|for|from|in|into|on|through|to|with) /u.exec(
    texts[0] ?? '',
  )?.[1];
  const same =
    shared !== undefined &&
    texts.every(
      (text) =>
        /^ (?:at|by|for|from|in|into|on|through|to|with) /u.test(text.slice(shared.length)) &&
        text.startsWith(`${shared} `),
    );
  if (same && joint === 'and' && /(?:ed|born)$/u.test(shared) && texts.length === 2) {
    const rank = (text: string): number => PLACES.findIndex((place) => text.startsWith(`${shared} ${place}`));
    const [first, second] = [...texts].sort((a, b) => rank(a) - rank(b)) as [string, string];
    // "discovered in Sweden by Scheele", but "discovered by Perrier and by Segrè".
    // After "discovered in the country that Dubna is in" one would read on: "is in by …".
    if (rank(first) !== rank(second) && !/ (?:that|who|whom|whose) /u.test(first))
      return `${first}${second.slice(shared.length)}`;
  }
  const once = same ? texts.map((text, index) => (index === 0 ? text : text.slice(shared.length + 1))) : texts;
  return once.length < 3 ? once.join(` ${joint} `) : `${once.slice(0, -1).join(', ')} ${joint} ${once.at(-1)}`;
}

/** In the order in which they follow a deed. */
const PLACES = ['in ', 'at ', 'by ', ''];

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export function numberWord(number: number): string {
  return NUMBERS[number] ?? String(number);
}

/** "a", "a and b", "a, b and c". */
export function listed(texts: readonly string[]): string {
  return texts.length < 3 ? texts.join(' and ') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
