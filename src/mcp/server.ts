/** The MCP server: lists a toolset and calls its tools; knows nothing of graphs or journals beyond what it is handed. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { Protocol } from '@modelcontextprotocol/sdk/shared/protocol.js';
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { callTool } from '../tool/call.ts';
import type { Practice } from '../tool/practice.ts';
import { createNotices, followChanges, type OnChange } from './changes.ts';
import { offerCompletions } from './completions.ts';
import { instructionsFor } from './instructions.ts';
import { offerPrompts } from './prompts.ts';
import { offerResources } from './resources.ts';
import { type CallRecorder, createSession, type Snapshot } from './session.ts';

export interface ServerOptions {
  readonly version: string;
  /** The tools and the graph that the next call sees; a call in flight keeps the ones it began with. */
  readonly snapshot: () => Snapshot;
  /** Makes the recorder of one connection; left out where nothing is recorded. */
  readonly record?: (client: () => ClientName | undefined) => CallRecorder;
  /** Whether what the recorder is told is written down; false where only practice needs one. */
  readonly recording?: boolean;
  /** Makes what one connection practises on; left out where there is nothing. Needs a recorder. */
  readonly practise?: () => Practice;
  /** Given where the snapshot may change: every change is then told to the client. */
  readonly onChange?: OnChange;
}

export interface ClientName {
  readonly name: string;
  readonly version: string;
}

/** A server for one connection: connect it to a transport and it answers. */
export function createServer(options: ServerOptions): Server {
  const { version, snapshot, record, recording = true, practise, onChange } = options;
  const { source, toolset } = snapshot();
  const framing = { recording: record !== undefined && recording, practice: practise !== undefined };
  const server = new Server(
    { name: 'graphtrail', title: 'Graphtrail', version },
    {
      capabilities: { tools: onChange === undefined ? {} : { listChanged: true } },
      instructions: instructionsFor(source.name, framing, toolset),
    },
  );
  const recorder = record?.(() => server.getClientVersion());
  const practice = practise?.();
  const session = createSession(recorder, practice);
  if (onChange !== undefined) {
    const notify = createNotices(server);
    followChanges(server, onChange, () => {
      session.renew(snapshot().source);
      notify();
    });
  }
  const offered = { snapshot, framed: recorder !== undefined, practice, finished: recorder?.finished };
  for (const offer of [offerPrompts, offerResources, offerCompletions]) offer(server, offered);
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: snapshot().toolset.listing as never }));
  // Server's own method would check each request a second time and copy each result, which is ours and typed.
  Protocol.prototype.setRequestHandler.call(server, CallToolRequestSchema, ({ params }, { signal }) => {
    const seen = snapshot();
    const reply: Promise<unknown> = session.run(
      {
        tool: params.name,
        values: params.arguments ?? {},
        traceparent: params._meta?.['traceparent'],
        snapshot: seen,
        signal,
      },
      (values, context) => callTool(seen.toolset, params.name, values, context),
    );
    return reply as Promise<CallToolResult>;
  });
  return server;
}
