/** Introduces the server to the recorder: they are siblings that do not know each other. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { createServer } from '../mcp/server.ts';
import { compileToolset, type Toolset, type ToolsetOptions } from '../tool/toolset.ts';
import { type Journal, openJournal } from '../trajectory/journal.ts';
import { createRecorder } from '../trajectory/recorder.ts';
import type { OpenedGraph } from './graph-options.ts';
import { VERSION } from './version.ts';

/** A graph being served: one server for each connection, all writing to one journal where there is one. */
export interface Serving {
  readonly toolset: Toolset;
  readonly journal: Journal | undefined;
  connect(): Server;
}

export async function openServing(
  opened: OpenedGraph,
  options: ToolsetOptions,
  directory: string | undefined,
): Promise<Serving> {
  const { graph, source, vocabulary, flags } = opened;
  const toolset = await compileToolset(source, vocabulary, { ...options, frame: directory !== undefined });
  const journal = directory === undefined ? undefined : openJournal(directory);
  await journal?.writeTools(toolset.digest, toolset.listing);
  const { surface = 'auto', budget } = options;
  const shaping = {
    surface,
    ...(budget === undefined ? {} : { budget }),
    ...(flags.base === undefined ? {} : { base: flags.base }),
    ...(flags.language === undefined ? {} : { language: flags.language }),
  };
  return {
    toolset,
    journal,
    connect: () =>
      createServer({
        version: VERSION,
        snapshot: () => ({ toolset, source }),
        ...(journal === undefined
          ? {}
          : {
              record: (client) =>
                createRecorder(journal, () => ({
                  graph: { name: graph.name, digest: graph.digest, triples: graph.triples },
                  options: shaping,
                  toolset: toolset.digest,
                  versions: { graphtrail: VERSION },
                  client: client(),
                })),
            }),
      }),
  };
}
