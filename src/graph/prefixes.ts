/** Short ids: IRIs as CURIEs under the prefixes that the files declare, and back. */
import { compareCodePoints } from './code-points.ts';

// An id that looks like an absolute IRI must be one.
const SCHEMES: ReadonlySet<string> = new Set([
  'http',
  'https',
  'urn',
  'file',
  'mailto',
  'tag',
  'data',
  'ftp',
  'did',
  'tel',
  'ws',
  'wss',
  'javascript',
]);
const MAXIMUM_NAMESPACES = 10_000;

export class Prefixes {
  readonly #namespaces = new Map<string, string>();
  /** Namespace → its best prefix; namespaces by length. */
  readonly #prefixes = new Map<string, string>();
  readonly #lengths: readonly number[];

  /**
   * From all declarations of all files, in any order: where files disagree about a prefix, the first namespace in
   * code-point order has it; where a namespace has several prefixes, the shortest, then the first in code-point order.
   */
  constructor(declarations: Iterable<readonly [prefix: string, namespace: string]>) {
    for (const [prefix, namespace] of declarations) {
      if (SCHEMES.has(prefix.toLowerCase()) || namespace === '' || this.#namespaces.size >= MAXIMUM_NAMESPACES)
        continue;
      const known = this.#namespaces.get(prefix);
      if (known === undefined || compareCodePoints(namespace, known) < 0) this.#namespaces.set(prefix, namespace);
    }
    for (const [prefix, namespace] of this.#namespaces) {
      const known = this.#prefixes.get(namespace);
      if (
        known === undefined ||
        prefix.length < known.length ||
        (prefix.length === known.length && compareCodePoints(prefix, known) < 0)
      ) {
        this.#prefixes.set(namespace, prefix);
      }
    }
    this.#lengths = [...new Set([...this.#prefixes.keys()].map((namespace) => namespace.length))].sort((a, b) => b - a);
  }

  /** Namespace by prefix, as they are held: from these the same prefixes can be made again. */
  get namespaces(): ReadonlyMap<string, string> {
    return this.#namespaces;
  }

  /** The IRI of a CURIE whose prefix is declared, else undefined. Says nothing about existence. */
  expand(curie: string): string | undefined {
    const colon = curie.indexOf(':');
    if (colon < 0) return undefined;
    const namespace = this.#namespaces.get(curie.slice(0, colon));
    return namespace === undefined || curie.startsWith('//', colon + 1)
      ? undefined
      : namespace + curie.slice(colon + 1);
  }

  /** The CURIE of an IRI under the longest namespace that it begins with, else the IRI itself. */
  compact(iri: string): string {
    for (const length of this.#lengths) {
      if (length > iri.length) continue;
      const prefix = this.#prefixes.get(iri.slice(0, length));
      if (prefix === undefined) continue;
      const local = iri.slice(length);
      if (!local.startsWith('//')) return `${prefix}:${local}`;
    }
    return iri;
  }
}
