/** A real HTTP server on loopback that speaks the protocol of chat completions, as well or as badly as a test wants. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatMessage } from '../../src/reword/model.ts';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly model: string; readonly messages: readonly ChatMessage[] } & Record<string, unknown>;
}

/** What the server does: says a text as a completion, or whatever it likes with the response. */
export type Behaviour = (
  received: Received,
  response: ServerResponse,
) => string | undefined | Promise<string | undefined>;

export interface ChatServer {
  /** The base URL. */
  readonly url: string;
  readonly received: Received[];
  /** Most requests that were open at once. */
  readonly most: () => number;
  readonly close: () => Promise<void>;
}

export async function chatServer(behave: Behaviour): Promise<ChatServer> {
  const received: Received[] = [];
  let open = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => {
      open -= 1;
    });
    let text = '';
    for await (const chunk of request) text += chunk;
    const one: Received = { path: request.url ?? '', headers: request.headers, body: JSON.parse(text) };
    received.push(one);
    const said = await behave(one, response);
    if (said !== undefined) answer(response, 200, completion(said));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    received,
    most: () => most,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export function completion(content: unknown, finish = 'stop'): unknown {
  return {
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
  };
}

export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): undefined {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** What the user message of a request asks for: a rewording, or a reading. */
export interface AskedOf {
  readonly question: string;
  /** Only where a rewording is wanted. */
  readonly meaning?: string;
  readonly names: readonly unknown[];
}

export function askedOf({ body }: Received): AskedOf {
  return JSON.parse(body.messages.at(-1)?.content ?? '') as AskedOf;
}

/** "Which rivers …?" becomes "Can you tell me which rivers …?". */
export function politely(question: string): string {
  const [, note = '', asked = ''] = /^(According to this graph, )?(.*)$/s.exec(question) ?? [];
  const rest = `${asked.charAt(0).toLowerCase()}${asked.slice(1, -1)}?`;
  return note === '' ? `Can you tell me ${rest}` : `${note}can you tell me ${rest}`;
}

/** A model that rewords politely and, from a table of what it has worded, reads back rightly; each step may be spoilt. */
export function goodModel(
  spoil: { word?: (question: string) => string; read?: (sentence: string) => string } = {},
): Behaviour {
  const meanings = new Map<string, string>();
  const { word = politely, read = (sentence) => sentence } = spoil;
  return (received) => {
    const { question, meaning } = askedOf(received);
    if (meaning === undefined) return JSON.stringify({ sentence: read(meanings.get(question) ?? '') });
    const worded = word(question);
    meanings.set(worded, meaning);
    return JSON.stringify({ question: worded });
  };
}
