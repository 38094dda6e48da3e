/** How phrases that end in a preposition are said: `born in`, `died in`, `member of`, `costume design by`. */
import type { Wording } from '../relation.ts';
import { agentNoun } from './agent.ts';
import { lastOf, noun, participle, verb } from './forms.ts';
import { isPlural, pluralise, singularise } from './plural.ts';
import { isActivePast, isGerund, isParticiple, isParticipleBefore } from './verb.ts';

const prepositions = new Set(
  (
    'of by in at on to from for with after into onto within under over through as against near about upon towards toward ' +
    'without'
  ).split(' '),
);
const adjectives = new Set(
  (
    'adjacent available close different dependent equal equivalent identical native near opposite parallel relevant ' +
    'responsible same similar subordinate superior'
  ).split(' '),
);

export function isPreposition(word: string): boolean {
  return prepositions.has(word);
}

/** The wording of words that end in a preposition; `first` is the first that is no adverb, `passive`: they followed `is`. */
export function beforePreposition(words: readonly string[], first: string, passive: boolean): Wording {
  const phrase = words.join(' ');
  const preposition = lastOf(words);
  const before = words.slice(0, -1);
  const content = lastOf(before);
  if (!passive && isActivePast(first) && preposition !== 'by') return verb(phrase);
  const passiveAgent = preposition === 'by' && isParticiple(content);
  if (passiveAgent || isParticipleBefore(first, preposition) || isGerund(first)) return participle(phrase);
  if (preposition === 'by') return byWhom(before, content);
  const owner = singularise(before.join(' '));
  const plural = adjectives.has(content) ? owner : pluralise(owner);
  const state = participle(`${owner} ${preposition}`, `${plural} ${preposition}`);
  if (preposition === 'of' || passive) return state;
  if (isParticiple(content)) return noun(before.slice(0, -1).join(' '));
  return isPlural(content) ? noun(owner) : state;
}

/** `costume design by` → `costume designer`. */
function byWhom(before: readonly string[], deed: string): Wording {
  const agent = agentNoun(deed);
  return agent === undefined ? participle(`${before.join(' ')} by`) : noun([...before.slice(0, -1), agent].join(' '));
}
