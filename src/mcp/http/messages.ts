/** What a body holds, as far as serving needs to know: which requests wait for answers. */
import type { RequestId } from '@modelcontextprotocol/sdk/types.js';
import { isMessage } from '../json-rpc.ts';

export interface Posted {
  /** The body itself: one message or, up to MCP 2025-03-26, a list of them. */
  readonly value: unknown;
  readonly batch: boolean;
  readonly initialize: boolean;
  /** Ids of what waits for an answer. */
  readonly requests: readonly RequestId[];
  /** How many of them are calls of tools. */
  readonly calls: number;
}

/** Undefined where it is not JSON-RPC. What the methods take is left to the SDK. */
export function readPosted(value: unknown): Posted | undefined {
  const batch = Array.isArray(value);
  const messages: unknown[] = batch ? value : [value];
  if (messages.length === 0 || !messages.every(isMessage)) return undefined;
  const requests = messages.filter(({ id, method }) => id !== undefined && method !== undefined);
  return {
    value,
    batch,
    initialize: requests.some(({ method }) => method === 'initialize'),
    requests: requests.map(({ id }) => id as RequestId),
    calls: requests.filter(({ method }) => method === 'tools/call').length,
  };
}
