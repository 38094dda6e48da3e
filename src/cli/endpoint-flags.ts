/** The options that go with verbs that also work on a SPARQL endpoint, and opening one. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { Prefixes } from '../graph/prefixes.ts';
import { discoverRelations } from '../relation/discover.ts';
import { credentialsFrom, isEndpoint } from '../sparql/endpoint/address.ts';
import type { OpenedEndpoint } from '../sparql/endpoint/open.ts';
import { cacheFolder } from './cache-folder.ts';
import { readConfig } from './config.ts';
import { configured } from './configured.ts';
import { type GraphFlags, isGraph, type OpenedSource, openGraph, shownFlags, withGraphFlags } from './graph-options.ts';
import { ENDPOINT, OWN } from './option-groups.ts';
import { nameList, positiveNumber } from './parse.ts';
import { tell } from './print.ts';
import { VERSION } from './version.ts';

export interface EndpointFlags extends GraphFlags {
  readonly endpoint?: string;
  readonly classes?: readonly string[];
  readonly relations?: readonly string[];
  readonly prefix?: readonly (readonly [string, string])[];
  readonly queryTimeout?: number;
  readonly discoveryTime?: number;
  readonly fresh?: boolean;
}

/** How an endpoint is looked into. */
export interface Finding {
  /** Whether it goes on after opening. */
  readonly goesOn?: boolean;
  /** Questions at once, where that is done beside serving: nothing is told then. */
  readonly atOnce?: number;
}

/** What the graph of such a verb may be. */
export const GRAPH_OR_ENDPOINT =
  'files or folders: .ttl .trig .nt .nq .tsv, each also .gz; or an endpoint: sparql+https://…';

export function withEndpointFlags(command: Command): Command {
  return withEndpointOptions(withGraphFlags(command)).addOption(
    new Option('--relations <iris>', 'of an endpoint, only these relations').argParser(nameList).helpGroup(ENDPOINT),
  );
}

/** Those of verbs that have a `--relations` of their own. */
export function withEndpointOptions(command: Command): Command {
  return command
    .optionsGroup(ENDPOINT)
    .option('--endpoint <url>', 'a SPARQL endpoint instead of files; the same as sparql+URL for the graph')
    .option('--classes <iris>', 'of an endpoint, only what members of these classes are related to', nameList)
    .option('--prefix <name=iri>', 'short ids for what an endpoint holds; may be given several times', prefix)
    .option('--query-timeout <seconds>', 'longest that one query to an endpoint may take (default: 30)', positiveNumber)
    .option(
      '--discovery-time <seconds>',
      'longest that finding out its relations may take (default: 10)',
      positiveNumber,
    )
    .option('--fresh', 'ask the endpoint again for what was kept of it')
    .optionsGroup(OWN);
}

function prefix(text: string, before: readonly (readonly [string, string])[] = []): (readonly [string, string])[] {
  const [, name, iri] = /^([A-Za-z][\w.-]*)=([a-z][a-z0-9+.-]*:\S*)$/iu.exec(text) ?? [];
  if (name === undefined || iri === undefined)
    throw new InvalidArgumentError('expected name=iri, such as ex=http://example.org/');
  return [...before, [name, iri]];
}

/** The flags as they would be typed again, with a space before each. */
export function shownEndpointFlags(flags: EndpointFlags): string {
  const { endpoint, classes, relations, prefix: short = [] } = flags;
  const given: [string, string | undefined][] = [
    ['endpoint', endpoint],
    ['classes', classes?.join(',')],
    ['relations', relations?.join(',')],
    ...short.map(([name, iri]): [string, string] => ['prefix', `${name}=${iri}`]),
  ];
  const shown = given.map(([name, value]) => (value === undefined ? '' : ` --${name} ${value}`)).join('');
  return `${shown}${shownFlags(flags)}`;
}

/** The graph as the verbs that take journals are given it: `--graph` with its files, and the flags that shaped it. */
export function graphShown(paths: readonly string[], opened: OpenedSource, flags: EndpointFlags): string {
  const named = paths.length === 0 ? '' : `--graph ${paths.join(' ')}`;
  return `${named}${isGraph(opened) ? shownFlags(flags) : shownEndpointFlags(flags)}`.trim();
}

/**
 * What the paths name: files, or one endpoint.
 *
 * @throws UsageError `one_endpoint`, `no_graph`, `endpoint_only`, those of the address; EndpointError where it cannot be asked
 */
export async function openSource(
  paths: readonly string[],
  flags: EndpointFlags,
  finding: Finding = {},
): Promise<OpenedSource> {
  const named = flags.endpoint === undefined ? paths : [...paths, flags.endpoint];
  if (named.length === 0)
    throw new UsageError('no_graph', `expected ${GRAPH_OR_ENDPOINT} (or --endpoint URL), got none`);
  const [address] = flags.endpoint === undefined ? named.filter(isEndpoint) : [flags.endpoint];
  if (address === undefined) {
    refuseEndpointFlags(flags);
    return await openGraph(paths, flags);
  }
  if (named.length > 1)
    throw new UsageError(
      'one_endpoint',
      'expected one endpoint and nothing beside it: several graphs are merged only from files',
    );
  if (flags.labels !== undefined || flags.base !== undefined)
    throw new UsageError('files_only', '--labels and --base go with files; an endpoint has its own labels and IRIs');
  if (flags.entail === true)
    throw new UsageError(
      'files_only',
      '--entail goes with files; an endpoint gives what it infers by itself, so turn inference on there',
    );
  return await openFound(address, flags, finding);
}

async function openFound(address: string, flags: EndpointFlags, finding: Finding): Promise<OpenedSource> {
  const read = await readConfig([], flags.config);
  const language = flags.language ?? read?.config.language;
  const prefixes = new Prefixes(flags.prefix ?? []);
  const full = (names: readonly string[] | undefined): string[] | undefined =>
    names?.map((name) => prefixes.expand(name) ?? name.replace(/^<(.*)>$/, '$1'));
  const { openEndpoint } = await import('../sparql/endpoint/open.ts');
  const opened = await openEndpoint(address, {
    userAgent: `graphtrail/${VERSION}`,
    credentials: credentialsFrom(process.env),
    language,
    prefixes,
    classes: full(flags.classes),
    relations: full(flags.relations),
    timeout: flags.queryTimeout,
    discovery: flags.discoveryTime,
    cache: flags.cache === false ? undefined : cacheFolder(process.env, process.platform),
    fresh: flags.fresh === true,
    ...(finding.atOnce === undefined ? {} : { atOnce: finding.atOnce }),
  });
  if (finding.atOnce === undefined) tellRough(opened, finding);
  const { source } = opened;
  const { triples } = await source.observe();
  const found = await discoverRelations(opened.discovering);
  opened.keep();
  const vocabulary = read === undefined ? found : configured(found, source, read);
  const graph = { name: source.name, digest: undefined, triples };
  return {
    graph,
    source,
    vocabulary,
    flags: language === undefined ? flags : { ...flags, language },
    endpoint: opened,
  };
}

function tellRough({ source, rough }: OpenedEndpoint, { goesOn }: Finding): void {
  if (rough.length === 0) return;
  tell(`${source.name} is large: ${rough.join(', ')} could not be counted in time, and so estimated.`);
  tell(
    `${goesOn === true ? 'Counting goes on while it is served.' : 'What was counted is kept: starting again goes on from there.'} --discovery-time gives more time at the start, --classes or --relations less to count.`,
  );
}

function refuseEndpointFlags(flags: EndpointFlags): void {
  const { classes, relations, prefix: short, queryTimeout, discoveryTime } = flags;
  if ([classes, relations, short, queryTimeout, discoveryTime].every((given) => given === undefined)) return;
  throw new UsageError(
    'endpoint_only',
    '--classes, --relations, --prefix, --query-timeout and --discovery-time go with an endpoint; files are read whole',
  );
}
