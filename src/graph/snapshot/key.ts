/** What a snapshot depends on: the files as they were, everything that shapes a graph on loading, and this program. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { GraphInput } from '../inputs.ts';
import { baseOf, type LoadOptions } from '../load.ts';
import { defaultLimits } from '../read/limits.ts';

export interface SnapshotKey {
  /** The same for the same files and options, whatever the files hold: so a newer snapshot takes the place of the older. */
  readonly id: string;
  /** The same only while nothing has changed. */
  readonly text: string;
  /** Whether every file is old enough for its next change to show in its time. */
  readonly settled: boolean;
}

/**
 * The options that shape a graph, by name. An option that is added to {@link LoadOptions} belongs here, unless the graph is
 * the same with and without it.
 */
export function shapingOptions(options: LoadOptions): Readonly<Record<string, unknown>> {
  const { fileBytes, termBytes, statements, inferred } = { ...defaultLimits, ...options.limits };
  return {
    base: baseOf(options),
    language: options.language?.toLowerCase() ?? null,
    entail: options.entail === true,
    limits: { fileBytes, termBytes, statements, inferred },
  };
}

/**
 * The key of inputs at this moment; undefined where one is no file that can be found unchanged again: a text, a pipe.
 * `program` names what made the snapshot: a version.
 */
export async function keyOf(
  inputs: readonly GraphInput[],
  options: LoadOptions,
  program: string,
): Promise<SnapshotKey | undefined> {
  if (inputs.some(({ text }) => text !== undefined)) return undefined;
  const now = Date.now();
  const files: Stamped[] = [];
  try {
    for (const { path, name, format } of inputs) files.push(await stamped(path, { name, format }));
    for (const path of options.labels ?? [])
      files.push(await stamped(path, { name: path.toLowerCase().endsWith('.gz') }));
  } catch {
    // Whoever reads the files will say what is the matter with them.
    return undefined;
  }
  if (files.some(({ regular }) => !regular)) return undefined;
  const shaping = shapingOptions(options);
  const same = JSON.stringify([files.map(({ identity }) => identity), inputs.length, shaping]);
  return {
    id: createHash('sha256').update(same).digest('hex').slice(0, 32),
    text: JSON.stringify([same, files.map(({ stamp }) => stamp), program, buildStamp, process.versions['unicode']]),
    settled: files.every(({ changed }) => now - changed.at > changed.grain),
  };
}

interface Stamped {
  readonly identity: readonly unknown[];
  readonly stamp: readonly string[];
  readonly regular: boolean;
  /** When it was last changed, and how finely the file system tells times, in milliseconds. */
  readonly changed: { readonly at: number; readonly grain: number };
}

async function stamped(path: string, read: Readonly<Record<string, unknown>>): Promise<Stamped> {
  const real = await realpath(path);
  const found = await stat(real, { bigint: true });
  const times = [found.mtimeNs, found.ctimeNs];
  return {
    identity: [real, read],
    // The time of the last change of status as well: a copy can be given the old time of writing, not that one.
    stamp: [found.dev, found.ino, found.size, ...times].map(String),
    regular: found.isFile(),
    changed: { at: Number(times.reduce(later) / 1_000_000n), grain: times.some(isWhole) ? WHOLE_SECONDS : FINE },
  };
}

/** Some file systems tell even or whole seconds only; the others tell the time of the last tick of the clock. */
const WHOLE_SECONDS = 2000;
const FINE = 50;

function isWhole(time: bigint): boolean {
  return time % 1_000_000_000n === 0n;
}

function later(one: bigint, two: bigint): bigint {
  return one > two ? one : two;
}

/** When this program was built: of one version there may be several builds while it is being worked on. */
const buildStamp = String(statSync(import.meta.filename, { bigint: true }).mtimeNs);
