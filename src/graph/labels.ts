/** What the terms of a graph are called, and which terms are called so. */
import { compareCodePoints } from './code-points.ts';
import type { Graph } from './graph.ts';
import { cleanLabel } from './name/clean.ts';
import { readableLocalName } from './name/local-name.ts';
import { rdfs, skos } from './namespaces.ts';
import { rawValue } from './read/mint.ts';
import { createRecent } from './recent.ts';
import { termOf } from './term.ts';

/** Relations whose objects are names, the best first. */
export const PREFERRED: readonly string[] = [
  skos.prefLabel,
  rdfs.label,
  'http://schema.org/name',
  'https://schema.org/name',
  'http://xmlns.com/foaf/0.1/name',
  'http://purl.org/dc/terms/title',
];
export const ALTERNATIVE: readonly string[] = [
  skos.altLabel,
  'http://schema.org/alternateName',
  'https://schema.org/alternateName',
];

/** Labels that are kept ready: those of what is served, not of a whole graph. */
const REMEMBERED = 20_000;

/** A name as it stands in the graph; `language` is empty where there is none. */
export interface RawName {
  readonly text: string;
  readonly language: string;
}

/** Names by id. What leaves is cleaned; the raw text stays in the graph. */
export class Labels {
  readonly #graph: Graph;
  readonly #preferred: readonly number[];
  /** All relations whose objects are names. */
  readonly #naming: readonly number[];
  readonly #recent = createRecent<number, string>(REMEMBERED);

  constructor(graph: Graph) {
    this.#graph = graph;
    const present = (iris: readonly string[]): number[] =>
      iris.map((iri) => graph.id(iri)).filter((id) => id !== undefined && graph.isRelation(id)) as number[];
    this.#preferred = present(PREFERRED);
    this.#naming = [...this.#preferred, ...present(ALTERNATIVE)];
  }

  /** The preferred label, cleaned, else the local name made readable. */
  label(id: number): string {
    return this.#recent(id, () => this.stated(id) ?? this.unstated(id));
  }

  /** The preferred label that somebody stated, cleaned, or undefined. */
  stated(id: number): string | undefined {
    for (const name of this.#graph.origin.labels.namesOf(id)) {
      const clean = cleanLabel(name);
      if (clean !== '') return clean;
    }
    for (const relation of this.#preferred) {
      const names = this.#names(relation, id).sort(compareNames(this.#graph.origin.language));
      for (const { text } of names) {
        const clean = cleanLabel(text);
        if (clean !== '') return clean;
      }
    }
    return undefined;
  }

  /** What a term is called when nobody says: its raw value where it was minted from one, else its local name made readable. */
  unstated(id: number): string {
    return this.unknown(this.#graph.key(id));
  }

  /** The same for an IRI that no triple has. */
  unknown(key: string): string {
    const { base } = this.#graph.origin;
    const raw = base === undefined ? undefined : rawValue(key, base);
    const clean = cleanLabel(raw ?? readableLocalName(key));
    return clean === '' ? key : clean;
  }

  /** Every name of a term, cleaned, the preferred one first, without repeats. */
  names(id: number): readonly string[] {
    const { base, labels } = this.#graph.origin;
    const preferred = this.label(id);
    const others: string[] = [];
    for (const name of labels.namesOf(id)) others.push(cleanLabel(name));
    for (const relation of this.#naming) {
      for (const { text } of this.#names(relation, id)) others.push(cleanLabel(text));
    }
    if (base !== undefined && this.#graph.key(id).startsWith(base)) others.push(this.unstated(id));
    if (others.every((name) => name === preferred)) return [preferred];
    return [...new Set([preferred, ...others])].filter((name) => name !== '');
  }

  #names(relation: number, id: number): RawName[] {
    const names: RawName[] = [];
    for (const object of this.#graph.objects(relation, id)) {
      if (!this.#graph.isLiteral(object)) continue;
      const term = termOf(this.#graph.key(object));
      if (term.kind === 'literal') names.push({ text: term.value, language: languageOf(term.language) });
    }
    return names;
  }
}

/** Requested language, then none, then English, then any; within one, in code-point order. */
export function compareNames(wanted: string | undefined): (left: RawName, right: RawName) => number {
  return (left, right) =>
    rankOf(left.language, wanted) - rankOf(right.language, wanted) ||
    compareCodePoints(left.language, right.language) ||
    compareCodePoints(left.text, right.text);
}

function rankOf(language: string, wanted: string | undefined): number {
  if (wanted !== undefined && language === wanted) return 0;
  if (wanted !== undefined && language.startsWith(`${wanted}-`)) return 1;
  if (language === '') return 2;
  if (language === 'en') return 3;
  return language.startsWith('en-') ? 4 : 5;
}

/** A language tag in lower case without the base direction that RDF 1.2 may put behind it. */
export function languageOf(tag: string | undefined): string {
  return tag?.toLowerCase().replace(/--.*$/, '') ?? '';
}
