/** The canonical sample: one proven trajectory as a conversation with tools, from which every format is derived. */
import type { AskedFormula } from '../logic/asked.ts';
import type { OtherGold } from '../task/gold.ts';
import type { Hardness, Named, Reworded } from '../task/task.ts';
import type { Absence, Witness } from '../verify/verdict.ts';
import { canonicalJson, rememberedJson, sha256 } from './canonical-json.ts';

/** Raised whenever the same trajectory would become another row. Part of every id. */
export const CONVERTER_VERSION = 1;

export type JsonObject = Readonly<Record<string, unknown>>;

/** A tool as OpenAI's function list names it. `parameters` is its JSON Schema without `$schema`. */
export interface FunctionTool {
  readonly type: 'function';
  readonly function: { readonly name: string; readonly description: string; readonly parameters: JsonObject };
}

export interface ToolCall {
  /** `call_1`, `call_2`, … in the order of the calls. */
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: JsonObject };
}

export interface SystemMessage {
  readonly role: 'system';
  readonly content: string;
}

export interface UserMessage {
  readonly role: 'user';
  readonly content: string;
}

export interface CallMessage {
  readonly role: 'assistant';
  /** A thought before the calls; mostly nothing. */
  readonly content: string;
  readonly tool_calls: readonly ToolCall[];
  /** Present on a turn that is shown but must not be learned: its call was refused, and mended later. */
  readonly learn?: false;
}

/** `content` is the observation exactly as the client was served it. */
export interface ToolMessage {
  readonly role: 'tool';
  readonly tool_call_id: string;
  readonly name: string;
  readonly content: string;
}

export interface AnswerMessage {
  readonly role: 'assistant';
  readonly content: string;
}

export type Message = SystemMessage | UserMessage | CallMessage | ToolMessage | AnswerMessage;

/** Where a sample comes from and why it is right. Nothing in it depends on time, machine or folder. */
export interface Provenance {
  readonly converter: number;
  readonly graph: { readonly name: string; readonly digest: string | null };
  /** Digest of all tools that were served, and of those in this sample. */
  readonly toolset: string;
  readonly offered: string;
  readonly task: string;
  readonly pattern: string;
  /** Where a model worded the question. */
  readonly reworded?: Reworded;
  /** Where the question was found in hindsight: what had been stated, and whether an answer was handed in. */
  readonly hindsight?: { readonly stated?: string; readonly answered: boolean };
  readonly hardness: Hardness;
  /** How many of the offered tools were not needed, and which share (0…1) that is. */
  readonly distractors?: { readonly count: number; readonly share: number };
  readonly anchors: readonly Named[];
  readonly answers: readonly Named[];
  /** Where the answer is something else than entities. */
  readonly gold?: OtherGold;
  readonly formula: AskedFormula;
  readonly query: string;
  readonly witnesses: readonly Witness[];
  readonly absences: readonly Absence[];
  readonly closed_world: boolean;
  /** Ids of the checks that ran and passed. */
  readonly checks: readonly string[];
  readonly oracle: 'independent' | 'same-engine';
  readonly pinned: boolean;
  readonly engines: readonly [string, string];
  /** Who walked: the name and version that the MCP client gave. */
  readonly agent: { readonly name: string; readonly version: string } | null;
  /** Where a client's log was imported: its kind, whether no server had recorded the calls, and tools of others that were called as well. */
  readonly imported?: { readonly log: string; readonly alone?: true; readonly foreign?: readonly string[] };
  readonly versions: Readonly<Record<string, string>>;
  /** The seed of the task and the seed of this harvest. */
  readonly seeds: { readonly task: string; readonly harvest: string };
}

export interface SampleContent {
  readonly messages: readonly Message[];
  readonly tools: readonly FunctionTool[];
  readonly provenance: Provenance;
}

/** As it is written to data files: names in snake_case throughout. */
export interface Sample extends SampleContent {
  readonly id: string;
}

/** `gs1-` and the first 32 digits of the SHA-256 over the canonical JSON of the content (which names the converter's version). */
export function sampleId(content: SampleContent): string {
  return idOfText(contentText(content));
}

/**
 * The canonical JSON of a content.
 *
 * @param said that of the messages, where it is known already
 */
export function contentText({ messages, tools, provenance }: SampleContent, said = canonicalJson(messages)): string {
  // The keys stand in code-unit order, as canonical JSON has them.
  return `{"messages":${said},"provenance":${canonicalJson(provenance)},"tools":${listJson(tools)}}`;
}

/** The id of a sample with this {@link contentText}. */
export function idOfText(text: string): string {
  return `gs1-${sha256(text).slice(0, 32)}`;
}

/** `of1:` and the SHA-256 over the canonical JSON of the tools in their order. */
export function offeredDigest(tools: readonly FunctionTool[]): string {
  return `of1:${sha256(listJson(tools))}`;
}

function listJson(tools: readonly FunctionTool[]): string {
  return `[${tools.map(rememberedJson).join(',')}]`;
}

/** Whether a message holds calls. */
export function isCallMessage(message: Message): message is CallMessage {
  return 'tool_calls' in message;
}

/** All calls of a sample in order. */
export function callsOf(sample: Pick<Sample, 'messages'>): readonly ToolCall[] {
  return sample.messages.filter(isCallMessage).flatMap((message) => message.tool_calls);
}

/** The question: the content of the user's message. */
export function questionOf(sample: Pick<Sample, 'messages'>): string {
  return sample.messages.find((message) => message.role === 'user')?.content ?? '';
}
