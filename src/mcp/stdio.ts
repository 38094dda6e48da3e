/** Serves over standard input and output, and leaves cleanly when either ends. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

/** How long calls in flight may take after the client has gone, in milliseconds. */
const DRAIN = 5000;

/**
 * Connects a server to this process's standard streams; resolves once the client is gone and calls in flight are done.
 * The SDK's transport does not notice the end of input or a closed output by itself.
 */
export async function serveStdio(server: Server, isIdle: () => boolean): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    const end = (): void => resolve();
    process.stdin.once('end', end).once('close', end);
    process.stdout.on('error', end);
    process.once('SIGTERM', end).once('SIGINT', end);
    server.onclose = end;
  });
  await server.connect(new StdioServerTransport());
  await ended;
  const deadline = Date.now() + DRAIN;
  while (!isIdle() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  await server.close().catch(() => undefined);
}
