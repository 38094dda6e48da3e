/** Prints what became of mutants and of good trajectories, kind by kind. Usage: mutants [mutants] [good] [tasks a graph] */
import { type Report, runBench, type Tally } from './mutation/run.ts';

const [mutants = 5000, good = 5000, tasks = 420] = process.argv.slice(2).map(Number);
const started = performance.now();
const report = await runBench({
  seed: 'mutants',
  graphs: ['graphs/countries.ttl', 'graphs/elements.ttl', 'graphs/films.ttl'],
  tasks,
  mutants,
  good,
  changed: 16,
  onProgress: (done, what) => process.stderr.isTTY && process.stderr.write(`\r${done} ${what.padEnd(60)}`),
});
process.stderr.write('\r');
process.stdout.write(printed(report));
process.stderr.write(`${Math.round((performance.now() - started) / 1000)} s\n`);

function printed({ mutants: kinds, good: routes }: Report): string {
  const wrong = kinds.filter(({ wanted }) => wanted === 'rejected');
  const needless = kinds.filter(({ wanted }) => wanted === 'warned');
  const unseen = kinds.filter(({ wanted }) => wanted === 'unseen');
  return [
    '| mutants | judged | neutral, left out (accepted) | caught | by |',
    '|---|---|---|---|---|',
    ...wrong.map(row),
    sum('all that must be rejected', wrong),
    ...needless.map(row),
    sum('all that must be warned of', needless),
    '',
    '| what nobody can see without a key | judged | | passes | warned of by |',
    '|---|---|---|---|---|',
    ...unseen.map(row),
    '',
    '| good trajectories | judged | | accepted | rejected by |',
    '|---|---|---|---|---|',
    ...routes.map(row),
    sum('all', routes),
    '',
    ...[...kinds, ...routes].flatMap(({ name, others }) => others.map((one) => `- ${name}: ${one}`)),
    ...kinds.flatMap(({ name, neutralRejected }) =>
      neutralRejected.map((one) => `- neutral, and rejected: ${name}: ${one}`),
    ),
    '',
  ].join('\n');
}

function row({ name, made, neutral, neutralRejected, right, by }: Tally): string {
  const checks = [...by].sort((a, b) => b[1] - a[1]).slice(0, 4);
  return `| ${name} | ${made - neutral} | ${neutral === 0 ? '' : `${neutral} (${neutral - neutralRejected.length})`} | ${share(right, made - neutral)} | ${checks.map(([check, count]) => `${check} ${count}`).join(', ')} |`;
}

function sum(name: string, tallies: readonly Tally[]): string {
  const total = (of: (tally: Tally) => number): number => tallies.reduce((all, tally) => all + of(tally), 0);
  const judged = total(({ made, neutral }) => made - neutral);
  return `| **${name}** | **${judged}** | **${total(({ neutral }) => neutral)} (${total(({ neutral, neutralRejected }) => neutral - neutralRejected.length)})** | **${total(({ right }) => right)} (${((100 * total(({ right }) => right)) / judged).toFixed(2)} %)** | |`;
}

function share(right: number, all: number): string {
  return right === all ? `${right}` : `**${right} of ${all}**`;
}
