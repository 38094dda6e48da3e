/** What a body holds, as far as serving needs to know: which requests wait for answers, and which are taken back. */
import type { RequestId } from '@modelcontextprotocol/sdk/types.js';

export interface Posted {
  /** The body itself: one message or, up to MCP 2025-03-26, a list of them. */
  readonly value: unknown;
  readonly batch: boolean;
  readonly initialize: boolean;
  /** Ids of what waits for an answer. */
  readonly requests: readonly RequestId[];
  /** How many of them are calls of tools. */
  readonly calls: number;
  /** Ids of earlier requests that are taken back. */
  readonly cancelled: readonly RequestId[];
}

interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: RequestId;
  readonly method?: string;
  readonly params?: { readonly requestId?: unknown };
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
    cancelled: messages
      .filter(({ method }) => method === 'notifications/cancelled')
      .map(({ params }) => params?.requestId)
      .filter(isId),
  };
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { jsonrpc, id, method } = value as Record<string, unknown>;
  if (jsonrpc !== '2.0') return false;
  if (method !== undefined) return typeof method === 'string' && (id === undefined || isId(id));
  return 'result' in value || 'error' in value;
}

function isId(id: unknown): id is RequestId {
  return typeof id === 'string' || Number.isSafeInteger(id);
}
