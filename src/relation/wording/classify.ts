/** Decides how a phrase is said: as a noun (`capital`), a participle (`directed by`) or a verb (`contains`). */
import type { Wording } from '../relation.ts';
import { agentNoun } from './agent.ts';
import { isPlural, pluralise, singularise } from './plural.ts';
import { baseOfPresent, isActivePast, isGerund, isParticiple, isParticipleBefore } from './verb.ts';

/** What is known of the objects: the phrase `founded` is a date of a value, a deed of an entity. */
export interface Objects {
  readonly valued: boolean;
  readonly datatype: string | undefined;
}

const prepositions = new Set(
  'of by in at on to from for with after into onto within under over through as against near about upon towards toward without'.split(
    ' ',
  ),
);
/** Participles that go with `has`; any other one before a noun is an adjective (`has estimated population`). */
const deeds = new Set(
  'won received visited written played held made seen directed produced published acted participated died'.split(' '),
);

/** The wording of the words of a phrase, which are not empty; the aspects of what stands at its other end help. */
export function classify(words: readonly string[], objects: Objects): Wording {
  const bare = words.length > 1 && /^(the|a|an)$/i.test(words[0] ?? '') ? words.slice(1) : words;
  const [first = '', ...rest] = bare;
  if (rest.length === 0) return classifyOne(first, objects);
  if (/^(is|was|are|were|be)$/i.test(first)) return afterIs(rest[0] === 'being' ? rest.slice(1) : rest, objects);
  if (/^(has|have|had)$/i.test(first)) return afterHas(rest, objects);
  return classifyPhrase(bare, objects, false);
}

function afterIs(rest: readonly string[], objects: Objects): Wording {
  const withoutArticle = rest.length > 1 && /^(a|an|the)$/.test(rest[0] ?? '') ? rest.slice(1) : rest;
  if (withoutArticle.length === 0 || /^an?$/i.test(withoutArticle.join(' ')))
    return participle('a kind of', 'kinds of');
  if (prepositions.has(last(withoutArticle))) return classifyPhrase(withoutArticle, objects, true);
  if (objects.valued) return noun(`${withoutArticle.join(' ')} status`);
  if (isParticiple(last(withoutArticle))) return participle(withoutArticle.join(' '));
  return noun(withoutArticle.join(' '));
}

function afterHas(rest: readonly string[], objects: Objects): Wording {
  const [first = '', second] = rest;
  if (first === 'been' && second !== undefined) return afterIs(rest.slice(1), objects);
  const active = isActivePast(first) || deeds.has(first);
  const done =
    active && (second === undefined || isActivePast(first) || first === 'received' || prepositions.has(last(rest)));
  if (done && !objects.valued)
    return { kind: 'verb', singular: `has ${rest.join(' ')}`, plural: `have ${rest.join(' ')}` };
  return rest.length === 1 ? nounOrDate(first, objects) : classifyPhrase(rest, objects, false);
}

function nounOrDate(word: string, objects: Objects): Wording {
  return objects.valued && isParticiple(word) ? dateOf(word, objects) : noun(word);
}

function classifyOne(word: string, objects: Objects): Wording {
  const lower = word.toLowerCase();
  if (objects.valued) return isParticiple(lower) || isActivePast(lower) ? dateOf(word, objects) : noun(word);
  if (lower === 'isa') return participle('a kind of', 'kinds of');
  const base = baseOfPresent(lower, true);
  if (base !== undefined) return { kind: 'verb', singular: lower, plural: base };
  if (isGerund(lower)) return participle(lower);
  if (isParticiple(lower) || isActivePast(lower)) return { kind: 'verb', singular: lower, plural: lower };
  return noun(word);
}

/** A phrase of two words or more without auxiliary; `passive`: it followed `is`. */
function classifyPhrase(words: readonly string[], objects: Objects, passive: boolean): Wording {
  const phrase = words.join(' ');
  const start = words.findIndex((word) => !/[a-z]ly$/.test(word));
  const first = words[start] ?? words[0] ?? '';
  if (words.length === 1) return classifyOne(first, objects);
  const base = passive || objects.valued ? undefined : baseOfPresent(first, false);
  if (base !== undefined && (words.length - start > 1 || start > 0) && isVerbal(words, start)) {
    return {
      kind: 'verb',
      singular: phrase,
      plural: words.map((word, index) => (index === start ? base : word)).join(' '),
    };
  }
  if (prepositions.has(last(words))) return beforePreposition(words, first, passive);
  if (!objects.valued && isActivePast(first) && !isParticiple(first))
    return { kind: 'verb', singular: phrase, plural: phrase };
  if (isParticiple(last(words))) return participleLast(words, objects);
  return noun(singularise(phrase));
}

/** `shares border with`, `plays for`, `speaks language` are verbs; `works title` and `uses of` are not. */
function isVerbal(words: readonly string[], start: number): boolean {
  const next = words[start + 1];
  if (next === 'of' && words.length > start + 2) return false;
  return baseOfPresent(words[start] ?? '', true) !== undefined || prepositions.has(last(words)) || start > 0;
}

function beforePreposition(words: readonly string[], first: string, passive: boolean): Wording {
  const phrase = words.join(' ');
  const preposition = last(words);
  const before = words.slice(0, -1);
  if (!passive && isActivePast(first) && preposition !== 'by')
    return { kind: 'verb', singular: phrase, plural: phrase };
  const content = last(before);
  if (isParticipleBefore(first, preposition) || isGerund(first) || (preposition === 'by' && isParticiple(content)))
    return participle(phrase);
  if (preposition === 'by') {
    const agent = agentNoun(content);
    return agent === undefined ? participle(phrase) : noun([...before.slice(0, -1), agent].join(' '));
  }
  if (preposition === 'of' || passive) return participle(phrase, `${pluralise(before.join(' '))} ${preposition}`);
  if (isParticiple(content)) return noun(singularise(before.slice(0, -1).join(' ')));
  if (isPlural(content)) return noun(singularise(before.join(' ')));
  return participle(phrase, `${pluralise(before.join(' '))} ${preposition}`);
}

/** `languages spoken` → `spoken language`; of a value, `date founded` and `first aired` are left as they are. */
function participleLast(words: readonly string[], objects: Objects): Wording {
  const before = words.slice(0, -1);
  const adverbial = before.every((word) => /^(first|last|originally|originated|also|[a-z]+ly)$/.test(word));
  if (adverbial)
    return objects.valued
      ? dateOf(words.join(' '), objects)
      : { kind: 'verb', singular: words.join(' '), plural: words.join(' ') };
  if (/^(date|year|time|place|day|month)$/.test(before.join(' '))) {
    return { kind: 'noun', singular: words.join(' '), plural: `${pluralise(before.join(' '))} ${last(words)}` };
  }
  return noun(`${last(words)} ${singularise(before.join(' '))}`);
}

/** `founded` with a date → `date founded`, with a year → `year founded`; with anything else `founded value`. */
function dateOf(participleWord: string, { datatype }: Objects): Wording {
  const name = datatype?.slice(datatype.lastIndexOf('#') + 1) ?? '';
  const head = /^(gYear|integer|int|short|nonNegativeInteger|positiveInteger)$/.test(name)
    ? 'year'
    : /^(date|dateTime|gYearMonth)/.test(name)
      ? 'date'
      : undefined;
  if (name === 'boolean') return noun(`${participleWord} status`);
  if (head === undefined) return { kind: 'noun', singular: participleWord, plural: participleWord };
  return { kind: 'noun', singular: `${head} ${participleWord}`, plural: `${head}s ${participleWord}` };
}

/** A noun wording of a phrase in whichever number it stands. */
export function noun(phrase: string): Wording {
  const singular = singularise(phrase);
  return { kind: 'noun', singular, plural: pluralise(singular) };
}

function participle(singular: string, plural = singular): Wording {
  return { kind: 'participle', singular, plural };
}

function last(words: readonly string[]): string {
  return words[words.length - 1] ?? '';
}
