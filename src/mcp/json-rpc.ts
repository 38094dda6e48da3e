/** JSON-RPC 2.0 messages as far as carrying them needs to know; what the methods take is left to the SDK. */
import { isJSONRPCRequest, type RequestId } from '@modelcontextprotocol/sdk/types.js';

export const PARSE_ERROR = -32_700;
export const INVALID_REQUEST = -32_600;

/** A request, a notification or a response. */
export interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: RequestId;
  readonly method?: string;
  readonly params?: { readonly requestId?: unknown; readonly _meta?: unknown };
}

const MEMBERS: ReadonlySet<string> = new Set(['jsonrpc', 'id', 'method', 'params']);

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

/**
 * Whether the SDK will answer a request: it lets go of one that is not as it expects, without a word. It is asked only where that
 * is in doubt, since asking costs as much as the rest of reading.
 */
export function isAnswerable(request: Message): boolean {
  const { params } = request;
  const plain = params === undefined || (typeof params === 'object' && params !== null && !Array.isArray(params));
  const known = Object.keys(request).every((member) => MEMBERS.has(member));
  return (plain && known && params?._meta === undefined) || isJSONRPCRequest(request);
}

/** The request that a notification takes back: it is not answered any more. */
export function cancelledBy({ method, params }: Message): RequestId | undefined {
  if (method !== 'notifications/cancelled') return undefined;
  const id = params?.requestId;
  return isId(id) ? id : undefined;
}
