/** Measures what splits share, row by row, on what is written. */
import { entitiesOf, relationsOf } from './about.ts';
import { sha256 } from './canonical-json.ts';
import { createDistinct, type Distinct } from './distinct.ts';
import { hexNumber } from './hex-number.ts';
import type { KeptRow } from './kept-rows.ts';
import { SPLITS, type Split } from './split.ts';
import { templateOf } from './template.ts';

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

/** Memory holds some 20 bytes for each distinct question, pair, template, entity and relation. */
export function createMeasuring(): Measuring {
  const seen = Object.fromEntries(SHARED.map((what) => [what, createDistinct()])) as Record<Shared, Distinct>;
  const filled = new Set<Split>();
  const numberOf = createNumbering();
  return {
    add({ sample, split, keys }) {
      filled.add(split);
      seen.questions.note(keys.question, split);
      seen.pairs.note(keys.group, split);
      seen.templates.note(numberOf(templateOf(sample.provenance.formula)), split);
      for (const entity of entitiesOf(sample)) seen.entities.note(numberOf(entity), split);
      for (const relation of relationsOf(sample)) seen.relations.note(numberOf(relation), split);
    },
    overlaps: () =>
      SPLITS.flatMap((other, index) =>
        SPLITS.slice(index + 1).flatMap((split): Overlap[] => {
          if (!filled.has(split) || !filled.has(other)) return [];
          return [{ of: split, in: other, counts: compare(seen, split, other) }];
        }),
      ),
  };
}

function compare(seen: Readonly<Record<Shared, Distinct>>, one: Split, two: Split): Overlap['counts'] {
  const entries = SHARED.map(
    (what) => [what, { all: seen[what].count(one), shared: seen[what].count(one, two) }] as const,
  );
  return Object.fromEntries(entries) as Overlap['counts'];
}

/** So many numbers are remembered: names come back soon, but there may be no end of them. */
const MOST_REMEMBERED = 20_000;

/** Gives names their numbers: 52 bits of their hash, which nobody can make alike on purpose. */
function createNumbering(): (name: string) => number {
  const remembered = new Map<string, number>();
  return (name) => {
    const known = remembered.get(name);
    if (known !== undefined) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const number = hexNumber(sha256(name));
    remembered.set(name, number);
    return number;
  };
}
