/** What a formula gives on our index, in the form in which the second engine gives it. */
import type { Graph } from '../graph/graph.ts';
import { xsd } from '../graph/namespaces.ts';
import { termOf } from '../graph/term.ts';
import { answersOf } from '../logic/answers.ts';
import { type AskedFormula, setOf, type TableFormula } from '../logic/asked.ts';
import type { Rows } from './answer-keys.ts';

/** Of a table one filled cell a row, which says the same as all combinations of them. */
export function indexRows(formula: AskedFormula, graph: Graph): Rows {
  const members = Array.from(answersOf(setOf(formula), graph));
  if ('count' in formula) return [[{ kind: 'literal', value: String(members.length), datatype: xsd.integer }]];
  if ('table' in formula) return members.flatMap((member) => tableRows(formula, member, graph));
  const asked = 'among' in formula ? members.filter((id) => graph.key(id) === formula.is) : members;
  return asked.map((id) => [termOf(graph.key(id))]);
}

function tableRows({ table }: TableFormula, member: number, graph: Graph): Rows {
  const name = termOf(graph.key(member));
  const cells = table.flatMap((iri, column): Rows => {
    const relation = graph.id(iri);
    const objects = relation === undefined ? [] : Array.from(graph.objects(relation, member));
    return objects.map((object) => [
      name,
      ...table.map((_, other) => (other === column ? termOf(graph.key(object)) : undefined)),
    ]);
  });
  return cells.length > 0 ? cells : [[name]];
}
