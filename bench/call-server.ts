/** A server process for the call bench: `graph` or `echo`, optionally recording, with or without the sync. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { loadGraph } from '../src/graph/load.ts';
import { LocalSource } from '../src/graph/local-source.ts';
import { createServer } from '../src/mcp/server.ts';
import { serveStdio } from '../src/mcp/stdio.ts';
import { discoverRelations } from '../src/relation/discover.ts';
import { compileToolset } from '../src/tool/toolset.ts';
import { openJournal } from '../src/trajectory/journal.ts';
import { createRecorder } from '../src/trajectory/recorder.ts';

/** A bare SDK server that answers every call with the same bytes. */
export function echoServer(reply: object): Server {
  const server = new Server({ name: 'echo', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [] }));
  server.setRequestHandler(CallToolRequestSchema, () => reply as { content: [] });
  return server;
}

/** The real server over a graph; `directory` is where it records, if it does. */
export async function graphServer(path: string, directory: string | undefined, sync: boolean): Promise<() => Server> {
  const graph = await loadGraph([path]);
  const source = new LocalSource(graph);
  const toolset = await compileToolset(source, await discoverRelations(source), { frame: directory !== undefined });
  const journal = directory === undefined ? undefined : openJournal(directory, { sync });
  const opened = {
    graph: { name: graph.name, digest: graph.digest, triples: graph.triples },
    options: {},
    toolset: toolset.digest,
    versions: {},
    client: undefined,
  };
  return () =>
    createServer({
      version: 'bench',
      snapshot: () => ({ toolset, source }),
      ...(journal === undefined ? {} : { record: () => createRecorder(journal, opened) }),
    });
}

const [, script, kind, first, directory, sync] = process.argv;
if (script?.endsWith('call-server.js')) {
  if (kind === 'echo') {
    // As bare as it gets: with the SDK's own transport.
    process.stdin.once('end', () => process.exit(0));
    // The SDK's transport listens once for each answer that waits to be sent.
    process.stdout.setMaxListeners(0);
    await echoServer(JSON.parse(first as string)).connect(new StdioServerTransport());
  } else {
    await serveStdio((await graphServer(first as string, directory, sync === 'sync'))());
    process.exit(0);
  }
}
