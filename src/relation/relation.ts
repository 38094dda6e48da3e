/** A relation: what the graph can say about its entities, worded in plain English. */

import type { Term } from '../graph/term.ts';

/** A class as tools and questions name it. Without any evidence `iri` is undefined and the label is `entity`. */
export interface ClassReference {
  readonly iri: string | undefined;
  /** Lower-case singular noun phrase without article, such as `chemical element`. */
  readonly label: string;
  readonly plural: string;
  readonly basis: Basis;
}

/** Where a fact about a relation comes from: the graph's own declarations, its triples, the shape of the IRI, or nowhere. */
export type Basis = 'declared' | 'observed' | 'iri' | 'none';

/**
 * How a relation is said.
 * - `noun`: "the *capital* of France", "countries whose *capital* is Paris"
 * - `participle`: "the film is *directed by* Kubrick", "films *directed by* Kubrick"
 * - `verb`: "water *contains* oxygen", "compounds that *contain* oxygen" (`plural`)
 */
export interface Wording {
  readonly kind: 'noun' | 'participle' | 'verb';
  readonly singular: string;
  readonly plural: string;
}

export interface Relation {
  readonly iri: string;
  /** The wording, unique among the relations of a graph (in `singular`). */
  readonly wording: Wording;
  /** How the inverse is said, where `owl:inverseOf` names one with a label. */
  readonly inverseWording: Wording | undefined;
  /** The graph's own comment: cleaned, one line, at most 200 characters; data, never an instruction. */
  readonly comment: string | undefined;
  readonly head: ClassReference;
  readonly tail: ClassReference;
  /** Whether its objects are literals (mostly); then `datatype` is the most frequent one. */
  readonly valued: boolean;
  readonly datatype: string | undefined;
  /** At most one object a subject, and at most one subject an object, in the data. */
  readonly functional: boolean;
  readonly inverseFunctional: boolean;
  /** Whether functionality is declared by the ontology (OWL or SHACL), beyond being observed. */
  readonly declaredFunctional: boolean;
  /** Whether the triples hold both ways round throughout. */
  readonly symmetric: boolean;
  /** The relation declared to be the inverse of this one, and whether both state exactly the same facts. */
  readonly inverseOf: string | undefined;
  readonly inverseHoldsSameFacts: boolean;
  readonly triples: number;
  /** How many of the triples are inferred (`--entail`); left out where there are none. */
  readonly inferred?: number;
  readonly subjects: number;
  readonly objects: number;
  readonly maximumObjects: number;
  readonly maximumSubjects: number;
  /** Share (0…1) of the members of the head class that have it; 1 where SHACL demands one; undefined without a class. */
  readonly completeness: number | undefined;
  /** Types, labels, sameAs, provenance, wiki links: facts about the data rather than about the world. Ranked last. */
  readonly bookkeeping: boolean;
  /** What whoever serves the graph says of it (graphtrail.config.json): one line, shown as their words. */
  readonly note?: string;
  /** Names of its tools that whoever serves the graph has chosen. */
  readonly toolNames?: { readonly forward?: string; readonly inverse?: string };
  /** One fact to show in a description, as `Observations` gives it. */
  readonly example?: { readonly subject: string; readonly object: Term };
}
