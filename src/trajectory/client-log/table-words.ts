/** Reads a table out of an agent's last words: all rows that a tool gave, each with all that stands in its cells. */
import { folded, mentions, placesOf } from '../../graph/name/mention.ts';
import type { Item } from '../../graph/source.ts';
import type { Answer } from '../../tool/answer.ts';
import type { Result } from '../../tool/result.ts';
import { spellings } from './spelling.ts';

type Row = NonNullable<Result['rows']>[number];

/**
 * The rows by id, their cells by id or lexical form; `other` where the words do not speak of every row; undefined where they do, and leave
 * out what stands in a cell.
 */
export function tableIn(text: string, rows: readonly Row[]): Answer | 'other' | undefined {
  const lines = text.split('\n');
  const starts = rows.map(({ label }) => lines.findIndex((line) => placesOf(folded(label), folded(line)).length > 0));
  if (rows.length === 0 || starts.includes(-1)) return 'other';
  if (new Set(starts).size < rows.length) return undefined;
  const inOrder = [...starts].sort((a, b) => a - b);
  const complete = rows.every(({ cells }, row) => {
    const start = starts[row] as number;
    const said = lines.slice(start, inOrder[inOrder.indexOf(start) + 1]).join('\n');
    return cells.every(({ total, items }) => total === items.length && items.every((item) => says(said, item)));
  });
  return complete ? { rows: rows.map(({ id, cells }) => [id, ...cells.map(({ items }) => cellOf(items))]) } : undefined;
}

function says(text: string, item: Item): boolean {
  const names = item.kind === 'entity' ? [item.label, item.id] : spellings(item);
  return names.some((name) => mentions(text, name));
}

/** One alone, or a list. */
function cellOf(items: readonly Item[]): string | string[] {
  const texts = items.map((item) => (item.kind === 'entity' ? item.id : item.value));
  return texts.length === 1 ? (texts[0] as string) : texts;
}
