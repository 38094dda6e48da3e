/** Statements as N-Triples, from input files read again or from an index: what a second engine is fed that cannot read a file as it is. */
import type { Graph } from './graph.ts';
import type { GraphInput } from './inputs.ts';
import { baseOf, type LoadOptions } from './load.ts';
import { writeTerm } from './n-triples.ts';
import { defaultLimits } from './read/limits.ts';
import { readStatements } from './read/statements.ts';

/** Characters gathered before a chunk is written. */
const CHUNK = 1 << 20;

/**
 * Writes every statement of the inputs, blank nodes as the IRIs that loading gives them, in chunks of whole lines of about
 * one megabyte; `write` is awaited. The index has no part in it. Give it the inputs and options that the graph was loaded with.
 * Returns the number of statements, which counts repeats. Errors: those of `loadGraph` that concern reading.
 */
export async function streamNTriples(
  inputs: readonly GraphInput[],
  options: LoadOptions,
  write: (chunk: string) => void | Promise<void>,
): Promise<number> {
  let lines: string[] = [];
  let length = 0;
  let statements = 0;
  const flush = async (): Promise<void> => {
    const chunk = lines.join('');
    lines = [];
    length = 0;
    if (chunk !== '') await write(chunk);
  };
  const reading = {
    base: baseOf(options),
    limits: { ...defaultLimits, ...options.limits },
    onProgress: options.onProgress ?? (() => {}),
    onChunk: async (): Promise<void> => {
      if (length >= CHUNK) await flush();
    },
  };
  await readStatements(inputs, reading, (subject, predicate, object) => {
    const line = `${writeTerm(subject)} ${writeTerm(predicate)} ${writeTerm(object)} .\n`;
    lines.push(line);
    length += line.length;
    statements++;
  });
  await flush();
  return statements;
}

/** The stated triples of an index, relation by relation, in chunks of whole lines of about one megabyte. */
export function* indexNTriples(graph: Graph): Generator<string> {
  let lines: string[] = [];
  let length = 0;
  for (const relation of graph.relations) {
    const predicate = writeTerm(graph.key(relation));
    for (const [subject, object] of graph.pairs(relation)) {
      if (!graph.isAsserted(subject, relation, object)) continue;
      const line = `${writeTerm(graph.key(subject))} ${predicate} ${writeTerm(graph.key(object))} .\n`;
      lines.push(line);
      length += line.length;
      if (length < CHUNK) continue;
      yield lines.join('');
      lines = [];
      length = 0;
    }
  }
  if (length > 0) yield lines.join('');
}
