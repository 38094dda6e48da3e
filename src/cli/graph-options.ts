/** The options that go with every verb that takes a graph, and opening it. */
import type { Command } from 'commander';
import type { Graph } from '../graph/graph.ts';
import { loadGraph } from '../graph/load.ts';
import { LocalSource } from '../graph/local-source.ts';
import { discoverRelations, type Vocabulary } from '../relation/discover.ts';
import { byteBar } from './progress.ts';

export interface GraphFlags {
  readonly base?: string;
  readonly labels?: readonly string[];
  readonly language?: string;
}

/** A graph, ready to be asked: its index, what tools see of it, and its relations. */
export interface OpenedGraph {
  readonly graph: Graph;
  readonly source: LocalSource;
  readonly vocabulary: Vocabulary;
  readonly flags: GraphFlags;
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

export function withGraphFlags(command: Command): Command {
  return command
    .option('--base <iri>', 'what values of TSV files are put behind to make IRIs (default: urn:kg:)')
    .option('--labels <file>', 'names for terms, one "value<TAB>name" a line; may be given several times', collect)
    .option('--language <tag>', 'preferred language of labels, such as "en"');
}

/** The flags as they would be typed again, with a space before each. */
export function shownFlags({ base, labels = [], language }: GraphFlags): string {
  const flags: [string, string | undefined][] = [
    ['base', base],
    ...labels.map((file): [string, string] => ['labels', file]),
    ['language', language],
  ];
  return flags.map(([name, value]) => (value === undefined ? '' : ` --${name} ${value}`)).join('');
}

export async function openGraph(paths: readonly string[], flags: GraphFlags): Promise<OpenedGraph> {
  const { base, labels, language } = flags;
  const bar = byteBar('Loading the graph');
  try {
    const graph = await loadGraph(paths, { base, labels, language, onProgress: bar.update });
    const source = new LocalSource(graph);
    return { graph, source, vocabulary: await discoverRelations(source), flags };
  } finally {
    bar.stop();
  }
}
