/** What the rest of the house sees of a graph: names, sets and facts, whether they come from files or from an endpoint. */
import type { Term } from './term.ts';
import type { Comparison } from './value-order.ts';
import type { Order } from './value-sets.ts';

/** A value, or a promise of one: a file answers at once, an endpoint later. */
export type Awaitable<T> = T | Promise<T>;

/** A set of terms that only the source which made it can look into. `truncated`: the source was cut off before its end. */
export interface TermSet {
  readonly size: number;
  readonly truncated: boolean;
}

/** A term as an agent sees it. `id` is a CURIE where the prefix is declared, else the IRI in full. */
export type Item = EntityItem | ValueItem;

export interface EntityItem {
  readonly kind: 'entity';
  readonly id: string;
  readonly label: string;
  /** Ids of those inputs that this item belongs to, where several were followed at once. */
  readonly of?: readonly string[];
}

export interface ValueItem {
  readonly kind: 'value';
  /** The lexical form, as it stands in the graph. */
  readonly value: string;
  readonly datatype: string;
  readonly language?: string;
  readonly of?: readonly string[];
}

/** An entity that a name may mean, with the labels of its classes to tell it from others. */
export interface Candidate {
  readonly iri: string;
  readonly id: string;
  readonly label: string;
  readonly classes: readonly string[];
}

/** A relation walked from one set: how the items of a result came about. */
export interface Step {
  readonly relation: string;
  readonly inverse: boolean;
  readonly from: TermSet;
}

/** A condition on the values that members of a set have of a relation. */
export interface Condition {
  readonly relation: string;
  readonly comparison: Comparison;
  readonly value: Term;
}

/** Members of a set by the rank of their value of a relation. */
export interface Ranking {
  readonly relation: string;
  readonly order: Order;
  readonly count: number;
}

/** One relation of an entity with the first of its values. `inverse`: the entity is the object. */
export interface Fact {
  readonly relation: string;
  readonly inverse: boolean;
  readonly total: number;
  readonly items: readonly Item[];
}

/** What was counted of a relation; nothing here is declared. */
export interface ObservedRelation {
  readonly iri: string;
  readonly triples: number;
  /** How many of the triples no file states; left out where there are none. */
  readonly inferred?: number;
  /** Distinct subjects and distinct objects. */
  readonly subjects: number;
  readonly objects: number;
  /** Most objects of one subject, most subjects of one object. */
  readonly maximumObjects: number;
  readonly maximumSubjects: number;
  /** Triples whose object is a literal. */
  readonly literals: number;
  /** Triples by datatype of the literal, most frequent first. */
  readonly datatypes: readonly Counted[];
  /** Distinct subjects and distinct objects by class (`rdf:type/rdfs:subClassOf*`), most frequent first, at most 20. */
  readonly subjectClasses: readonly Counted[];
  readonly objectClasses: readonly Counted[];
  /** The first triple, in id order, whose ends are both labelled (else the first one): what a description shows. */
  readonly example?: { readonly subject: string; readonly object: Term };
}

/** A class with its members, those of its subclasses included. */
export interface ObservedClass {
  readonly iri: string;
  readonly members: number;
  /** All classes above it, itself excluded, in id order. */
  readonly superclasses: readonly string[];
}

export interface Counted {
  readonly iri: string;
  readonly count: number;
}

/** What a graph holds, counted. Relations and classes are in id order. */
export interface Observations {
  readonly triples: number;
  /** How many of the triples no file states; left out where the graph was loaded without `entail`. */
  readonly inferred?: number;
  /** Distinct IRIs in subject or object position, relations and classes excluded. */
  readonly entities: number;
  /** How many of those have a label other than their IRI's local name. */
  readonly labelled: number;
  readonly relations: readonly ObservedRelation[];
  readonly classes: readonly ObservedClass[];
}

/**
 * A graph that can be asked. Every order it gives is code-point order of the terms, so that nothing depends on the order
 * of the input. IRIs that do not occur are no error here: a set simply lacks them; ask {@link Source.has} first.
 */
export interface Source {
  /** File names without folders, or the endpoint's address: what provenance may show. */
  readonly name: string;
  /** `gt1:` and the SHA-256 of the triples (`gt1e:` where some are inferred), or undefined where nothing can be pinned. */
  readonly digest: string | undefined;
  observe(): Awaitable<Observations>;

  /** Whether an IRI occurs as subject or object. */
  has(iri: string): Awaitable<boolean>;
  /** The IRI of a CURIE with a known prefix, else undefined. Says nothing about existence. */
  expand(curie: string): string | undefined;
  /** The shortest id of an IRI: a CURIE that {@link Source.expand} turns back, else the IRI. */
  compact(iri: string): string;
  /** The preferred label, or the local name made readable. */
  label(iri: string): Awaitable<string>;
  /** The labels of the classes of an entity, most special first. */
  classesOf(iri: string): Awaitable<readonly string[]>;
  /** Entities that bear exactly this label or alias; if none, those that bear it under case and white-space folding. */
  named(label: string, limit: number): Awaitable<readonly Candidate[]>;
  /** Entities with a name near this text, best first, `class` and its subclasses only where given. */
  search(text: string, options: { class?: string; limit: number }): Awaitable<readonly Candidate[]>;
  /** Objects of a triple pattern, declarations included; the way schema facts are read. */
  objects(subject: string, relation: string): Awaitable<readonly Term[]>;
  /** Up to `limit` facts about an entity, outgoing then incoming, `sample` items of each. */
  describe(iri: string, options: { limit: number; sample: number }): Awaitable<readonly Fact[]>;

  setOf(iris: readonly string[]): Awaitable<TermSet>;
  /** Members of a class (`rdf:type/rdfs:subClassOf*`); without a class, all entities. */
  members(classIri?: string): Awaitable<TermSet>;
  /** All objects (inverse: all subjects) of a relation for the terms of a set. */
  follow(step: Step): Awaitable<TermSet>;
  intersection(sets: readonly TermSet[]): Awaitable<TermSet>;
  union(sets: readonly TermSet[]): Awaitable<TermSet>;
  difference(from: TermSet, without: TermSet): Awaitable<TermSet>;
  /** Members that have a value which compares so, as `graph/value-order.ts` says. */
  filter(set: TermSet, condition: Condition): Awaitable<TermSet>;
  /** Members that rank among the first, ties included: there may be more than the ranking's count. */
  top(set: TermSet, ranking: Ranking): Awaitable<TermSet>;
  /** A page of a set in id order; with `via`, each item names the inputs it belongs to. */
  items(set: TermSet, page: { offset: number; limit: number }, via?: Step): Awaitable<readonly Item[]>;
  /** Does something that asks this source; what it still waits for is given up when the signal is aborted. Left out where nothing is waited for. */
  during?<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T>;
}
