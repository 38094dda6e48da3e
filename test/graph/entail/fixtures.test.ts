import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadGraph } from '../../../src/graph/load.ts';

const FOLDER = join(import.meta.dirname, 'fixtures');
const stems = readdirSync(FOLDER).flatMap((name) => (name.endsWith('.ttl') ? [name.slice(0, -4)] : []));

/** The last part of an IRI, blank nodes by one sign: nothing in these graphs needs more. */
function short(key: string): string {
  return key.startsWith('urn:graphtrail:bnode:') ? '_' : key.replace(/^http.*[/#]/, '');
}

test.each(stems)('of %s follows exactly what stands beside it', async (stem) => {
  const expected: unknown = JSON.parse(readFileSync(join(FOLDER, `${stem}.json`), 'utf8'));
  const graph = await loadGraph([join(FOLDER, `${stem}.ttl`)], { entail: true });
  const inferred = Array.from(graph.relations).flatMap((relation) =>
    [...graph.pairs(relation)]
      .filter(([subject, object]) => !graph.isAsserted(subject, relation, object))
      .map(([subject, object]) => [subject, relation, object].map((id) => short(graph.key(id))).join(' ')),
  );
  expect({ stated: graph.asserted, derived: graph.entailment?.derived, inferred: inferred.sort() }).toEqual(expected);
});
