/** Promise: sampling is never what one waits for, with the filters of others or with all of ours. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../src/graph/graph.ts';
import { loadGraph } from '../src/graph/load.ts';
import { LocalSource } from '../src/graph/local-source.ts';
import { PATTERNS } from '../src/logic/pattern.ts';
import { seededRandom } from '../src/logic/random.ts';
import { hasInverseTool } from '../src/relation/directions.ts';
import { discoverRelations } from '../src/relation/discover.ts';
import { drawShape } from '../src/task/draw.ts';
import type { Drawing } from '../src/task/drawing.ts';
import { createFingerprints } from '../src/task/fingerprints.ts';
import { createFollow } from '../src/task/follow.ts';
import { createGround, type Ground } from '../src/task/ground.ts';
import type { SampledGraph } from '../src/task/make-task.ts';
import { sampleTasks, senseOptions } from '../src/task/sample-tasks.ts';
import { rejectionOfDrawn } from '../src/task/sense-drawn.ts';
import { BETAE, betaeRates, type Rates, SMORE } from './betae.ts';
import type { Row } from './row.ts';

const FORMULAS = 20_000;
const WARM = 4000;
const TASKS = 14_000;

export async function runSample(): Promise<Row[]> {
  const folder = process.env['GRAPHTRAIL_DATA'];
  const train = folder === undefined ? undefined : join(folder, 'train.tsv.gz');
  if (folder === undefined || train === undefined || !existsSync(train)) return [];
  const graph = await loadGraph([train], { labels: [join(folder, 'entity2text.tsv.gz')] });
  const source = new LocalSource(graph);
  const sampled = { graph, source, vocabulary: await discoverRelations(source) };
  const ground = createGround(graph, sampled.vocabulary.relations, hasInverseTool);
  const before = await betaeRates(train);
  const loose = ratesOf(ground, false);
  const strict = ratesOf(ground, true);
  const after = await betaeRates(train);
  const peer = `create_queries.py ${after === undefined ? '(2026-11-20)' : '(this run)'}`;
  const betae = before === undefined || after === undefined ? BETAE : better(before, after);
  return [
    ...against(`with BetaE's filters`, loose, betae, peer, 25),
    ...against('with all filters', strict, betae, peer, 8),
    total(
      `harmonic mean with BetaE's filters, against SMORE's C++ sampler (2026-11-20)`,
      loose,
      SMORE,
      Object.keys(betae),
      1,
    ),
    total(`harmonic mean with all filters, against ${peer}`, strict, betae, Object.keys(betae), 8),
    await wholeTasks(sampled),
  ];
}

/** Formulas a second of processor time by pattern: other work on the machine then counts less. */
function ratesOf(ground: Ground, strict: boolean): Rates {
  const rates: Record<string, number> = {};
  for (const name of PATTERNS.keys()) {
    sample(name, ground, strict, WARM);
    const start = processorSeconds();
    sample(name, ground, strict, FORMULAS);
    rates[name] = FORMULAS / (processorSeconds() - start);
  }
  return rates;
}

/**
 * Different formulas with all their answers. BetaE's filters: there is an answer, no two branches are alike. All filters: also
 * at most 20 in any set, every call matters, no answer is named, at most one hub.
 */
function sample(pattern: string, ground: Ground, strict: boolean, count: number): void {
  const shape = PATTERNS.get(pattern);
  if (shape === undefined) return;
  const { graph } = ground;
  const limits = senseOptions(graph, strict ? {} : { maximumAnswers: Infinity });
  const drawing = drawingOf(ground, graph, `${pattern}/${count}`, strict, limits.maximumSet);
  const seen = createFingerprints();
  while (seen.size < count) {
    const drawn = drawShape(shape, drawing);
    if (typeof drawn === 'string' || drawn.set.length === 0 || seen.has(drawn)) continue;
    if (!strict || rejectionOfDrawn(drawn, drawing.follow, limits) === undefined) seen.add(drawn);
  }
}

function drawingOf(ground: Ground, graph: Graph, seed: string, telling: boolean, maximumSet: number): Drawing {
  const used = new Uint32Array(graph.relations.length);
  return { ground, random: seededRandom(seed), follow: createFollow(graph), maximumSet, telling, used };
}

function against(filters: string, own: Rates, peer: Rates, name: string, least: number): Row[] {
  return Object.keys(own).map((pattern) => {
    const [rate, other] = [own[pattern] as number, peer[pattern]];
    const shown = `${thousands(rate)}${other === undefined ? '' : ` : ${thousands(other)}`}`;
    const what = `sample ${pattern} ${filters}${other === undefined ? '' : `, against ${name}`}`;
    if (other === undefined) return { what, value: shown, goal: 'reported', met: true };
    return { what, value: shown, ratio: rate / other, goal: `≥ ${least}`, met: rate / other >= least };
  });
}

function total(what: string, own: Rates, peer: Rates, patterns: readonly string[], least: number): Row {
  const [rate, other] = [harmonic(own, patterns), harmonic(peer, patterns)];
  const ratio = rate / other;
  return { what, value: `${thousands(rate)} : ${thousands(other)}`, ratio, goal: `≥ ${least}`, met: ratio >= least };
}

/** Of two runs, before and after our own, the faster: other work on the machine only ever slows one down. */
const better = (one: Rates, other: Rates): Rates =>
  Object.fromEntries(Object.entries(one).map(([pattern, rate]) => [pattern, Math.max(rate, other[pattern] as number)]));

const harmonic = (rates: Rates, patterns: readonly string[]): number =>
  patterns.length / patterns.reduce((sum, pattern) => sum + 1 / (rates[pattern] as number), 0);

/** Tasks a second with question, plan, names and gold. */
async function wholeTasks(sampled: SampledGraph): Promise<Row> {
  const patterns = [...PATTERNS.keys()];
  const take = async (count: number): Promise<number> => {
    let made = 0;
    const start = processorSeconds();
    for await (const _ of sampleTasks(sampled, { count, patterns, seed: `${count}` })) made += 1;
    return made / (processorSeconds() - start);
  };
  await take(WARM);
  const rate = await take(TASKS);
  return {
    what: 'whole tasks of 14 patterns, worded and planned',
    value: thousands(rate),
    goal: '≥ 3 k/s',
    met: rate >= 3000,
  };
}

const thousands = (rate: number): string => `${(rate / 1000).toFixed(1)} k/s`;

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
