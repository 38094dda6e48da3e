/** What the kept samples say of themselves, gathered for card and manifest. */
import type { SampleEntry } from './collect.ts';
import type { HarvestReport } from './report.ts';
import type { Provenance, Sample } from './sample.ts';
import { SPLITS, type Split } from './split.ts';

export interface Summary {
  readonly graphs: readonly { readonly name: string; readonly digest: string | null; readonly rows: number }[];
  readonly toolsets: readonly string[];
  /** Checks that passed on every row. */
  readonly checks: readonly string[];
  /** `name version` of everything that took part, agents included. */
  readonly versions: readonly string[];
  readonly unpinned: number;
}

/** Gathers over all rows; every list is in code-point order. */
export function summarize(entries: readonly SampleEntry[]): Summary {
  const graphs = new Map<string, { name: string; digest: string | null; rows: number }>();
  const toolsets = new Set<string>();
  const versions = new Set<string>();
  let checks: readonly string[] | undefined;
  for (const entry of entries) {
    const { provenance } = JSON.parse(entry.json) as Sample;
    const key = JSON.stringify([provenance.graph.name, provenance.graph.digest]);
    const graph = graphs.get(key) ?? { ...provenance.graph, rows: 0 };
    graphs.set(key, { ...graph, rows: graph.rows + 1 });
    toolsets.add(provenance.toolset);
    for (const version of versionsOf(provenance)) versions.add(version);
    checks = checks?.filter((check) => provenance.checks.includes(check)) ?? provenance.checks;
  }
  return {
    graphs: [...graphs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, graph]) => graph),
    toolsets: [...toolsets].sort(),
    checks: [...(checks ?? [])].sort(),
    versions: [...versions].sort(),
    unpinned: entries.filter(({ pinned }) => !pinned).length,
  };
}

function versionsOf({ agent, versions }: Provenance): string[] {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return agent === null ? named : [...named, `${agent.name} ${agent.version}`];
}

/** Rows by split, over all and by pattern. */
export function countRows(entries: readonly SampleEntry[]): Pick<HarvestReport, 'written' | 'splits' | 'patterns'> {
  const patterns = [...new Set(entries.map(({ pattern }) => pattern))].sort();
  return {
    written: entries.length,
    splits: bySplit(entries),
    patterns: patterns.map((pattern) => ({
      pattern,
      splits: bySplit(entries.filter((one) => one.pattern === pattern)),
    })),
  };
}

function bySplit(entries: readonly SampleEntry[]): Record<Split, number> {
  const counts = { train: 0, validation: 0, test: 0 };
  for (const split of SPLITS) counts[split] = entries.filter((entry) => entry.split === split).length;
  return counts;
}
