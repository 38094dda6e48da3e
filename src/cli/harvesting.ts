/** Turns verified trajectories into samples: offers tools to each, builds it, and keeps its lineage. */
import { type AnswersOf, offeredTools } from '../agent/distractors.ts';
import type { Source } from '../graph/source.ts';
import { termKey } from '../graph/term.ts';
import { buildSample } from '../harvest/build.ts';
import type { Harvested } from '../harvest/gathering.ts';
import { lineageOf } from '../harvest/lineage.ts';
import { refuse } from '../harvest/refusal.ts';
import { type FrameTexts, TASK_HANDLE } from '../harvest/walked-messages.ts';
import { rememberedAnswers } from '../logic/answers.ts';
import { formulaQuery } from '../logic/sparql.ts';
import { beginTaskTool, submitAnswerTool } from '../tool/frame-tools.ts';
import { createHandles } from '../tool/handles.ts';
import { compileToolset } from '../tool/toolset.ts';
import { cannotTell } from '../verify/cannot-tell.ts';
import type { Verified } from '../verify/verify-all.ts';
import { isGraph, type OpenedSource } from './graph-options.ts';

export interface HarvestingOptions {
  readonly seed: string;
  readonly tokenLimit: number;
  readonly unpinned: boolean;
  readonly distractors?: { readonly least: number; readonly most: number };
  /** One text for all rows, or null for none; by default drawn from the bank. */
  readonly system?: string | null;
  readonly plain?: boolean;
  readonly frame?: boolean;
  readonly faults?: boolean;
  readonly thoughts?: boolean;
}

export async function* samplesOf(
  verified: AsyncIterable<Verified>,
  opened: OpenedSource,
  options: HarvestingOptions,
): AsyncGenerator<Harvested> {
  const { source, vocabulary } = opened;
  const answers = answersFrom(opened);
  const { seed, distractors = {}, frame = false, ...others } = options;
  // Without the task frame, unless it is asked for: rows show the tools as they are where nothing is recorded.
  const toolset = await compileToolset(source, vocabulary, { surface: 'relations', frame });
  const listings = new Map(toolset.listing.map((listing) => [listing.name, listing]));
  const texts = frame ? await frameTexts(source) : undefined;
  const framed = frame ? [beginTaskTool.name, submitAnswerTool.name] : [];
  for await (const { trajectory, task, verdict } of verified) {
    const lineage = lineageOf(trajectory, verdict);
    if (task === undefined) {
      yield { outcome: refuse('no_task', trajectory.task?.question ?? 'no question was recorded'), lineage };
      continue;
    }
    const called = [...framed, ...trajectory.calls.map(({ tool }) => tool)];
    const offer = await offeredTools(task, toolset, answers, vocabulary, { seed, ...distractors, called });
    const tools = offer.tools.flatMap(({ name }) => listings.get(name) ?? []);
    const made = { trajectory, verdict, task, tools, seed, frame: texts, distractors: offer.distractors };
    yield { outcome: buildSample({ ...others, ...made }), lineage };
  }
}

/** What formulas give: on the index, or by a query to the endpoint. */
function answersFrom(opened: OpenedSource): AnswersOf {
  if (isGraph(opened)) return rememberedAnswers(opened.graph);
  const { endpoint } = opened;
  return async (formula) => {
    try {
      const rows = await endpoint?.rows(formulaQuery(formula));
      return rows?.map(([term]) => (term === undefined ? '' : termKey(term))).sort();
    } catch (error) {
      cannotTell(error);
      return undefined;
    }
  };
}

/** What the frame tools answer where all is well; asked of the tools themselves. */
async function frameTexts(source: Source): Promise<FrameTexts> {
  const frame = { begin: async () => TASK_HANDLE, submit: async () => undefined };
  const context = { source, handles: createHandles(), frame };
  const begun = await beginTaskTool.handler({ question: '' }, context);
  const submitted = await submitAnswerTool.handler({ none: true }, context);
  return { begun: JSON.stringify(begun.result), submitted: JSON.stringify(submitted.result) };
}

/** What the graph says of its own licence and source (`dcterms:license`, `dcterms:source` of anything that states them). */
export function statedOrigin(opened: OpenedSource): { license?: string; source?: string } {
  // What an endpoint holds may come from many hands: its licence is for the operator to say.
  if (!isGraph(opened)) return {};
  const { graph } = opened;
  const stated = (term: string): string | undefined => {
    const relation = graph.id(`http://purl.org/dc/terms/${term}`);
    const [object] = relation === undefined ? [] : graph.objectsOf(relation);
    return object === undefined ? undefined : graph.key(object).replace(/^"(.*)"(?:@[\w-]+|\^\^.*)?$/s, '$1');
  };
  const license = stated('license');
  const source = stated('source');
  return { ...(license === undefined ? {} : { license }), ...(source === undefined ? {} : { source }) };
}
