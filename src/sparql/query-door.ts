/** The door for queries that somebody else wrote: guarded, in order, and stopped in time; after each the next is answered. */
import { setFlagsFromString } from 'node:v8';
import { SparqlError } from '../errors.ts';
import { compareCodePoints } from '../graph/code-points.ts';
import { xsd } from '../graph/namespaces.ts';
import { type Term, termKey } from '../graph/term.ts';
import type { Engine } from './engine.ts';
import { guardQuery } from './guard.ts';
import type { Solutions } from './solutions.ts';

/** Rows that one query shows, and milliseconds that it takes, at most. */
export const MOST_ROWS = 200;
const DEADLINE = 5_000;
/** Characters of an answer as TSV: beyond them nobody reads it. */
const LONGEST_ANSWER = 1_000_000;
/** Queries that are answered or wait for it at once. */
const MOST_WAITING = 16;
/**
 * 2 GB for a WASM memory of this process, in its pages of 64 KiB: some queries fill memory far faster than a clock could stop them,
 * and at the limit only the worker breaks down.
 */
const MEMORY_FLAG = '--wasm-max-mem-pages=32768';

export type DoorAnswer =
  | {
      readonly kind: 'rows';
      readonly variables: readonly string[];
      readonly rows: Solutions['rows'];
      /** Whether there are more rows than these. */
      readonly truncated: boolean;
    }
  /** In plain English, for whoever wrote the query. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'busy'; readonly reason: string };

export interface QueryDoor {
  /**
   * Answers a query, or says why not. Rows that the query does not order come in code-point order.
   *
   * @throws SparqlError where the engine cannot be opened or filled again: no fault of the query
   */
  ask(query: string, expand: (prefix: string) => string | undefined, signal?: AbortSignal): Promise<DoorAnswer>;
  /** Answers those that were let in, and ends the engine. */
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly timeoutMilliseconds?: number;
}

/** @param open fills an engine; asked for with the first query that is let in, and again after an engine could not be opened */
export function openQueryDoor(
  open: () => Promise<Engine>,
  { timeoutMilliseconds = DEADLINE }: DoorOptions = {},
): QueryDoor {
  let opening: Promise<Engine> | undefined;
  let waiting = 0;
  let emptied = (): void => undefined;

  function engine(): Promise<Engine> {
    if (opening === undefined) {
      setFlagsFromString(MEMORY_FLAG);
      opening = open();
      opening.catch(() => {
        opening = undefined;
      });
    }
    return opening;
  }

  return {
    async ask(query, expand, signal) {
      const guarded = guardQuery(query, { maximumRows: MOST_ROWS, expand });
      if (guarded.kind === 'refused') return guarded;
      if (waiting >= MOST_WAITING)
        return {
          kind: 'busy',
          reason: `${MOST_WAITING} queries are waiting already. Ask again when some are answered.`,
        };
      waiting += 1;
      try {
        const limits = { timeoutMilliseconds, maximumRows: MOST_ROWS + 1, maximumCharacters: LONGEST_ANSWER, signal };
        const { variables, rows } = await (await engine()).select(guarded.text, limits);
        if (guarded.ask) return { kind: 'rows', variables, rows: [[truth(rows.length > 0)]], truncated: false };
        const shown = rows.slice(0, MOST_ROWS);
        return {
          kind: 'rows',
          variables,
          rows: guarded.ordered ? shown : inOrder(shown),
          truncated: rows.length > MOST_ROWS,
        };
      } catch (error) {
        return refusal(error, timeoutMilliseconds);
      } finally {
        waiting -= 1;
        if (waiting === 0) emptied();
      }
    },
    async close() {
      if (waiting > 0) {
        await new Promise<void>((resolve) => {
          emptied = resolve;
        });
      }
      const opened = await opening?.catch(() => undefined);
      await opened?.close();
    },
  };
}

function truth(value: boolean): Term {
  return { kind: 'literal', value: String(value), datatype: xsd.boolean };
}

function inOrder(rows: Solutions['rows']): Solutions['rows'] {
  const keyed = rows.map((row) => ({
    row,
    key: row.map((term) => (term === undefined ? '' : termKey(term))).join('\n'),
  }));
  return keyed.sort((a, b) => compareCodePoints(a.key, b.key)).map(({ row }) => row);
}

/** What a query did to the engine, said to whoever wrote it. */
function refusal(error: unknown, milliseconds: number): DoorAnswer {
  if (!(error instanceof SparqlError)) throw error;
  const mend = 'Begin from what you know by name, join fewer patterns, or add LIMIT.';
  switch (error.code) {
    case 'engine_timeout':
      return { kind: 'refused', reason: `The query was stopped after ${milliseconds / 1000} seconds. ${mend}` };
    case 'engine_cancelled':
      return { kind: 'refused', reason: 'The query was taken back.' };
    case 'engine_crashed':
      return { kind: 'refused', reason: `The query needs more memory or depth than there is. ${mend}` };
    case 'engine_refused':
    case 'engine_answer_invalid':
    case 'too_many_rows':
      return { kind: 'refused', reason: `The query was not answered: ${error.message.slice(0, 300)}` };
    default:
      throw error;
  }
}
