/** How a set came about: an operation without its inputs, and what it makes of sets of ids. */
import { ClassIndex } from '../../graph/classes.ts';
import type { Graph } from '../../graph/graph.ts';
import { emptySet, followSet, intersect, subtract, unite } from '../../graph/set.ts';
import { filterSet, type Order, topSet } from '../../graph/value-sets.ts';
import type { Input, Operation, ValueCondition } from '../../tool/operation.ts';

export type Made =
  | { readonly kind: 'follow'; readonly relation: string; readonly inverse: boolean }
  | { readonly kind: 'where'; readonly where: ValueCondition }
  | { readonly kind: 'top'; readonly top: number; readonly by: string; readonly order: Order }
  | { readonly kind: 'and' | 'or' | 'difference' }
  | { readonly kind: 'complement'; readonly class: string | undefined }
  | { readonly kind: 'members'; readonly class: string }
  | { readonly kind: 'count' }
  | { readonly kind: 'table'; readonly relations: readonly string[] };

/** An operation taken apart; undefined for those that only look around: search, descriptions, further pages. */
export function takenApart(
  operation: Operation,
): { readonly made: Made; readonly inputs: readonly Input[] } | undefined {
  if ('follow' in operation) {
    const { follow: relation, inverse = false, of } = operation;
    return { made: { kind: 'follow', relation, inverse }, inputs: [of] };
  }
  if ('where' in operation) return { made: { kind: 'where', where: operation.where }, inputs: [operation.of] };
  if ('top' in operation) {
    const { top, by, order, of } = operation;
    return { made: { kind: 'top', top, by, order }, inputs: [of] };
  }
  if ('and' in operation) return { made: { kind: 'and' }, inputs: operation.and };
  if ('or' in operation) return { made: { kind: 'or' }, inputs: operation.or };
  if ('difference' in operation) return { made: { kind: 'difference' }, inputs: operation.difference };
  if ('complement' in operation)
    return { made: { kind: 'complement', class: operation.class }, inputs: [operation.complement] };
  if ('members' in operation) return { made: { kind: 'members', class: operation.members }, inputs: [] };
  if ('count' in operation) return { made: { kind: 'count' }, inputs: [operation.count] };
  if ('table' in operation) return { made: { kind: 'table', relations: operation.table }, inputs: [operation.of] };
  return undefined;
}

/** Whether doing it member by member, and putting the results together, does it to the whole set. */
export function isMemberwise({ kind }: Made): boolean {
  return kind === 'follow' || kind === 'where' || kind === 'table';
}

const classes = new WeakMap<Graph, ClassIndex>();

function classIndex(graph: Graph): ClassIndex {
  const known = classes.get(graph) ?? new ClassIndex(graph);
  classes.set(graph, known);
  return known;
}

/** The set that is made of these; a count and a table are held by the set that they speak of. */
export function setMade(made: Made, inputs: readonly Uint32Array[], graph: Graph): Uint32Array {
  const [first = emptySet, second = emptySet] = inputs;
  switch (made.kind) {
    case 'follow':
      return withRelation(made.relation, graph, (relation) => followSet(graph, relation, made.inverse, first));
    case 'where': {
      const { relation, is, value, datatype } = made.where;
      return withRelation(relation, graph, (id) =>
        filterSet(graph, id, is, { kind: 'literal', value, datatype }, first),
      );
    }
    case 'top':
      return withRelation(made.by, graph, (relation) => topSet(graph, relation, made.order, made.top, first));
    case 'and':
      return inputs.length === 0 ? emptySet : inputs.reduce(intersect);
    case 'or':
      return unite(inputs);
    case 'difference':
      return subtract(first, second);
    case 'complement': {
      const index = classIndex(graph);
      return subtract(made.class === undefined ? index.entities() : index.members(made.class), first);
    }
    case 'members':
      return classIndex(graph).members(made.class);
    default:
      return first;
  }
}

function withRelation(iri: string, graph: Graph, make: (relation: number) => Uint32Array): Uint32Array {
  const relation = graph.id(iri);
  return relation === undefined ? emptySet : make(relation);
}
