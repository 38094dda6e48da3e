/** Opens a graph on a thread of its own, so that calls on another one go on being answered. */
import { Worker } from 'node:worker_threads';
import { GraphError, GraphtrailError } from '../errors.ts';
import { LocalSource } from '../graph/local-source.ts';
import { assemble } from '../graph/parts.ts';
import type { GraphFlags, OpenedGraph } from './graph-options.ts';
import type { OpenReply, OpenRequest } from './open-worker.ts';

/**
 * The same as `openGraph` without a bar, its errors too. What is left to do here takes milliseconds, whatever the size of the graph.
 *
 * @throws GraphError `loading_stopped` where the signal is aborted, `loading_crashed` where the thread did not survive
 */
export async function openApart(paths: readonly string[], flags: GraphFlags, stop?: AbortSignal): Promise<OpenedGraph> {
  const reply = await ask({ paths, flags }, stop);
  if (reply.kind === 'fault') throw new GraphtrailError(reply.code, reply.message);
  const { graph, findings } = assemble(reply.parts);
  const { vocabulary } = reply;
  return { graph, source: new LocalSource(graph, findings), vocabulary, flags: reply.flags };
}

async function ask(request: OpenRequest, stop: AbortSignal | undefined): Promise<OpenReply> {
  stop?.throwIfAborted();
  // Nothing it prints may reach stdout, where a protocol may be spoken.
  const worker = new Worker(workerAddress(), { workerData: request, stdout: true, execArgv: [] });
  worker.stdout.resume();
  const end = (): void => void worker.terminate();
  stop?.addEventListener('abort', end);
  try {
    return await new Promise<OpenReply>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', (cause) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        reject(new GraphError('loading_crashed', `The graph could not be loaded: ${reason}.`, { cause }));
      });
      worker.once('exit', () => reject(new GraphError('loading_stopped', 'The loading of the graph was stopped.')));
    });
  } finally {
    stop?.removeEventListener('abort', end);
  }
}

/** Node runs no TypeScript: where this file runs as a source (tests), the worker is taken from the last build. */
function workerAddress(): URL {
  return new URL(
    import.meta.url.endsWith('.ts') ? '../../dist/cli/open-worker.js' : './open-worker.js',
    import.meta.url,
  );
}
