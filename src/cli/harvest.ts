/** `graphtrail harvest`: writes the proven trajectories as training data. */
import { Command } from 'commander';
import type { HarvestReport } from '../harvest/report.ts';
import { harvest } from '../harvest/write.ts';
import { type GraphFlags, openGraph, withGraphFlags } from './graph-options.ts';
import { samplesOf, statedOrigin } from './harvesting.ts';
import { wholeNumber } from './parse.ts';
import { count, counted, print, printJson, table } from './print.ts';
import { countBar } from './progress.ts';
import { openVerifying, readTaskFiles } from './verifying.ts';

interface Flags extends GraphFlags {
  readonly graph: readonly string[];
  readonly tasks?: readonly string[];
  readonly format: string;
  readonly out: string;
  readonly seed: string;
  readonly license?: string;
  readonly maxTokens: number;
  readonly unpinned?: boolean;
  readonly json?: boolean;
}

export function harvestCommand(): Command {
  return withGraphFlags(new Command('harvest'))
    .description('verify recorded trajectories and write the proven ones as training data')
    .argument('<journals...>', 'folders or journal files')
    .requiredOption('--graph <files...>', 'the graph that they were recorded on')
    .requiredOption('--out <folder>', 'where the data set goes')
    .option('--format <names>', 'some of trl-sft,openai,llamafactory', 'trl-sft,openai,llamafactory')
    .option('--tasks <files...>', 'task files with the gold answers (default: those beside the journals)')
    .option('--seed <text>', 'draws phrasings, system texts, distractors and splits', '0')
    .option('--license <name>', 'licence of the data set (default: what the graph states)')
    .option('--max-tokens <n>', 'refuse rows that are estimated longer', wholeNumber, 8192)
    .option('--unpinned', 'also write, into a set of their own, rows whose graph could not be pinned')
    .option('--json', 'the report as JSON')
    .action(async (journals: string[], flags: Flags) => {
      const tasks = await readTaskFiles(journals, flags.tasks);
      const opened = await openGraph(flags.graph, flags);
      const verifying = await openVerifying(opened, tasks);
      const bar = countBar('Verifying and harvesting', tasks.size);
      try {
        const options = { seed: flags.seed, tokenLimit: flags.maxTokens, unpinned: flags.unpinned === true };
        const samples = samplesOf(counting(verifying.verdicts(journals), bar.update), opened, options);
        const report = await harvest(samples, {
          directory: flags.out,
          formats: flags.format.split(','),
          seed: flags.seed,
          graph: statedOrigin(opened),
          ...(flags.license === undefined ? {} : { license: flags.license }),
        });
        if (flags.json === true) printJson(report);
        else print(harvestSummary(report));
      } finally {
        bar.stop();
        await verifying.close();
      }
    });
}

export async function* counting<T>(items: AsyncIterable<T>, tell: (done: number) => void): AsyncGenerator<T> {
  let done = 0;
  for await (const item of items) {
    yield item;
    done += 1;
    tell(done);
  }
}

export function harvestSummary({
  directory,
  changed,
  read,
  written,
  splits,
  patterns,
  refused,
  dropped,
  repeated,
}: HarvestReport): string {
  const rows = patterns.map(({ pattern, splits: by }) => [pattern, by.train, by.validation, by.test]);
  const out = [...Object.entries(refused), ...Object.entries(dropped)]
    .filter(([, times]) => times > 0)
    .map(([reason, times]) => `${reason} ${count(times)}`);
  const lines = [
    `${counted(written, 'sample')} from ${counted(read, 'trajectory', 'trajectories')} in ${directory}${changed ? '' : ' (the same as were there before)'}`,
    table([['pattern', 'train', 'validation', 'test'], ...rows, ['all', splits.train, splits.validation, splits.test]]),
  ];
  if (out.length > 0) lines.push(`Left out: ${out.join(', ')}`);
  if (repeated > 0)
    lines.push(`${counted(repeated, 'trajectory repeats', 'trajectories repeat')} a sample that is there already.`);
  return lines.join('\n');
}
