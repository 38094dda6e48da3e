/** The lines of `walks.jsonl`, in which the work on each trajectory is kept until all of it is there. */
import type { Lineage } from './lineage.ts';
import { signature } from './minhash.ts';
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

/** The signature of a line. */
export function minimaOf({ minima }: SampleLine): Uint32Array {
  const bytes = Buffer.from(minima, 'base64');
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));
}

/** Whether it is the line of a refused trajectory. */
export function isRefusedLine(line: RefusedLine | SampleLine): line is RefusedLine {
  return isRefusal(line);
}
