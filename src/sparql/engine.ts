/** The second engine: Oxigraph in a worker that can be stopped, and that comes back with everything it was given. */
import { SparqlError } from '../errors.ts';
import { type Solutions, solutionsOf } from './solutions.ts';
import type { FileFormat, Reply, Request } from './worker.ts';
import { startWorker, type WorkerLink, WorkerLost } from './worker-link.ts';

export interface SelectOptions {
  /** Counted from when the engine begins with the query. Default 30,000. */
  readonly timeoutMilliseconds?: number;
  /** More rows are an error, never a cut answer. Default 100,000. */
  readonly maximumRows?: number;
  /** Aborted when nobody waits for the answer any more: the query is then stopped (`engine_cancelled`). */
  readonly signal?: AbortSignal | undefined;
  /** A longer answer, as TSV, is refused (`engine_refused`). Default: as long as a string can be. */
  readonly maximumCharacters?: number;
}

/**
 * Writes N-Triples in chunks of whole lines, waiting for each write. Called again when the engine has to be filled again: it
 * must then write the same.
 */
export type WriteChunks = (write: (chunk: string) => Promise<void>) => Promise<unknown>;

/**
 * Requests may overlap; they are answered in the order in which they were made. All methods reject with SparqlError:
 * `engine_refused` (Oxigraph's own complaint: syntax, unreadable file), `engine_timeout`, `engine_crashed`, `too_many_rows`,
 * `engine_cancelled`, `engine_reload_failed`, `engine_closed`. After each but the last two the engine answers the next query.
 */
export interface Engine {
  /** Reads a file itself, all of its graphs into the default graph. An engine that refuses a file must not be used further. */
  loadFile(path: string, format: FileFormat, options?: { compressed?: boolean }): Promise<void>;
  /** Takes triples chunk by chunk, never more than two ahead of what it has read. */
  loadChunks(writeChunks: WriteChunks): Promise<void>;
  /** Number of distinct triples. */
  size(): Promise<number>;
  select(query: string, options?: SelectOptions): Promise<Solutions>;
  close(): Promise<void>;
}

type Load = (link: WorkerLink) => Promise<void>;

/** Starts an empty engine. It keeps the process alive only while it is asked something. */
export function openEngine(): Engine {
  const loaded: Load[] = [];
  let size = 0;
  let closed = false;
  let starting: Promise<WorkerLink> | undefined;
  let link: WorkerLink | undefined;

  /** A worker that holds everything loaded so far. */
  function current(): Promise<WorkerLink> {
    if (closed) return Promise.reject(new WorkerLost('closed', 'the engine was closed'));
    if (starting === undefined || link?.alive === false) {
      starting = start();
      starting.catch(() => {
        starting = undefined;
      });
    }
    return starting;
  }

  async function start(): Promise<WorkerLink> {
    const fresh = startWorker();
    link = fresh;
    if (loaded.length === 0) return fresh;
    try {
      for (const load of loaded) await load(fresh);
      const again = await sizeOf(fresh);
      if (again !== size) throw new Error(`it held ${size} triples, and after reading its inputs again ${again}`);
      return fresh;
    } catch (cause) {
      await fresh.close();
      throw new SparqlError(
        'engine_reload_failed',
        `Cannot fill the second engine again: ${cause instanceof Error ? cause.message : String(cause)}. Did a file change?`,
        { cause },
      );
    }
  }

  /** Does something with a worker; does it again where another request took the worker down. */
  async function attempt<T>(action: (link: WorkerLink) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await action(await current());
      } catch (error) {
        if (!(error instanceof WorkerLost)) throw error;
        if (error.fate !== 'bystander') throw lostError(error);
      }
    }
  }

  async function remember(load: Load): Promise<void> {
    await attempt(async (worker) => {
      await load(worker);
      size = await sizeOf(worker);
      loaded.push(load);
    });
  }

  return {
    loadFile: (path, format, { compressed = false } = {}) =>
      remember(async (worker) => {
        valueIn(await worker.ask({ kind: 'file', path, format, compressed }));
      }),
    loadChunks: (writeChunks) => remember((worker) => feed(worker, writeChunks)),
    size: () => attempt(sizeOf),
    select: (query, { timeoutMilliseconds = 30_000, maximumRows = 100_000, maximumCharacters, signal } = {}) =>
      attempt(async (worker) => {
        const request: Request = { kind: 'select', query, maximumRows, maximumCharacters };
        return solutionsOf(String(valueIn(await worker.ask(request, timeoutMilliseconds, signal))));
      }),
    async close() {
      closed = true;
      await link?.close();
    },
  };
}

async function sizeOf(worker: WorkerLink): Promise<number> {
  return Number(valueIn(await worker.ask({ kind: 'size' })));
}

/** While one chunk is parsed the next is on its way, no more: a slow engine holds back whoever makes the chunks. */
async function feed(worker: WorkerLink, writeChunks: WriteChunks): Promise<void> {
  let last: Promise<Reply> | undefined;
  await writeChunks(async (text) => {
    const before = last;
    last = worker.ask({ kind: 'chunk', text });
    // Heard with the next chunk; until then a rejection must not count as unhandled.
    last.catch(() => undefined);
    if (before !== undefined) valueIn(await before);
  });
  if (last !== undefined) valueIn(await last);
}

function valueIn(reply: Reply): number | string {
  if (reply.kind === 'done') return reply.value;
  if (reply.kind === 'too_many_rows') {
    throw new SparqlError(
      'too_many_rows',
      `The query has ${reply.rows} rows, more than were allowed. Ask for fewer or allow more.`,
    );
  }
  throw new SparqlError('engine_refused', `The second engine (Oxigraph) refused: ${reply.reason}`);
}

function lostError(error: WorkerLost): SparqlError {
  if (error.fate === 'closed')
    return new SparqlError('engine_closed', 'The second engine was closed.', { cause: error });
  if (error.fate === 'cancelled')
    return new SparqlError('engine_cancelled', 'The query was taken back.', { cause: error });
  if (error.fate === 'deadline') {
    return new SparqlError('engine_timeout', `The second engine was stopped: ${error.message}.`, { cause: error });
  }
  return new SparqlError('engine_crashed', `The second engine broke down over this request: ${error.message}.`, {
    cause: error,
  });
}
