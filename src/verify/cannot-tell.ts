/** Faults of an endpoint over one question: nothing is known then, neither that a trajectory is right nor that it is wrong. */
import { EndpointError, SparqlError } from '../errors.ts';

/** The endpoint is there and answers others. */
const PASSING: ReadonlySet<string> = new Set([
  'endpoint_timeout',
  'endpoint_busy',
  'endpoint_refused',
  'endpoint_too_large',
  'endpoint_cut',
]);
/** Where one query is too much for the second engine; it goes on with the next. */
const NO_ANSWER: ReadonlySet<string> = new Set(['engine_timeout', 'engine_crashed', 'too_many_rows']);

/** Why nothing can be told, in plain English. Throws the error again where it is of another kind. */
export function cannotTell(error: unknown): string {
  if (error instanceof EndpointError && PASSING.has(error.code)) return error.message;
  if (error instanceof SparqlError && NO_ANSWER.has(error.code)) return error.message;
  throw error;
}
