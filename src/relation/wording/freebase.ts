/** Words for Freebase relations, whose names are paths and whose two-hop names pass through a nameless mediator. */
import type { Wording } from '../relation.ts';
import { classify } from './classify.ts';
import { noun } from './forms.ts';
import { knownFreebaseType, knownFreebaseWording } from './freebase-names.ts';
import type { FreebasePath } from './freebase-path.ts';
import { splitIdentifier } from './identifier.ts';
import { singularise } from './plural.ts';

const entities = { valued: false, datatype: undefined };

/** How a Freebase relation is said. Names that rules cannot make readable are looked up. */
export function wordFreebase({ path, properties }: FreebasePath): Wording {
  const known = knownFreebaseWording(path, properties);
  if (known !== undefined) return known;
  const [first, second] = properties;
  if (second === undefined) return classify(splitIdentifier(first), entities);
  return noun(joinHops(hopNoun(first), hopNoun(second)));
}

/** The class that the first hop starts from. */
export function freebaseClass({ type }: FreebasePath): string {
  return knownFreebaseType(type) ?? singularise(splitIdentifier(type).join(' '));
}

function hopNoun(property: string): string {
  const words = splitIdentifier(property);
  const wording = classify(words, entities);
  return wording.kind === 'noun' ? wording.singular : words.join(' ');
}

/** `regular cast` + `actor` → `regular cast actor`; a hop that only repeats the other adds nothing. */
function joinHops(first: string, second: string): string {
  const firstWords = first.split(' ');
  const secondWords = second.split(' ');
  if (secondWords.every((word) => firstWords.includes(word)) && firstWords.at(-1) === secondWords.at(-1)) return first;
  if (firstWords.every((word) => secondWords.includes(word))) return second;
  const overlap = firstWords.at(-1) === secondWords[0] ? secondWords.slice(1) : secondWords;
  return [...firstWords, ...overlap].join(' ');
}
