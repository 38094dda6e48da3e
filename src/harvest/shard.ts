/** Shards: the per-row work on a part of the trajectories, done anywhere, and joined to what one run would have written. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HarvestError } from '../errors.ts';
import { canonicalJson } from './canonical-json.ts';
import { closeStage, dropStage, hashOf, openStage } from './folder.ts';
import { gather, type HarvestedStream } from './gather.ts';
import { WALKS } from './gathering.ts';
import { MANIFEST, manifestText, readManifest } from './manifest.ts';
import { CONVERTER_VERSION } from './sample.ts';
import { writeStaged } from './staged-file.ts';
import { dropWork, openWork, type Settings } from './work.ts';

/** Which part: `number` from 1 to `of`. */
export interface Part {
  readonly number: number;
  readonly of: number;
}

export interface ShardOptions {
  /** Must be absent, empty or an unchanged shard. */
  readonly directory: string;
  readonly part: Part;
  readonly settings: Settings;
  /** What the graph says of itself, for the join, which does not see it. */
  readonly graph?: { readonly license?: string; readonly source?: string };
}

/** What a shard says of itself. */
export interface Shard {
  readonly directory: string;
  readonly part: Part;
  readonly settings: Settings;
  readonly graph: { readonly license?: string; readonly source?: string };
}

const SHARD = 'shard.json';

const schema = z.object({
  written_by: z.literal('graphtrail harvest --shard'),
  part: z.object({ number: z.int().min(1), of: z.int().min(1) }),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  graph: z.object({ license: z.string().exactOptional(), source: z.string().exactOptional() }),
  converter: z.int(),
});

/** Whether a trajectory belongs to a part: by the hash of its id, so that nobody has to count them first. */
export function belongsTo({ number, of }: Part, trajectory: string): boolean {
  return createHash('sha256').update(`shard/1/${trajectory}`).digest().readUInt32BE(0) % of === number - 1;
}

/**
 * Writes the shard of a part: its rows, their signatures and what was refused. Like a harvest it is put in place as a whole,
 * and goes on from what a killed run left.
 *
 * @returns whether the directory was changed
 * @throws HarvestError `foreign_directory`, `busy`, `not_writable`, `not_written`
 */
export async function writeShard(stream: HarvestedStream, options: ShardOptions): Promise<boolean> {
  const { directory, part, settings, graph = {} } = options;
  const work = await openWork(directory, { ...settings, part: part.number, parts: part.of });
  try {
    await gather(stream, work);
    const stage = await openStage(directory);
    try {
      await rename(join(work.folder, WALKS), join(stage.staged, WALKS));
      const about = { written_by: 'graphtrail harvest --shard', part, settings, graph, converter: CONVERTER_VERSION };
      const hashes = new Map([
        [WALKS, await hashOf(join(stage.staged, WALKS))],
        [SHARD, writeStaged(stage.staged, SHARD, `${JSON.stringify(about, undefined, 2)}\n`)],
      ]);
      writeStaged(stage.staged, MANIFEST, manifestText(hashes, { part }));
      return await closeStage(stage);
    } catch (error) {
      await dropStage(stage);
      throw error;
    }
  } finally {
    await dropWork(work);
  }
}

/**
 * The shards in directories, by their number, once it is certain that they are whole, belong together and are all there.
 *
 * @throws HarvestError `broken_shard`, `mixed_shards`, `missing_shards`
 */
export async function readShards(directories: readonly string[]): Promise<readonly [Shard, ...Shard[]]> {
  const shards: Shard[] = [];
  for (const directory of directories) shards.push(await readShard(directory));
  shards.sort((a, b) => a.part.number - b.part.number);
  const [first, ...others] = shards;
  if (first === undefined) throw new HarvestError('missing_shards', 'Expected directories of shards, got none.');
  for (const shard of others) refuseMixed(first, shard);
  const twice = others.find(({ part }, index) => part.number === shards[index]?.part.number);
  if (twice !== undefined) throw mixed(twice, `shard ${twice.part.number} is there twice`);
  const numbers = new Set(shards.map(({ part }) => part.number));
  const missing = Array.from({ length: first.part.of }, (_, index) => index + 1).filter((one) => !numbers.has(one));
  if (missing.length === 0) return [first, ...others];
  throw new HarvestError(
    'missing_shards',
    `Expected all ${first.part.of} shards, but of these is nothing: ${missing.slice(0, 20).join(', ')}. ` +
      `Make each with --shard NUMBER/${first.part.of} and the same options.`,
  );
}

async function readShard(directory: string): Promise<Shard> {
  const manifest = await readManifest(directory);
  for (const file of [SHARD, WALKS]) {
    const expected = manifest?.get(file);
    const found = expected === undefined ? undefined : await hashOf(join(directory, file)).catch(() => undefined);
    if (expected === undefined || found !== expected) throw broken(directory, `"${file}" is not as it was written`);
  }
  const about = schema.safeParse(JSON.parse(readFileSync(join(directory, SHARD), 'utf8')));
  if (!about.success) throw broken(directory, `"${SHARD}" says something else`);
  const { part, settings, graph, converter } = about.data;
  if (converter !== CONVERTER_VERSION) {
    throw broken(directory, `it is of converter version ${converter}, this program has ${CONVERTER_VERSION}`);
  }
  return { directory, part, settings, graph };
}

function refuseMixed(first: Shard, other: Shard): void {
  if (first.part.of !== other.part.of) {
    throw mixed(other, `it is one of ${other.part.of} shards, "${first.directory}" one of ${first.part.of}`);
  }
  const names = new Set([...Object.keys(first.settings), ...Object.keys(other.settings)]);
  const differing = [...names].sort().find((name) => first.settings[name] !== other.settings[name]);
  if (differing !== undefined) {
    const [one, two] = [first, other].map(({ settings }) => JSON.stringify(settings[differing] ?? null));
    throw mixed(other, `its ${differing} is ${two}, that of "${first.directory}" is ${one}`);
  }
  if (canonicalJson(first.graph) !== canonicalJson(other.graph))
    throw mixed(other, 'its graph says other things of itself');
}

function mixed({ directory }: Shard, reason: string): HarvestError {
  return new HarvestError(
    'mixed_shards',
    `Expected shards of one harvest, but "${directory}" does not belong to the others: ${reason}. Make it anew with the same options.`,
  );
}

function broken(directory: string, reason: string): HarvestError {
  return new HarvestError(
    'broken_shard',
    `Expected "${directory}" to be a finished shard, but ${reason}. Make it anew with --shard, or let its run finish.`,
  );
}
