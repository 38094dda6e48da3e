/** Turns verified trajectories into samples: offers tools to each, builds it, and keeps its lineage. */
import { offeredTools } from '../agent/distractors.ts';
import { buildSample } from '../harvest/build.ts';
import type { Harvested } from '../harvest/gathering.ts';
import { lineageOf } from '../harvest/lineage.ts';
import { refuse } from '../harvest/refusal.ts';
import { compileToolset } from '../tool/toolset.ts';
import type { Verified } from '../verify/verify-all.ts';
import type { OpenedGraph } from './graph-options.ts';

export interface HarvestingOptions {
  readonly seed: string;
  readonly tokenLimit: number;
  readonly unpinned: boolean;
}

export async function* samplesOf(
  verified: AsyncIterable<Verified>,
  opened: OpenedGraph,
  options: HarvestingOptions,
): AsyncGenerator<Harvested> {
  const { graph, source, vocabulary } = opened;
  // Without the task frame: rows show the tools as they are where nothing is recorded.
  const toolset = await compileToolset(source, vocabulary, { surface: 'relations' });
  const listings = new Map(toolset.listing.map((listing) => [listing.name, listing]));
  for await (const { trajectory, task, verdict } of verified) {
    const lineage = lineageOf(trajectory, verdict);
    if (task === undefined) {
      yield { outcome: refuse('no_task', trajectory.task?.question ?? 'no question was recorded'), lineage };
      continue;
    }
    const offered = offeredTools(task, toolset, graph, vocabulary, { seed: options.seed });
    const tools = offered.tools.flatMap(({ name }) => listings.get(name) ?? []);
    yield { outcome: buildSample({ trajectory, verdict, task, tools, ...options }), lineage };
  }
}

/** What the graph says of its own licence and source (`dcterms:license`, `dcterms:source` of anything that states them). */
export function statedOrigin({ graph }: OpenedGraph): { license?: string; source?: string } {
  const stated = (term: string): string | undefined => {
    const relation = graph.id(`http://purl.org/dc/terms/${term}`);
    const [object] = relation === undefined ? [] : graph.objectsOf(relation);
    return object === undefined ? undefined : graph.key(object).replace(/^"(.*)"(?:@[\w-]+|\^\^.*)?$/s, '$1');
  };
  const license = stated('license');
  const source = stated('source');
  return { ...(license === undefined ? {} : { license }), ...(source === undefined ? {} : { source }) };
}
