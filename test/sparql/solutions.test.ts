/** Reading SPARQL TSV: every term as it was, and nothing taken for TSV that is none. */
import fc from 'fast-check';
import oxigraph from 'oxigraph';
import { expect, test } from 'vitest';
import type { Term } from '../../src/graph/term.ts';
import { solutionsOf, termOfField } from '../../src/sparql/solutions.ts';

const XSD = 'http://www.w3.org/2001/XMLSchema#';
const RDF_LANG_STRING = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '\\',
      '\t',
      '\n',
      '\r',
      '\b',
      '\f',
      '\u0000',
      '\u0085',
      '\u2028',
      "'",
      '<',
      '>',
      '^',
      '@',
      'u',
    ),
  }),
  fc.constantFrom('\\n', '\\u0041', '"@en', '"^^<urn:x>', '1', 'true', '_:b', '<urn:a>', '?x', '-1.5', '1e3'),
);
const plain = text.map((value): Term => ({ kind: 'literal', value, datatype: `${XSD}string` }));
const typed = text.map((value): Term => ({ kind: 'literal', value, datatype: 'http://example.org/datatype' }));
const tagged = fc
  .tuple(text, fc.constantFrom('en', 'de-ch', 'zh-hans'))
  .map(([value, language]): Term => ({ kind: 'literal', value, datatype: RDF_LANG_STRING, language }));
const integer = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  .map((value): Term => ({ kind: 'literal', value: String(value), datatype: `${XSD}integer` }));
const iri = fc.webUrl().map((address): Term => ({ kind: 'iri', iri: address }));

/** What Oxigraph itself says about its terms when asked for objects. */
function termOfObject(object: oxigraph.Term): Term {
  if (object.termType === 'NamedNode') return { kind: 'iri', iri: object.value };
  if (object.termType !== 'Literal') throw new Error(`unexpected ${object.termType}`);
  const { value, datatype, language } = object;
  return { kind: 'literal', value, datatype: datatype.value, ...(language === '' ? {} : { language }) };
}

function toOxigraph(term: Term): oxigraph.NamedNode | oxigraph.Literal {
  if (term.kind === 'iri') return oxigraph.namedNode(term.iri);
  return oxigraph.literal(term.value, term.language ?? oxigraph.namedNode(term.datatype));
}

test('terms read from TSV are the terms that the engine holds, however hostile', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(plain, typed, tagged, integer, iri), { minLength: 1 }), (terms) => {
      const store = new oxigraph.Store();
      const node = oxigraph.namedNode('urn:x');
      for (const term of terms) store.add(oxigraph.quad(node, node, toOxigraph(term)));
      const query = 'SELECT ?o ?s { ?s ?p ?o }';
      const { variables, rows } = solutionsOf(String(store.query(query, { results_format: 'tsv' })));
      const objects = (store.query(query) as Map<string, oxigraph.Term>[]).map((row) => row.get('o') as oxigraph.Term);
      expect(variables).toEqual(['o', 's']);
      expect(rows.map(([term]) => term)).toEqual(objects.map(termOfObject));
      expect(new Set(rows.map(([term]) => JSON.stringify(term)))).toEqual(
        new Set(terms.map((term) => JSON.stringify(term))),
      );
    }),
  );
});

test('bare numbers and booleans get the datatype that Turtle gives them', () => {
  const datatypes = ['7', '-7', '+0', '1.5', '.5', '1e3', '1.5E-3', 'true', 'false'].map((field) => termOfField(field));
  expect(datatypes.map((term) => term?.kind === 'literal' && term.datatype.replace(XSD, ''))).toEqual([
    'integer',
    'integer',
    'integer',
    'decimal',
    'decimal',
    'double',
    'double',
    'boolean',
    'boolean',
  ]);
});

test('escapes for characters are read, also beyond the first plane', () => {
  expect(termOfField('"\\u00e9\\U0001F600\\t\\\\u0041"')).toMatchObject({ value: 'é\u{1F600}\t\\u0041' });
});

test('an unbound variable is undefined, also where it is the only one', () => {
  expect(solutionsOf('?a\t?b\n<urn:x>\t\n\t1\n').rows).toEqual([
    [{ kind: 'iri', iri: 'urn:x' }, undefined],
    [undefined, { kind: 'literal', value: '1', datatype: `${XSD}integer` }],
  ]);
  expect(solutionsOf('?a\n\n').rows).toEqual([[undefined]]);
  expect(solutionsOf('?a\n')).toEqual({ variables: ['a'], rows: [] });
  expect(solutionsOf('\n\n')).toEqual({ variables: [], rows: [[]] });
});

test('what is no TSV, or no term, is an error and never a wrong answer', () => {
  const bad = [
    '',
    'true',
    '?a\n<urn:x>',
    'a\n',
    '?a\n<urn:x>\t<urn:y>\n',
    '?a\t?b\n<urn:x>\n',
    '?a\nx\n',
    '?a\n"x\n',
    '?a\n"x"@\n',
    '?a\n"x"^^y\n',
    '?a\n"\n',
    '?a\n<< <a:a> <b:b> 1 >>\n',
    '?a\n<<( <a:a> <b:b> <c:c> )>>\n',
  ];
  for (const wrong of bad)
    expect(() => solutionsOf(wrong), wrong).toThrow(expect.objectContaining({ code: 'engine_answer_invalid' }));
});
