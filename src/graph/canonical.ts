/** The digest of a graph that anybody can compute with standard tools: SHA-256 of its canonical N-Quads (RDFC-1.0). */
import { createHash } from 'node:crypto';
import type { Graph } from './graph.ts';
import { sortByteStrings } from './index/byte-order.ts';
import { Dictionary } from './index/dictionary.ts';
import { makeColumns, sortInto } from './index/triple-order.ts';
import { writeCanonicalTerm } from './n-triples.ts';

const CHUNK = 1 << 20;

/**
 * SHA-256, in hexadecimal, of the canonical N-Quads of the graph's triples, all in the default graph, blank nodes under
 * their canonical labels. Memory: 24 bytes a triple and the terms once more.
 * @see https://www.w3.org/TR/rdf-canon/
 */
export function rdfcDigest(graph: Graph): string {
  const hash = createHash('sha256');
  let text = '';
  for (const line of canonicalLines(graph)) {
    text += line;
    if (text.length < CHUNK) continue;
    hash.update(text);
    text = '';
  }
  return hash.update(text).digest('hex');
}

/** The lines in code-point order. A written term and the space behind it never begin another, so sorting by terms sorts lines. */
export function* canonicalLines(graph: Graph): Generator<string> {
  const written = new Dictionary();
  for (let id = 0; id < graph.terms; id++) written.intern(`${writeCanonicalTerm(graph.key(id))} `);
  const order = sortByteStrings(written.bytes, written.offsets, written.size);
  const ranks = new Uint32Array(order.length);
  for (const [rank, id] of order.entries()) ranks[id] = rank;
  let rows = makeColumns(graph.triples, graph.terms);
  let row = 0;
  for (const relation of graph.relations) {
    for (const [subject, object] of graph.pairs(relation)) {
      rows.subject[row] = ranks[subject] as number;
      rows.predicate[row] = ranks[relation] as number;
      rows.object[row++] = ranks[object] as number;
    }
  }
  let spare = makeColumns(graph.triples, graph.terms);
  for (const column of ['object', 'predicate', 'subject'] as const) {
    sortInto(rows, spare, column, graph.terms);
    [rows, spare] = [spare, rows];
  }
  const text = (rank: number | undefined): string => written.text(order[rank as number] as number);
  for (row = 0; row < rows.length; row++) {
    yield `${text(rows.subject[row])}${text(rows.predicate[row])}${text(rows.object[row])}.\n`;
  }
}
