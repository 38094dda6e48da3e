/** Gives blank nodes names that depend on nothing but the graph: those of RDF Dataset Canonicalization (RDFC-1.0). */
import { GraphError } from '../../errors.ts';
import { termOf } from '../term.ts';

/** Blank nodes become IRIs that begin so; what follows is the canonical label. */
export const BLANK_BASE = 'urn:graphtrail:bnode:';

/**
 * How many times, for each statement with a blank node, the algorithm may look deeper into nodes that look alike at first sight before it gives
 * up, and how often in any case: a graph can be made that would keep it busy for ever (RDFC-1.0, section 7.1).
 */
const COMPARISONS_EACH = 4;
const COMPARISONS_LEAST = 2000;

/** Whether a key stands for a blank node that has not been named yet. */
export function isBlankKey(key: string): boolean {
  return key.charCodeAt(0) === 0x5f && key.charCodeAt(1) === 0x3a;
}

type Statement = readonly [subject: string, predicate: string, object: string];

/** Holds back the statements that mention blank nodes until all of them are known. */
export class BlankStatements {
  readonly #statements = new Map<string, Statement>();
  readonly #copies = new Map<string, string>();

  get size(): number {
    return this.#statements.size;
  }

  add(subject: string, predicate: string, object: string): void {
    const statement: Statement = [this.#copy(subject), this.#copy(predicate), this.#copy(object)];
    this.#statements.set(JSON.stringify(statement), statement);
  }

  /**
   * The statements with IRIs for blank nodes; the same for graphs that differ in blank node labels only.
   * Error: `blank_nodes_too_alike`.
   */
  async *named(): AsyncGenerator<Statement> {
    if (this.#statements.size === 0) return;
    const names = new Map<string, string>();
    const dataset = [...this.#statements.values()].map(([subject, predicate, object]) => ({
      subject: node(subject),
      predicate: node(predicate),
      object: node(object),
      graph: { termType: 'DefaultGraph', value: '' },
    }));
    const comparisons = Math.max(COMPARISONS_LEAST, COMPARISONS_EACH * dataset.length);
    try {
      const { canonize } = await import('rdf-canonize');
      await canonize(dataset, { algorithm: 'RDFC-1.0', canonicalIdMap: names, maxDeepIterations: comparisons });
    } catch (cause) {
      throw tooAlike(cause);
    }
    const name = (key: string): string => (isBlankKey(key) ? BLANK_BASE + names.get(key.slice(2)) : key);
    for (const [subject, predicate, object] of this.#statements.values()) {
      yield [name(subject), predicate, name(object)];
    }
  }

  /** Strings cut from a chunk of input would keep the whole chunk alive. */
  #copy(key: string): string {
    const known = this.#copies.get(key);
    if (known !== undefined) return known;
    const copy = Buffer.from(key).toString();
    this.#copies.set(copy, copy);
    return copy;
  }
}

/** A term as the canonicalisation library reads it (RDF/JS); it knows no base direction, so that stays in the language. */
function node(key: string): object {
  if (isBlankKey(key)) return { termType: 'BlankNode', value: key.slice(2) };
  const term = termOf(key);
  if (term.kind === 'iri') return { termType: 'NamedNode', value: term.iri };
  const datatype = { termType: 'NamedNode', value: term.datatype };
  return { termType: 'Literal', value: term.value, datatype, language: term.language ?? '' };
}

function tooAlike(cause: unknown): GraphError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new GraphError(
    'blank_nodes_too_alike',
    `The blank nodes are too alike to be named in reasonable time (${reason}). Give IRIs to the nodes concerned, or take away statements that only repeat each other's pattern.`,
    { cause },
  );
}
