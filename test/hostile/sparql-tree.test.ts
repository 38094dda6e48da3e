/** Naughty strings in every place of a query: the tree stays as it is with a harmless text, or building it is refused. */
import sparqljs from 'sparqljs';
import { expect, test } from 'vitest';
import { SparqlError } from '../../src/errors.ts';
import type { AskedFormula } from '../../src/logic/asked.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { NAUGHTY_STRINGS } from './naughty-strings.ts';

const PLACES: Record<string, (text: string) => AskedFormula> = {
  'an entity': (text) => ({ relation: 'urn:r', of: { entity: text } }),
  'a relation': (text) => ({ relation: text, inverse: true, of: { entity: 'urn:e' } }),
  'a class': (text) => ({ and: [{ relation: 'urn:r', of: { entity: 'urn:e' } }, { class: text }] }),
  'a negated branch': (text) => ({ and: [{ class: 'urn:c' }, { not: { relation: 'urn:r', of: { entity: text } } }] }),
  'a compared value': (text) => ({
    where: { relation: 'urn:r', is: '=', value: text, datatype: 'http://www.w3.org/2001/XMLSchema#string' },
    of: { class: 'urn:c' },
  }),
  'a datatype': (text) => ({
    where: { relation: 'urn:r', is: '=', value: '1', datatype: text },
    of: { class: 'urn:c' },
  }),
  'a column of a table': (text) => ({ table: [text], of: { relation: 'urn:r', of: { entity: 'urn:e' } } }),
};

const HARMLESS = 'urn:graphtrail:harmless';

/** Whole IRIs that hold the text, so that not all are refused for want of a scheme. */
const placed = (text: string): string[] => [text, `http://x.test/${text}`];

test.each(Object.entries(PLACES))('as %s', (_place, formula) => {
  let kept = 0;
  for (const text of NAUGHTY_STRINGS.flatMap(placed)) {
    const query = attempt(() => formulaQuery(formula(text)));
    if (query === undefined) continue;
    kept += 1;
    expect(treeOf(query)).toEqual(treeOf(formulaQuery(formula(HARMLESS)), text));
  }
  expect(kept).toBeGreaterThan(NAUGHTY_STRINGS.length / 4);
});

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof SparqlError) return undefined;
    throw error;
  }
}

/** The tree of a query, the harmless text in it exchanged for another. */
function treeOf(query: string, text = HARMLESS): unknown {
  const tree = new sparqljs.Parser().parse(query);
  return JSON.parse(JSON.stringify(tree), (_key, value: unknown) => (value === HARMLESS ? text : value));
}
