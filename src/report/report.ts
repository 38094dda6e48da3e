/** Reports on a data folder: reads it once and writes what a person wants to see of it as one page. */
import { HarvestError } from '../errors.ts';
import { gatherFigures } from './figures/figures.ts';
import { page } from './page.ts';
import { readFacts } from './read/facts.ts';
import { type Row, rowsOf } from './read/rows.ts';

/**
 * The page on a folder that a harvest wrote, as HTML; the same folder gives the same text. Memory holds counts and one sample
 * a pattern, however many rows there are.
 *
 * @param onRow hears of each row that is read, and how many there are
 * @throws HarvestError `no_dataset`, `not_readable`, `dataset_form` for rows that no harvest writes, `dataset_changed` where
 *   there are more or fewer of them than the manifest says
 */
export function reportPage(directory: string, onRow: (read: number, rows: number) => void = () => undefined): string {
  const facts = readFacts(directory);
  function* heard(): Generator<Row> {
    let read = 0;
    for (const row of rowsOf(directory, facts.files)) {
      yield row;
      onRow(++read, facts.written);
    }
  }
  const figures = gatherFigures(heard(), facts.seed);
  if (figures.rows !== facts.written) {
    throw new HarvestError(
      'dataset_changed',
      `Expected ${facts.written} rows in "${directory}", as its manifest says, got ${figures.rows}: the folder was changed since it was harvested. Harvest again.`,
    );
  }
  return page(facts, figures);
}
