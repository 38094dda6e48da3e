/** The result in what a client's log says came back: clients keep it as text, as content blocks, or with the protocol's wrapping. */
import type { Result } from '../../tool/result.ts';
import { toResult } from '../record-schema.ts';
import { isEntry, parsed, textOf, textsOf } from './value.ts';

/** Wrappings within wrappings. */
const DEEPEST = 5;
const NOTE = /<system-reminder>[\s\S]*?<\/system-reminder>/gu;
const WRAPPING = /^\s*(?:Error(?: calling tool)?:\s*|<(tool_use_error|error)>)([\s\S]*?)(?:<\/\1>)?\s*$/u;
/** Where the members of a reply may hold the result, the one that models are shown first. */
const MEMBERS = ['structuredContent', 'structured_content', 'content', 'result', 'output', 'text'];

/** Undefined where it is none of ours: another server's, an error of the client's own, or cut. */
export function resultIn(content: unknown, depth = DEEPEST): Result | undefined {
  if (depth === 0) return undefined;
  if (typeof content === 'string') {
    const text = content.replace(NOTE, '').trim();
    const value = parsed(text);
    const inner = value === undefined ? WRAPPING.exec(text)?.[2] : value;
    return inner === undefined ? undefined : resultIn(inner, depth - 1);
  }
  if (Array.isArray(content)) return resultIn(textsOf(content).join('\n'), depth - 1);
  if (!isEntry(content)) return undefined;
  if (textOf(content, 'status') !== undefined) {
    const { recorded: _, ...others } = content;
    const result = toResult(others);
    if (result !== undefined) return result;
  }
  for (const member of MEMBERS) {
    const found = Object.hasOwn(content, member) ? resultIn(content[member], depth - 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

const CUT =
  /\[\s*(?:\.{3}|…)?\s*(?:output|response|result)?\s*truncated|\d+ (?:characters|chars|tokens) truncated|exceeds maximum allowed tokens|<persisted-output>|<truncated/iu;

/** Whether the client kept, or showed its model, only a part of what came back. */
export function isCut(content: unknown): boolean {
  const text = textsOf(content).join('\n');
  return CUT.test(text) || (/^\s*\{"status":"/u.test(text) && parsed(text.replace(NOTE, '')) === undefined);
}
