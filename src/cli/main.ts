/** The table of verbs, and how every error ends: a clear sentence on stderr and an exit code that scripts can read. */
import { Command, CommanderError } from 'commander';
import { GraphtrailError, UsageError } from '../errors.ts';
import { finish } from './afterwards.ts';
import { OPERATOR_FAULT, tell } from './print.ts';
import { VERSION } from './version.ts';

type Load = () => Promise<(exit: (code: number) => void) => Command>;

/** The verbs in the order of the help, each loaded only when it is wanted: a client waits for a server to start. */
const VERBS: Readonly<Record<string, Readonly<Record<string, Load>>>> = {
  'Serve a graph:': {
    look: async () => (await import('./look.ts')).lookCommand,
    tools: async () => (await import('./tools.ts')).toolsCommand,
    surfaces: async () => (await import('./surfaces.ts')).surfacesCommand,
    call: async () => (await import('./call.ts')).callCommand,
    serve: async () => (await import('./serve.ts')).serveCommand,
    install: async () => (await import('./install.ts')).installCommand,
  },
  'Make training data:': {
    tasks: async () => (await import('./tasks.ts')).tasksCommand,
    walk: async () => (await import('./walk.ts')).walkCommand,
    import: async () => (await import('./import.ts')).importCommand,
    verify: async () => (await import('./verify.ts')).verifyCommand,
    harvest: async () => (await import('./harvest.ts')).harvestCommand,
    report: async () => (await import('./report.ts')).reportCommand,
  },
  'More:': {
    demo: async () => (await import('./demo.ts')).demoCommand,
    journal: async () => (await import('./journal.ts')).journalCommand,
    digest: async () => (await import('./digest.ts')).digestCommand,
  },
};

const USAGE = 2;

/** Runs one command line; gives its exit code: 0 good, 1 verdicts failed, 2 usage, 3 operator fault. */
export async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  const exit = (status: number): void => {
    code = status;
  };
  const program = new Command('graphtrail')
    .description(
      'Turns the relations of a knowledge graph into MCP tools, records what agents do with them, proves each trajectory against the graph, and writes the proven ones as training data.',
    )
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(add --help for the options)')
    .addHelpText(
      'after',
      '\nStart here:\n  graphtrail look graphs/countries.ttl     what is in a graph\n  graphtrail demo                          the whole road on a bundled graph\n\nExit codes: 0 good, 1 something is proven wrong or a call failed, 2 wrong usage or configuration, 3 a file, folder or server is at fault.',
    );
  for (const [group, load] of verbsFor(argv[2])) {
    const verb = (await load())(exit).helpGroup(group);
    program.addCommand(verb.exitOverride().showHelpAfterError('(add --help for the options)'));
  }
  program.commandsGroup('More:').helpCommand('help [command]', 'help for a verb');
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    return exitCodeOf(error);
  } finally {
    await finish();
  }
}

/** The verb of that name with its group, else all: the help tells of each. */
function verbsFor(name: string | undefined): (readonly [group: string, Load])[] {
  const all = Object.entries(VERBS).flatMap(([group, verbs]) =>
    Object.entries(verbs).map(([verb, load]) => ({ group, verb, load })),
  );
  const named = all.filter(({ verb }) => verb === name);
  return (named.length > 0 ? named : all).map(({ group, load }) => [group, load]);
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
