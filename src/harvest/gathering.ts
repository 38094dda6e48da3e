/** The per-row work: every trajectory's outcome is appended to a file as it comes, so that memory holds none of them. */
import { rememberedJson } from './canonical-json.ts';
import { type RefusedLine, sampleLine } from './gathered-line.ts';
import type { Lineage } from './lineage.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { FunctionTool, Sample } from './sample.ts';
import { openStagedFile } from './staged-file.ts';

/** One trajectory with what {@link buildSample} made of it. */
export interface Harvested {
  readonly outcome: Sample | Refusal;
  readonly lineage: Lineage;
}

/** The file of a folder in which outcomes are gathered. */
export const WALKS = 'walks.jsonl';

export interface Gathering {
  /** @throws HarvestError `not_written` (a full disk, for example) */
  add(harvested: Harvested): void;
  /** What was added so far outlives this process. */
  flush(): void;
  /** Syncs what was gathered. */
  close(): void;
  abandon(): void;
}

/**
 * Opens the gathering of a folder, which may hold one already.
 *
 * @param tools those that stand in it, in their order
 */
export function openGathering(folder: string, tools: readonly FunctionTool[] = []): Gathering {
  const file = openStagedFile(folder, WALKS, 'a');
  const numbers = new Map(tools.map((tool, index) => [rememberedJson(tool), index]));
  const numberOf = (tool: FunctionTool): number => {
    const text = rememberedJson(tool);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    file.write(`${JSON.stringify({ tool })}\n`);
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  return {
    add({ outcome, lineage }) {
      if (isRefusal(outcome)) {
        const line: RefusedLine = { walk: lineage, refused: outcome.refused };
        file.write(`${JSON.stringify(line)}\n`);
        return;
      }
      const { messages, provenance, tools: offered } = outcome;
      const content = { messages, provenance, tools: offered.map(numberOf) };
      file.write(`${JSON.stringify(sampleLine(outcome, lineage))}\n${JSON.stringify(content)}\n`);
    },
    flush: file.flush,
    close: () => void file.close(),
    abandon: file.abandon,
  };
}
