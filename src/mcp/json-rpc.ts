/** JSON-RPC 2.0 messages as far as carrying them needs to know; what the methods take is left to the SDK. */
import type { RequestId } from '@modelcontextprotocol/sdk/types.js';

export const PARSE_ERROR = -32_700;
export const INVALID_REQUEST = -32_600;

/** A request, a notification or a response. */
export interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: RequestId;
  readonly method?: string;
  readonly params?: { readonly requestId?: unknown };
}

export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { jsonrpc, id, method } = value as Record<string, unknown>;
  if (jsonrpc !== '2.0') return false;
  if (method !== undefined) return typeof method === 'string' && (id === undefined || isId(id));
  return 'result' in value || 'error' in value;
}

export function isId(id: unknown): id is RequestId {
  return typeof id === 'string' || Number.isSafeInteger(id);
}

/** The request that a notification takes back: it is not answered any more. */
export function cancelledBy({ method, params }: Message): RequestId | undefined {
  if (method !== 'notifications/cancelled') return undefined;
  const id = params?.requestId;
  return isId(id) ? id : undefined;
}
