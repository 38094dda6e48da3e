/** Loads a graph from its snapshot where there is one, and else from its files, to be kept for the next time. */
import { join } from 'node:path';
import { GraphError } from '../../errors.ts';
import type { Graph } from '../graph.ts';
import { type GraphInput, resolveInputs } from '../inputs.ts';
import { type LoadOptions, loadInputs } from '../load.ts';
import { boundFolder, ENDING, remove, touch } from './bound.ts';
import { canHold, type Sections } from './container.ts';
import { findingsSections, type KeptFindings, readFindings } from './findings-sections.ts';
import { graphSections } from './graph-sections.ts';
import { keyOf, type SnapshotKey } from './key.ts';
import { readFile } from './read-file.ts';
import { readGraph } from './read-graph.ts';
import { writeFile } from './write-file.ts';

export interface KeepOptions {
  /** Where snapshots lie; undefined: nothing is read from there, and nothing kept. */
  readonly folder: string | undefined;
  /** What makes them: a snapshot of another version is passed over. */
  readonly program: string;
  /** Below so many triples nothing is kept. Default {@link WORTH_KEEPING}. */
  readonly least?: number;
  /** Told of a snapshot that was not whole; it is deleted, and made anew. */
  readonly onDamaged?: (why: string) => void;
}

export interface KeptGraph {
  readonly graph: Graph;
  /** What came with it from a snapshot; undefined where the files were read. */
  readonly reopened: KeptFindings | undefined;
  /**
   * Writes a snapshot with what has been worked out, where it is worth it and there is none that knows as much. Never
   * fails; says whether it wrote.
   */
  keep(findings: KeptFindings): Promise<boolean>;
}

/** Fewer triples are read in less than the time in which a person notices a delay: 0.15 s. */
export const WORTH_KEEPING = 10_000;

/** The same graph as `loadGraph` gives, by every method; its errors are the same too. */
export async function loadKept(
  paths: readonly string[],
  options: LoadOptions,
  keeping: KeepOptions,
): Promise<KeptGraph> {
  const inputs = await resolveInputs(paths);
  const { folder, program, least = WORTH_KEEPING, onDamaged } = keeping;
  const keyNow = async (): Promise<SnapshotKey | undefined> => await keyOf(inputs, options, program);
  const key = canHold() && folder !== undefined ? await keyNow() : undefined;
  if (key === undefined || folder === undefined) {
    return { graph: await loadInputs(inputs, options), reopened: undefined, keep: async () => false };
  }
  const found = await reopen(join(folder, key.id + ENDING), key, inputs, onDamaged);
  const graph = found?.graph ?? (await loadInputs(inputs, options));
  let kept = found?.reopened;
  const keep = async (findings: KeptFindings): Promise<boolean> => {
    if (!key.settled || graph.triples < least || !isMore(findings, kept)) return false;
    // A file that was written to while it was read may be neither the old nor the new one.
    if ((await keyNow())?.text !== key.text) return false;
    if (!(await writeFile(folder, key.id + ENDING, sectionsOf(graph, key, findings)))) return false;
    kept = findings;
    await boundFolder(folder);
    return true;
  };
  return { graph, reopened: kept, keep };
}

function isMore(findings: KeptFindings, known: KeptFindings | undefined): boolean {
  const parts = ['observations', 'names', 'vocabulary'] as const;
  return known === undefined || parts.some((part) => known[part] === undefined && findings[part] !== undefined);
}

function sectionsOf(graph: Graph, key: SnapshotKey, findings: KeptFindings): Sections {
  return new Map([['key', Buffer.from(key.text)], ...graphSections(graph), ...findingsSections(findings)]);
}

async function reopen(
  path: string,
  key: SnapshotKey,
  inputs: readonly GraphInput[],
  onDamaged: KeepOptions['onDamaged'],
): Promise<{ readonly graph: Graph; readonly reopened: KeptFindings } | undefined> {
  try {
    const sections = await readFile(path);
    if (sections === undefined || Buffer.from(sections.get('key') ?? []).toString() !== key.text) return undefined;
    const graph = readGraph(sections, inputs);
    const reopened = readFindings(sections, graph);
    await touch(path);
    return { graph, reopened };
  } catch (error) {
    if (!(error instanceof GraphError)) return undefined;
    onDamaged?.(error.message);
    await remove(path);
    return undefined;
  }
}
