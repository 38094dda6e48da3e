/** The title and description of a relation tool: our own sentences, in which text of the graph stands quoted as data. */
import { withArticle } from '../relation/article.ts';
import { classWords, quote } from './quote.ts';
import type { Direction } from './relation-tools.ts';

/** One fact to show what the tool does, both ends as labels. */
export interface Example {
  readonly subject: string;
  readonly object: string;
}

/** How words of the graph are put into a phrase. */
interface Manner {
  readonly relation: (wording: string) => string;
  readonly class: (label: string) => string;
}

const asData: Manner = { relation: quote, class: classWords };
const asTitle: Manner = { relation: (wording) => wording, class: (label) => label };

/** What the tool gives, as a phrase: `Gives the "capital" of a country.`, `Tells what a film is "set in".` */
export function relationSentence(direction: Direction): string {
  const phrase = phraseOf(direction, asData);
  return phrase.startsWith('what ') ? `Tells ${phrase}.` : `Gives the ${phrase}.`;
}

function phraseOf({ relation, inverse }: Direction, say: Manner): string {
  const { wording, head, tail, inverseWording } = relation;
  const heads = say.class(head.plural);
  const anyTail = relation.valued ? 'a value' : articled(tail.label, say);
  if (!inverse) {
    const anyHead = articled(head.label, say);
    if (wording.kind === 'noun')
      return `${say.relation(isMostlyOne({ relation, inverse }) ? wording.singular : wording.plural)} of ${anyHead}`;
    return `what ${anyHead} ${wording.kind === 'participle' ? 'is ' : ''}${say.relation(wording.singular)}`;
  }
  if (inverseWording?.kind === 'noun') return `${say.relation(inverseWording.plural)} of ${anyTail}`;
  if (wording.kind === 'participle') return `${heads} ${say.relation(wording.singular)} ${anyTail}`;
  if (wording.kind === 'verb') return `${heads} that ${say.relation(wording.plural)} ${anyTail}`;
  return `${heads} whose ${say.relation(wording.singular)} is ${anyTail}`;
}

function articled(label: string, say: Manner): string {
  return withArticle(label).slice(0, -label.length) + say.class(label);
}

function statement({ relation, inverse }: Direction): string {
  const { head, tail, subjects, objects } = relation;
  const count = inverse ? objects : subjects;
  const taken = inverse ? tail : head;
  const stated = `${count.toLocaleString('en-US')} ${classWords(count === 1 ? taken.label : taken.plural)}`;
  return `${relation.inferred === undefined ? 'Stated' : 'Stated or inferred'} for ${stated}, ${howMany({ relation, inverse })}.`;
}

/** Below this many results a thing on average, most have one. */
const MOSTLY_ONE = 1.3;

/** Results for each thing given, on average over those that have any. */
function average({ relation, inverse }: Direction): number {
  return relation.triples / (inverse ? relation.objects : relation.subjects);
}

function isMostlyOne(direction: Direction): boolean {
  return average(direction) < MOSTLY_ONE;
}

function howMany(direction: Direction): string {
  if (average(direction) === 1) return 'one each';
  return isMostlyOne(direction) ? 'mostly one each' : `${Number(average(direction).toPrecision(2))} each on average`;
}

export function relationDescription(
  direction: Direction,
  example: Example | undefined,
): { title: string; description: string } {
  const sentences = [relationSentence(direction), statement(direction)];
  if (example !== undefined) {
    const [from, to] = direction.inverse ? [example.object, example.subject] : [example.subject, example.object];
    sentences.push(`Example: ${quote(from)} gives ${quote(to)}${oneOfSeveral(direction)}.`);
  }
  // Cleaned and cut already, and longer than a label.
  const { comment, note } = direction.relation;
  if (note !== undefined) sentences.push(`Who serves this graph notes: ${JSON.stringify(note)}`);
  if (comment !== undefined) sentences.push(`The graph notes: ${JSON.stringify(comment)}`);
  const title = phraseOf(direction, asTitle);
  return { title: title.charAt(0).toUpperCase() + title.slice(1), description: sentences.join(' ') };
}

function oneOfSeveral(direction: Direction): string {
  return isMostlyOne(direction) ? '' : ', perhaps among others';
}
