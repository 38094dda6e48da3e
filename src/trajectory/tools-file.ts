/** Tool lists beside the journals: each stored once, under its digest, whole or not at all. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalError } from '../errors.ts';
import { onOneLine } from './chain.ts';
import { syncDirectory } from './directory.ts';

const DIGEST = /^[A-Za-z0-9][A-Za-z0-9:_-]{0,127}$/;

/**
 * Writes `tools-<digest>.json`: a temporary file, synced, then renamed, so that several processes may do it at once.
 *
 * @throws JournalError `journal_tools_invalid` for a digest that is no file name, `journal_write_failed`
 */
export async function writeToolsFile(directory: string, digest: string, tools: unknown): Promise<void> {
  const path = join(directory, toolsFileName(digest));
  if (existsSync(path)) return;
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${onOneLine(JSON.stringify(tools))}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    syncDirectory(directory);
  } catch (cause) {
    await unlink(temporary).catch(() => undefined);
    throw new JournalError('journal_write_failed', `Cannot write the tool list "${path}": ${String(cause)}.`, {
      cause,
    });
  }
}

/**
 * The tool list of a digest, as plain JSON: untrusted, like everything read from a directory of journals.
 *
 * @throws JournalError `journal_tools_invalid` where the list is missing or no JSON
 */
export async function readToolsFile(directory: string, digest: string): Promise<unknown> {
  const path = join(directory, toolsFileName(digest));
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new JournalError(
      'journal_tools_invalid',
      `Cannot read the tool list "${path}": ${String(cause)}. It is written beside the journals; copy both together.`,
      { cause },
    );
  }
}

function toolsFileName(digest: string): string {
  if (!DIGEST.test(digest)) {
    throw new JournalError(
      'journal_tools_invalid',
      `Expected a digest of letters, digits, ":", "_" and "-", got ${JSON.stringify(digest.slice(0, 200))}.`,
    );
  }
  return `tools-${digest.replaceAll(':', '-')}.json`;
}
