/** Temporary folders for tests, and what was read back from them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type JournalReport, readJournals } from '../../src/trajectory/read.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'graphtrail-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface ReadBack {
  readonly trajectories: Trajectory[];
  readonly reports: JournalReport[];
}

export async function readBack(...paths: string[]): Promise<ReadBack> {
  const trajectories: Trajectory[] = [];
  const reports: JournalReport[] = [];
  for await (const trajectory of readJournals(paths, { onFile: (report) => reports.push(report) })) {
    trajectories.push(trajectory);
  }
  return { trajectories, reports };
}
