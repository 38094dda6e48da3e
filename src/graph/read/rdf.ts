/** Reads Turtle, TriG, N-Triples and N-Quads with n3, chunk by chunk. */
import type { EventEmitter } from 'node:events';
import { Parser, type Quad } from 'n3';
import { GraphError } from '../../errors.ts';
import type { GraphInput } from '../inputs.ts';
import { BLANK_BASE } from './blank-nodes.ts';
import type { ReadOptions, ReadReport, StatementSink } from './statement.ts';
import { syntaxError } from './syntax-error.ts';
import { readText } from './text.ts';

// n3 resolves relative IRIs against this; whatever begins so was relative. No real IRI does: `urn://` is malformed.
const RELATIVE = 'urn://graphtrail-relative/';
const PARSER_FORMAT = { turtle: 'Turtle', trig: 'TriG', 'n-triples': 'N-Triples', 'n-quads': 'N-Quads' } as const;
const UNDERSCORE = 0x5f;
const LETTER_U = 0x75;
const QUOTE = 0x22;

type RdfInput = GraphInput & { readonly format: keyof typeof PARSER_FORMAT };

/**
 * Sends each statement of a file, its graph name left out. `scope` keeps its blank nodes apart from those of other files.
 * Errors: those of reading, `syntax_error` with line and column, `triple_term`, `term_too_long`.
 */
export async function readRdf(
  input: RdfInput,
  scope: string,
  options: ReadOptions,
  sink: StatementSink,
): Promise<ReadReport> {
  const reading = new Reading(input, options, sink);
  const feed = parseInto(input, scope, reading);
  let unbroken = 0;
  let seen = 0;
  for await (const chunk of readText(input, options)) {
    feed.data(chunk);
    if (reading.failure !== undefined) throw await syntaxError(input, reading.failure);
    unbroken = reading.statements === seen ? unbroken + chunk.length : 0;
    seen = reading.statements;
    if (unbroken > statementBytes(options)) throw tooLong(input, options.limits.termBytes, 'a statement');
  }
  feed.end();
  if (reading.failure !== undefined) throw await syntaxError(input, reading.failure);
  return reading;
}

/** The most text one statement may take: six characters may stand for one byte, and comments may lie between. */
function statementBytes({ limits }: ReadOptions): number {
  return Math.max(limits.termBytes * 18, 1 << 24);
}

/** n3 takes a stream that emits `data` and `end`; being that stream saves its queues. */
function parseInto(input: RdfInput, scope: string, reading: Reading): { data(chunk: string): void; end(): void } {
  const listeners: Record<string, (chunk?: string) => void> = {};
  const parser = new Parser({
    format: PARSER_FORMAT[input.format],
    baseIRI: RELATIVE,
    blankNodePrefix: `_:${scope}`,
  });
  const emitter = {
    on(event: string, listener: () => void): void {
      listeners[event] = listener;
    },
  };
  parser.parse(emitter as unknown as EventEmitter, {
    onQuad: (error: Error | null, quad: Quad | null) => reading.take(error, quad),
    onPrefix: (prefix, iri) => reading.declare(prefix, iri as unknown as { readonly id: string }),
  });
  return { data: (chunk) => listeners['data']?.(chunk), end: () => listeners['end']?.() };
}

class Reading implements ReadReport {
  statements = 0;
  hasBlankNodes = false;
  hasRelativeIris = false;
  hasReservedIris = false;
  readonly prefixes = new Map<string, string>();
  failure: Error | undefined;
  readonly #input: RdfInput;
  readonly #options: ReadOptions;
  readonly #sink: StatementSink;

  constructor(input: RdfInput, options: ReadOptions, sink: StatementSink) {
    this.#input = input;
    this.#options = options;
    this.#sink = sink;
  }

  take(error: Error | null, quad: Quad | null): void {
    if (error !== null) {
      this.failure ??= error;
      return;
    }
    if (quad === null) return;
    this.statements++;
    this.#sink(this.#key(quad.subject.id), this.#key(quad.predicate.id), this.#key(quad.object.id));
  }

  declare(prefix: string, iri: { readonly id: string }): void {
    this.prefixes.set(prefix, this.#key(iri.id));
  }

  /** The key of a term by n3's internal id, which is the same but for what this graph does not hold. */
  #key(id: string): string {
    const most = this.#options.limits.termBytes;
    if (id.length * 3 > most && Buffer.byteLength(id) > most) throw tooLong(this.#input, most, 'one');
    switch (id.charCodeAt(0)) {
      case QUOTE:
        return id.includes(RELATIVE, id.lastIndexOf('"')) ? this.#absoluteDatatype(id) : id;
      case UNDERSCORE:
        this.hasBlankNodes = true;
        return id;
      case LETTER_U:
        if (id.startsWith(BLANK_BASE)) this.hasReservedIris = true;
        return id.startsWith(RELATIVE) ? this.#absolute(id) : id;
      default:
        // A triple term has no id.
        if (id === '') throw tripleTerm(this.#input, this.statements);
        return id;
    }
  }

  #absolute(id: string): string {
    this.hasRelativeIris = true;
    return this.#options.base + id.slice(RELATIVE.length);
  }

  #absoluteDatatype(id: string): string {
    const at = id.lastIndexOf('"') + 3;
    return id.slice(0, at) + this.#absolute(id.slice(at));
  }
}

function tooLong(input: RdfInput, limit: number, what: string): GraphError {
  return new GraphError(
    'term_too_long',
    `${input.name}: expected terms of at most ${limit} bytes; got ${what} that is longer. Raise the limit if it is meant.`,
  );
}

function tripleTerm(input: RdfInput, statement: number): GraphError {
  return new GraphError(
    'triple_term',
    `${input.name}, statement ${statement}: expected IRIs, literals and blank nodes; got a triple term (RDF 1.2 "<<( … )>>" or an annotation), which graphs here do not hold. Remove it or state it with an ordinary node.`,
  );
}
