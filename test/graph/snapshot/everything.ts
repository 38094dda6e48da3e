/** Everything that can be asked of a graph and its source, as one value: two graphs that answer alike are alike. */
import type { Graph } from '../../../src/graph/graph.ts';
import { LocalSource } from '../../../src/graph/local-source.ts';

export function everything(graph: Graph, source = new LocalSource(graph)): unknown {
  const ids = Array.from({ length: graph.terms }, (_, id) => id);
  const { prefixes, labels, base, language } = graph.origin;
  const entities = source.members();
  return {
    name: graph.name,
    inputs: graph.inputs,
    triples: graph.triples,
    asserted: graph.asserted,
    digest: graph.digest,
    entailment: graph.entailment && { ...graph.entailment, asserted: [...graph.entailment.asserted] },
    blank: [graph.hasBlankNodes, graph.blankRange],
    literals: graph.literals,
    origin: { prefixes: [...prefixes.namespaces], base, language, labels: labels.size },
    relations: Array.from(graph.relations, (relation) => everythingOf(graph, relation)),
    terms: ids.map((id) => [
      graph.key(id),
      graph.id(graph.key(id)),
      graph.isLiteral(id),
      graph.isBlank(id),
      graph.isRelation(id),
      graph.position(id),
      [...graph.relationsFrom(id)],
      [...graph.relationsInto(id)],
      labels.namesOf(id),
    ]),
    observations: source.observe(),
    found: ids.map((id) => {
      const iri = graph.key(id);
      return [source.label(iri), source.named(source.label(iri), 5), source.search(iri.slice(-3), { limit: 5 })];
    }),
    entities: source.items(entities, { offset: 0, limit: entities.size }),
  };
}

function everythingOf(graph: Graph, relation: number): unknown {
  const position = graph.position(relation) as number;
  return {
    relation,
    subjects: Array.from(graph.subjectsOf(relation), (id) => [id, [...graph.objects(relation, id)]]),
    objects: Array.from(graph.objectsOf(relation), (id) => [id, [...graph.subjects(relation, id)]]),
    pairs: Array.from(graph.pairs(relation), ([subject, object]) => [
      subject,
      object,
      graph.has(subject, relation, object),
      graph.isAsserted(subject, relation, object),
    ]),
    rows: [...graph.adjacency('forward').keysOf(position), -1, ...graph.adjacency('backward').keysOf(position)],
  };
}
