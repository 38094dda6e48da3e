/** The options of `install` that are those of `serve`: taken as they are typed, and written into the entry with whole paths. */
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { endpointUrl, isEndpoint } from '../sparql/endpoint/address.ts';
import { OWN } from './option-groups.ts';
import { serveCommand } from './serve.ts';
import { withHttpFlags } from './serve-http.ts';

/** Options in the order in which they were typed, each with its value where it takes one. */
export type Typed = (readonly [option: Option, value: string | undefined])[];

/** Of no use in an entry: a server that a client starts speaks over standard streams, and asks nothing twice. */
const UNFIT = new Set(['--fresh', ...withHttpFlags(new Command()).options.map(({ long }) => long)]);

/** Gives a command what `serve` takes, but for HTTP; what is typed is put into the list that comes back. */
export function withServeFlags(command: Command): Typed {
  const typed: Typed = [];
  for (const option of serveCommand().options) {
    if (UNFIT.has(option.long)) continue;
    const copy = new Option(option.flags, option.description);
    const { helpGroupHeading = OWN } = option;
    copy.helpGroup(helpGroupHeading === OWN ? 'The server:' : helpGroupHeading);
    if (option.argChoices !== undefined) copy.choices(option.argChoices);
    else if (option.parseArg !== undefined) {
      const { parseArg } = option;
      copy.argParser((value) => parseArg(value, undefined));
    }
    command.addOption(copy);
    command.on(`option:${option.name()}`, (value: string | null) => typed.push([option, value ?? undefined]));
  }
  return typed;
}

/**
 * What `serve` is called with: graphs and options, with the paths of files and folders made whole.
 *
 * @throws UsageError `no_graph`, `unfit_path`; those of an endpoint's address, which must not hold credentials
 */
export function serveArguments(graphs: readonly string[], typed: Typed, folder: string): string[] {
  if (graphs.length === 0 && !typed.some(([{ long }]) => long === '--endpoint'))
    throw new UsageError('no_graph', 'expected a graph to serve: files, folders or an endpoint; got none');
  const named = graphs.map((graph) => (isEndpoint(graph) ? checkedEndpoint(graph) : resolve(folder, graph)));
  const flags = typed.flatMap(([option, value]) => {
    if (value === undefined) return [option.long as string];
    if (option.long === '--endpoint') checkedEndpoint(value);
    return [option.long as string, namesFile(option) ? resolve(folder, value) : value];
  });
  return ['serve', ...named, ...flags].map(plain);
}

const namesFile = ({ flags }: Option): boolean => /[<[](?:file|folder|path)/.test(flags);

function checkedEndpoint(address: string): string {
  endpointUrl(address);
  return address;
}

/** Clients put values in the place of `${…}`, so a path that holds it would be another one there. */
function plain(argument: string): string {
  if (!argument.includes('${')) return argument;
  throw new UsageError(
    'unfit_path',
    `expected arguments without "\${", which clients replace by values of their own, got ${JSON.stringify(argument)}; rename the file, or link to it`,
  );
}
