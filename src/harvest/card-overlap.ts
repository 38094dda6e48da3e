/** The card's section on what splits share, with figures that were measured on the rows. */
import type { CardInput } from './card.ts';
import { SHARED, type Shared } from './overlap.ts';
import type { SplitKind } from './split.ts';

const RULES: Readonly<Record<SplitKind, string>> = {
  group: 'Rows with one question template and one answer set stand in one split.',
  entity:
    'Every entity (anchors, answers, and what lies between them) stands in one split alone; rows between were left out.',
  relation: 'Every relation that is asked of stands in one split alone; rows between were left out.',
};

const NAMES: Readonly<Record<Shared, string>> = {
  questions: 'questions',
  pairs: 'template-and-answer pairs',
  templates: 'question templates',
  entities: 'entities',
  relations: 'relations',
};

/** Lines of Markdown. */
export function overlapLines({ split, overlaps, testSets, counts }: CardInput): string[] {
  const head = ['', ...SHARED.map((what) => NAMES[what])];
  const rows = overlaps.map(({ of, in: other, counts: shared }) => [
    `${of} in ${other}`,
    ...SHARED.map((what) => `${shared[what].shared} of ${shared[what].all}`),
  ]);
  const left = counts.dropped.test_question + counts.dropped.test_run + counts.dropped.test_near_duplicate;
  return [
    '## What the splits share',
    '',
    `${RULES[split]} No question stands in two splits, and no near duplicate of a row in one smaller than its own.`,
    'Measured on the rows, distinct ones of the first split that also stand in the second:',
    '',
    ...(rows.length === 0 ? ['There is one split only.', ''] : table(head, rows)),
    ...testSets.map(
      ({ name, rows: size, sha256 }) => `- kept apart from \`${plain(name)}\`: ${size} rows, SHA-256 \`${sha256}\``,
    ),
    ...(testSets.length === 0 ? [] : ['', `${left} rows were left out for it: see below.`, '']),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line), ''];
}

/** A file's name as harmless text. */
function plain(text: string): string {
  return text.replace(/[`|\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 200);
}
