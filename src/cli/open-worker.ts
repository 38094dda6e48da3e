/** The thread on which a graph is opened while another one is served: it reads, works out, hands over and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { GraphtrailError } from '../errors.ts';
import { type GraphParts, movable, partsOf } from '../graph/parts.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { finish } from './afterwards.ts';
import { type GraphFlags, openGraph } from './graph-options.ts';

export interface OpenRequest {
  readonly paths: readonly string[];
  readonly flags: GraphFlags;
}

export type OpenReply =
  | {
      readonly kind: 'opened';
      readonly parts: GraphParts;
      readonly vocabulary: Vocabulary;
      readonly flags: GraphFlags;
    }
  | { readonly kind: 'fault'; readonly code: string; readonly message: string };

async function open({ paths, flags: given }: OpenRequest): Promise<OpenReply> {
  const { graph, source, vocabulary, flags } = await openGraph(paths, given, { quietly: true });
  // The index of names is made at the first question: here nobody waits for it.
  source.named(graph.name, 1);
  await finish();
  return { kind: 'opened', parts: partsOf(graph, source.findings), vocabulary, flags };
}

async function answer(request: OpenRequest): Promise<OpenReply> {
  try {
    return await open(request);
  } catch (error) {
    if (!(error instanceof GraphtrailError)) throw error;
    return { kind: 'fault', code: error.code, message: error.message };
  }
}

const reply = await answer(workerData as OpenRequest);
parentPort?.postMessage(reply, reply.kind === 'opened' ? movable(reply.parts) : []);
