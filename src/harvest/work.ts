/** The work folder beside a directory: what a killed run had gathered, where the next run can go on from it. */
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HarvestError } from '../errors.ts';
import { makeFolder } from '../graph/make-folder.ts';
import { canonicalJson } from './canonical-json.ts';
import { refuseForeign, removeOurs, siblingOf } from './folder.ts';
import { WALKS } from './gathering.ts';
import { CONVERTER_VERSION } from './sample.ts';

/** Everything that decides what becomes of a trajectory: the graph, the tools, the tasks, the seed, every option. */
export type Settings = Readonly<Record<string, string | number | boolean | null>>;

export interface Work {
  readonly folder: string;
  /** Whether an earlier run with the same settings left something to go on from. */
  readonly begun: boolean;
}

const SETTINGS = 'settings.json';
const WRITER = 'writer';

/**
 * Opens the work folder of a directory. What lies there from a run with other settings, of another version or without any
 * settings is stale and taken away.
 *
 * @param settings undefined where nobody knows them: then nothing is ever gone on with
 * @throws HarvestError `foreign_directory`, `busy` where another process is at it, `not_writable`
 */
export async function openWork(path: string, settings: Settings | undefined): Promise<Work> {
  const directory = resolve(path);
  await refuseForeign(directory);
  const folder = siblingOf(directory, 'work');
  refuseBusy(folder);
  const text = settings === undefined ? undefined : canonicalJson({ ...settings, converter: CONVERTER_VERSION });
  const begun = text !== undefined && readText(join(folder, SETTINGS)) === text && existsSync(join(folder, WALKS));
  if (!begun) await removeOurs(folder);
  try {
    makeFolder(folder);
    await writeFile(join(folder, WRITER), String(process.pid));
    if (!begun && text !== undefined) await writeFile(join(folder, SETTINGS), text);
  } catch (cause) {
    if (!begun) await removeOurs(folder);
    throw new HarvestError('not_writable', `Expected to write "${folder}", but: ${(cause as Error).message}.`, {
      cause,
    });
  }
  return { folder, begun };
}

export async function dropWork({ folder }: Work): Promise<void> {
  await removeOurs(folder);
}

function refuseBusy(folder: string): void {
  const writer = Number(readText(join(folder, WRITER)));
  if (!Number.isInteger(writer) || writer <= 0 || writer === process.pid || !isAlive(writer)) return;
  throw new HarvestError(
    'busy',
    `Expected to be alone at it, but process ${writer} is harvesting into this directory. ` +
      `Wait for it, or give another directory; if that process is something else, delete "${folder}".`,
  );
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
