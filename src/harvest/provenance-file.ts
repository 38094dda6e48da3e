/** `PROVENANCE.json`: where a harvest comes from, what pins it, and what became of everything that was looked at. */
import type { License } from './license.ts';
import type { HarvestReport } from './report.ts';
import { CONVERTER_VERSION } from './sample.ts';
import type { Summary } from './summary.ts';
import type { TestSet } from './test-set.ts';
import type { VerdictCounts } from './verdict-counts.ts';

export const ORIGIN = 'PROVENANCE.json';

export interface OriginInput {
  readonly license: License;
  /** What the graph says of itself, and whether somebody gave another licence. */
  readonly stated: { readonly license?: string; readonly source?: string };
  readonly licenseGiven: boolean;
  readonly seed: string;
  readonly summary: Summary;
  readonly counts: Pick<HarvestReport, 'read' | 'refused' | 'dropped' | 'repeated'>;
  readonly verdicts: VerdictCounts;
  readonly testSets: readonly TestSet[];
}

/** JSON text, for people and programs alike. `null` stands where something is not known. */
export function originText(input: OriginInput): string {
  const { license, stated, licenseGiven, seed, summary, counts, verdicts, testSets } = input;
  const { graphs, toolsets, versions, engines, taskSeeds, written, splits, unpinned, closedWorld, inferred } = summary;
  const { read, refused, dropped, repeated } = counts;
  const origin = {
    made_by: 'graphtrail harvest',
    converter: CONVERTER_VERSION,
    graphs,
    source: stated.source ?? null,
    license: {
      identifier: license.identifier,
      as_given: license.given,
      address: license.address ?? null,
      given_by: licenseGiven ? 'the person who harvested' : 'the graph',
      graph_states: stated.license ?? null,
    },
    toolsets,
    versions,
    engines,
    seeds: { harvest: seed, tasks: taskSeeds },
    rows: { written, splits, unpinned, closed_world: closedWorld, inferred },
    verdicts: { trajectories: read, ...verdicts },
    left_out: { refused, dropped, repeated },
    kept_apart_from: testSets,
    proof_of_each_row: 'provenance.jsonl',
    walks_of_each_row: 'lineage.jsonl',
    hashes_of_all_files: 'manifest.json',
  };
  return `${JSON.stringify(origin, undefined, 2)}\n`;
}
