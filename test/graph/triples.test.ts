import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { canonize } from 'rdf-canonize';
import { describe, expect, it } from 'vitest';
import { canonicalLines, rdfcDigest } from '../../src/graph/canonical.ts';
import { loadGraph, loadGraphFromText } from '../../src/graph/load.ts';
import { streamNTriples } from '../../src/graph/triples.ts';
import { nTriples, statements } from './arbitrary.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();
const fixtures = join(import.meta.dirname, 'fixtures');

const written = async (
  ...parameters: Parameters<typeof streamNTriples> extends [infer I, infer O, unknown] ? [I, O] : never
) => {
  const chunks: string[] = [];
  const count = await streamNTriples(...parameters, (chunk) => {
    chunks.push(chunk);
  });
  return { text: chunks.join(''), chunks, count };
};

describe('streaming inputs as N-Triples', () => {
  it.each(['turtle.ttl', 'named-graphs.trig', 'lines.nt', 'quads.nq', 'freebase.tsv', 'relative.ttl', 'blank.ttl'])(
    'gives back the graph of %s, read by itself',
    async (file) => {
      const graph = await loadGraph([join(fixtures, file)]);
      const { text, count } = await written(graph.inputs, {});
      const again = await loadGraphFromText(text, { format: 'n-triples' });
      expect(again.digest).toBe(graph.digest);
      expect(count).toBe(graph.inputs[0]?.statements);
      expect(again.inputs[0]?.hasBlankNodes).toBe(false);
    },
  );

  it('gives back any graph', async () => {
    await fc.assert(
      fc.asyncProperty(statements, async (rows) => {
        const path = folder.write('any.nt', nTriples(rows));
        const graph = await loadGraph([path]);
        const { text, count } = await written(graph.inputs, {});
        expect(count).toBe(rows.length);
        expect((await loadGraphFromText(text, { format: 'n-triples' })).digest).toBe(graph.digest);
      }),
      { numRuns: 40 },
    );
  });

  it('writes whole lines in chunks and waits for each to be taken', async () => {
    const path = folder.write(
      'large.nt',
      '<http://example.org/a> <http://example.org/r> "some text" .\n'.repeat(60_000),
    );
    let writing = false;
    const sizes: number[] = [];
    await streamNTriples((await loadGraph([path])).inputs, {}, async (chunk) => {
      expect(writing).toBe(false);
      writing = true;
      await new Promise(setImmediate);
      writing = false;
      expect(chunk.endsWith(' .\n')).toBe(true);
      sizes.push(chunk.length);
    });
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThan(2_500_000);
  });

  it('passes on the failure of who takes the chunks', async () => {
    const path = folder.write('failing.nt', '<u:a> <u:r> <u:b> .\n');
    const inputs = (await loadGraph([path])).inputs;
    await expect(streamNTriples(inputs, {}, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
  });
});

describe('canonical N-Quads', () => {
  it('are those of the canonicalisation library, blank nodes and all', async () => {
    const text = '_:a <u:r> _:b , "x\\ty\\u0001"@en . _:b <u:r> <u:é> . <u:a> <u:r> <u:ab> . <u:a> <u:r> <u:a> .';
    const node = (termType: string, value: string) => ({ termType, value });
    const graph = node('DefaultGraph', '');
    const literal = {
      ...node('Literal', 'x\ty\u0001'),
      language: 'en',
      datatype: node('NamedNode', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString'),
    };
    const predicate = node('NamedNode', 'u:r');
    const dataset = [
      { subject: node('BlankNode', 'q1'), predicate, object: node('BlankNode', 'q2'), graph },
      { subject: node('BlankNode', 'q1'), predicate, object: literal, graph },
      { subject: node('BlankNode', 'q2'), predicate, object: node('NamedNode', 'u:é'), graph },
      { subject: node('NamedNode', 'u:a'), predicate, object: node('NamedNode', 'u:ab'), graph },
      { subject: node('NamedNode', 'u:a'), predicate, object: node('NamedNode', 'u:a'), graph },
    ];
    const expected = await canonize(dataset, { algorithm: 'RDFC-1.0' });
    const loaded = await loadGraphFromText(text, { format: 'turtle' });
    expect([...canonicalLines(loaded)].join('')).toBe(expected);
    expect(rdfcDigest(loaded)).toBe(createHash('sha256').update(expected).digest('hex'));
  });

  it('of a graph without blank nodes are its sorted lines', async () => {
    await fc.assert(
      fc.asyncProperty(statements, async (rows) => {
        const lines = [...new Set(nTriples(rows).split(/(?<=\.\n)/))].filter((line) => line !== '');
        const sorted = lines.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
        const graph = await loadGraphFromText(nTriples(rows), { format: 'n-triples' });
        expect([...canonicalLines(graph)]).toEqual(sorted);
      }),
    );
  });
});
