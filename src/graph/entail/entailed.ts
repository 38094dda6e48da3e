/** A graph together with what follows from its declarations: an index like any other, in which each triple is known to be stated or inferred. */
import { createHash } from 'node:crypto';
import { Graph } from '../graph.ts';
import { type Index, indexOf } from '../index/build.ts';
import { RULES, type Rule } from '../index/entailment.ts';
import { type Columns, makeColumns } from '../index/triple-order.ts';
import { createBudget } from './budget.ts';
import { closureOf, type Derived } from './closure.ts';

/**
 * The same graph, made of `index`, with all inferred triples (see {@link closureOf}). Error: `entailed_too_much`.
 *
 * Its digest is `gt1e:` and the SHA-256, in hexadecimal, of the text `gt1e\n<digest of the stated triples>\n<digest of all
 * triples>\n`, both over the same terms: so it differs from the plain one even where nothing is inferred.
 */
export function entailed(graph: Graph, index: Index, limits: { readonly inferred: number }): Graph {
  const added = [...closureOf(graph, createBudget(limits.inferred, graph.triples))];
  const relations = new Set([...index.relations, ...added.map(({ relation }) => relation)]);
  const all = indexOf(index.terms, rowsOf(graph, added, relations), Uint32Array.from(relations).sort());
  const text = `gt1e\n${index.digest}\n${all.digest}\n`;
  const entailment = {
    stated: index.triples,
    asserted: statedBits(graph, all),
    derived: total(added),
    plainDigest: index.digest,
  };
  const digest = `gt1e:${createHash('sha256').update(text).digest('hex')}`;
  return new Graph({ ...all, digest, entailment }, graph.origin);
}

function rowsOf(graph: Graph, added: readonly Derived[], relations: ReadonlySet<number>): Columns {
  const positions = new Map([...relations].sort((a, b) => a - b).map((relation, position) => [relation, position]));
  const more = added.reduce((sum, { subjects }) => sum + subjects.length, 0);
  const rows = makeColumns(graph.triples + more, relations.size);
  let row = 0;
  for (const relation of graph.relations) {
    const position = positions.get(relation) as number;
    for (const subject of graph.subjectsOf(relation)) {
      const objects = graph.objects(relation, subject);
      rows.subject.fill(subject, row, row + objects.length);
      rows.predicate.fill(position, row, row + objects.length);
      rows.object.set(objects, row);
      row += objects.length;
    }
  }
  for (const { relation, subjects, objects } of added) {
    rows.subject.set(subjects, row);
    rows.predicate.fill(positions.get(relation) as number, row, row + subjects.length);
    rows.object.set(objects, row);
    row += subjects.length;
  }
  return rows;
}

/** One bit for each row of the whole index: set where the graph without inferred triples has it too. */
function statedBits(graph: Graph, all: Index): Uint8Array {
  const bits = new Uint8Array(Math.ceil(all.triples / 8));
  for (const [position, relation] of all.relations.entries()) {
    for (const subject of graph.subjectsOf(relation)) {
      let row = all.forward.offsets[all.forward.slot(position, subject)] as number;
      // Both are ascending, and what is stated is among all.
      for (const object of graph.objects(relation, subject)) {
        while (all.forward.values[row] !== object) row++;
        (bits[row >>> 3] as number) |= 1 << (row & 7);
      }
    }
  }
  return bits;
}

function total(added: readonly Derived[]): Record<Rule, number> {
  const sums: Record<Rule, number> = { subPropertyOf: 0, inverseOf: 0, symmetric: 0, transitive: 0 };
  for (const { derived } of added) for (const rule of RULES) sums[rule] += derived[rule];
  return sums;
}
