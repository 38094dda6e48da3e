/** Counts what a graph holds: relations, classes, entities. */
import { ClassIndex } from './classes.ts';
import { compareCodePoints } from './code-points.ts';
import type { Graph } from './graph.ts';
import { Labels } from './labels.ts';
import type { Counted, Observations, ObservedClass, ObservedRelation } from './source.ts';
import { termOf } from './term.ts';

/** How many classes are told of each side of a relation. */
const TOLD = 20;

/** Everything that can be counted without judging. Time: a few passes over the triples. */
export function observe(graph: Graph, classes = new ClassIndex(graph), labels = new Labels(graph)): Observations {
  const entities = classes.entities();
  let labelled = 0;
  for (const id of entities) if (labels.stated(id) !== undefined) labelled++;
  const tally = new ClassTally(graph, classes);
  return {
    triples: graph.triples,
    ...(graph.entailment === undefined ? {} : { inferred: graph.triples - graph.asserted }),
    entities: entities.length,
    labelled,
    relations: Array.from(graph.relations, (relation) => observeRelation(graph, relation, tally, labels)),
    classes: Array.from(classes.all(), (id) => observeClass(graph, classes, id)),
  };
}

function observeClass(graph: Graph, classes: ClassIndex, id: number): ObservedClass {
  return {
    iri: graph.key(id),
    members: classes.memberCount(id),
    superclasses: Array.from(classes.superclasses(id), (above) => graph.key(above)),
  };
}

function observeRelation(graph: Graph, relation: number, tally: ClassTally, labels: Labels): ObservedRelation {
  const subjects = graph.subjectsOf(relation);
  const objects = graph.objectsOf(relation);
  const out = degrees(graph, relation, 'forward');
  const into = degrees(graph, relation, 'backward');
  const values = countLiterals(graph, relation, objects);
  return {
    iri: graph.key(relation),
    triples: out.total,
    ...inferredOf(graph, relation),
    subjects: subjects.length,
    objects: objects.length,
    maximumObjects: out.maximum,
    maximumSubjects: into.maximum,
    literals: values.total,
    datatypes: values.datatypes,
    subjectClasses: tally.of(subjects),
    objectClasses: tally.of(objects),
    ...exampleOf(graph, relation, labels),
  };
}

/** Where nobody is labelled it is not worth asking all. */
const LOOKED_AT = 1000;

function exampleOf(graph: Graph, relation: number, labels: Labels): Pick<ObservedRelation, 'example'> {
  const shown = (id: number): boolean => !graph.isBlank(id);
  const called = (id: number): boolean => graph.isLiteral(id) || labels.stated(id) !== undefined;
  let best: readonly [subject: number, object: number] | undefined;
  let looked = 0;
  for (const pair of graph.pairs(relation)) {
    if (looked++ >= LOOKED_AT) break;
    if (!pair.every(shown)) continue;
    best ??= pair;
    if (!pair.every(called)) continue;
    best = pair;
    break;
  }
  if (best === undefined) return {};
  return { example: { subject: graph.key(best[0]), object: termOf(graph.key(best[1])) } };
}

/** How many triples a relation has, and how many of them at most share one subject (backward: one object). */
function degrees(
  graph: Graph,
  relation: number,
  direction: 'forward' | 'backward',
): { total: number; maximum: number } {
  const { starts, offsets } = graph.adjacency(direction);
  const position = graph.position(relation) as number;
  const first = starts[position] as number;
  const last = starts[position + 1] as number;
  let maximum = 0;
  for (let slot = first; slot < last; slot++) {
    maximum = Math.max(maximum, (offsets[slot + 1] as number) - (offsets[slot] as number));
  }
  return { total: (offsets[last] as number) - (offsets[first] as number), maximum };
}

function inferredOf(graph: Graph, relation: number): Pick<ObservedRelation, 'inferred'> {
  if (graph.entailment === undefined) return {};
  let inferred = 0;
  for (const [subject, object] of graph.pairs(relation)) if (!graph.isAsserted(subject, relation, object)) inferred++;
  return inferred === 0 ? {} : { inferred };
}

function countLiterals(graph: Graph, relation: number, objects: Uint32Array): { total: number; datatypes: Counted[] } {
  const counts = new Map<string, number>();
  let total = 0;
  for (const object of objects) {
    if (!graph.isLiteral(object)) break;
    const term = termOf(graph.key(object));
    const count = graph.subjects(relation, object).length;
    total += count;
    if (term.kind === 'literal') counts.set(term.datatype, (counts.get(term.datatype) ?? 0) + count);
  }
  return { total, datatypes: mostFrequent(counts) };
}

function mostFrequent(counts: ReadonlyMap<string, number>): Counted[] {
  return Array.from(counts, ([iri, count]) => ({ iri, count })).sort(
    (left, right) => right.count - left.count || compareCodePoints(left.iri, right.iri),
  );
}

/** Counts the members of a set by class; works out the classes of each term once. */
class ClassTally {
  readonly #graph: Graph;
  readonly #classes: ClassIndex;
  readonly #known = new Map<string, Uint32Array>();

  constructor(graph: Graph, classes: ClassIndex) {
    this.#graph = graph;
    this.#classes = classes;
  }

  of(set: Uint32Array): Counted[] {
    const counts = new Map<number, number>();
    for (const id of set) {
      for (const classId of this.#classesOf(id)) counts.set(classId, (counts.get(classId) ?? 0) + 1);
    }
    const named = new Map(Array.from(counts, ([id, count]) => [this.#graph.key(id), count] as const));
    return mostFrequent(named).slice(0, TOLD);
  }

  /** Most terms have the same few combinations of stated types. */
  #classesOf(id: number): Uint32Array {
    const types = this.#classes.typesOf(id);
    if (types.length === 0) return types;
    const key = types.join(' ');
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#classes.classesOf(id);
      this.#known.set(key, known);
    }
    return known;
  }
}
