/** Which files a list of paths means: directories stand for their journals, each file is read once. */
import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { JournalError } from '../errors.ts';

const JOURNAL = /^run-.*\.jsonl$/;

/**
 * The journal files in the order given, those of a directory in code-point order of their names.
 *
 * @throws JournalError `journal_not_found` for a path that is neither a file nor a directory, or a directory without journals
 */
export function journalFiles(paths: readonly string[]): string[] {
  const files = new Map<string, string>();
  for (const path of paths) {
    const stat = statusOf(path);
    if (stat?.isDirectory()) for (const file of inDirectory(path)) files.set(realpathSync(file), file);
    else if (stat?.isFile()) files.set(realpathSync(path), path);
    else throw notFound(path, stat === undefined ? 'nothing there' : 'something that is neither');
  }
  return [...files.values()];
}

function inDirectory(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => JOURNAL.test(name));
  // A pipe under a journal's name would hold the reader forever.
  const files = names.map((name) => join(directory, name)).filter((file) => statusOf(file)?.isFile());
  if (files.length === 0) throw notFound(directory, 'a directory without journals');
  return files.sort();
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
