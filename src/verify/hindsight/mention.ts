/** Entities that a text names. */
import type { Source } from '../../graph/source.ts';
import { resolveName } from '../../tool/resolve.ts';

/** Longest name that is looked for, in words, and longest text that is looked through. */
const LONGEST_NAME = 8;
const MOST_WORDS = 200;

/** IRIs of the entities that a text names: in quotation marks or by id in brackets, else by the longest runs of its words that are the name of just one. */
export async function mentionedIn(text: string, source: Source): Promise<string[]> {
  const ids = [...text.matchAll(/\(([^()\s]+:[^()\s]+)\)/gu)].map(([, id]) => id as string);
  const quoted = [...[...text.matchAll(/"((?:[^"\\]|\\.)+)"/gu)].map(([whole]) => unquoted(whole)), ...ids];
  const inQuotes = (await Promise.all(quoted.map((name) => named(name, source)))).flat();
  if (inQuotes.length > 0) return [...new Set(inQuotes)];
  const words = text
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  const found = new Set<string>();
  for (let from = 0; from < words.length; ) {
    const run = await longestName(words.slice(from, from + LONGEST_NAME), source);
    for (const iri of run.iris) found.add(iri);
    from += run.length;
  }
  return [...found];
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

async function named(name: string, source: Source): Promise<string[]> {
  const resolved = await resolveName(name, undefined, source);
  return 'ok' in resolved ? [resolved.ok] : [];
}

async function longestName(words: readonly string[], source: Source): Promise<{ iris: string[]; length: number }> {
  for (let length = words.length; length > 0; length -= 1) {
    const run = words.slice(0, length).join(' ');
    for (const name of new Set([run, run.replace(/[?.,;:!]+$/u, '')])) {
      const [one, ...others] = await source.named(name, 2);
      // A common word is a name only where it is written like one.
      const isName = /\p{Lu}|\p{N}/u.test(name) || one?.label === name;
      if (one !== undefined && others.length === 0 && isName) return { iris: [one.iri], length };
    }
  }
  return { iris: [], length: 1 };
}
