/** Promise: eight million triples fit, and cost little more each than three hundred thousand. */
import { join } from 'node:path';
import { temporaryFolder, writeAll } from './load-data.ts';
import { measureLoads } from './measure.ts';
import type { Row } from './row.ts';
import { drawTriple, scaleFree } from './scale-free.ts';

const SMALL = { triples: 310_000, entities: 14_500, relations: 237 };
export const LARGE = { triples: 8_000_000, entities: 1_000_000, relations: 500 };

export async function runLarge(): Promise<Row[]> {
  const folder = temporaryFolder();
  const small = join(folder, 'small.ttl');
  const large = join(folder, 'large.ttl');
  await writeAll(small, scaleFreeTurtle(SMALL));
  await writeAll(large, scaleFreeTurtle(LARGE));
  const runs = await measureLoads({ small: ['graph', small], large: ['graph', large] }, 3);
  const cost = { small: microseconds(runs.small), large: microseconds(runs.large) };
  const growth = cost.large / cost.small;
  const peak = runs.large.peak / 1e6;
  const millions = (runs.large.triples / 1e6).toFixed(1);
  return [
    {
      what: `resident memory at its highest, ${millions} M triples`,
      value: `${peak.toFixed(0)} MB`,
      goal: '< 600 MB',
      met: peak < 600,
    },
    {
      what: `cost a triple, ${millions} M against 0.3 M triples`,
      value: `${cost.large.toFixed(2)} µs : ${cost.small.toFixed(2)} µs`,
      ratio: growth,
      goal: '≤ 1.7',
      met: growth <= 1.7,
    },
    {
      what: `bytes a triple alive, ${millions} M triples`,
      value: `${(runs.large.bytes / runs.large.triples).toFixed(1)} B`,
      goal: '≤ 50 B',
      met: runs.large.bytes / runs.large.triples <= 50,
    },
  ];
}

function microseconds(run: { readonly milliseconds: number; readonly triples: number }): number {
  return (run.milliseconds * 1000) / run.triples;
}

/** A scale-free graph, grouped by subject as writers of Turtle do: each entity states about as much as any other. */
export function* scaleFreeTurtle(size: typeof SMALL): Generator<string> {
  const graph = scaleFree({ ...size, seed: 8 });
  yield '@prefix e: <http://example.org/entity/Q> .\n@prefix r: <http://example.org/relation/P> .\n';
  const each = size.triples / size.entities;
  for (let subject = 0; subject < size.entities; subject++) {
    const count = Math.round((subject + 1) * each) - Math.round(subject * each);
    const parts: string[] = [];
    for (let index = 0; index < count; index++) {
      const [, relation, object] = drawTriple(graph);
      parts.push(`r:${relation} e:${object}`);
    }
    if (parts.length > 0) yield `e:${subject} ${parts.join(' ; ')} .\n`;
  }
}
