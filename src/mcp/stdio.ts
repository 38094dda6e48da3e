/** Serves over standard input and output, and leaves cleanly when either ends. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';

/** How long calls in flight may take after the client has gone, in milliseconds. */
const DRAIN = 4000;

/**
 * Connects a server to this process's standard streams; resolves once the client is gone and the calls in flight are answered.
 * The SDK's transport notices neither the end of input nor a closed output by itself.
 */
export async function serveStdio(server: Server): Promise<void> {
  const transport = new StdioServerTransport();
  const unanswered = new Set<RequestId>();
  const ended = new Promise<void>((resolve) => {
    const end = (): void => resolve();
    process.stdin.once('end', end).once('close', end);
    process.stdout.on('error', () => {
      // Nobody is left to be answered.
      unanswered.clear();
      resolve();
    });
    process.once('SIGTERM', end).once('SIGINT', end);
    server.onclose = end;
  });
  await server.connect(transport);
  watchAnswers(transport, unanswered);
  await ended;
  const deadline = performance.now() + DRAIN;
  while (unanswered.size > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  await server.close().catch(() => undefined);
}

/** Watches requests come in and replies go out, so that nobody is left without an answer. */
function watchAnswers(transport: StdioServerTransport, unanswered: Set<RequestId>): void {
  const { onmessage } = transport;
  const send = transport.send.bind(transport);
  transport.onmessage = (message) => {
    const cancelled = cancelledBy(message);
    if (cancelled !== undefined) unanswered.delete(cancelled);
    if ('id' in message && 'method' in message) unanswered.add(message.id);
    onmessage?.(message);
  };
  transport.send = async (message) => {
    await send(message);
    if ('id' in message && !('method' in message) && message.id !== undefined) unanswered.delete(message.id);
  };
}

/** The request that a notification takes back: it is not answered any more. */
function cancelledBy(message: JSONRPCMessage): RequestId | undefined {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return undefined;
  return message.params?.['requestId'] as RequestId | undefined;
}
