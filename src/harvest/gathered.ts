/** Reads what was gathered: keys of all rows at once, and any row again. */
import { join } from 'node:path';
import {
  type ContentLine,
  isRefusedLine,
  lineTexts,
  MINIMA_CHARACTERS,
  type RefusedLine,
  readMinima,
  type SampleLine,
  TOOL_LINE,
  type ToolLine,
} from './gathered-line.ts';
import { WALKS } from './gathering.ts';
import { hexNumber } from './hex-number.ts';
import { type LineFile, openLineFile, textOf } from './line-file.ts';
import type { RefusalReason } from './refusal.ts';
import { createRowTable, type RowTable } from './row-table.ts';
import type { FunctionTool, Sample } from './sample.ts';
import type { Split } from './split.ts';
import { createVerdictCounting, type VerdictCounts } from './verdict-counts.ts';

export interface Gathered {
  readonly table: RowTable;
  /** Trajectories that became no sample, by reason in code-point order. */
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
  /** All trajectories that were looked at. */
  readonly read: number;
  /** What the verdicts on all of them said. */
  readonly verdicts: VerdictCounts;
  row(row: number): GatheredRow;
  /** The signature of its words. */
  minima(row: number): Uint32Array;
  close(): void;
}

/** A row as it was gathered. */
export interface GatheredRow {
  readonly sample: Sample;
  /** The sample's provenance as JSON, and the walk that led to it. */
  readonly provenance: string;
  readonly walk: string;
  /** The first 52 bits of the keys of its question and its group. */
  readonly keys: { readonly question: number; readonly group: number };
}

/** A row is asked for again soon after: its tools are shared, and so is the text that formats make of them. */
interface Part {
  readonly file: LineFile;
  readonly tools: FunctionTool[];
}

/**
 * Reads the gatherings of folders. Rows count from 0 over all folders.
 *
 * @param draw the split of each row, as far as it can be told from its keys
 * @throws HarvestError `not_readable`
 */
export function openGathered(folders: readonly string[], draw: (line: SampleLine) => Split): Gathered {
  const table = createRowTable();
  const refused = new Map<RefusalReason, number>();
  const verdicts = createVerdictCounting();
  const shared = new Map<string, FunctionTool>();
  const parts = folders.map((folder): Part => ({ file: openLineFile(join(folder, WALKS)), tools: [] }));
  for (const [number, part] of parts.entries()) {
    scan(part, shared, {
      refused: (line) => {
        verdicts.add(line.walk.verdict);
        refused.set(line.refused, (refused.get(line.refused) ?? 0) + 1);
      },
      row: (line, place) => {
        verdicts.add(line.walk.verdict);
        const { example, question, pinned } = line;
        const id = line.id.slice(ID_PREFIX.length);
        table.add({ id, example, question, place: { ...place, file: number }, split: draw(line), pinned });
      },
    });
  }
  const textsOf = (row: number): { head: string; content: string } => {
    const { file, offset, head, content } = table.place(row);
    // Both lines in one reading.
    const bytes = (parts[file] as Part).file.bytesAt({ offset, length: head + 1 + content });
    return { head: textOf(bytes.subarray(0, head)), content: textOf(bytes.subarray(head + 1)) };
  };
  const times = [...refused.values()].reduce((sum, count) => sum + count, 0);
  return {
    table,
    refused: Object.fromEntries([...refused].sort(([a], [b]) => (a < b ? -1 : 1))),
    read: times + table.size,
    verdicts: verdicts.counts(),
    row: (row) => {
      const { head, content } = textsOf(row);
      const { messages, provenance, tools } = JSON.parse(content) as ContentLine;
      const known = (parts[table.place(row).file] as Part).tools;
      const texts = lineTexts(head, content);
      return {
        sample: {
          id: ID_PREFIX + table.id(row),
          messages,
          tools: tools.map((tool) => known[tool] as FunctionTool),
          provenance,
        },
        provenance: texts.provenance,
        walk: texts.walk,
        keys: { question: table.questionNumber(row), group: hexNumber(texts.group) },
      };
    },
    minima: (row) => {
      const { file, offset, head } = table.place(row);
      // The last member of its line.
      const end = offset + head - '"}'.length;
      const place = { offset: end - MINIMA_CHARACTERS, length: MINIMA_CHARACTERS };
      return readMinima((parts[file] as Part).file.bytesAt(place).toString('latin1'));
    },
    close: () => {
      for (const { file } of parts) file.close();
    },
  };
}

const ID_PREFIX = 'gs1-';

function scan(
  { file, tools }: Part,
  shared: Map<string, FunctionTool>,
  found: {
    refused: (line: RefusedLine) => void;
    row: (line: SampleLine, place: { offset: number; head: number; content: number }) => void;
  },
): void {
  let waiting: { line: SampleLine; offset: number; head: number } | undefined;
  for (const { bytes, offset, length } of file.lines()) {
    if (waiting !== undefined) {
      found.row(waiting.line, { offset: waiting.offset, head: waiting.head, content: length });
      waiting = undefined;
      continue;
    }
    const text = textOf(bytes);
    if (text.startsWith(TOOL_LINE)) {
      tools.push(sharedTool(text, shared));
      continue;
    }
    const line = JSON.parse(text) as RefusedLine | SampleLine;
    if (isRefusedLine(line)) found.refused(line);
    else waiting = { line, offset, head: length };
  }
}

/** Equal tools of several files are one object. */
function sharedTool(text: string, shared: Map<string, FunctionTool>): FunctionTool {
  const tool = shared.get(text) ?? (JSON.parse(text) as ToolLine).tool;
  shared.set(text, tool);
  return tool;
}
