/** `graphtrail install`: writes a graph's server into the settings of MCP clients, or takes it out again. */
import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { InstallError, UsageError } from '../errors.ts';
import { resolveInputs } from '../graph/inputs.ts';
import { CLIENTS, type Client, type ClientName, type Scope } from '../install/client.ts';
import { type Entry, entryOf, snippet } from '../install/entry.ts';
import { launchOf, notesOn, type Program } from '../install/launch.ts';
import { addServer, type Merged } from '../install/merge.ts';
import { probe } from '../install/probe.ts';
import { backupsOf, type Removed, restoreWithout } from '../install/restore.ts';
import { checkedName, LONGEST_COMFORTABLE, serverName } from '../install/server-name.ts';
import { changeSettings, readSettingsFile } from '../install/settings-file.ts';
import { type Place, settingsPlace } from '../install/settings-place.ts';
import { isEndpoint } from '../sparql/endpoint/address.ts';
import { serveArguments, type Typed, withServeFlags } from './install-flags.ts';
import { thisMachine, thisProgram } from './install-machine.ts';
import { type Installed, tellInstalled, tellPrinted } from './install-report.ts';
import { printJson, tell } from './print.ts';
import { VERSION } from './version.ts';

interface Flags {
  readonly client?: readonly Client[];
  readonly name?: string;
  readonly scope: Scope;
  readonly print?: boolean;
  readonly uninstall?: boolean;
  readonly force?: boolean;
  readonly npx?: boolean;
  readonly check: boolean;
  readonly json?: boolean;
}

const NAMES = [...CLIENTS.keys()].join(', ');

export function installCommand(): Command {
  const command = new Command('install')
    .description('write a graph into the settings of an MCP client, which then starts the server by itself')
    .argument('[graph...]', 'files, folders or an endpoint, as for serve')
    .option('--client <name>', `${NAMES}; may be given several times`, client)
    .option('--name <name>', 'the name of the server in the client (default: that of the graph)')
    .addOption(
      new Option('--scope <whose>', 'settings of you, or of the project in this folder')
        .choices(['user', 'project'])
        .default('user'),
    )
    .option('--print', 'write nothing: print what to paste, and where it goes')
    .option('--uninstall', 'take the server out again')
    .option('--force', 'replace another server of that name; write for a client that seems not to be installed')
    .option('--npx', 'an entry that fetches Graphtrail by npx, instead of the paths of this very program')
    .option('--no-check', 'do not start the server to see whether it answers')
    .option('--json', 'as JSON');
  const typed = withServeFlags(command);
  return command
    .addHelpText(
      'after',
      '\nAll that stands below the first options are those of serve, and go into the entry. docs/installing.md tells more.',
    )
    .action((graphs: string[], flags: Flags) =>
      flags.uninstall ? uninstall(graphs, flags) : install(graphs, flags, typed),
    );
}

function client(text: string, before: readonly Client[] = []): Client[] {
  const found = CLIENTS.get(text as ClientName);
  if (found === undefined) throw new InvalidArgumentError(`expected one of ${NAMES}`);
  return before.includes(found) ? [...before] : [...before, found];
}

async function install(graphs: readonly string[], flags: Flags, typed: Typed): Promise<void> {
  const chosen = clientsOf(flags);
  const files = graphs.filter((graph) => !isEndpoint(graph));
  const args = serveArguments(graphs, typed, process.cwd());
  if (files.length > 0) await resolveInputs(files);
  const endpoint = graphs.find(isEndpoint) ?? typed.find(([{ long }]) => long === '--endpoint')?.[1];
  const name = checkedName(flags.name ?? serverName(endpoint ?? args[1] ?? ''));
  const program = thisProgram();
  const entryFor = (of: Client): Entry => entryOf(of, launchOf(program, args, flags.npx === true));
  tellNotes(program, flags, name, endpoint);
  if (flags.print === true) return printSnippets(chosen, name, entryFor, flags);
  const machine = thisMachine();
  const changes = chosen.map((of) => {
    const place = settingsPlace(of, flags.scope, machine);
    refuseMissing(of, place, snippet(of, name, entryFor(of)), flags);
    const change = (text: string | undefined): Merged =>
      addServer(text, { path: place.path, servers: of.servers, name }, entryFor(of), flags.force);
    return { client: of, path: place.path, entry: entryFor(of), change };
  });
  const outcomes = new Set<Merged['outcome']>();
  for (const { path, change } of changes) outcomes.add(change((await readSettingsFile(path)).text).outcome);
  if (outcomes.has('added') || outcomes.has('replaced')) await check(graphs, typed, program, flags);
  await apply(changes, name, flags);
}

async function uninstall(graphs: readonly string[], flags: Flags): Promise<void> {
  const chosen = clientsOf(flags);
  const [first] = graphs;
  if (flags.name === undefined && first === undefined)
    throw new UsageError('no_name', 'expected the server to take out: its --name, or its graph; got neither');
  const name = checkedName(flags.name ?? serverName(first ?? ''));
  const machine = thisMachine();
  const changes = chosen.map((of) => {
    const { path } = settingsPlace(of, flags.scope, machine);
    const change = async (text: string | undefined): Promise<Removed> =>
      text === undefined
        ? { text, outcome: 'not there', others: [] }
        : restoreWithout(text, { path, servers: of.servers, name }, await backupsOf(path), flags.force);
    return { client: of, path, entry: undefined, change };
  });
  for (const { path, change } of changes) await change((await readSettingsFile(path)).text);
  await apply(changes, name, flags);
}

interface Planned {
  readonly client: Client;
  readonly path: string;
  readonly entry: Entry | undefined;
  change(text: string | undefined): Removed | Promise<Removed>;
}

/** Every change was tried on what stands there before the first is made, so that one refusal leaves all files as they are. */
async function apply(changes: readonly Planned[], name: string, { scope, json }: Flags): Promise<void> {
  const done: Installed[] = [];
  for (const { client: of, path, entry, change } of changes) {
    let merged: Removed = { text: undefined, outcome: 'not there', others: [] };
    const { target, backup } = await (existsSync(path) || entry !== undefined
      ? changeSettings(
          path,
          async (text) => {
            merged = await change(text);
            return merged.text;
          },
          scope === 'user' ? 0o600 : 0o644,
        )
      : { target: path, backup: undefined });
    const { outcome, others } = merged;
    const gone = outcome === 'removed' && merged.text === undefined;
    done.push({ client: of, scope, server: name, file: path, target, outcome, gone, others, entry, backup });
  }
  if (json === true) printJson(done.map(({ client: { name: of }, ...rest }) => ({ client: of, ...rest })));
  else for (const one of done) tellInstalled(one);
}

function printSnippets(
  chosen: readonly Client[],
  name: string,
  entryFor: (client: Client) => Entry,
  { scope, json }: Flags,
): void {
  const machine = thisMachine();
  const printed = chosen.map((of) => {
    const entry = entryFor(of);
    tellPrinted(of, scope, name, entry, machine);
    return { client: of.name, snippet: snippet(of, name, entry) };
  });
  if (json === true) printJson(printed);
  else for (const one of printed) printJson(one.snippet);
}

const PROBE_SECONDS = 300;
/** What every process has, and what says where snapshots are kept: the next start is a quick one. */
const SEEN = /^(?:HOME|USERPROFILE|LOCALAPPDATA|SystemRoot|XDG_CACHE_HOME|GRAPHTRAIL_(?:CACHE|ENDPOINT_\w+))$/i;

/** A server that does not start is better found here than in the log of a client. */
async function check(graphs: readonly string[], typed: Typed, program: Program, flags: Flags): Promise<void> {
  if (!flags.check || flags.npx === true) return;
  // It records nothing, so a check leaves no journal behind.
  const unrecorded = typed.filter(([{ long }]) => long !== '--record');
  const args = serveArguments(graphs, unrecorded, process.cwd());
  const seen = Object.entries(process.env).filter(([key]) => SEEN.test(key));
  const environment = Object.fromEntries(seen) as Record<string, string>;
  const { tools } = await probe(launchOf(program, args, false), environment, VERSION, PROBE_SECONDS);
  tell(`Started once, in another folder and without PATH: it answers with ${tools} tools.`);
}

function clientsOf({ client: chosen }: Flags): readonly Client[] {
  if (chosen !== undefined) return chosen;
  throw new UsageError('no_client', `expected --client with one of ${NAMES}, got none`);
}

function refuseMissing({ title }: Client, { path, signs }: Place, text: object, { force }: Flags): void {
  if (force === true || signs.length === 0 || signs.some((sign) => existsSync(sign))) return;
  throw new InstallError(
    'client_missing',
    `${title} seems not to be installed: expected ${signs.map((sign) => JSON.stringify(sign)).join(' or ')}, found nothing there; nothing was written. --force writes it all the same; or paste this into ${path}:\n${JSON.stringify(text, undefined, 2)}\n`,
  );
}

function tellNotes(program: Program, flags: Flags, name: string, endpoint: string | undefined): void {
  for (const note of notesOn(program, flags.npx === true)) tell(note);
  if (name.length > LONGEST_COMFORTABLE)
    tell(
      `The name "${name}" stands before those of the tools: above ${LONGEST_COMFORTABLE} characters, some clients leave out tools with long names.`,
    );
  if (flags.scope === 'project')
    tell('The entry has paths of this machine: think of that before you share the file with others.');
  if (endpoint === undefined) return;
  if (endpoint.includes('?')) tell('The address of the endpoint has a query ("?…"), which will stand in the file.');
  if (Object.keys(process.env).some((key) => key.startsWith('GRAPHTRAIL_ENDPOINT_')))
    tell('Credentials are not written into the file: put GRAPHTRAIL_ENDPOINT_… into the "env" of the entry yourself.');
}
