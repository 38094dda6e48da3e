/** The lines of `walks.jsonl`, in which the work on each trajectory is kept until all of it is there. */
import type { Lineage } from './lineage.ts';
import { PERMUTATIONS, signature } from './minhash.ts';
import { isRefusal, type RefusalReason } from './refusal.ts';
import type { FunctionTool, Message, Provenance, Sample } from './sample.ts';
import { comparedText, exampleKey, groupKey, questionKey } from './template.ts';

/** A trajectory was looked at, and is no sample for this reason. */
export interface RefusedLine {
  readonly walk: Lineage;
  readonly refused: RefusalReason;
}

/** A trajectory became a sample, which stands in the next line. Hashes are hexadecimal. */
export interface SampleLine {
  readonly walk: Lineage;
  readonly id: string;
  readonly example: string;
  readonly question: string;
  readonly group: string;
  readonly pattern: string;
  /** Confirmed by an independent engine on a pinned graph. */
  readonly pinned: boolean;
  /** The MinHash signature: 128 little-endian words in base64. */
  readonly minima: string;
}

/** The sample itself. `tools` are numbers of {@link ToolLine}s of the same file, from 0: tools come back in many rows. */
export interface ContentLine {
  readonly messages: readonly Message[];
  readonly provenance: Provenance;
  readonly tools: readonly number[];
}

/** Stands before the first sample that offers the tool. */
export interface ToolLine {
  readonly tool: FunctionTool;
}

/** How the line of a tool begins, so that it is known before it is parsed. */
export const TOOL_LINE = '{"tool":';

/** What is compared when all samples are there. */
export function sampleLine(sample: Sample, walk: Lineage): SampleLine {
  const { provenance } = sample;
  return {
    walk,
    id: sample.id,
    example: exampleKey(sample),
    question: questionKey(sample),
    group: groupKey(sample),
    pattern: provenance.pattern,
    pinned: provenance.pinned && provenance.oracle === 'independent',
    minima: minimaText(signature(comparedText(sample))),
  };
}

function minimaText(minima: Uint32Array): string {
  const bytes = Buffer.alloc(minima.length * 4);
  for (const [index, word] of minima.entries()) bytes.writeUInt32LE(word, index * 4);
  return bytes.toString('base64');
}

/** Characters of a signature in base64. */
export const MINIMA_CHARACTERS = 4 * Math.ceil((4 * PERMUTATIONS) / 3);

/** The signature of such a text. */
export function readMinima(text: string): Uint32Array {
  const bytes = Buffer.from(text, 'base64');
  const minima = new Uint32Array(bytes.length / 4);
  for (let index = 0; index < minima.length; index++) minima[index] = bytes.readUInt32LE(index * 4);
  return minima;
}

/** The members of lines that are copied as they stand rather than read and written again. */
export interface LineTexts {
  /** JSON of the {@link Lineage}. */
  readonly walk: string;
  /** The key of the group. */
  readonly group: string;
  /** JSON of the {@link Provenance}. */
  readonly provenance: string;
}

/**
 * Cuts the texts out of both lines of a row, as {@link sampleLine} and the gathering write them. What is looked for holds
 * quotes that no string of JSON can hold, and neither a walk nor a provenance has a member with such content.
 */
export function lineTexts(head: string, content: string): LineTexts {
  const walkEnd = head.indexOf(',"id":"gs1-');
  const group = head.indexOf(GROUP, walkEnd) + GROUP.length;
  // From the end: arguments of a call may be named like anything.
  const provenance = content.lastIndexOf(PROVENANCE) + PROVENANCE.length;
  return {
    walk: head.slice('{"walk":'.length, walkEnd),
    group: head.slice(group, head.indexOf('"', group)),
    provenance: `{"converter":${content.slice(provenance, content.lastIndexOf(',"tools":['))}`,
  };
}

const GROUP = '"group":"';
const PROVENANCE = '],"provenance":{"converter":';

/** Whether it is the line of a refused trajectory. */
export function isRefusedLine(line: RefusedLine | SampleLine): line is RefusedLine {
  return isRefusal(line);
}
