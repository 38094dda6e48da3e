/** The quarantine: a file of the disagreements between the two engines, each written once, however often it is met. */
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { HarvestError } from '../errors.ts';
import { makeFolder } from '../graph/make-folder.ts';
import type { Disagreement } from '../verify/disagreement.ts';
import { counted, tell } from './print.ts';
import { VERSION } from './version.ts';

export interface Quarantine {
  /** Resolves when it is on disk. @throws HarvestError `quarantine_not_written` */
  add(disagreement: Disagreement): Promise<void>;
  /** Says on stderr how many there were and where they are; nothing where there were none. */
  report(): void;
}

/** Nothing is made before there is something to write: `quarantine-<first of the graph's digest>.jsonl`. */
export function openQuarantine(folder: string): Quarantine {
  let known: Set<string> | undefined;
  let met = 0;
  let path = '';

  return {
    async add(disagreement) {
      met += 1;
      path = join(folder, `quarantine-${disagreement.graph.replace(/^gt1e?:/, '').slice(0, 16)}.jsonl`);
      try {
        makeFolder(folder);
        known ??= await idsIn(path);
        if (known.has(disagreement.id)) return;
        await appendLine(path, JSON.stringify({ ...disagreement, verified_by: { graphtrail: VERSION } }));
        known.add(disagreement.id);
      } catch (cause) {
        const problem = `Cannot write the disagreement about the task ${disagreement.task} to "${path}"`;
        throw new HarvestError(
          'quarantine_not_written',
          `${problem}: ${(cause as Error).message}. Give another folder with --quarantine.`,
          { cause },
        );
      }
    },
    report() {
      if (met === 0) return;
      tell(
        `The two engines disagree about ${counted(met, 'trajectory', 'trajectories')}: nothing about ${met === 1 ? 'it' : 'them'} is proven. ` +
          `Both answers and both queries are in ${path}; please report them.`,
      );
    },
  };
}

async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    // A line that was torn by a crash stays, on a line of its own.
    const torn = size > 0 && buffer[0] !== 0x0a;
    await file.writeFile(`${torn ? '\n' : ''}${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Ids of whole lines. */
async function idsIn(path: string): Promise<Set<string>> {
  const ids = new Set<string>();
  if (!existsSync(path)) return ids;
  const file = await open(path, 'r');
  try {
    for await (const line of file.readLines()) {
      const id = /^\{"id":"(qd1-[0-9a-f]{32})",.*\}$/.exec(line)?.[1];
      if (id !== undefined) ids.add(id);
    }
  } finally {
    await file.close();
  }
  return ids;
}
