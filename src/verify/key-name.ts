/** Keys of answers as a person reads them: the name before the IRI. */
import type { Source } from '../graph/source.ts';

/** Longest name that is told in full. */
const LONGEST = 80;

/** `"Paris" (countries:Paris)` for the IRI of something that the graph names; a value as it is; both inside `row …` keys. */
export async function keyName(key: string, source: Source): Promise<string> {
  const row = /^row (\S+)(?:, (column \d+): (.*))?$/s.exec(key);
  if (row === null) return (await entityName(key, source)) ?? quoted(key);
  const [, iri = '', column, content] = row;
  const name = (await entityName(iri, source)) ?? quoted(iri);
  if (content === undefined) return `the row of ${name}`;
  return `${(await entityName(content, source)) ?? quoted(content)} in ${column} of the row of ${name}`;
}

async function entityName(iri: string, source: Source): Promise<string | undefined> {
  return (await source.has(iri)) ? `${quoted(await source.label(iri))} (${source.compact(iri)})` : undefined;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
