/** Serves over Streamable HTTP: who may ask, what is answered on which path, and a clean end. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Server as McpServer } from '@modelcontextprotocol/sdk/server/index.js';
import { ConnectionError, UsageError } from '../../errors.ts';
import { type Address, authority, isLoopback, isWildcard, resolveHost } from './address.ts';
import { answerMcp, type Endpoint, METHODS } from './answer-mcp.ts';
import { createBodyReader } from './body.ts';
import { countCalls } from './calls-in-flight.ts';
import { createGate, type Gate } from './gate.ts';
import { CONNECTIONS_A_SESSION, FLUSH, HTTP_LIMITS, type HttpLimits, SILENCE, SOCKET_LIMITS } from './limits.ts';
import { answerJson, invalid, type Refusal, refuse, SERVER_ERROR, stopping } from './refusal.ts';
import { createSessionTable } from './session-table.ts';
import { principalOf, type Token } from './tokens.ts';

export interface HttpOptions extends Address {
  /** Makes the server of one session. */
  readonly connect: () => McpServer;
  /** Who may ask; empty for everybody, which only an address of loopback takes. */
  readonly tokens?: readonly Token[];
  readonly allowHosts?: readonly string[];
  readonly allowOrigins?: readonly string[];
  /** What /healthz tells besides that all is well, to those who may ask for the rest as well. */
  readonly health?: () => Readonly<Record<string, unknown>>;
  /** `stream` where tools speak before their results; ours do not. */
  readonly answers?: 'json' | 'stream';
  readonly limits?: Partial<HttpLimits>;
}

export interface ServedHttp {
  readonly url: string;
  readonly port: number;
  readonly sessions: number;
  /** Takes nothing new, answers what is in flight, ends all sessions; resolves when the port is free. */
  stop(): Promise<void>;
}

/**
 * Listens until it is stopped.
 *
 * @throws UsageError `tokens_required` for an address that others can reach
 * @throws ConnectionError `no_address`, or `no_port` where it cannot be listened on
 */
export async function serveHttp(options: HttpOptions): Promise<ServedHttp> {
  const { tokens = [], connect, allowHosts = [], allowOrigins = [], health = () => ({}) } = options;
  const limits = { ...HTTP_LIMITS, ...options.limits };
  const ip = await resolveHost(options.host);
  if (!isLoopback(ip) && tokens.length === 0) throw tokensRequired(options.host);
  let isStopping = false;
  const sessions = createSessionTable(connect, options.answers ?? 'json', limits);
  const bodies = createBodyReader(limits.body);
  const endpoint: Endpoint = { sessions, bodies, calls: countCalls(limits.calls), isStopping: () => isStopping };
  const server = createServer({ ...SOCKET_LIMITS, requireHostHeader: false });
  server.maxConnections = limits.sessions * CONNECTIONS_A_SESSION;
  server.setTimeout(SILENCE);
  const port = await listen(server, { host: ip, port: options.port });
  // Nobody is called by "every address".
  const own = isWildcard(ip) ? [] : [options.host, ip].map((host) => authority({ host, port }));
  const gate = createGate({ port, hosts: [...allowHosts, ...own], origins: allowOrigins });
  const answer = answering(gate, tokens, endpoint, () => ({ ...health(), sessions: sessions.size }));
  server.on('request', (request, response) => {
    answer(request, response).catch(() => refuse(response, failed));
  });
  server.on('clientError', answerBroken);
  server.on('checkExpectation', (_, response) => refuse(response, { ...invalid('Expectation failed.'), status: 417 }));
  const sweeping = setInterval(() => void sessions.sweep(), Math.min(limits.idle / 4, 60_000)).unref();
  return {
    url: `http://${authority({ host: isWildcard(ip) ? '127.0.0.1' : options.host, port })}/mcp`,
    port,
    get sessions() {
      return sessions.size;
    },
    async stop() {
      isStopping = true;
      clearInterval(sweeping);
      const closed = new Promise((resolve) => server.close(resolve));
      const deadline = performance.now() + limits.drain;
      while (sessions.waiting > 0 && performance.now() < deadline) await new Promise((wake) => setTimeout(wake, 10));
      await sessions.endAll(stopping);
      await closeConnections(server, closed);
    },
  };
}

/** Lets what was answered be sent, then breaks off who does not read it. */
async function closeConnections(server: Server, closed: Promise<unknown>): Promise<void> {
  const closing = setInterval(() => server.closeIdleConnections(), 20);
  const breaking = setTimeout(() => server.closeAllConnections(), FLUSH);
  await closed;
  clearInterval(closing);
  clearTimeout(breaking);
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Host, Origin and token first, then the path. */
function answering(gate: Gate, tokens: readonly Token[], endpoint: Endpoint, health: () => object): Answer {
  return async (request, response) => {
    const refusal = gate.refusal(request);
    if (refusal !== undefined) return refuse(response, refusal);
    allowReading(request, response);
    const [path, query] = (request.url as string).split('?', 2);
    const names = [...new URLSearchParams(query).keys()];
    const principal = principalOf(tokens, request.headers.authorization);
    if (path === '/healthz') {
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, onlyGet);
      return answerJson(response, 200, { status: 'ok', ...(principal === undefined ? {} : health()) });
    }
    if (path !== '/mcp') return refuse(response, noSuchPath);
    if (request.method === 'OPTIONS') return void response.writeHead(204, PREFLIGHT).end();
    if (names.some((name) => SECRET.test(name))) return refuse(response, tokenInUrl);
    if (principal === undefined) return refuse(response, unauthorized(request));
    await answerMcp(endpoint, principal, request, response);
  };
}

/** A page that may ask may read the answer too (Fetch Standard, CORS protocol). */
function allowReading({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', 'Mcp-Session-Id, WWW-Authenticate, Retry-After');
  response.setHeader('Vary', 'Origin');
}

const PREFLIGHT = {
  Allow: METHODS,
  'Access-Control-Allow-Methods': METHODS,
  'Access-Control-Allow-Headers':
    'Content-Type, Accept, Authorization, Mcp-Session-Id, MCP-Protocol-Version, Last-Event-ID',
  'Access-Control-Max-Age': '600',
};

/** Addresses stand in logs and in histories, so secrets must not (RFC 6750 §5.3). */
const SECRET = /^(?:access_?token|token|api_?key|key|bearer|authorization|auth|secret)$/i;

const tokenInUrl = invalid('A token does not belong into the address; send it as Authorization: Bearer.');
const noSuchPath: Refusal = {
  status: 404,
  code: SERVER_ERROR,
  message: 'There is nothing here; MCP is spoken at /mcp.',
};
const onlyGet: Refusal = {
  status: 405,
  code: SERVER_ERROR,
  message: 'Method not allowed; expected GET.',
  headers: { Allow: 'GET, HEAD' },
};
const failed: Refusal = { status: 500, code: -32_603, message: 'Internal error.' };

/** RFC 6750 §3: why, only where a token was shown. */
function unauthorized({ headers }: IncomingMessage): Refusal {
  const reason = headers.authorization === undefined ? '' : ', error="invalid_token"';
  const challenge = { 'WWW-Authenticate': `Bearer realm="graphtrail"${reason}` };
  return { status: 401, code: SERVER_ERROR, message: 'Expected a bearer token of this server.', headers: challenge };
}

function tokensRequired(host: string): UsageError {
  return new UsageError(
    'tokens_required',
    `others can reach the address "${host}", so it needs tokens; give --token-file FILE or GRAPHTRAIL_TOKENS, or listen on 127.0.0.1`,
  );
}

/** Resolves with the port. */
async function listen(server: Server, { host, port }: Address): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.on('error', (cause: NodeJS.ErrnoException) => {
      const message = `cannot listen on ${authority({ host, port })}: ${cause.code}; choose another port, or 0 for any that is free`;
      reject(new ConnectionError('no_port', message, { cause }));
    });
    server.listen(port, host, resolve);
  });
  return (server.address() as { port: number }).port;
}

const BROKEN: Readonly<Record<string, readonly [status: number, reason: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
};

/** What Node itself finds wrong is answered in JSON-RPC too. */
function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const [status, reason] = BROKEN[error.code ?? ''] ?? [400, 'Bad Request'];
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code: SERVER_ERROR, message: `${reason}.` }, id: null });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
