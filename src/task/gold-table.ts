/** The gold of a table: for each member of a set, what its relations lead to. */
import type { Graph } from '../graph/graph.ts';
import type { Source } from '../graph/source.ts';
import { termOf } from '../graph/term.ts';
import type { TableFormula } from '../logic/asked.ts';
import type { GoldCell, GoldRow } from './gold.ts';
import { nameEntity } from './name-anchor.ts';

/** Rows in id order; undefined where a blank node stands in one of them or a name is missing. */
export async function goldRows(
  { table }: TableFormula,
  members: Uint32Array,
  graph: Graph,
  source: Source,
): Promise<GoldRow[] | undefined> {
  const rows: GoldRow[] = [];
  for (const member of members) {
    const cells: GoldCell[][] = [];
    for (const iri of table) {
      const objects = graph.objects(graph.id(iri) as number, member);
      if (objects.some((object) => graph.isBlank(object))) return undefined;
      cells.push(await Promise.all(Array.from(objects, (object) => goldCell(graph.key(object), source))));
    }
    rows.push({ ...(await nameEntity(graph.key(member), source)), cells });
  }
  const named = rows.every(({ label, cells }) => label.trim() !== '' && cells.flat().every(hasName));
  return named ? rows : undefined;
}

async function goldCell(key: string, source: Source): Promise<GoldCell> {
  const term = termOf(key);
  if (term.kind === 'iri') return await nameEntity(term.iri, source);
  const { kind: _, ...value } = term;
  return value;
}

const hasName = (cell: GoldCell): boolean => ('label' in cell ? cell.label : cell.value).trim() !== '';
