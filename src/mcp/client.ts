/** The MCP client that agents walk with: the SDK's own, over an in-memory pair or over another process's standard streams. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolResultSchema, ListToolsResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { ConnectionError } from '../errors.ts';
import type { Result } from '../tool/result.ts';
import type { Arguments } from '../tool/tool.ts';

export interface ToolClient {
  /** Names of the tools that are offered. */
  tools(): Promise<readonly string[]>;
  call(tool: string, values: Arguments): Promise<Result>;
  close(): Promise<void>;
}

/** Connects to a server in this process. */
export async function connectInMemory(server: Server, version: string): Promise<ToolClient> {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await server.connect(serverSide);
  return await connect(clientSide, version);
}

/** Starts a server as a child process and connects to its standard streams; its talk goes to this process's stderr. */
export async function connectStdio(
  command: string,
  parameters: readonly string[],
  version: string,
): Promise<ToolClient> {
  return await connect(new StdioClientTransport({ command, args: [...parameters], stderr: 'inherit' }), version);
}

async function connect(transport: Transport, version: string): Promise<ToolClient> {
  const client = new Client({ name: 'graphtrail-walker', version });
  await client.connect(transport).catch((cause: unknown) => {
    throw new ConnectionError('no_connection', `the server did not answer: ${(cause as Error).message}`, { cause });
  });
  return {
    // Plain requests rather than the client's own methods, which compile a validator for every tool's output schema.
    tools: async () =>
      (await client.request({ method: 'tools/list' }, ListToolsResultSchema)).tools.map(({ name }) => name),
    call: async (name, values) => {
      const reply = await client.request(
        { method: 'tools/call', params: { name, arguments: values } },
        CallToolResultSchema,
      );
      if (reply.structuredContent === undefined) {
        throw new ConnectionError(
          'no_result',
          `the tool "${name}" gave no structured content; expected a Graphtrail server`,
        );
      }
      return reply.structuredContent as unknown as Result;
    },
    close: () => client.close(),
  };
}
