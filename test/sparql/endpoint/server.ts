/** A SPARQL endpoint for tests: Oxigraph behind Node's own HTTP server, on the loopback. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import oxigraph from 'oxigraph';
import { onTestFinished } from 'vitest';

export interface Asked {
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
}

/** What a test wants done instead of answering; false where the query is to be answered after all. */
export type Instead = (response: ServerResponse, asked: Asked, times: number) => boolean;

export interface TestEndpoint {
  readonly url: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** @param turtle text of the graph; `most`: rows that an answer is cut at without a word */
export async function startEndpoint(
  turtle: string,
  { instead, most }: { instead?: Instead; most?: number } = {},
): Promise<TestEndpoint> {
  const store = new oxigraph.Store();
  store.load(turtle, { format: 'text/turtle' });
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const query = new URLSearchParams(Buffer.concat(chunks).toString()).get('query') ?? '';
      const one = { query, headers: request.headers };
      asked.push(one);
      if (instead?.(response, one, asked.length) === true) return;
      reply(store, query, response, most);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: urlOf(server), asked, close: () => closeServer(server) };
}

function reply(store: oxigraph.Store, query: string, response: ServerResponse, most: number | undefined): void {
  try {
    const text = String(store.query(query, { results_format: 'json' }));
    response.setHeader('content-type', 'application/sparql-results+json');
    if (most === undefined) return void response.end(text);
    const read = JSON.parse(text) as { results: { bindings: unknown[] } };
    read.results.bindings = read.results.bindings.slice(0, most);
    response.end(JSON.stringify(read));
  } catch (error) {
    response.statusCode = 400;
    response.end(String(error));
  }
}

/** An endpoint that is there for one test. */
export async function endpointOf(
  turtle: string,
  options: Parameters<typeof startEndpoint>[1] = {},
): Promise<TestEndpoint> {
  const endpoint = await startEndpoint(turtle, options);
  onTestFinished(() => endpoint.close());
  return endpoint;
}

export function bundled(name: string): { readonly path: string; readonly turtle: string } {
  const path = new URL(`../../../graphs/${name}.ttl`, import.meta.url).pathname;
  return { path, turtle: readFileSync(path, 'utf8') };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/query`;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
