/** The endpoint of MCP: finds or opens the session of a request and hands it over (MCP 2025-11-25, Streamable HTTP). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyReader } from './body.ts';
import { busy, busyReply, type CallsInFlight } from './calls-in-flight.ts';
import type { HttpSession } from './http-session.ts';
import { type Posted, readPosted } from './messages.ts';
import { answerJson, invalid, noSession, type Refusal, refuse, SERVER_ERROR, stopping } from './refusal.ts';
import type { SessionTable } from './session-table.ts';

export interface Endpoint {
  readonly sessions: SessionTable;
  readonly bodies: BodyReader;
  readonly calls: CallsInFlight;
  /** Whether nothing new is begun any more. */
  readonly isStopping: () => boolean;
}

export const METHODS = 'GET, POST, DELETE, OPTIONS';

/** Answers one request of somebody who may ask. */
export async function answerMcp(
  endpoint: Endpoint,
  principal: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method } = request;
  if (method !== 'GET' && method !== 'POST' && method !== 'DELETE') {
    const message = `Method not allowed; expected one of ${METHODS}.`;
    return refuse(response, { status: 405, code: SERVER_ERROR, message, headers: { Allow: METHODS } });
  }
  if (endpoint.isStopping()) return refuse(response, stopping);
  const id = request.headers['mcp-session-id'];
  const session = id === undefined ? undefined : endpoint.sessions.find(String(id), principal);
  if (id !== undefined && session === undefined) return refuse(response, noSession);
  if (method === 'POST') return await answerPost(endpoint, principal, session, request, response);
  if (session === undefined) return refuse(response, invalid('Expected an Mcp-Session-Id, which initialize gives.'));
  await session.handle(request, response);
}

async function answerPost(
  endpoint: Endpoint,
  principal: string,
  session: HttpSession | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await endpoint.bodies.read(request);
  if ('refusal' in body) return refuse(response, body.refusal);
  const posted = readPosted(body.value);
  if (posted === undefined) return refuse(response, invalid('Invalid request: expected JSON-RPC 2.0.'));
  if (session !== undefined) return await answerIn(session, endpoint.calls, posted, request, response);
  if (!posted.initialize) {
    return refuse(response, invalid('Expected an Mcp-Session-Id, or initialize, which gives one.'));
  }
  if (endpoint.isStopping()) return refuse(response, stopping);
  const opened = await endpoint.sessions.open(principal);
  if (opened === undefined) return refuse(response, full);
  await opened.handle(request, response, posted);
  if (!opened.initialized) await endpoint.sessions.end(opened, noSession);
}

async function answerIn(
  session: HttpSession,
  calls: CallsInFlight,
  posted: Posted,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!calls.enter(posted.calls)) {
    return posted.batch ? refuse(response, busy) : answerJson(response, 200, busyReply(posted));
  }
  try {
    await session.handle(request, response, posted);
  } finally {
    calls.leave(posted.calls);
  }
}

const full: Refusal = {
  status: 503,
  code: SERVER_ERROR,
  message: 'This server has as many sessions as it takes. Try again later.',
  headers: { 'Retry-After': '30' },
};
