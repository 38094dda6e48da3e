/** Harvests many samples in a process of its own: `harvest-once.js COUNT`. Prints figures as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGraph } from '../src/cli/graph-options.ts';
import { samplesOf } from '../src/cli/harvesting.ts';
import { openVerifying, readTaskFiles } from '../src/cli/verifying.ts';
import { harvest } from '../src/harvest/write.ts';
import type { Verified } from '../src/verify/verify-all.ts';
import type { HarvestMeasure } from './harvest.ts';

const [journals = '', count = '0'] = process.argv.slice(2);
const opened = await openGraph(['graphs/films.ttl'], {});
const verifying = await openVerifying(opened, await readTaskFiles([journals], undefined));
const templates: ((copy: number) => Verified)[] = [];
for await (const verified of verifying.verdicts([journals])) {
  if (verified.verdict.conforms) templates.push(copierOf(verified));
}
await verifying.close();

/** The same walk about other names, so that every copy is a row of its own. */
function copierOf(verified: Verified): (copy: number) => Verified {
  const { trajectory, task } = verified;
  const named = [...(task?.anchors ?? []), ...(task?.answers ?? []), ...trajectory.calls.flatMap(itemsOf)];
  const names = [...new Set(named.flatMap(({ id, label }) => [id, label])), trajectory.id];
  const longestFirst = names.filter((name) => name.length > 3).sort((a, b) => b.length - a.length);
  const pattern = longestFirst.map((name) =>
    JSON.stringify(name)
      .slice(1, -1)
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const pieces = JSON.stringify(verified).split(new RegExp(`(?<![\\w/#:])(${pattern.join('|')})(?![\\w])`, 'u'));
  const numbers = new Map(longestFirst.map((name, index) => [name, index]));
  return (copy) =>
    JSON.parse(
      pieces.map((piece, at) => (at % 2 === 0 ? piece : `n${copy}x${numbers.get(piece) ?? 0}`)).join(''),
    ) as Verified;
}

function itemsOf({ observation }: Verified['trajectory']['calls'][number]): { id: string; label: string }[] {
  return (observation.items ?? []).flatMap((item) => (item.kind === 'entity' ? [item] : []));
}

async function* copies(): AsyncGenerator<Verified> {
  for (let made = 0; made < Number(count); made++) {
    const template = templates[made % templates.length] as (copy: number) => Verified;
    yield template(Math.floor(made / templates.length));
  }
}

const milliseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const root = mkdtempSync(join(tmpdir(), 'graphtrail-bench-'));
try {
  const before = milliseconds();
  let given = 0;
  for await (const one of copies()) given += one.trajectory.calls.length;
  const making = milliseconds() - before;
  const started = milliseconds();
  let gathered = started;
  const options = { seed: '0', tokenLimit: 8192, unpinned: false };
  const { written } = await harvest(samplesOf(copies(), opened, options), {
    directory: join(root, 'out'),
    formats: ['trl-sft'],
    seed: '0',
    license: 'cc0-1.0',
    onRow: (row) => {
      if (row === 1) gathered = milliseconds();
    },
  });
  const measure: HarvestMeasure = {
    written,
    calls: given,
    rowMilliseconds: gathered - started - making,
    milliseconds: milliseconds() - started - making,
    peak: process.resourceUsage().maxRSS * 1024,
  };
  process.stdout.write(JSON.stringify(measure));
} finally {
  rmSync(root, { recursive: true, force: true });
}
