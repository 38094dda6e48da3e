/** One client's session over HTTP: a server of its own, and what of it is still to be answered. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { RequestId } from '@modelcontextprotocol/sdk/types.js';
import { cancelledBy, type Message } from '../json-rpc.ts';
import type { Posted } from './messages.ts';
import { invalid, noSession, type Refusal, refuse } from './refusal.ts';
import { keepUnheard } from './unheard.ts';

export interface HttpSession {
  readonly id: string;
  /** Whose it is: nobody else's requests reach it. */
  readonly principal: string;
  /** When its client was last heard, and how often; `performance.now()`. */
  readonly seen: number;
  readonly heard: number;
  /** Requests that are not answered yet. */
  readonly waiting: number;
  /** Whether a client was welcomed: false where its first request was no proper one. */
  readonly initialized: boolean;
  /** Answers a request; resolves when that is done. */
  handle(request: IncomingMessage, response: ServerResponse, posted?: Posted): Promise<void>;
  /** Ends the stream on which the server may speak first; a client that lives opens another one. */
  endStream(): void;
  /** Ends it; what waits is refused. */
  end(refusal: Refusal): Promise<void>;
}

/** LSP's code for a request that was taken back; JSON-RPC and MCP have none. */
const CANCELLED = -32_800;

/** A request on its way: whom to answer, and how to let go of whoever waits for it. */
interface Waiting {
  readonly response: ServerResponse;
  readonly release: () => void;
}

export interface SessionOptions {
  /** Not to be guessed. */
  readonly id: string;
  readonly principal: string;
  /** Answers are one JSON text each, which is cheaper, or streams, on which a tool may speak before its result. */
  readonly answers: 'json' | 'stream';
  /** Hears of its end, whoever ended it. */
  readonly onEnd: () => void;
}

export async function openSession(
  server: Server,
  { id, principal, answers, onEnd }: SessionOptions,
): Promise<HttpSession> {
  const enableJsonResponse = answers === 'json';
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => id, enableJsonResponse });
  // The SDK's own class does not fit its own interface under exactOptionalPropertyTypes.
  await server.connect(transport as Transport);
  const unheard = keepUnheard(transport as Transport);
  const inFlight = new Map<RequestId, Waiting>();
  let farewell = noSession;
  let seen = performance.now();
  let heard = 0;
  const told = server.onclose;
  server.onclose = () => {
    told?.();
    onEnd();
    // The SDK forgets whom it still owes an answer.
    for (const { response, release } of inFlight.values()) {
      refuse(response, farewell);
      release();
    }
  };

  /** Hands a request to the SDK; resolves as well where the session ends first. */
  async function pass(request: IncomingMessage, response: ServerResponse, posted?: Posted): Promise<void> {
    const ids = posted?.requests ?? [];
    const released = new Promise<void>((release) => {
      for (const each of ids) inFlight.set(each, { response, release });
    });
    try {
      await Promise.race([transport.handleRequest(request, response, posted?.value), released]);
    } finally {
      for (const each of ids) inFlight.delete(each);
    }
  }

  /** The SDK does not answer what was taken back, but whoever sent it waits for the end of its request over HTTP. */
  function answerCancelled(id: RequestId): void {
    if (!inFlight.has(id)) return;
    const error = { code: CANCELLED, message: 'The request was cancelled.' };
    // Where its answer left in the meantime there is nobody to be told.
    void transport.send({ jsonrpc: '2.0', id, error }).catch(() => undefined);
  }

  // Heard here, for what is taken back may stand in one body with its cancellation, which then waits for the answer itself.
  const hear = transport.onmessage;
  transport.onmessage = (message, extra) => {
    hear?.(message, extra);
    const cancelled = cancelledBy(message as Message);
    // Once the SDK has told the handler, whose own answer it does not send from then on.
    if (cancelled !== undefined) setImmediate(answerCancelled, cancelled);
  };

  return {
    id,
    principal,
    get seen() {
      return inFlight.size > 0 ? performance.now() : seen;
    },
    get heard() {
      return heard;
    },
    get waiting() {
      return inFlight.size;
    },
    get initialized() {
      return transport.sessionId !== undefined;
    },
    async handle(request, response, posted) {
      heard += 1;
      seen = performance.now();
      const ids = posted?.requests ?? [];
      if (ids.some((each) => inFlight.has(each)) || new Set(ids).size < ids.length) {
        // The SDK would send one answer to the other's request.
        return refuse(response, invalid('The id of this request belongs to one that is not answered yet.'));
      }
      if (request.method === 'GET') unheard.listen(response);
      await pass(request, response, posted);
      seen = performance.now();
    },
    endStream: () => transport.closeStandaloneSSEStream(),
    async end(refusal) {
      farewell = refusal;
      await server.close().catch(() => undefined);
    },
  };
}
