/** Measures what splits share, row by row, on what is written. */
import { entitiesOf, relationsOf } from './about.ts';
import type { KeptRow } from './kept-rows.ts';
import { SPLITS, type Split } from './split.ts';
import { groupKey, questionKey, templateOf } from './template.ts';

/** What is looked for in both: distinct questions, pairs of template and answers, templates, entities, relations. */
export const SHARED = ['questions', 'pairs', 'templates', 'entities', 'relations'] as const;

export type Shared = (typeof SHARED)[number];

/** How much of one split stands in another too. */
export interface Overlap {
  readonly of: Split;
  readonly in: Split;
  /** Distinct ones in `of`, and how many of them stand in `in`. */
  readonly counts: Readonly<Record<Shared, { readonly all: number; readonly shared: number }>>;
}

export interface Measuring {
  add(row: KeptRow): void;
  /** Test and validation against train, then test against validation; only where both hold rows. */
  overlaps(): readonly Overlap[];
}

/** Memory holds a number for each distinct question and pair, and each distinct template, entity and relation. */
export function createMeasuring(): Measuring {
  const seen = new Map<Split, Record<Shared, Set<string | number>>>();
  return {
    add({ sample, split }) {
      const own = seen.get(split) ?? emptySets();
      seen.set(split, own);
      own.questions.add(short(questionKey(sample)));
      own.pairs.add(short(groupKey(sample)));
      own.templates.add(templateOf(sample.provenance.formula));
      for (const entity of entitiesOf(sample)) own.entities.add(entity);
      for (const relation of relationsOf(sample)) own.relations.add(relation);
    },
    overlaps: () =>
      SPLITS.flatMap((other, index) =>
        SPLITS.slice(index + 1).flatMap((split): Overlap[] => {
          const [one, two] = [seen.get(split), seen.get(other)];
          return one === undefined || two === undefined ? [] : [{ of: split, in: other, counts: compare(one, two) }];
        }),
      ),
  };
}

function emptySets(): Record<Shared, Set<string | number>> {
  return { questions: new Set(), pairs: new Set(), templates: new Set(), entities: new Set(), relations: new Set() };
}

function compare(
  one: Record<Shared, Set<string | number>>,
  two: Record<Shared, Set<string | number>>,
): Overlap['counts'] {
  const entries = SHARED.map((what) => {
    const all = one[what].size;
    const shared = [...one[what]].filter((value) => two[what].has(value)).length;
    return [what, { all, shared }] as const;
  });
  return Object.fromEntries(entries) as Overlap['counts'];
}

/** 52 bits of a hexadecimal hash: a number takes a tenth of the memory of its text. */
function short(hex: string): number {
  return Number.parseInt(hex.slice(0, 13), 16);
}
