/** MCP over two streams: one JSON-RPC message a line (MCP 2025-11-25, stdio). */
import type { Readable, Writable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import { cancelledBy, INVALID_REQUEST, isAnswerable, isMessage, type Message, PARSE_ERROR } from './json-rpc.ts';
import { type Line, lineReader } from './lines.ts';
import { messageText } from './message-text.ts';

export interface StreamTransport extends Transport {
  /** How many requests are not answered yet. */
  readonly unanswered: number;
  /** Resolves when no more requests can come, or nobody is left to be answered. */
  readonly ended: Promise<void>;
}

/** The most bytes of a message. */
const LONGEST = 10 * 1024 * 1024;
/** When so many bytes of answers wait for a client to read them, nothing more is read from it. */
const MOST_WAITING = 64 * 1024 * 1024;

/**
 * Unlike the SDK's transport it notices the end of input and a closed output, answers what is no message with an error, knows what
 * is still unanswered, and writes the answers of one turn at once: to the kernel a reply costs as much as sixteen.
 */
export function streamTransport(input: Readable, output: Writable): StreamTransport {
  const unanswered = new Set<RequestId>();
  const lines = lineReader(LONGEST);
  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let waiting = '';
  let answered: RequestId[] = [];

  function flush(): void {
    const text = waiting;
    waiting = '';
    for (const id of answered) unanswered.delete(id);
    answered = [];
    if (!output.write(text) && output.writableLength > MOST_WAITING) {
      input.pause();
      output.once('drain', () => input.resume());
    }
  }

  function write(message: object): void {
    // After every promise that this turn settles: their replies leave together.
    if (waiting === '') process.nextTick(flush);
    waiting += `${messageText(message)}\n`;
  }

  function receive(line: Line): void {
    const read = messageOf(line);
    if ('refusal' in read) write({ jsonrpc: '2.0', error: read.refusal, id: null });
    else if (read.message !== undefined) pass(read.message);
  }

  function pass(message: Message): void {
    const { id, method } = message;
    const isRequest = id !== undefined && method !== undefined;
    if (isRequest && !isAnswerable(message)) {
      write({ jsonrpc: '2.0', error: strange, id });
      return;
    }
    if (isRequest) unanswered.add(id);
    const cancelled = cancelledBy(message);
    if (cancelled !== undefined) unanswered.delete(cancelled);
    transport.onmessage?.(message as JSONRPCMessage);
  }

  function onData(chunk: Buffer): void {
    for (const line of lines(chunk)) receive(line);
  }

  const transport: StreamTransport = {
    ended,
    get unanswered() {
      return unanswered.size;
    },
    async start() {
      // A socket breaks off instead of ending where its client left something unread.
      input.on('data', onData).once('end', finish).once('close', finish).on('error', finish);
      output.on('error', () => {
        unanswered.clear();
        finish();
      });
    },
    async send(message) {
      write(message);
      if ('id' in message && !('method' in message) && message.id !== undefined) answered.push(message.id);
    },
    async close() {
      input.off('data', onData).pause();
      finish();
      transport.onclose?.();
    },
  };
  return transport;
}

type Read =
  | { readonly message: Message | undefined }
  | { readonly refusal: { readonly code: number; readonly message: string } };

/** What a line says: nothing where it is blank. */
function messageOf(line: Line): Read {
  if (line === 'too long') return refusal(INVALID_REQUEST, `Expected a message of at most ${LONGEST} bytes.`);
  const text = line.toString('utf8');
  if (text.trim() === '') return { message: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refusal(PARSE_ERROR, 'Expected one JSON text a line.');
  }
  return isMessage(value) ? { message: value } : refusal(INVALID_REQUEST, 'Expected a JSON-RPC 2.0 message.');
}

const strange = {
  code: INVALID_REQUEST,
  message: 'Expected a request of "jsonrpc", "id", "method" and, as an object, "params".',
};

function refusal(code: number, message: string): Read {
  return { refusal: { code, message } };
}
