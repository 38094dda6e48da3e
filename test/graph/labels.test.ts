import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadGraph, loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { cleanLabel } from '../../src/graph/name/clean.ts';
import { readableLocalName } from '../../src/graph/name/local-name.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

const PREFIXES = `
  @prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
  @prefix schema: <https://schema.org/> . @prefix dcterms: <http://purl.org/dc/terms/> .`;

const sourceOf = async (text: string, language?: string): Promise<LocalSource> =>
  new LocalSource(await loadGraphFromText(PREFIXES + text, { format: 'turtle', language }));

const labelOf = async (text: string, language?: string): Promise<string> =>
  (await sourceOf(text, language)).label('http://example.org/x');

describe('the preferred label', () => {
  it('comes from the best relation that has one', async () => {
    const all = ['dcterms:title "t"', 'foaf:name "f"', 'schema:name "n"', 'rdfs:label "l"', 'skos:prefLabel "p"'];
    for (let count = 1; count <= all.length; count++) {
      const expected = /"(.)"$/.exec(all[count - 1] as string)?.[1];
      expect(await labelOf(`ex:x ${all.slice(0, count).join(' ; ')} .`)).toBe(expected);
    }
  });

  it('is in the language asked for, else in none, else in English, else the first by language', async () => {
    const text = 'ex:x rdfs:label "b"@fr , "a"@fr , "c"@de-CH , "d" , "e"@en , "0"@zh .';
    expect(await labelOf(text, 'fr')).toBe('a');
    expect(await labelOf(text, 'DE')).toBe('c');
    expect(await labelOf(text, 'it')).toBe('d');
    expect(await labelOf(text)).toBe('d');
    expect(await labelOf('ex:x rdfs:label "b"@fr , "e"@en-GB .')).toBe('e');
    expect(await labelOf('ex:x rdfs:label "b"@fr , "z"@de , "a"@zh .')).toBe('z');
  });

  it('is the local name made readable where there is none, or none that can be seen', async () => {
    expect(await labelOf('ex:x ex:r ex:y .')).toBe('x');
    expect(await labelOf('ex:x rdfs:label "\u200b\u202e" , ex:y .')).toBe('x');
    expect((await sourceOf('ex:x ex:r ex:y .')).label('http://example.org/not/inTheGraph')).toBe('in the graph');
  });

  it('comes from a label file before all, for relations as well', async () => {
    const graph = await loadGraph([folder.write('g.tsv', '/m/1\t/film/film/genre\t/m/2\n')], {
      labels: [
        folder.write('entities.tsv.gz', gzipSync('/m/1\tFirst Film\r\n/m/9\tNot here\r\n')),
        folder.write('relations.tsv', '/film/film/genre\tgenre of film\n/m/1\tAlias\n'),
      ],
    });
    const source = new LocalSource(graph);
    expect(source.label('urn:kg:%2Fm%2F1')).toBe('First Film');
    expect(source.label('urn:kg:%2Fm%2F2')).toBe('/m/2');
    expect(source.label('urn:kg:%2Ffilm%2Ffilm%2Fgenre')).toBe('genre of film');
    expect(source.named('/m/1', 9).map(({ label }) => label)).toEqual(['First Film']);
    expect(source.named('Alias', 9).map(({ label }) => label)).toEqual(['First Film']);
    expect(source.observe()).toMatchObject({ entities: 2, labelled: 1 });
  });

  it('needs a label file that belongs to the graph and has two columns', async () => {
    const graph = folder.write('h.tsv', 'a\tr\tb\n');
    const labels = (content: string) => loadGraph([graph], { labels: [folder.write('names.tsv', content)] });
    await expect(labels('c\tSea\n')).rejects.toMatchObject({ code: 'labels_unmatched' });
    await expect(labels('')).rejects.toMatchObject({ code: 'labels_unmatched' });
    await expect(labels('a\tA\nb\n')).rejects.toThrow(
      'names.tsv, line 2: expected a value, a tab and its name; got "b".',
    );
    await expect(loadGraph([graph], { labels: ['nowhere.tsv'] })).rejects.toMatchObject({ code: 'missing_file' });
  });
});

describe('labels that leave', () => {
  it('hold no control, bidi, zero-width or tag character, no line break, and are at most 200 long', () => {
    const nasty = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(nasty, (text) => {
        const clean = cleanLabel(text);
        expect(clean.length).toBeLessThanOrEqual(200);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|^\s|\s$|\s\s/u);
        expect(cleanLabel(clean)).toBe(clean);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a\u202eb\u2066c', 'abc'],
    ['two\n\n lines\t\u00a0end ', 'two lines end'],
    ['A\u{e0041}\u{e007f}B\ufeff', 'AB'],
    ['x'.repeat(1_000_000), `${'x'.repeat(199)}…`],
    ['😀'.repeat(150), `${'😀'.repeat(99)}…`],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['\u200b', ''],
    ['e\u0301', 'e\u0301'],
  ])('are cleaned: case %#', (raw, clean) => {
    expect(cleanLabel(raw)).toBe(clean);
  });

  it('are shown clean though the graph keeps the raw text, a megabyte of it', async () => {
    const raw = `start \u202e ${'x'.repeat(1_000_000)}`;
    const source = await sourceOf(`ex:x rdfs:label """${raw}""" ; ex:r ex:y .`);
    const shown = source.label('http://example.org/x');
    expect(shown).toBe(`start ${'x'.repeat(193)}…`);
    expect(source.named(shown, 5)).toHaveLength(1);
    expect(source.named(raw, 5)).toHaveLength(1);
    expect(source.search('start', { limit: 5 })).toHaveLength(1);
    expect(source.objects('http://example.org/x', 'http://www.w3.org/2000/01/rdf-schema#label')).toMatchObject([
      { value: raw },
    ]);
  });
});

describe('a local name', () => {
  it.each([
    ['http://e.org/x#birthPlace', 'birth place'],
    ['http://e.org/The_Hague', 'The Hague'],
    ['http://e.org/S%C3%A3o_Paulo', 'São Paulo'],
    ['http://e.org/item/', 'item'],
    ['http://e.org/NewYorkCity', 'New York City'],
    ['http://e.org/HTMLPage', 'HTML Page'],
    ['http://e.org/broken%zz', 'broken%zz'],
    ['urn:isbn:123', '123'],
    ['http://e.org/首都', '首都'],
    ['http://e.org/', 'e.org'],
  ])('of %s reads "%s"', (iri, name) => {
    expect(readableLocalName(iri)).toBe(name);
  });
});
