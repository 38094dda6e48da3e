/** Decides how a phrase is said: as a noun (`capital`), a participle (`directed by`) or a verb (`contains`). */
import type { Wording } from '../relation.ts';
import { describedNoun, lastOf, noun, participle, verb } from './forms.ts';
import { singularise } from './plural.ts';
import { beforePreposition, isPreposition } from './preposition.ts';
import { classifyValue, dateOf, type Objects } from './value.ts';
import { baseOfPresent, isActivePast, isGerund, isParticiple } from './verb.ts';

/** Participles that go with `has`; any other one before a noun is an adjective (`has estimated population`). */
const deeds = new Set(
  'won received visited written played held made seen directed produced published acted participated died'.split(' '),
);
/** What one is in something that the phrase goes on to name: `member of political party`. */
const membership = /^(member|citizen|instance|subclass|participant|resident) (of|in) [^ ]/;

/** The wording of the words of a phrase, at least one; whether the objects are values decides where a word could be either. */
export function classify(words: readonly string[], objects: Objects): Wording {
  const bare = words.length > 1 && /^(the|a|an)$/i.test(words[0] ?? '') ? words.slice(1) : words;
  const [first = '', ...rest] = bare;
  if (rest.length === 0) return classifyOne(first, objects);
  if (/^(is|was|are|were|be)$/i.test(first)) return afterIs(rest[0] === 'being' ? rest.slice(1) : rest, objects);
  if (/^(has|have|had)$/i.test(first)) return afterHas(rest, objects);
  return classifyPhrase(bare, objects, false);
}

function afterIs(rest: readonly string[], objects: Objects): Wording {
  const bare = rest.length > 1 && /^(a|an|the)$/.test(rest[0] ?? '') ? rest.slice(1) : rest;
  if (bare.length === 0 || /^an?$/i.test(bare.join(' '))) return participle('a kind of', 'kinds of');
  if (isPreposition(lastOf(bare))) return classifyPhrase(bare, objects, true);
  if (objects.valued) return noun(`${bare.join(' ')} status`);
  return isParticiple(lastOf(bare)) ? participle(bare.join(' ')) : classifyPhrase(bare, objects, true);
}

function afterHas(rest: readonly string[], objects: Objects): Wording {
  const [first = '', second] = rest;
  if (first === 'been' && second !== undefined) return afterIs(rest.slice(1), objects);
  const active = isActivePast(first) || deeds.has(first);
  const whole = second === undefined || isActivePast(first) || first === 'received' || isPreposition(lastOf(rest));
  if (active && whole && !objects.valued) return verb(`has ${rest.join(' ')}`, `have ${rest.join(' ')}`);
  if (rest.length > 1) return classifyPhrase(rest, objects, false);
  return objects.valued && isParticiple(first) ? dateOf(first, objects) : noun(first);
}

function classifyOne(word: string, objects: Objects): Wording {
  const lower = word.toLowerCase();
  if (lower === 'isa') return participle('a kind of', 'kinds of');
  if (objects.valued) return classifyValue(word, objects);
  const base = baseOfPresent(lower, true);
  if (base !== undefined) return verb(lower, base);
  if (isGerund(lower)) return participle(lower);
  return isParticiple(lower) || isActivePast(lower) ? verb(lower) : noun(word);
}

/** A phrase without auxiliary; `passive`: it followed `is`. */
function classifyPhrase(words: readonly string[], objects: Objects, passive: boolean): Wording {
  if (words.length === 1) return passive ? noun(words[0] ?? '') : classifyOne(words[0] ?? '', objects);
  const phrase = words.join(' ');
  const start = Math.max(
    0,
    words.findIndex((word) => !/[a-z]ly$/.test(word)),
  );
  const first = words[start] ?? '';
  const base = passive || objects.valued ? undefined : baseOfPresent(first, false);
  if (base !== undefined && isVerbal(words, start)) return verb(phrase, words.with(start, base).join(' '));
  if (isPreposition(lastOf(words))) return beforePreposition(words, first, passive);
  if (membership.test(phrase) || (isParticiple(first) && isPreposition(words[start + 1] ?? '')))
    return participle(phrase);
  const deed = isActivePast(first) && (first === 'won' || !isParticiple(first));
  if (deed && !objects.valued) return verb(phrase);
  return isParticiple(lastOf(words)) ? participleLast(words, objects) : noun(singularise(phrase));
}

/** `shares border with`, `plays for`, `speaks language` are verbs; `works title`, `uses of oil` and `works by` are not. */
function isVerbal(words: readonly string[], start: number): boolean {
  if (words.length === start + 1 && start === 0) return false;
  if (lastOf(words) === 'by' || (words[start + 1] === 'of' && words.length > start + 2)) return false;
  return start > 0 || isPreposition(lastOf(words)) || baseOfPresent(words[start] ?? '', true) !== undefined;
}

/** `languages spoken` → `spoken language`; `place founded`, `date first aired`, `languages spoken and written` stay in order. */
function participleLast(words: readonly string[], objects: Objects): Wording {
  const before = words.slice(0, -1);
  if (before.every((word) => /^(first|last|also|[a-z]+ly)$/.test(word))) {
    return objects.valued ? dateOf(words.join(' '), objects) : verb(words.join(' '));
  }
  if (/^(date|year|time|place|day|month)$/.test(before.join(' '))) return describedNoun(before, words.slice(-1));
  const listed = words.findIndex((word, index) => index > 0 && isParticiple(word));
  const several = /^(and|or)$/.test(lastOf(before)) && listed < before.length;
  if (several) return describedNoun(words.slice(0, listed), words.slice(listed));
  return noun(`${lastOf(words)} ${singularise(before.join(' '))}`);
}
