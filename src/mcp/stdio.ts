/** Serves over standard input and output, and leaves cleanly when either ends. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { streamTransport } from './stream-transport.ts';

/** How long calls in flight may take after the client has gone, in milliseconds. */
const DRAIN = 4000;
/** How long a client may read nothing of what is still to be written, when all else is done, in milliseconds. */
const UNREAD = 2000;

/** Connects a server to this process's standard streams; resolves once the client is gone and the calls in flight are answered. */
export async function serveStdio(server: Server): Promise<void> {
  const transport = streamTransport(process.stdin, process.stdout);
  const signalled = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve).once('SIGINT', resolve);
  });
  await server.connect(transport);
  await Promise.race([transport.ended, signalled]);
  const deadline = performance.now() + DRAIN;
  while (transport.unanswered > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await server.close().catch(() => undefined);
}

/**
 * Ends the process where nothing of what waits on its standard output is read any more: Node would wait for that for ever. To be
 * called last.
 */
export function leaveUnread(): void {
  const { stdout } = process;
  let waiting = stdout.writableLength;
  // What waits to be written holds the process, this does not.
  setInterval(() => {
    if (stdout.writableLength === waiting) process.exit();
    waiting = stdout.writableLength;
  }, UNREAD).unref();
}
