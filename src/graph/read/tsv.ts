/** Reads tab-separated triples, the form of FB15k and its kin: head, relation, tail. */
import { GraphError } from '../../errors.ts';
import { readLines } from './lines.ts';
import { mintIri } from './mint.ts';
import type { ReadOptions, StatementSink } from './statement.ts';
import type { TextFile } from './text.ts';

/** How many minted values are remembered before starting anew: most values come again and again. */
const REMEMBERED = 1 << 16;

/** Sends each line as a statement of IRIs. Errors: those of reading, and `wrong_columns`. */
export async function readTsv(file: TextFile, options: ReadOptions, sink: StatementSink): Promise<void> {
  let minted = new Map<string, string>();
  const mint = (value: string): string => {
    const known = minted.get(value);
    if (known !== undefined) return known;
    if (minted.size >= REMEMBERED) minted = new Map();
    const iri = mintIri(value, options.base);
    // A copy: the slice of the line would keep the whole chunk alive.
    minted.set(Buffer.from(value).toString(), iri);
    return iri;
  };
  await readLines(file, options, (line, number) => {
    const first = line.indexOf('\t');
    const second = first < 0 ? -1 : line.indexOf('\t', first + 1);
    if (second < 0 || line.indexOf('\t', second + 1) >= 0) throw wrongColumns(file, line, number);
    const subject = line.slice(0, first);
    const relation = line.slice(first + 1, second);
    const object = line.slice(second + 1);
    if (subject === '' || relation === '' || object === '') throw wrongColumns(file, line, number);
    sink(mint(subject), mint(relation), mint(object));
  });
}

function wrongColumns(file: TextFile, line: string, number: number): GraphError {
  const columns = line.split('\t');
  const what = columns.length === 3 ? 'an empty one' : String(columns.length);
  const shown = JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line);
  return new GraphError(
    'wrong_columns',
    `${file.name}, line ${number}: expected 3 tab-separated columns (head, relation, tail); got ${what} in ${shown}.${line.includes('\t') ? '' : ' There is no tab in it; blanks and commas do not part columns.'}`,
  );
}
