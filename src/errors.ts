/** The whole error vocabulary: operator faults throw one of these; agent faults and failed checks are data, not errors. */

/** Base of every operator fault. `code` is stable; the message says what was expected, what came, where, and what to do next. */
export class GraphtrailError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A graph could not be found, read or understood. */
export class GraphError extends GraphtrailError {}

/** A SPARQL text could not be built safely, or an engine failed to answer it. */
export class SparqlError extends GraphtrailError {}

/** A SPARQL endpoint could not be reached, refused, took too long, or answered with something else. */
export class EndpointError extends GraphtrailError {}

/** A formula or a task is malformed or cannot be made on this graph. */
export class TaskError extends GraphtrailError {}

/** A journal could not be opened, written, synced or read. */
export class JournalError extends GraphtrailError {}

/** A client's log could not be read or understood. */
export class ClientLogError extends GraphtrailError {}

/** An MCP peer could not be reached or broke off. */
export class ConnectionError extends GraphtrailError {}

/** A language model's endpoint could not be reached, refused, or is not one; or its kept replies are no such file. */
export class ModelError extends GraphtrailError {}

/** Samples could not be written. */
export class HarvestError extends GraphtrailError {}

/** A client's settings could not be read, merged or written. */
export class InstallError extends GraphtrailError {}

/** The command line was used wrongly. */
export class UsageError extends GraphtrailError {}
