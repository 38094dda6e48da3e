/** The table of verbs, and how every error ends: a clear sentence on stderr and an exit code that scripts can read. */
import { Command, CommanderError } from 'commander';
import { GraphtrailError, UsageError } from '../errors.ts';
import { callCommand } from './call.ts';
import { demoCommand } from './demo.ts';
import { digestCommand } from './digest.ts';
import { harvestCommand } from './harvest.ts';
import { importCommand } from './import.ts';
import { installCommand } from './install.ts';
import { journalCommand } from './journal.ts';
import { keepNow } from './kept-graphs.ts';
import { lookCommand } from './look.ts';
import { tell } from './print.ts';
import { reportCommand } from './report.ts';
import { serveCommand } from './serve.ts';
import { surfacesCommand } from './surfaces.ts';
import { tasksCommand } from './tasks.ts';
import { toolsCommand } from './tools.ts';
import { verifyCommand } from './verify.ts';
import { VERSION } from './version.ts';
import { walkCommand } from './walk.ts';

const USAGE = 2;
const OPERATOR_FAULT = 3;

/** Runs one command line; gives its exit code: 0 good, 1 verdicts failed, 2 usage, 3 operator fault. */
export async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  const exit = (status: number): void => {
    code = status;
  };
  const program = new Command('graphtrail')
    .description(
      'Turns the relations of a knowledge graph into MCP tools, records what agents do with them,\nproves each trajectory against the graph, and writes the proven ones as training data.',
    )
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(add --help for the options)')
    .addHelpText(
      'after',
      '\nStart here:\n  graphtrail look graphs/countries.ttl     what is in a graph\n  graphtrail demo                          the whole road on a bundled graph',
    );
  const verbs = [
    lookCommand,
    toolsCommand,
    surfacesCommand,
    callCommand,
    serveCommand,
    installCommand,
    tasksCommand,
    walkCommand,
    importCommand,
    verifyCommand,
    harvestCommand,
    reportCommand,
    journalCommand,
    demoCommand,
    digestCommand,
  ];
  for (const verb of verbs)
    program.addCommand(verb(exit).exitOverride().showHelpAfterError('(add --help for the options)'));
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    return exitCodeOf(error);
  } finally {
    await keepNow();
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (error instanceof UsageError) {
    tell(`graphtrail: ${error.message}`);
    return USAGE;
  }
  if (error instanceof GraphtrailError) {
    tell(`graphtrail: ${error.message} [${error.code}]`);
    return OPERATOR_FAULT;
  }
  tell(
    `graphtrail: an error nobody foresaw; please report it with the command you ran.\n${(error as Error).stack ?? error}`,
  );
  return OPERATOR_FAULT;
}
