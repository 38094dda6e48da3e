/** Writes one file of a stage line by line, hashing on the way, and syncs it at the end. */
import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HarvestError } from '../errors.ts';

/** Characters gathered before they are written. */
const CHUNK = 1 << 20;

/**
 * Writes texts one after the other and gives the SHA-256 of the file.
 *
 * @throws HarvestError `not_written` (a full disk, for example)
 */
export async function writeStaged(staged: string, path: string, texts: Iterable<string>): Promise<string> {
  const hash = createHash('sha256');
  try {
    await mkdir(dirname(join(staged, path)), { recursive: true });
    const file = await open(join(staged, path), 'wx');
    try {
      for (const chunk of chunks(texts)) {
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarvestError('not_written', `Expected to write "${path}" in "${staged}", but: ${reason}.`, { cause });
  }
  return hash.digest('hex');
}

function* chunks(texts: Iterable<string>): Generator<Buffer> {
  let gathered = '';
  for (const text of texts) {
    gathered += text;
    if (gathered.length < CHUNK) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  if (gathered !== '') yield Buffer.from(gathered);
}
