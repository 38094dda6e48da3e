/** The manifest of a harvest: which files it wrote, with their hashes, so that a later run knows what is its own. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export const MANIFEST = 'manifest.json';

/** Raised when the folder is laid out otherwise. */
export const LAYOUT_VERSION = 1;

const schema = z.object({
  written_by: z.literal('graphtrail harvest'),
  layout: z.int().positive(),
  files: z.record(
    z.string(),
    z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
  ),
});

/** SHA-256 by path; null for a file that is exempt from determinism. */
export type FileHashes = ReadonlyMap<string, string | null>;

/** The text of a manifest. `facts` is what else is worth telling a machine about the harvest. */
export function manifestText(files: FileHashes, facts: Readonly<Record<string, unknown>>): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = {
    written_by: 'graphtrail harvest',
    layout: LAYOUT_VERSION,
    ...facts,
    files: Object.fromEntries(sorted),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The files that a directory's manifest names, or undefined where it has no manifest of ours. */
export async function readManifest(directory: string): Promise<FileHashes | undefined> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(join(directory, MANIFEST), 'utf8')));
    return parsed.success ? new Map(Object.entries(parsed.data.files)) : undefined;
  } catch {
    return undefined;
  }
}
