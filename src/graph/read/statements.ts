/** Reads all statements of all inputs, blank nodes named: the one road from files to an index or to another engine. */
import { stat } from 'node:fs/promises';
import { GraphError } from '../../errors.ts';
import { fileError, type GraphInput } from '../inputs.ts';
import { BLANK_BASE, BlankStatements, isBlankKey } from './blank-nodes.ts';
import type { Limits } from './limits.ts';
import { readRdf } from './rdf.ts';
import type { ReadReport, StatementSink } from './statement.ts';
import { readTsv } from './tsv.ts';

export interface StatementOptions {
  readonly base: string;
  readonly limits: Limits;
  readonly onProgress: (bytesRead: number, bytesTotal: number) => void;
  /** Awaited now and then, so that a consumer may catch up. */
  readonly onChunk?: (() => Promise<void>) | undefined;
}

/** Sends every statement of every input; those with blank nodes come last. Returns what each input holds, in order. */
export async function readStatements(
  inputs: readonly GraphInput[],
  options: StatementOptions,
  sink: StatementSink,
): Promise<readonly ReadReport[]> {
  const blank = new BlankStatements();
  const sort: StatementSink = (subject, predicate, object) => {
    if (isBlankKey(subject) || isBlankKey(object)) blank.add(subject, predicate, object);
    else sink(subject, predicate, object);
  };
  const total = await totalBytes(inputs);
  let read = 0;
  const onBytes = (count: number): void => {
    read += count;
    options.onProgress(read, total);
  };
  const reports: ReadReport[] = [];
  for (const [position, input] of inputs.entries()) {
    reports.push(await readInput(input, `f${position}_`, { ...options, onBytes }, sort));
  }
  if (blank.size > 0) refuseReserved(inputs, reports);
  let sent = 0;
  for await (const [subject, predicate, object] of blank.named()) {
    sink(subject, predicate, object);
    if (++sent % 4096 === 0) await options.onChunk?.();
  }
  return reports;
}

async function readInput(
  input: GraphInput,
  scope: string,
  options: StatementOptions & { readonly onBytes: (count: number) => void },
  sink: StatementSink,
): Promise<ReadReport> {
  if (input.format !== 'tsv') return readRdf({ ...input, format: input.format }, scope, options, sink);
  let statements = 0;
  let hasReservedIris = false;
  await readTsv(input, options, (subject, predicate, object) => {
    statements++;
    hasReservedIris ||= subject.startsWith(BLANK_BASE) || object.startsWith(BLANK_BASE);
    sink(subject, predicate, object);
  });
  const prefixes = new Map([['kg', options.base]]);
  return { statements, hasBlankNodes: false, hasRelativeIris: false, hasReservedIris, prefixes };
}

/** IRIs that look like named blank nodes would be taken for other nodes of the same name. */
function refuseReserved(inputs: readonly GraphInput[], reports: readonly ReadReport[]): void {
  const position = reports.findIndex((report) => report.hasReservedIris);
  if (position < 0) return;
  throw new GraphError(
    'reserved_iri',
    `${inputs[position]?.name}: expected no IRIs that begin with "${BLANK_BASE}" beside blank nodes, which are named so here; got some. Load the files as they were before, or rename these IRIs.`,
  );
}

async function totalBytes(inputs: readonly GraphInput[]): Promise<number> {
  let total = 0;
  for (const input of inputs) {
    if (input.text !== undefined) continue;
    try {
      total += (await stat(input.path)).size;
    } catch (cause) {
      throw fileError(input.path, cause);
    }
  }
  return total;
}
