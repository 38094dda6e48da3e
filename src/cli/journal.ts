/** `graphtrail journal`: looks after recorded files: are they whole, mend their ends, what do they hold. */
import { Command } from 'commander';
import { JournalError } from '../errors.ts';
import { type FileInspection, type FileState, inspectJournals, needsCare, placeOf } from '../trajectory/inspect.ts';
import { journalFiles } from '../trajectory/journal-paths.ts';
import { type Mended, mendJournal } from '../trajectory/mend.ts';
import { type JournalStats, journalStats } from '../trajectory/stats.ts';
import { ownName } from './own-name.ts';
import { count, counted, print, printJson, printLine, table, tell } from './print.ts';

type Exit = (code: number) => void;

export function journalCommand(exit: Exit): Command {
  const verbs = [checkCommand(exit), repairCommand(exit), statsCommand()];
  const command = new Command('journal').description('check, repair and count recorded journals');
  for (const verb of verbs) command.addCommand(verb.exitOverride().showHelpAfterError('(add --help for the options)'));
  return command;
}

function subcommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<journals...>', 'folders or journal files')
    .option('--json', 'as JSON');
}

const MEANINGS: Readonly<Record<FileState, string>> = {
  sealed: 'whole',
  repaired: 'whole since it was repaired',
  continued: 'whole; the next file of its run goes on from its end',
  in_use: 'whole so far, and being written',
  unsealed: 'without a seal: its writer was killed, so a cut at a line end could not be seen',
  damaged: 'damaged',
};

function checkCommand(exit: Exit): Command {
  return subcommand('check', 'is every record there, unchanged and in its place? Exit code 1 where not').action(
    async (paths: string[], { json }: { json?: boolean }) => {
      let wrong = 0;
      let files = 0;
      let unsealed = false;
      for await (const file of inspectJournals(paths)) {
        files += 1;
        if (needsCare(file)) wrong += 1;
        if (file.state === 'unsealed') unsealed = true;
        if (json === true) await printLine(JSON.stringify(file));
        else printFile(file);
      }
      tell(`${counted(files, 'file')}, ${wrong === 0 ? 'nothing to mend' : `${count(wrong)} to look after`}.`);
      if (unsealed) tell(`Seal what is whole: ${ownName()} journal repair ${paths.join(' ')}`);
      if (wrong > 0) exit(1);
    },
  );
}

function printFile({ path, state, records, problems, problemCount, missing }: FileInspection): void {
  print(`${path}: ${MEANINGS[state]}, ${counted(records, 'record')}`);
  for (const problem of problems) print(`  ${placeOf(path, problem)}: ${problem.reason}`);
  if (problemCount > problems.length) print(`  … and ${counted(problemCount - problems.length, 'more problem')}`);
  if (missing !== undefined) print(`  it goes on from ${missing}, which is not among these files`);
}

function repairCommand(exit: Exit): Command {
  return subcommand('repair', 'put torn ends aside (.torn) and seal what is whole; loses no byte')
    .option('--force', 'also files of which it cannot be told whether somebody writes them')
    .action(async (paths: string[], { json, force }: { json?: boolean; force?: boolean }) => {
      let refused = 0;
      for (const path of journalFiles(paths)) {
        try {
          const mended = await mendJournal(path, { force: force === true });
          if (json === true) await printLine(JSON.stringify(mended));
          else print(told(mended));
        } catch (error) {
          if (!(error instanceof JournalError)) throw error;
          refused += 1;
          tell(`graphtrail: ${error.message} [${error.code}]`);
        }
      }
      if (refused > 0) exit(1);
    });
}

function told({ path, cut, sealed, unsealed }: Mended): string {
  const cutting = cut === undefined ? [] : [`${counted(cut.bytes, 'byte')} put aside in ${cut.torn}`];
  const sealing = sealed ? ['sealed'] : unsealed === undefined ? [] : [`not sealed: ${unsealed}`];
  const done = [...cutting, ...sealing];
  return `${path}: ${done.length === 0 ? 'nothing to mend' : done.join('; ')}`;
}

function statsCommand(): Command {
  return subcommand('stats', 'what is in them: files, records, trajectories, clients').action(
    async (paths: string[], { json }: { json?: boolean }) => {
      const stats = await journalStats(paths);
      if (json === true) printJson(stats);
      else printStats(stats);
    },
  );
}

function printStats({ states, clients, ...totals }: JournalStats): void {
  const { files, bytes, records, trajectories, answered, calls, redacted, unrecorded, oldest, newest } = totals;
  const by = Object.entries(states).map(([state, many]) => `${many} ${state.replace('_', ' ')}`);
  print(`${counted(files, 'file')} (${by.join(', ')}), ${count(bytes)} bytes, ${counted(records, 'record')}`);
  print(
    `${counted(trajectories, 'trajectory', 'trajectories')}, ${count(answered)} answered, ${counted(calls, 'call')}`,
  );
  if (oldest !== undefined && newest !== undefined) print(`from ${oldest} to ${newest}`);
  if (redacted > 0) print(`${counted(redacted, 'secret was', 'secrets were')} taken out before writing`);
  if (unrecorded > 0) print(`${counted(unrecorded, 'record')} could not be written`);
  const rows = clients.map((client) => [client.client, client.trajectories, client.answered, client.calls]);
  print(table([['client', 'trajectories', 'answered', 'calls'], ...rows]));
}
