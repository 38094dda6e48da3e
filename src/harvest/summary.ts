/** What the kept samples say of themselves, gathered row by row for card and manifest. */
import type { KeptRow } from './kept-rows.ts';
import type { HarvestReport } from './report.ts';
import type { Provenance } from './sample.ts';
import type { Split } from './split.ts';

export interface Summary extends Pick<HarvestReport, 'written' | 'splits' | 'patterns'> {
  readonly graphs: readonly { readonly name: string; readonly digest: string | null; readonly rows: number }[];
  readonly toolsets: readonly string[];
  /** Checks that passed on every row. */
  readonly checks: readonly string[];
  /** `name version` of everything that took part, agents included. */
  readonly versions: readonly string[];
  readonly unpinned: number;
  /** Both engines that answered, as `one and other`. */
  readonly engines: readonly string[];
  /** The seeds of the tasks. */
  readonly taskSeeds: readonly string[];
  /** Rows in which "not stated" was taken as "not so". */
  readonly closedWorld: number;
  /** Rows whose proof rests on triples that no file states, but that follow from declarations (`--entail`). */
  readonly inferred: number;
}

export interface Summing {
  add(row: KeptRow): void;
  /** Every list is in code-point order. */
  summary(): Summary;
}

type Counts = Record<Split, number>;

export function createSumming(): Summing {
  const graphs = new Map<string, { name: string; digest: string | null; rows: number }>();
  const toolsets = new Set<string>();
  const versions = new Set<string>();
  const engines = new Set<string>();
  const taskSeeds = new Set<string>();
  const patterns = new Map<string, Counts>();
  const splits = noRows();
  let checks: readonly string[] | undefined;
  let written = 0;
  let unpinned = 0;
  let closedWorld = 0;
  let inferred = 0;
  return {
    add({ sample: { provenance }, split, pinned }) {
      const key = JSON.stringify([provenance.graph.name, provenance.graph.digest]);
      const graph = graphs.get(key) ?? { ...provenance.graph, rows: 0 };
      graphs.set(key, graph);
      graph.rows++;
      toolsets.add(provenance.toolset);
      engines.add(provenance.engines.join(' and '));
      taskSeeds.add(provenance.seeds.task);
      if (provenance.closed_world) closedWorld++;
      if (provenance.witnesses.some((witness) => witness.inferred !== undefined)) inferred++;
      for (const version of versionsOf(provenance)) versions.add(version);
      checks = checks?.filter((check) => provenance.checks.includes(check)) ?? provenance.checks;
      const counts = patterns.get(provenance.pattern) ?? noRows();
      patterns.set(provenance.pattern, counts);
      counts[split]++;
      splits[split]++;
      written++;
      if (!pinned) unpinned++;
    },
    summary: () => ({
      written,
      splits,
      patterns: inOrder(patterns).map(([pattern, counts]) => ({ pattern, splits: counts })),
      graphs: inOrder(graphs).map(([, graph]) => graph),
      toolsets: [...toolsets].sort(),
      checks: [...(checks ?? [])].sort(),
      versions: [...versions].sort(),
      unpinned,
      engines: [...engines].sort(),
      taskSeeds: [...taskSeeds].sort(),
      closedWorld,
      inferred,
    }),
  };
}

function noRows(): Counts {
  return { train: 0, validation: 0, test: 0 };
}

function inOrder<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function versionsOf({ agent, versions }: Provenance): string[] {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return agent === null ? named : [...named, `${agent.name} ${agent.version}`];
}
