/** Reads a line of `provenance.jsonl`, and believes of it only what was looked at. */
import type { Provenance } from '../../harvest/sample.ts';
import { SPLITS, type Split } from '../../harvest/split.ts';
import { setOf } from '../../logic/asked.ts';
import { otherGoldSchema } from '../../task/gold.ts';
import { formulaSchema } from '../../task/task.ts';

/** What the page tells of a row's proof. */
export type Proof = Pick<
  Provenance,
  'pattern' | 'hardness' | 'anchors' | 'answers' | 'gold' | 'formula' | 'closed_world' | 'checks' | 'engines'
> & {
  /** Whether an independent engine confirmed it on a pinned graph. */
  readonly pinned: boolean;
};

export interface ProofLine {
  readonly id: string;
  readonly split: Split;
  /** Its line in its split, from 1. */
  readonly row: number;
  readonly proof: Proof;
}

/** @throws TypeError and whatever JSON.parse throws, where the line is not as a harvest writes it */
export function readProof(line: string): ProofLine {
  const { id, split, row, provenance } = JSON.parse(line) as {
    readonly id: unknown;
    readonly split: Split;
    readonly row: unknown;
    readonly provenance: Provenance;
  };
  expect('id', typeof id === 'string');
  expect('split', SPLITS.includes(split));
  expect('row', typeof row === 'number');
  expect('provenance', typeof provenance === 'object' && provenance !== null);
  const { pattern, hardness, anchors, answers, gold, formula, closed_world, checks, engines } = provenance;
  expect('pattern', typeof pattern === 'string');
  expect('hardness', typeof hardness === 'object' && hardness !== null && numbers(hardness));
  expect('anchors', named(anchors));
  expect('answers', named(answers));
  expect('gold', gold === undefined || otherGoldSchema.safeParse(gold).success);
  expect('formula', typeof formula === 'object' && formula !== null && formulaSchema.safeParse(setOf(formula)).success);
  expect('formula', !('table' in formula) || texts(formula.table));
  expect('formula', !('among' in formula) || typeof formula.is === 'string');
  expect('checks', texts(checks));
  expect('engines', texts(engines));
  return {
    id: id as string,
    split,
    row: row as number,
    proof: {
      ...{ pattern, hardness, anchors, answers, formula, checks, engines },
      ...(gold === undefined ? {} : { gold }),
      closed_world: closed_world === true,
      pinned: provenance.pinned === true && provenance.oracle === 'independent',
    },
  };
}

function expect(what: string, is: boolean): void {
  if (!is) throw new TypeError(`its "${what}" is not as a harvest writes it`);
}

function numbers(value: object): boolean {
  return Object.values(value).every((one) => typeof one === 'number');
}

function texts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function named(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((one) => typeof one?.iri === 'string' && typeof one.label === 'string');
}
