/** Runs the bench: so many mutants of every kind, and so many good trajectories of every route, all of them verified. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '../../src/logic/random.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { HAND_WRITTEN, handWritten } from './hand-written.ts';
import { isNeutral, verdictsOn } from './judge.ts';
import { kinds } from './kinds.ts';
import type { Base, Kind, Mutant } from './mutant.ts';
import { ROUTES } from './routes.ts';
import { recordStories, type Story, storyOf } from './story.ts';
import { openWorld, type World, walk } from './world.ts';

export interface Options {
  readonly seed: string;
  readonly graphs: readonly string[];
  /** Tasks of each graph; each is walked in both styles. */
  readonly tasks: number;
  readonly mutants: number;
  readonly good: number;
  /** Graphs with a changed fact, of each graph. */
  readonly changed: number;
  readonly onProgress?: (done: number, what: string) => void;
}

/** What became of a kind, or of a route. */
export interface Tally {
  readonly name: string;
  readonly wanted: 'rejected' | 'warned' | 'unseen' | 'accepted';
  made: number;
  /** Left out, since by another criterion nothing is wrong with them. */
  neutral: number;
  /** Of these, those that the verifier rejects all the same. */
  readonly neutralRejected: string[];
  /** Those of which the verifier said what it should. */
  right: number;
  /** Checks that spoke up, and in how many cases. */
  readonly by: Map<string, number>;
  /** Those of which it said something else. */
  readonly others: string[];
}

export interface Report {
  readonly mutants: readonly Tally[];
  readonly good: readonly Tally[];
}

export async function runBench(options: Options): Promise<Report> {
  const worlds = await Promise.all(options.graphs.map((path) => openWorld(path, options.tasks, options.seed)));
  const opened: World[] = [...worlds];
  try {
    const bases: Base[] = [];
    const good: Tally[] = [];
    for (const style of ['values', 'handles'] as const) {
      const tally = tallyOf(`walker, by ${style}`, 'accepted');
      good.push(tally);
      for (const world of worlds) {
        const walked = await walk(world, world.tasks, style);
        const found = world.tasks.flatMap((task): Base[] => {
          const trajectory = walked.get(task.question);
          return trajectory === undefined ? [] : [{ world, task, story: storyOf(trajectory), style }];
        });
        await judgeGood(
          tally,
          found.map((base) => ({ base, story: base.story })),
        );
        bases.push(...found);
      }
    }
    good.push(
      ...(await runRoutes(
        bases,
        options,
        good.reduce((sum, { made }) => sum + made, 0),
      )),
    );
    return { mutants: await runKinds(bases, options, opened), good };
  } finally {
    await Promise.all(opened.map((world) => world.close()));
  }
}

const tallyOf = (name: string, wanted: Tally['wanted']): Tally => ({
  name,
  wanted,
  made: 0,
  neutral: 0,
  neutralRejected: [],
  right: 0,
  by: new Map(),
  others: [],
});

async function runKinds(bases: readonly Base[], options: Options, opened: World[]): Promise<Tally[]> {
  const all = kinds(options.changed, options.seed, opened);
  const wrong = all.filter(({ wanted }) => wanted === undefined);
  const tallies: Tally[] = [];
  let left = options.mutants;
  for (const [at, kind] of wrong.entries()) {
    const tally = await runKind(kind, Math.ceil(left / (wrong.length - at)), bases, options.seed);
    tallies.push(tally);
    left -= tally.made - tally.neutral;
    options.onProgress?.(options.mutants - left, kind.name);
  }
  // Beside them, and as many of each kind: what must not be rejected.
  const each = Math.ceil(options.mutants / wrong.length);
  for (const kind of all) if (kind.wanted !== undefined) tallies.push(await runKind(kind, each, bases, options.seed));
  return tallies;
}

interface Made {
  readonly id: string;
  readonly base: Base;
  readonly mutant: Mutant;
}

async function runKind(kind: Kind, quota: number, bases: readonly Base[], seed: string): Promise<Tally> {
  const tally = tallyOf(kind.name, kind.wanted ?? 'rejected');
  const random = seededRandom(`${seed}/${kind.name}`);
  const made: Made[] = [];
  const neutral: Made[] = [];
  for (const base of random.shuffle(bases)) {
    if (made.length === quota) break;
    const mutant = await kind.mutate(base, random, bases);
    if (mutant === undefined) continue;
    tally.made += 1;
    const list = kind.wanted === undefined && (await isNeutral(mutant, base)) ? neutral : made;
    list.push({ id: `mutant-${tally.made}`, base, mutant });
  }
  tally.neutral = neutral.length;
  const together = [...made, ...neutral].filter(({ mutant }) => mutant.spoil === undefined);
  const read = await recordStories(new Map(together.map(({ id, mutant }) => [id, mutant.story])));
  const verdicts = async (one: Made) => await verdictsOn(await readBack(one, read), one.mutant, one.base);
  for (const one of made) judge(tally, one, await verdicts(one));
  for (const one of neutral) {
    const wrong = (await verdicts(one)).find(({ conforms }) => !conforms);
    if (wrong !== undefined)
      tally.neutralRejected.push(`${told(one.base, one.mutant.story)} | ${wrong.violations[0]?.reason}`);
  }
  return tally;
}

/** What the reader makes of a mutant; one whose journal is spoilt has a journal of its own. */
async function readBack(
  { id, mutant }: Made,
  together: ReadonlyMap<string, readonly Trajectory[]>,
): Promise<readonly Trajectory[]> {
  const { spoil, story } = mutant;
  if (spoil === undefined) return together.get(id) ?? [];
  const read = await recordStories(new Map([[id, story]]), (folder) => spoilt(folder, spoil));
  return [...read.values()].flat();
}

function judge(tally: Tally, { base, mutant }: Made, verdicts: readonly Verdict[]): void {
  const warned = verdicts.flatMap(({ warnings = [] }) => warnings.map(({ check }) => check));
  const failed = verdicts.flatMap(({ violations }) => violations.map(({ check }) => check));
  const skipped = verdicts.flatMap(({ checks }) =>
    checks.flatMap(({ check, outcome }) => (outcome === 'skipped' ? [`(${check} skipped)`] : [])),
  );
  const spoke = tally.wanted === 'rejected' ? (failed.length > 0 ? failed : skipped) : [...failed, ...warned];
  for (const check of new Set(spoke)) tally.by.set(check, (tally.by.get(check) ?? 0) + 1);
  const conforms = verdicts.length > 0 && verdicts.every((verdict) => verdict.conforms);
  const right =
    tally.wanted === 'rejected' ? !conforms : conforms && (tally.wanted === 'unseen' || warned.includes('necessity'));
  if (right) tally.right += 1;
  else tally.others.push(`${told(base, mutant.story)} | ${verdicts[0]?.violations[0]?.reason}`);
}

async function spoilt(folder: string, spoil: NonNullable<Mutant['spoil']>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.jsonl')) continue;
    const lines = (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n');
    await writeFile(join(folder, name), `${spoil(lines).join('\n')}\n`);
  }
}

const told = ({ world, task, style }: Base, { calls, answer }: Story): string =>
  `${world.name}, ${task.pattern}, ${style}: ${task.question} | ${calls.map(({ tool, arguments: given }) => `${tool} ${JSON.stringify(given)}`).join('; ')} | ${JSON.stringify(answer?.answer)}`;

async function runRoutes(
  bases: readonly Base[],
  { good, seed, graphs, onProgress }: Options,
  before: number,
): Promise<Tally[]> {
  const tallies: Tally[] = [];
  const countries = bases.find(({ world }) => world.name.includes('countries'))?.world;
  if (countries !== undefined && graphs.length > 0) {
    const tally = tallyOf('hand-written', 'accepted');
    await judgeGood(tally, await Promise.all(HAND_WRITTEN.map((session) => handWritten(session, countries))));
    tallies.push(tally);
  }
  let left = good - before - (tallies[0]?.made ?? 0);
  for (const [at, { name, go }] of ROUTES.entries()) {
    const quota = Math.max(0, Math.ceil(left / (ROUTES.length - at)));
    const random = seededRandom(`${seed}/${name}`);
    const tally = tallyOf(name, 'accepted');
    const found: Good[] = [];
    for (const base of random.shuffle(bases)) {
      if (found.length === quota) break;
      const story = await go(base, random);
      if (story !== undefined) found.push({ base, story });
    }
    await judgeGood(tally, found);
    tallies.push(tally);
    left -= tally.made;
    onProgress?.(good - left, name);
  }
  return tallies;
}

export interface Good {
  readonly base: Base;
  readonly story: Story;
}

async function judgeGood(tally: Tally, found: readonly Good[]): Promise<void> {
  const named = found.map((one, at) => ({ id: `good-${at + 1}`, ...one }));
  const read = await recordStories(new Map(named.map(({ id, story }) => [id, story])));
  for (const { id, base, story } of named) {
    tally.made += 1;
    const verdicts = await verdictsOn(read.get(id) ?? [], { task: base.task }, base);
    const failed = verdicts.flatMap(({ violations, checks }) => [
      ...violations.map(({ check }) => check),
      ...checks.filter(({ outcome }) => outcome === 'skipped').map(({ check }) => `(${check} skipped)`),
    ]);
    for (const check of new Set(failed)) tally.by.set(check, (tally.by.get(check) ?? 0) + 1);
    if (verdicts.length === 1 && verdicts[0]?.conforms === true) tally.right += 1;
    else tally.others.push(`${told(base, story)} | ${verdicts[0]?.violations[0]?.reason}`);
  }
}
