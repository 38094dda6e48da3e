/** Reads label files: `value<TAB>name` a line, as `entity2text.txt` and `relation2text.txt` of KG-BERT. */
import { basename } from 'node:path';
import { GraphError } from '../../errors.ts';
import { compareCodePoints } from '../code-points.ts';
import type { Limits } from '../read/limits.ts';
import { readLines } from '../read/lines.ts';
import { mintIri } from '../read/mint.ts';

/**
 * Pairs of term id and name, in order of preference: by file as given, within a file by code points. Values that no triple
 * has are passed over; a file none of whose values occurs is an error, for then its values are written in another way.
 * Errors: those of reading, `wrong_columns`, `labels_unmatched`.
 */
export async function readLabels(
  paths: readonly string[],
  options: { readonly base: string; readonly limits: Limits },
  idOf: (iri: string) => number | undefined,
): Promise<(readonly [id: number, name: string])[]> {
  const pairs: (readonly [number, string])[] = [];
  for (const path of paths) {
    const name = basename(path);
    const found: (readonly [number, string])[] = [];
    let first: string | undefined;
    await readLines({ path, name, compressed: name.toLowerCase().endsWith('.gz') }, options, (line, number) => {
      const tab = line.indexOf('\t');
      if (tab <= 0 || tab === line.length - 1) throw wrongColumns(name, line, number);
      const value = line.slice(0, tab);
      first ??= value;
      const id = idOf(mintIri(value, options.base));
      if (id !== undefined) found.push([id, line.slice(tab + 1)]);
    });
    if (found.length === 0) throw unmatched(name, first);
    pairs.push(...found.sort((left, right) => left[0] - right[0] || compareCodePoints(left[1], right[1])));
  }
  return pairs;
}

function wrongColumns(name: string, line: string, number: number): GraphError {
  const shown = JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line);
  return new GraphError(
    'wrong_columns',
    `${name}, line ${number}: expected a value, a tab and its name; got ${shown}.`,
  );
}

function unmatched(name: string, first: string | undefined): GraphError {
  const got =
    first === undefined ? 'an empty file' : `none that does; the first is ${JSON.stringify(first.slice(0, 80))}`;
  return new GraphError(
    'labels_unmatched',
    `${name}: expected values that occur in the graph, before a tab and their names; got ${got}. Is it the label file of this graph?`,
  );
}
