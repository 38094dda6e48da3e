/** Classes as the triples show them: `rdf:type/rdfs:subClassOf*`, the one entailment there is. */
import type { Graph } from './graph.ts';
import { owl, rdf, rdfs, relationClasses, sh } from './namespaces.ts';
import { contains, emptySet, followSet, subtract, unite, withoutBlankNodes } from './set.ts';

/** What is not an entity of the world but speaks about the data. */
const DECLARING = [
  ...relationClasses,
  rdfs.Class,
  owl.Class,
  `${rdfs.base}Datatype`,
  `${sh.base}NodeShape`,
  `${sh.base}PropertyShape`,
];

export class ClassIndex {
  readonly #graph: Graph;
  readonly #type: number | undefined;
  readonly #subClassOf: number | undefined;
  readonly #superclasses = new Map<number, Uint32Array>();
  readonly #counts = new Map<number, number>();
  #all: Uint32Array | undefined;
  #entities: Uint32Array | undefined;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#type = graph.id(rdf.type);
    this.#subClassOf = graph.id(rdfs.subClassOf);
  }

  /** All classes: objects of `rdf:type`, both ends of `rdfs:subClassOf`, whatever is declared one. */
  all(): Uint32Array {
    if (this.#all !== undefined) return this.#all;
    const graph = this.#graph;
    const declared = [rdfs.Class, owl.Class].map((iri) => this.#instances(graph.id(iri)));
    const both =
      this.#subClassOf === undefined ? [] : [graph.subjectsOf(this.#subClassOf), graph.objectsOf(this.#subClassOf)];
    const typed = this.#type === undefined ? emptySet : graph.objectsOf(this.#type);
    const classes = withoutBlankNodes(graph, unite([typed, ...both, ...declared]));
    this.#all = classes.filter((id) => !graph.isLiteral(id));
    return this.#all;
  }

  /** The IRIs in subject or object position that are no relation, class, datatype, shape or ontology header. */
  entities(): Uint32Array {
    if (this.#entities !== undefined) return this.#entities;
    const graph = this.#graph;
    const seen = new Uint8Array(graph.terms);
    for (const direction of ['forward', 'backward'] as const) {
      for (const id of graph.adjacency(direction).keys) seen[id] = 1;
    }
    seen.fill(0, 0, graph.literals);
    seen.fill(0, ...graph.blankRange);
    for (const set of [graph.relations, this.all(), ...this.#declared(), this.#headers()]) {
      for (const id of set) seen[id] = 0;
    }
    let count = 0;
    for (const mark of seen) count += mark;
    const entities = new Uint32Array(count);
    let at = 0;
    for (let id = 0; id < seen.length; id++) if (seen[id] === 1) entities[at++] = id;
    this.#entities = entities;
    return entities;
  }

  /** Members of a class and of all classes below it, blank nodes left out; empty where no such class occurs. */
  members(classIri: string): Uint32Array {
    const id = this.#graph.id(classIri);
    return id === undefined ? emptySet : this.membersOf(id);
  }

  /** How many members a class has; worked out once. */
  memberCount(classId: number): number {
    let count = this.#counts.get(classId);
    if (count === undefined) {
      count = this.membersOf(classId).length;
      this.#counts.set(classId, count);
    }
    return count;
  }

  /** The members by id. */
  membersOf(classId: number): Uint32Array {
    if (this.#type === undefined) return emptySet;
    const below = this.#closure(classId, true);
    return withoutBlankNodes(this.#graph, followSet(this.#graph, this.#type, true, below));
  }

  /** The classes that an entity is stated to be in, ascending. */
  typesOf(id: number): Uint32Array {
    return this.#type === undefined ? emptySet : this.#graph.objects(this.#type, id);
  }

  /** All classes above a class, itself left out unless it is above itself by a cycle, which says nothing. */
  superclasses(classId: number): Uint32Array {
    let known = this.#superclasses.get(classId);
    if (known === undefined) {
      const above = withoutBlankNodes(this.#graph, this.#closure(classId, false));
      known = subtract(above, Uint32Array.of(classId));
      this.#superclasses.set(classId, known);
    }
    return known;
  }

  /** Every class of an entity, those above its stated ones included, ascending. */
  classesOf(id: number): Uint32Array {
    const types = withoutBlankNodes(this.#graph, this.typesOf(id));
    return unite([types, ...Array.from(types, (type) => this.superclasses(type))]);
  }

  #instances(classId: number | undefined): Uint32Array {
    return classId === undefined || this.#type === undefined ? emptySet : this.#graph.subjects(this.#type, classId);
  }

  #declared(): Uint32Array[] {
    const graph = this.#graph;
    const ranges = [rdfs.domain, rdfs.range].map((iri) => graph.id(iri)).filter((id) => id !== undefined);
    return [
      ...DECLARING.map((iri) => this.#instances(graph.id(iri))),
      ...ranges.map((relation) => graph.objectsOf(relation)),
    ];
  }

  /** Ontology headers, and what only they speak of: a licence, an earlier version. */
  #headers(): Uint32Array {
    const graph = this.#graph;
    const headers = this.#instances(graph.id(owl.Ontology));
    const objects = Array.from(headers, (header) =>
      unite(Array.from(graph.relationsFrom(header), (relation) => graph.objects(relation, header))),
    );
    const onlyTheirs = unite(objects).filter(
      (object) =>
        graph.relationsFrom(object).length === 0 &&
        graph
          .relationsInto(object)
          .every((relation) => graph.subjects(relation, object).every((subject) => contains(headers, subject))),
    );
    return unite([headers, onlyTheirs]);
  }

  #closure(classId: number, down: boolean): Uint32Array {
    let reached: Uint32Array = Uint32Array.of(classId);
    if (this.#subClassOf === undefined) return reached;
    for (let edge = reached; edge.length > 0; ) {
      edge = subtract(followSet(this.#graph, this.#subClassOf, down, edge), reached);
      reached = unite([reached, edge]);
    }
    return reached;
  }
}
