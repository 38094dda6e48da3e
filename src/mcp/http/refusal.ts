/** What this server answers by itself: JSON-RPC errors with a status of HTTP. None names a file or a path of this machine. */
import type { ServerResponse } from 'node:http';
import { INVALID_REQUEST } from '../json-rpc.ts';

export interface Refusal {
  /** The status of HTTP. */
  readonly status: number;
  /** JSON-RPC's code of the error; -32000 to -32099 are a server's own (JSON-RPC 2.0 §5.1). */
  readonly code: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const SERVER_ERROR = -32_000;
/** What the SDK's transport answers where it knows no such session; clients look for it and begin another one. */
const NO_SESSION = -32_001;

export const noSession: Refusal = {
  status: 404,
  code: NO_SESSION,
  message: 'Session not found. Begin another one: send initialize without an Mcp-Session-Id.',
};

export const stopping: Refusal = {
  status: 503,
  code: SERVER_ERROR,
  message: 'This server is stopping.',
  headers: { Connection: 'close', 'Retry-After': '5' },
};

/** A refusal of the request as such, which no status of HTTP says better than 400. */
export function invalid(message: string): Refusal {
  return { status: 400, code: INVALID_REQUEST, message };
}

/** Answers with an error, unless something was answered already. */
export function refuse(response: ServerResponse, { status, code, message, headers }: Refusal): void {
  answerJson(response, status, { jsonrpc: '2.0', error: { code, message }, id: null }, headers);
}

export function answerJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(body);
}
