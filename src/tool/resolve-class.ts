/** Class names to classes: by label, plural or id, as an agent would write them. */
import type { Source } from '../graph/source.ts';
import type { ClassInfo } from '../relation/classes.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { foldName } from './fold-name.ts';
import { quote } from './quote.ts';
import type { Resolved } from './resolve.ts';

/** How many classes a fault lists. */
const LISTED = 12;

/** The IRI of the class that is meant, or a fault that lists the classes it may be. */
export function resolveClass(name: string, { classes }: Vocabulary, source: Source): Resolved<string> {
  const bare = name.replace(/^<(.*)>$/u, '$1');
  const byIri = classes.find(({ iri }) => iri === bare || iri === source.expand(bare));
  if (byIri !== undefined) return { ok: byIri.iri };
  const wanted = foldName(name);
  const fits = classes.filter(({ label, plural }) => foldName(label) === wanted || foldName(plural) === wanted);
  const [only, ...others] = fits;
  if (only !== undefined && others.length === 0) return { ok: only.iri };
  const listed = only === undefined ? nearest(wanted, classes) : fits;
  const candidates = listed.slice(0, LISTED).map(({ iri, label }) => ({ id: source.compact(iri), label, classes: [] }));
  if (only !== undefined) {
    const message = `${fits.length} classes are named ${quote(name)}. Call again with the id of one of the candidates.`;
    return { fault: { status: 'ambiguous', message, candidates } };
  }
  const hint = candidates.length > 0 ? 'See the candidates for classes there are.' : 'This graph has no classes.';
  return { fault: { status: 'unknown', message: `No class is named ${quote(name)}. ${hint}`, candidates } };
}

/** Classes that share a word with a name first, then the larger ones. */
function nearest(wanted: string, classes: readonly ClassInfo[]): ClassInfo[] {
  const words = new Set(wanted.split(' '));
  const shares = ({ label }: ClassInfo): number =>
    foldName(label)
      .split(' ')
      .some((word) => words.has(word))
      ? 1
      : 0;
  return [...classes].sort((a, b) => shares(b) - shares(a) || b.members - a.members);
}
