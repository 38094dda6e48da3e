/** A temporary folder for the tests of one file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Writes a file there and returns its path. */
export type WriteFile = (name: string, content: string | Uint8Array) => string;

/** Makes the folder, and removes it when all tests of the file have run. */
export function temporaryFolder(): { readonly path: string; readonly write: WriteFile } {
  const path = mkdtempSync(join(tmpdir(), 'graphtrail-graph-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write(name, content) {
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
  };
}
