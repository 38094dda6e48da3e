/** What a sample is about: its entities and its relations, for splits and for measuring what splits share. */
import type { Sample } from './sample.ts';

const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** IRIs of the anchors, the answers, and whatever lies on the way from one to the other; no classes. */
export function entitiesOf({ provenance }: Sample): string[] {
  const { anchors, answers, gold, witnesses } = provenance;
  const rows = gold !== undefined && 'rows' in gold ? gold.rows.map(({ iri }) => iri) : [];
  const path = witnesses.flatMap(({ triples }) =>
    triples.flatMap(([subject, relation, object]) => (relation === TYPE ? [subject] : [subject, object])),
  );
  const all = [...anchors.map(({ iri }) => iri), ...answers.map(({ iri }) => iri), ...rows, ...path];
  // A literal's key begins with its quote.
  return [...new Set(all.filter((key) => !key.startsWith('"')))];
}

/** IRIs of the relations that the question asks of, whichever way they are followed. */
export function relationsOf({ provenance }: Sample): string[] {
  const found = new Set<string>();
  collect(provenance.formula, found);
  return [...found];
}

function collect(part: unknown, found: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if ((key === 'relation' || key === 'by') && typeof value === 'string') found.add(value);
    else if (key === 'table') for (const relation of value as readonly string[]) found.add(relation);
    else collect(value, found);
  }
}
