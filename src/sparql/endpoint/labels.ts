/** What the terms of an endpoint are called, asked for many at once and remembered for a while. */
import { compareNames, languageOf, type RawName } from '../../graph/labels.ts';
import { cleanLabel } from '../../graph/name/clean.ts';
import { readableLocalName } from '../../graph/name/local-name.ts';
import { filter, iriTerm, type VariableTerm, variable } from '../build.ts';
import { batches, listAll } from './paging.ts';
import type { Row } from './results.ts';
import { among, apply, canAsk, statement } from './select.ts';
import { type Asking, BATCH } from './set-algebra.ts';

const REMEMBERED = 20_000;
const [x, n] = ['x', 'n'].map(variable) as [VariableTerm, VariableTerm];

export interface Labels {
  /** The labels that somebody stated, cleaned; IRIs without one are left out. */
  stated(iris: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The label of each IRI: stated, else its local name made readable. */
  of(iris: readonly string[]): Promise<(iri: string) => string>;
}

/** What an IRI is called when nobody says. */
export function unstatedLabel(iri: string): string {
  const clean = cleanLabel(readableLocalName(iri));
  return clean === '' ? iri : clean;
}

/** @param preferred relations whose objects are names, the best first */
export function createLabels(asking: Asking, preferred: readonly string[], language: string | undefined): Labels {
  const known = new Map<string, string | undefined>();

  async function ask(iris: readonly string[]): Promise<void> {
    // Relation by relation: two lists in one query are dear.
    const listings = await Promise.all(
      preferred.map((relation) => {
        const where = [among(x, iris), statement(x, iriTerm(relation), n), filter(apply('isliteral', n))];
        return listAll(asking.client, { variables: [x, n], where }, asking.reach);
      }),
    );
    const rows = listings.flatMap((listing, index) =>
      listing.rows.map((row): Row => ({ ...row, p: { kind: 'iri', iri: preferred[index] as string } })),
    );
    const byIri = new Map<string, Row[]>();
    for (const row of rows) {
      const { x: cell } = row;
      if (typeof cell === 'object' && cell.kind === 'iri') byIri.set(cell.iri, [...(byIri.get(cell.iri) ?? []), row]);
    }
    for (const iri of iris) {
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value as string);
      known.set(iri, bestOf(byIri.get(iri) ?? [], preferred, language));
    }
  }

  async function stated(iris: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(iris)];
    const missing = preferred.length === 0 ? [] : wanted.filter((iri) => !known.has(iri) && canAsk(iri));
    const before = new Map(wanted.map((iri) => [iri, known.get(iri)]));
    await Promise.all(batches(missing, BATCH).map(ask));
    const found = new Map<string, string>();
    for (const iri of wanted) {
      const label = known.get(iri) ?? before.get(iri);
      if (label !== undefined) found.set(iri, label);
    }
    return found;
  }

  return {
    stated,
    of: async (iris) => {
      const found = await stated(iris);
      return (iri) => found.get(iri) ?? unstatedLabel(iri);
    },
  };
}

/** As the index chooses: by relation, then by language, then by code points. */
function bestOf(rows: readonly Row[], preferred: readonly string[], language: string | undefined): string | undefined {
  for (const relation of preferred) {
    const names = rows.flatMap(({ p: by, n: cell }): RawName[] => {
      const own = typeof by === 'object' && by.kind === 'iri' && by.iri === relation;
      if (!own || typeof cell !== 'object' || cell.kind !== 'literal') return [];
      return [{ text: cell.value, language: languageOf(cell.language) }];
    });
    for (const { text } of names.sort(compareNames(language))) {
      const clean = cleanLabel(text);
      if (clean !== '') return clean;
    }
  }
  return undefined;
}
