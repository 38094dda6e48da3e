/** Everything that the page counts, gathered in one pass over the rows. */
import { relationsOf } from '../../logic/formula.ts';
import { inputsOf } from '../../logic/plan.ts';
import { goldOf } from '../../task/gold.ts';
import type { Row } from '../read/rows.ts';
import { type Chosen, createChoosing } from './chosen.ts';
import { type Counts, createCounts, createMeasuring, type Distribution } from './distribution.ts';
import { createEnds, type End, type Ends, resultEnd, UNKNOWN_CLASS } from './ends.ts';
import { createRelationNames } from './relation-names.ts';
import { followedBy, type Step, stepsOf } from './steps.ts';

/** What is measured of each sample. */
export const MEASURES = ['hops', 'calls', 'branches', 'anchors', 'largestSet', 'answers', 'tokens', 'offered'] as const;

export type Measure = (typeof MEASURES)[number];

export interface Figures {
  readonly rows: number;
  /** Rows whose conversation could be read. */
  readonly conversations: number;
  readonly measures: Readonly<Record<Measure, Distribution>>;
  /** Samples that ask of each relation, by IRI. */
  readonly relations: Counts;
  /** Calls of each tool, and the samples that offer it. */
  readonly calls: Counts;
  readonly offers: Counts;
  /** Steps that follow each relation, either way. */
  readonly followed: Counts;
  /** Samples by the class of what they ask for, and anchors by the class of what they start from. */
  readonly answerClasses: readonly (readonly [string, number])[];
  readonly anchorClasses: readonly (readonly [string, number])[];
  readonly closedWorld: number;
  /** Rows that no independent engine confirmed on a pinned graph. */
  readonly unpinned: number;
  readonly checks: readonly string[];
  readonly engines: readonly string[];
  readonly chosen: readonly Chosen[];
  relationName(iri: string): string;
  classOf(end: End): string;
}

/** @param seed chooses the samples that are drawn */
export function gatherFigures(rows: Iterable<Row>, seed: string): Figures {
  const measuring = new Map(MEASURES.map((measure) => [measure, createMeasuring()]));
  const counts = noCounts();
  const [ends, names, choosing] = [createEnds(), createRelationNames(), createChoosing(seed)];
  const totals = { rows: 0, conversations: 0, closedWorld: 0, unpinned: 0 };
  let checks: readonly string[] | undefined;
  for (const row of rows) {
    const { proof, conversation } = row;
    const steps = stepsOf(row);
    totals.rows++;
    if (conversation !== undefined) totals.conversations++;
    if (proof.closed_world) totals.closedWorld++;
    if (!proof.pinned) totals.unpinned++;
    checks = checks?.filter((check) => proof.checks.includes(check)) ?? proof.checks;
    for (const [measure, number] of measured(row)) measuring.get(measure)?.add(number);
    countRow(row, steps, counts);
    ends.add(steps);
    names.add(row, steps);
    choosing.add(row, steps);
  }
  const measures = Object.fromEntries([...measuring].map(([name, one]) => [name, one.distribution()]));
  const { answerEnds, anchorEnds, engines, ...others } = counts;
  return {
    ...totals,
    ...others,
    measures: measures as Figures['measures'],
    answerClasses: byClass(answerEnds, ends),
    anchorClasses: byClass(anchorEnds, ends),
    checks: [...(checks ?? [])].sort(),
    engines: engines.entries().map(([engine]) => engine),
    chosen: choosing.chosen(),
    relationName: names.nameOf,
    classOf: ends.classOf,
  };
}

function noCounts() {
  return {
    ...{ relations: createCounts(), calls: createCounts(), offers: createCounts(), followed: createCounts() },
    ...{ answerEnds: createCounts(), anchorEnds: createCounts(), engines: createCounts() },
  };
}

function countRow({ proof, conversation }: Row, steps: readonly Step[], counts: ReturnType<typeof noCounts>): void {
  for (const iri of new Set(relationsOf(proof.formula))) counts.relations.add(iri);
  for (const { tool } of conversation?.calls ?? []) counts.calls.add(tool);
  for (const { name } of conversation?.tools ?? []) counts.offers.add(name);
  for (const { operation } of steps) {
    const { iri } = followedBy(operation) ?? {};
    if (iri !== undefined) counts.followed.add(iri);
  }
  counts.answerEnds.add(resultEnd(steps, steps.length - 1) ?? UNKNOWN_CLASS);
  for (const from of anchorsIn(steps)) counts.anchorEnds.add(from);
  for (const engine of proof.engines) counts.engines.add(engine);
}

function* measured({ proof, conversation }: Row): Generator<readonly [Measure, number]> {
  const { hops, calls, branches, anchors, largestSet } = proof.hardness;
  yield ['hops', hops];
  yield ['calls', conversation?.calls.length ?? calls];
  if (branches !== undefined) yield ['branches', branches];
  yield ['anchors', anchors];
  yield ['largestSet', largestSet];
  yield ['answers', answersOf(proof)];
  if (conversation === undefined) return;
  yield ['tokens', conversation.tokens];
  yield ['offered', conversation.tools.length];
}

/** Entities, values or rows that the answer names; 1 for a number or a yes. */
function answersOf(proof: Row['proof']): number {
  const gold = goldOf(proof);
  if ('entities' in gold) return gold.entities.length;
  if ('values' in gold) return gold.values.length;
  return 'rows' in gold ? gold.rows.length : 1;
}

/** For each entity that the question names, the end at which the walk starts from it. */
function anchorsIn(steps: readonly Step[]): string[] {
  return steps.flatMap(({ operation }) =>
    inputsOf(operation).flatMap((input) => {
      if (!('entities' in input)) return [];
      const { iri, inverse } = followedBy(operation) ?? {};
      const from = iri === undefined ? UNKNOWN_CLASS : `${inverse ? 'objects' : 'subjects'} ${iri}`;
      return input.entities.map(() => from);
    }),
  );
}

function byClass(ends: Counts, { classOf }: Ends): readonly (readonly [string, number])[] {
  const classes = createCounts();
  for (const [one, times] of ends.entries()) classes.add(one === UNKNOWN_CLASS ? one : classOf(one as End), times);
  return classes.ranked();
}
