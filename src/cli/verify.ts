/** `graphtrail verify`: proves recorded trajectories against a graph. */
import { statSync } from 'node:fs';
import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { awaitJournals } from '../trajectory/follow-others.ts';
import { journalFiles } from '../trajectory/journal-paths.ts';
import { createCrediting } from './crediting.ts';
import { type EndpointFlags, graphShown, openSource, withEndpointFlags } from './endpoint-flags.ts';
import { asJson, createTeller } from './explained.ts';
import { isGraph, type OpenedSource } from './graph-options.ts';
import { ownName } from './own-name.ts';
import { print, printLine, tell } from './print.ts';
import { readingBar } from './progress.ts';
import { createTally } from './verify-tally.ts';
import {
  folderOf,
  followOption,
  type HindsightFlag,
  hindsightOption,
  openVerifying,
  readTaskFiles,
  trajectoriesOf,
} from './verifying.ts';

interface Flags extends EndpointFlags {
  readonly graph?: readonly string[];
  readonly tasks?: readonly string[];
  readonly quarantine?: string;
  readonly hindsight: HindsightFlag;
  readonly follow?: boolean;
  readonly credit?: boolean;
  readonly json?: boolean;
}

export function verifyCommand(exit: (code: number) => void): Command {
  return withEndpointFlags(new Command('verify'))
    .description('prove recorded trajectories against a graph')
    .argument('<journals...>', 'folders or journal files')
    .option('--graph <files...>', 'the graph that they were recorded on: files, or an endpoint as sparql+https://…')
    .option('--tasks <files...>', 'task files with the gold answers (default: those beside the journals)')
    .option(
      '--quarantine <folder>',
      'where tasks go about which the two engines disagree (default: beside the first journal)',
    )
    .addOption(hindsightOption())
    .addOption(followOption())
    .option(
      '--credit',
      'what each call is worth, and the rewards of ToolRL and StepTool: means, with --json all of them',
    )
    .option('--json', 'one verdict a line, as JSON')
    .action(async (journals: string[], flags: Flags) => {
      if (flags.graph === undefined && flags.endpoint === undefined)
        throw new UsageError(
          'no_graph',
          'expected --graph with what the journals were recorded on: files, or an endpoint as sparql+https://…',
        );
      const bytes = flags.follow === true ? 0 : sizeOf(journals);
      const [opened] = await Promise.all([
        openSource(flags.graph ?? [], flags),
        flags.follow && awaitJournals(journals),
      ]);
      const tasks = await readTaskFiles(journals, flags.tasks, flags.follow);
      const verifying = await openVerifying(opened, tasks, flags.quarantine, flags.hindsight);
      const bar = readingBar('Verifying', bytes);
      const tally = createTally();
      const crediting = flags.credit === true ? createCrediting(opened.source, verifying) : undefined;
      const told = flags.json === true ? asJson : createTeller();
      let read = 0;
      const onBytes = (count: number): void => {
        read += count;
      };
      try {
        const trajectories = trajectoriesOf(journals, flags.follow, { onFile: tally.addFile, onBytes });
        for await (const verified of verifying.verify(trajectories, tasks, folderOf(journals[0] as string))) {
          tally.add(verified.verdict);
          bar.update(read, undefined, tally.soFar());
          const text = await told(
            crediting === undefined ? verified : await crediting.credited(verified),
            opened.source,
          );
          if (text !== undefined && !(await printLine(text))) break;
        }
      } finally {
        bar.stop();
        await verifying.close();
      }
      for (const line of tally.files()) tell(line);
      if (flags.json !== true) print(tally.verdicts());
      if (flags.json !== true && crediting !== undefined) print(crediting.summary());
      if (tally.right > 0 && flags.json !== true)
        tell(`Next: ${ownName()} harvest ${harvestShown(journals, opened, flags)}`);
      if (tally.wrong > 0) exit(1);
    });
}

/** The parameters of a harvest of what was verified here. */
function harvestShown(journals: readonly string[], opened: OpenedSource, flags: Flags): string {
  const { graph = [], tasks, hindsight } = flags;
  return [
    ...journals,
    graphShown(graph, opened, flags),
    ...(tasks === undefined ? [] : ['--tasks', ...tasks]),
    ...(hindsight === 'unasked' ? [] : ['--hindsight', hindsight]),
    ...(isGraph(opened) ? [] : ['--unpinned']),
    '--out dataset',
  ].join(' ');
}

/** Bytes of all journals together. */
function sizeOf(journals: readonly string[]): number {
  return journalFiles(journals).reduce((sum, file) => sum + statSync(file).size, 0);
}
