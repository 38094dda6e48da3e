/** The title and description of a relation tool: our own sentences, in which text of the graph stands quoted as data. */
import { withArticle } from '../relation/article.ts';
import type { Direction } from './relation-tools.ts';

/** One fact to show what the tool does, both ends as labels. */
export interface Example {
  readonly subject: string;
  readonly object: string;
}

/** Longest label quoted in a description. */
const LONGEST_LABEL = 60;

export function quoteLabel(label: string): string {
  return JSON.stringify(label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label);
}

/** What the tool gives, as a noun phrase: "capital of a country", "films directed by a person". */
export function relationPhrase({ relation, inverse }: Direction): string {
  const { wording, head, tail, inverseWording } = relation;
  const anyHead = withArticle(head.label);
  const anyTail = relation.valued ? 'a value' : withArticle(tail.label);
  if (!inverse) {
    const noun = relation.functional ? wording.singular : wording.plural;
    if (wording.kind === 'noun') return `${noun} of ${anyHead}`;
    return wording.kind === 'participle'
      ? `what ${anyHead} is ${wording.singular}`
      : `what ${anyHead} ${wording.singular}`;
  }
  if (inverseWording?.kind === 'noun') return `${inverseWording.plural} of ${anyTail}`;
  if (wording.kind === 'participle') return `${head.plural} ${wording.singular} ${anyTail}`;
  if (wording.kind === 'verb') return `${head.plural} that ${wording.plural} ${anyTail}`;
  return `${head.plural} whose ${wording.singular} is ${anyTail}`;
}

function statement({ relation, inverse }: Direction): string {
  const { head, tail, functional, inverseFunctional, subjects, objects } = relation;
  const one = inverse ? inverseFunctional : functional;
  const count = inverse ? objects : subjects;
  const stated = `Stated for ${count.toLocaleString('en-US')} ${count === 1 ? (inverse ? tail : head).label : (inverse ? tail : head).plural}`;
  return `${stated}, ${one ? 'one each' : 'often several each'}.`;
}

export function relationDescription(
  direction: Direction,
  example: Example | undefined,
): { title: string; description: string } {
  const phrase = relationPhrase(direction);
  const sentences = [phrase.startsWith('what ') ? `Tells ${phrase}.` : `Gives the ${phrase}.`, statement(direction)];
  if (example !== undefined) {
    const [from, to] = direction.inverse ? [example.object, example.subject] : [example.subject, example.object];
    sentences.push(`Example: ${quoteLabel(from)} gives ${quoteLabel(to)}${oneOfSeveral(direction)}.`);
  }
  if (direction.relation.comment !== undefined)
    sentences.push(`The graph notes: ${JSON.stringify(direction.relation.comment)}`);
  return { title: phrase.charAt(0).toUpperCase() + phrase.slice(1), description: sentences.join(' ') };
}

function oneOfSeveral({ relation, inverse }: Direction): string {
  return (inverse ? relation.inverseFunctional : relation.functional) ? '' : ', perhaps among others';
}
