/** Reads what was gathered: keys of all rows at once, and any row again. */
import { join } from 'node:path';
import {
  type ContentLine,
  isRefusedLine,
  type RefusedLine,
  type SampleLine,
  TOOL_LINE,
  type ToolLine,
} from './gathered-line.ts';
import { WALKS } from './gathering.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import type { RefusalReason } from './refusal.ts';
import { createRowTable, type RowTable } from './row-table.ts';
import type { FunctionTool, Sample } from './sample.ts';
import { createVerdictCounting, type VerdictCounts } from './verdict-counts.ts';

export interface Gathered {
  readonly table: RowTable;
  /** Trajectories that became no sample, by reason in code-point order. */
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
  /** All trajectories that were looked at. */
  readonly read: number;
  /** What the verdicts on all of them said. */
  readonly verdicts: VerdictCounts;
  head(row: number): SampleLine;
  /** The text of the row without its id: equal ids may still be written differently (the order of keys). */
  text(row: number): string;
  sample(row: number): Sample;
  close(): void;
}

/** A row is asked for again soon after: its tools are shared, and so is the text that formats make of them. */
interface Part {
  readonly file: LineFile;
  readonly tools: FunctionTool[];
}

/**
 * Reads the gatherings of folders. `note` hears of each row, which count from 0 over all folders.
 *
 * @throws HarvestError `not_readable`
 */
export function openGathered(
  folders: readonly string[],
  note: (line: SampleLine, row: number) => void = () => undefined,
): Gathered {
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
        note(line, table.size);
        table.add({
          id: line.id.slice(ID_PREFIX.length),
          example: line.example,
          question: line.question,
          place: { ...place, file: number },
        });
      },
    });
  }
  const textOf = (row: number, which: 'head' | 'content'): string => {
    const { file, offset, head, content } = table.place(row);
    const place = which === 'head' ? { offset, length: head } : { offset: offset + head + 1, length: content };
    return (parts[file] as Part).file.at(place);
  };
  const times = [...refused.values()].reduce((sum, count) => sum + count, 0);
  return {
    table,
    refused: Object.fromEntries([...refused].sort(([a], [b]) => (a < b ? -1 : 1))),
    read: times + table.size,
    verdicts: verdicts.counts(),
    head: (row) => JSON.parse(textOf(row, 'head')) as SampleLine,
    text: (row) => textOf(row, 'content'),
    sample: (row) => {
      const { messages, provenance, tools } = JSON.parse(textOf(row, 'content')) as ContentLine;
      const known = (parts[table.place(row).file] as Part).tools;
      const id = ID_PREFIX + Buffer.from(table.id(row), 'latin1').toString('hex');
      return { id, messages, tools: tools.map((tool) => known[tool] as FunctionTool), provenance };
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
    const text = bytes.toString('utf8');
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
