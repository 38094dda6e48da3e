/** The options that go with every verb that takes a graph, and opening it. */
import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { Graph } from '../graph/graph.ts';
import { LocalSource } from '../graph/local-source.ts';
import type { Source } from '../graph/source.ts';
import { discoverRelations, type Vocabulary } from '../relation/discover.ts';
import { plainVocabulary, vocabularyOf } from '../relation/plain-vocabulary.ts';
import { isEndpoint } from '../sparql/endpoint/address.ts';
import type { OpenedEndpoint } from '../sparql/endpoint/open.ts';
import { afterwards } from './afterwards.ts';
import { CONFIG_FILE, readConfig } from './config.ts';
import { configured } from './configured.ts';
import { loadOrReopen } from './kept-graphs.ts';
import { OWN } from './option-groups.ts';
import { byteBar } from './progress.ts';

export interface GraphFlags {
  readonly base?: string;
  readonly labels?: readonly string[];
  readonly language?: string;
  /** A configuration file; false: not even the one beside the graph. */
  readonly config?: string | boolean;
  /** Also what follows from declared sub-properties, inverses, symmetric and transitive properties. */
  readonly entail?: boolean;
  /** False: no snapshot is read or written, nor what is kept of an endpoint. */
  readonly cache?: boolean;
}

/** What serves tools: a graph in memory, or an endpoint of which only name and number of triples are known. */
export interface OpenedSource {
  readonly graph: { readonly name: string; readonly digest: string | undefined; readonly triples: number };
  readonly source: Source;
  readonly vocabulary: Vocabulary;
  readonly flags: GraphFlags;
  /** Where the facts come from an endpoint. */
  readonly endpoint?: OpenedEndpoint;
}

/** A graph, ready to be asked: its index, what tools see of it, and its relations. */
export interface OpenedGraph extends OpenedSource {
  readonly graph: Graph;
  readonly source: LocalSource;
  readonly vocabulary: Vocabulary;
  readonly flags: GraphFlags;
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

export function withGraphFlags(command: Command): Command {
  return command
    .optionsGroup('The graph:')
    .option('--base <iri>', 'what values of TSV files are put behind to make IRIs (default: urn:kg:)')
    .option('--labels <file>', 'names for terms, one "value<TAB>name" a line; may be given several times', collect)
    .option('--language <tag>', 'preferred language of labels, such as "en"')
    .option('--entail', 'also what follows from declared sub-properties, inverses, symmetric and transitive properties')
    .option('--config <file>', `what is offered and in which words (default: ${CONFIG_FILE} beside the graph)`)
    .option('--no-config', 'without the configuration that lies beside the graph')
    .option('--no-cache', 'read the files themselves, and keep nothing for a faster start')
    .optionsGroup(OWN);
}

/** The flags as they would be typed again, with a space before each. */
export function shownFlags({ base, labels = [], language, config, entail }: GraphFlags): string {
  const flags: [string, string | undefined][] = [
    ['base', base],
    ...labels.map((file): [string, string] => ['labels', file]),
    ['language', language],
    ['config', typeof config === 'string' ? config : undefined],
  ];
  const shown = flags.map(([name, value]) => (value === undefined ? '' : ` --${name} ${value}`)).join('');
  return `${shown}${entail === true ? ' --entail' : ''}${config === false ? ' --no-config' : ''}`;
}

/** Whether what is served is a graph in memory. */
export function isGraph(opened: OpenedSource): opened is OpenedGraph {
  return opened.graph instanceof Graph;
}

/**
 * @param quietly without a progress bar
 * @throws GraphError; UsageError for a configuration that does not fit the graph
 */
export async function openGraph(
  paths: readonly string[],
  flags: GraphFlags,
  { quietly = false }: { readonly quietly?: boolean } = {},
): Promise<OpenedGraph> {
  const endpoint = paths.find(isEndpoint);
  if (endpoint !== undefined)
    throw new UsageError(
      'files_only',
      `expected files of a graph, got the endpoint ${JSON.stringify(endpoint)}: this reads every triple, which an endpoint does not give. Use a dump of the same data; tasks made from it can be walked over the endpoint with "walk --tasks"`,
    );
  const { base, labels, entail } = flags;
  const read = await readConfig(paths, flags.config);
  const language = flags.language ?? read?.config.language;
  const bar = quietly ? undefined : byteBar('Loading the graph');
  try {
    const shaping = { base, labels, language, entail };
    const kept = await loadOrReopen(paths, { ...shaping, onProgress: bar?.update }, flags.cache !== false);
    const { graph, reopened } = kept;
    const source = new LocalSource(graph, reopened);
    const found = vocabularyOf(reopened?.vocabulary) ?? (await discoverRelations(source));
    afterwards(async () => await kept.keep({ ...source.findings, vocabulary: plainVocabulary(found) }));
    const vocabulary = read === undefined ? found : configured(found, source, read);
    return { graph, source, vocabulary, flags: language === undefined ? flags : { ...flags, language } };
  } finally {
    bar?.stop();
  }
}
