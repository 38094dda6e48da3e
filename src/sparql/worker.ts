/**
 * The worker in which Oxigraph lives, one request at a time. Nothing but ending it stops a runaway query, and a query nested
 * too deeply breaks the whole WASM module: then it says so and is thrown away.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import oxigraph from 'oxigraph';

/** RDF formats by the names that graph/inputs.ts gives them. */
export type FileFormat = 'turtle' | 'trig' | 'n-triples' | 'n-quads';

export type Request =
  | { readonly kind: 'file'; readonly path: string; readonly format: FileFormat; readonly compressed: boolean }
  /** Whole lines of N-Triples. */
  | { readonly kind: 'chunk'; readonly text: string }
  | { readonly kind: 'size' }
  | {
      readonly kind: 'select';
      readonly query: string;
      readonly maximumRows: number;
      readonly maximumCharacters: number | undefined;
    };

export type Reply =
  /** The size of the store, or the rows as SPARQL TSV. */
  | { readonly kind: 'done'; readonly value: number | string }
  /** Refused by Oxigraph, which goes on. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'too_many_rows'; readonly rows: number }
  /** Nothing in this worker can be trusted any more. */
  | { readonly kind: 'broken'; readonly reason: string };

const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  turtle: 'text/turtle',
  trig: 'application/trig',
  'n-triples': 'application/n-triples',
  'n-quads': 'application/n-quads',
};
/** Brings the triples of all graphs into the default graph; `to_graph_name` would only rename that one. */
const MERGE = 'INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }; DROP NAMED';
const BLOCK = 1024 * 1024;

const store = new oxigraph.Store();

parentPort?.on('message', (request: Request) => {
  parentPort?.postMessage(replyTo(request));
});

function replyTo(request: Request): Reply {
  try {
    return answer(request);
  } catch (error) {
    // Oxigraph's own complaints are plain errors; a RuntimeError or RangeError comes from WASM that broke half-way.
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: error instanceof Error && error.constructor === Error ? 'refused' : 'broken', reason };
  }
}

function answer(request: Request): Reply {
  if (request.kind === 'select') return select(request);
  if (request.kind === 'file') load(blocksOf(request.path, request.compressed), request.format);
  if (request.kind === 'chunk') load(request.text, 'n-triples');
  // Counting walks through the whole store: only where it is asked for.
  return { kind: 'done', value: request.kind === 'size' ? store.size : 0 };
}

function select({ query, maximumRows, maximumCharacters }: Extract<Request, { kind: 'select' }>): Reply {
  // TSV is made inside WASM; term objects would be made one by one across its border.
  const text = store.query(query, { results_format: 'tsv' });
  if (typeof text !== 'string') return { kind: 'refused', reason: 'expected a SELECT query' };
  if (maximumCharacters !== undefined && text.length > maximumCharacters)
    return {
      kind: 'refused',
      reason: `the answer has ${text.length} characters, and ${maximumCharacters} are allowed`,
    };
  const rows = countRows(text);
  return rows > maximumRows ? { kind: 'too_many_rows', rows } : { kind: 'done', value: text };
}

/** Lines after the header: line feeds inside literals are escaped. */
function countRows(text: string): number {
  let rows = -1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) rows += 1;
  return rows;
}

/**
 * Without a transaction loading is faster, and an engine that failed half-way is not used. Lenient: n3 takes IRIs and
 * language tags that are not quite right, and so must we.
 */
function load(input: string | Iterable<Uint8Array>, format: FileFormat): void {
  // The package declares `UInt8Array` for what is a Uint8Array.
  store.load(input as string, { format: MEDIA_TYPES[format], no_transaction: true, lenient: true });
  if (format === 'trig' || format === 'n-quads') store.update(MERGE);
}

function* blocksOf(path: string, compressed: boolean): Generator<Uint8Array> {
  if (compressed) {
    const bytes = gunzipSync(readFileSync(path));
    for (let at = 0; at < bytes.length; at += BLOCK) yield bytes.subarray(at, at + BLOCK);
    return;
  }
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const block = new Uint8Array(BLOCK);
      const read = readSync(file, block, 0, BLOCK, null);
      if (read === 0) return;
      yield block.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}
