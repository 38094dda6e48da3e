/** Which files a list of paths means: directories stand for their journals, each file is read once, parts of a run in order. */
import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { JournalError } from '../errors.ts';
import { compareJournalNames, parseJournalName } from './journal-name.ts';

/**
 * The journal files in the order given, those of a directory in code-point order of their names. The parts of a run stand
 * together, in their order, where the first of them was named: a shell sorts them otherwise.
 *
 * @throws JournalError `journal_not_found` for a path that is neither a file nor a directory, or a directory without journals
 */
export function journalFiles(paths: readonly string[]): string[] {
  const files = new Map<string, string>();
  for (const path of paths) {
    const stat = statusOf(path);
    if (stat?.isDirectory()) {
      const found = journalsIn(path);
      if (found.length === 0) throw notFound(path, 'a directory without journals');
      for (const file of found) files.set(realpathSync(file), file);
    } else if (stat?.isFile()) files.set(realpathSync(path), path);
    else throw notFound(path, stat === undefined ? 'nothing there' : 'something that is neither');
  }
  const runs = new Map<string, string[]>();
  for (const file of files.values()) {
    const run = runOf(file);
    const parts = runs.get(run);
    if (parts === undefined) runs.set(run, [file]);
    else parts.push(file);
  }
  return [...runs.values()].flatMap((parts) => parts.sort(byName));
}

/** The journal files in a directory, in order; none where there are none. */
export function journalsIn(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => parseJournalName(name) !== undefined);
  // A pipe under a journal's name would hold the reader forever.
  return names
    .map((name) => join(directory, name))
    .filter((file) => statusOf(file)?.isFile())
    .sort(byName);
}

function runOf(path: string): string {
  const name = parseJournalName(basename(path));
  return name === undefined ? path : join(dirname(path), name.run);
}

function byName(one: string, other: string): number {
  const [left, right] = [one, other].map((path) => parseJournalName(basename(path)));
  return left === undefined || right === undefined ? 0 : compareJournalNames(left, right);
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function notFound(path: string, got: string): JournalError {
  return new JournalError(
    'journal_not_found',
    `Expected a journal (run-….jsonl) or a directory with some at "${path}", got ${got}. Record one with "--record ${path}".`,
  );
}
