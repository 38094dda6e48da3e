/** Writes imported trajectories into a journal of their own, each once. */
import { existsSync } from 'node:fs';
import type { Journal } from '../journal.ts';
import { journalsIn } from '../journal-paths.ts';
import { readJournals } from '../read.ts';
import type { Event } from '../record.ts';
import type { ImportedTrajectory } from './import-log.ts';

/** Ids of the trajectories that stand in the journals of a folder whole; one that was cut short by a crash is imported again. */
export async function importedIn(directory: string): Promise<Set<string>> {
  const ids = new Set<string>();
  if (!existsSync(directory) || journalsIn(directory).length === 0) return ids;
  for await (const { id, opened, sealed, answer } of readJournals([directory]))
    if (opened?.imported !== undefined && (sealed || answer !== undefined)) ids.add(id);
  return ids;
}

/** Resolves when all of it is on disk. @throws JournalError */
export async function writeImported(journal: Journal, imported: ImportedTrajectory): Promise<void> {
  const { id, opened, task, calls, answer } = imported;
  const due: [Event, number][] = [
    [opened, 0],
    ...(task === undefined ? [] : [[task, 0] satisfies [Event, number]]),
    ...[...calls, ...(answer === undefined ? [] : [answer])].map(({ event, missing }): [Event, number] => [
      event,
      missing,
    ]),
  ];
  await Promise.all(due.map(([event, missing]) => journal.append(id, event, missing)));
}
