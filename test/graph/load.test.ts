import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GraphError } from '../../src/errors.ts';
import { canonicalLines } from '../../src/graph/canonical.ts';
import { type LoadOptions, loadGraph, loadGraphFromText } from '../../src/graph/load.ts';
import { nTriples, statements } from './arbitrary.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

const refusal = async (loading: Promise<unknown>): Promise<[string, string]> => {
  const failure = await loading.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(GraphError);
  return [(failure as GraphError).code, (failure as GraphError).message];
};

const TRIPLE = '<u:a> <u:r> <u:b> .\n';

describe('loading files', () => {
  it('merges several files, folders and compressed ones into one set, whatever their order and split', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(statements, fc.nat(60), async (rows, cut) => {
        const split = join(folder.path, `split-${run++}`);
        mkdirSync(split);
        const name = `split-${run - 1}/`;
        const whole = folder.write(`whole-${run}.nt`, nTriples(rows));
        const one = folder.write(`${name}one.nt.gz`, gzipSync(nTriples(rows.slice(0, cut))));
        const two = folder.write(`${name}two.ttl`, nTriples(rows.slice(Math.max(0, cut - 2))));
        const digests = new Set<string>();
        for (const paths of [[whole], [one, two], [two, one], [split], [two, one, whole, split]]) {
          digests.add((await loadGraph(paths)).digest);
        }
        expect(digests.size).toBe(1);
      }),
      { numRuns: 15 },
    );
  });

  it('names a graph by its files without folders and counts a file given twice once', async () => {
    const path = folder.write('named.nt', TRIPLE);
    const graph = await loadGraph([path, join(folder.path, '.', 'named.nt')]);
    expect(graph.name).toBe('named.nt');
    expect(graph.inputs).toEqual([
      {
        path,
        name: 'named.nt',
        format: 'n-triples',
        compressed: false,
        statements: 1,
        hasBlankNodes: false,
        foreign: true,
      },
    ]);
  });

  it('tells how far it is, up to the end', async () => {
    const paths = [folder.write('p1.nt', TRIPLE.repeat(30_000)), folder.write('p2.nt.gz', gzipSync(TRIPLE))];
    const told: [number, number][] = [];
    await loadGraph(paths, { onProgress: (read, total) => told.push([read, total]) });
    const last = told.at(-1) as [number, number];
    expect(told.length).toBeGreaterThan(2);
    expect(last[0]).toBe(last[1]);
    expect(told.map(([read]) => read)).toEqual(told.map(([read]) => read).sort((a, b) => a - b));
  });

  it('reads text however it is cut into chunks', async () => {
    const line = (index: number): string => `<u:a${index}> <u:r> "${'é€😀'.repeat(index % 50)}" .`;
    const lines = Array.from({ length: 20_000 }, (_, index) => line(index));
    const separate = await loadGraph([folder.write('lines.nt', lines.join('\n'))]);
    const single = await loadGraph([folder.write('line.ttl', lines.join(' '))]);
    expect(single.triples).toBe(20_000);
    expect(single.digest).toBe(separate.digest);
  });

  it('says which path is missing, unknown, empty or unreadable', async () => {
    mkdirSync(join(folder.path, 'bare'));
    folder.write('bare/notes.md', 'nothing');
    const missing = join(folder.path, 'missing.ttl');
    expect(await refusal(loadGraph([missing]))).toEqual([
      'missing_file',
      `No file or folder "${missing}". Check the path; it is relative to where you are.`,
    ]);
    expect((await refusal(loadGraph([folder.write('graph.owl', '')])))[1]).toContain(
      'Expected a file of .ttl .trig .nt .nq .tsv .txt, each also with .gz; got "',
    );
    expect(await refusal(loadGraph([join(folder.path, 'bare')]))).toEqual([
      'empty_directory',
      expect.stringContaining('found none among its 1.'),
    ]);
    expect((await refusal(loadGraph([])))[0]).toBe('no_input');
    expect((await refusal(loadGraph([join(folder.write('plain.nt', TRIPLE), 'below.nt')])))[0]).toBe('missing_file');
  });

  it('says what to do about RDF in another syntax, about commas and about addresses', async () => {
    const advice = async (path: string): Promise<string> => (await refusal(loadGraph([path])))[1];
    for (const name of ['pizza.owl', 'pizza.rdf.gz', 'pizza.JSONLD'])
      expect(await advice(folder.write(name, ''))).toMatch(/If it is Turtle, name it \.ttl; else turn it into Turtle/);
    expect(await advice(folder.write('rows.csv', 'a,r,b'))).toMatch(/with tabs .* as \.tsv\.$/);
    expect(await advice(folder.write('picture.png', ''))).not.toMatch(/Turtle/);
    expect(await advice('https://example.org/sparql')).toMatch(/named "sparql\+https:\/\/example\.org\/sparql"/);
  });

  it('says so where a file is JSON, XML or without tabs', async () => {
    const told = async (name: string, text: string): Promise<string> =>
      (await refusal(loadGraph([folder.write(name, text)])))[1];
    expect(await told('json.ttl', '{"a": 1}')).toMatch(/It looks like JSON, which is not read: turn it into Turtle/);
    expect(await told('lines.trig', '{\n  "a": 1}')).toContain('Correct the file');
    expect(await told('xml.nt', '<?xml version="1.0"?><rdf:RDF/>')).toContain('It looks like XML');
    expect(await told('late.ttl', '<u:a> <u:r> <u:b> .\n{"a": 1}')).toContain('Correct the file');
    expect(await told('blanks.tsv', 'a r b\n')).toMatch(/got 1 in "a r b"\. There is no tab in it/);
    expect(await told('two.tsv', 'a\tr b\n')).toMatch(/got 2 in "a\\tr b"\.$/);
  });

  it('keeps to its limits', async () => {
    const path = folder.write('limits.ttl', `<u:a> <u:r> """${'x'.repeat(3000)}""" , <u:b> , <u:c> .`);
    const code = async (limits: LoadOptions['limits']): Promise<string> =>
      (await refusal(loadGraph([path], { limits })))[0];
    expect(await code({ fileBytes: 1000 })).toBe('file_too_large');
    expect(await code({ termBytes: 1000 })).toBe('term_too_long');
    expect(await code({ statements: 2 })).toBe('too_many_statements');
    expect((await loadGraph([path], { limits: { statements: 3, termBytes: 3002 } })).triples).toBe(3);
    const bomb = folder.write('bomb.nt.gz', gzipSync(TRIPLE.repeat(100_000)));
    expect((await refusal(loadGraph([bomb], { limits: { fileBytes: 100_000 } })))[0]).toBe('file_too_large');
  });

  it('gives up on a literal that never ends long before memory does', async () => {
    const path = folder.write('endless.ttl', `<u:a> <u:r> """${'x'.repeat(40_000_000)}`);
    expect((await refusal(loadGraph([path], { limits: { termBytes: 10_000 } })))[0]).toBe('term_too_long');
  });

  it('shows no control character and no megabyte of a file in a message', async () => {
    const [code, message] = await refusal(
      loadGraphFromText(`<u:a> \u001b[31m${'x'.repeat(100_000)} .`, { format: 'turtle' }),
    );
    expect(code).toBe('syntax_error');
    expect(message.length).toBeLessThan(400);
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('finds the line and column of a fault far into a large file', async () => {
    const path = folder.write('far.ttl', `${'<u:a> <u:r> """two\nlines""" .\r\n'.repeat(20_000)}  <u:a> <u:r> ; !\n`);
    expect((await refusal(loadGraph([path])))[1]).toMatch(/^far\.ttl, line 40001, column 15: /);
  });
});

describe('values of tab-separated files', () => {
  it('go behind the base that is asked for', async () => {
    const graph = await loadGraphFromText('a b\tr\tc\n', { format: 'tsv', base: 'http://example.org/id/' });
    expect(graph.key(0)).toBe('http://example.org/id/a%20b');
    expect(graph.origin.prefixes.compact('http://example.org/id/c')).toBe('kg:c');
    const [code, message] = await refusal(loadGraphFromText('a\tr\tb', { format: 'tsv', base: 'no iri' }));
    expect([code, message]).toEqual([
      'invalid_base',
      'Expected an absolute IRI to put values behind, such as "urn:kg:"; got "no iri".',
    ]);
  });
});

describe('blank nodes', () => {
  const graphOf = (text: string, name = 'blank.ttl') => loadGraphFromText(text, { format: 'turtle', name });

  it('have the same names whatever they are called and in whatever order they come', async () => {
    const one = await graphOf('_:x <u:r> _:y . _:y <u:r> "z" . <u:a> <u:r> _:x .');
    const two = await graphOf('<u:a> <u:r> _:b0 . _:q <u:r> "z" . _:b0 <u:r> _:q . _:q <u:r> "z" .');
    expect(two.digest).toBe(one.digest);
    expect(one.hasBlankNodes).toBe(true);
    const other = await graphOf('_:x <u:r> _:y . _:x <u:r> "z" . <u:a> <u:r> _:x .');
    expect(other.digest).not.toBe(one.digest);
  });

  it('are told apart by file, and named alike whichever file comes first', async () => {
    const first = folder.write('b1.ttl', '_:x <u:name> "first" .');
    const second = folder.write('b2.ttl', '_:x <u:name> "second" . _:y <u:name> "first" .');
    const one = await loadGraph([first, second]);
    expect(one.triples).toBe(3);
    const twin = folder.write('b3.ttl', '_:x <u:name> "first" .');
    expect((await loadGraph([first, twin])).triples).toBe(2);
    expect((await loadGraph([second, first])).digest).toBe(one.digest);
  });

  it('that cannot be told apart at all still give one digest', async () => {
    const ring = (start: number): string =>
      [0, 1, 2, 3].map((at) => `_:n${(start + at) % 4} <u:next> _:n${(start + at + 1) % 4} .`).join(' ');
    expect((await graphOf(ring(2))).digest).toBe((await graphOf(ring(0))).digest);
  });

  it('that are made to keep the naming busy for ever are refused', async () => {
    const clique: string[] = [];
    for (let from = 0; from < 12; from++) {
      for (let to = 0; to < 12; to++) if (from !== to) clique.push(`_:n${from} <u:r> _:n${to} .`);
    }
    const [code, message] = await refusal(graphOf(clique.join(' ')));
    expect(code).toBe('blank_nodes_too_alike');
    expect(message).toContain('Give IRIs to the nodes concerned');
  });

  it('of a list or a property list are found and never leave as such', async () => {
    const graph = await graphOf('<u:a> <u:r> ( 1 2 ) ; <u:s> [ <u:t> 3 ] .');
    expect([...canonicalLines(graph)].join('')).toContain('_:c14n');
    expect(graph.inputs[0]?.hasBlankNodes).toBe(true);
  });
});
