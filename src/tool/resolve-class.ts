/** Class names to classes: by label, plural or id, as an agent would write them. */
import type { Source } from '../graph/source.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { invalid, type Resolved } from './resolve.ts';

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();

/** The IRI of the class that is meant, or a fault that lists the classes there are. */
export function resolveClass(name: string, { classes }: Vocabulary, source: Source): Resolved<string> {
  const bare = name.replace(/^<(.*)>$/u, '$1');
  const byIri = classes.find(({ iri }) => iri === bare || iri === source.expand(bare));
  if (byIri !== undefined) return { ok: byIri.iri };
  const wanted = folded(name);
  const fits = classes.filter(({ label, plural }) => folded(label) === wanted || folded(plural) === wanted);
  const [only] = fits;
  if (only !== undefined && fits.length === 1) return { ok: only.iri };
  const listed = (fits.length > 0 ? fits : classes)
    .slice(0, 12)
    .map(({ iri, label }) => `${label} (${source.compact(iri)})`);
  const problem =
    fits.length > 0 ? 'Several classes have that name' : `There is no class ${JSON.stringify(name.slice(0, 80))}`;
  return {
    fault: invalid(
      `${problem}. ${listed.length > 0 ? `Classes: ${listed.join(', ')}.` : 'This graph has no classes.'}`,
    ),
  };
}
