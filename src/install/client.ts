/** The MCP clients whose settings we write: what they call their list of servers, and what an entry in it looks like. */

export type ClientName = 'claude-desktop' | 'claude-code' | 'cursor' | 'vscode';

/** Settings of a person, or of the folder that they work in. */
export type Scope = 'user' | 'project';

export interface Client {
  readonly name: ClientName;
  readonly title: string;
  /** The key of the object that holds the servers by name. */
  readonly servers: 'mcpServers' | 'servers';
  /** Whether an entry says `type: "stdio"`. */
  readonly typed: boolean;
  /** What a person does once the file is written. */
  readonly afterwards: string;
}

const clients: readonly Client[] = [
  {
    name: 'claude-desktop',
    title: 'Claude Desktop',
    servers: 'mcpServers',
    typed: false,
    afterwards: 'quit Claude Desktop (closing its window is not enough) and start it again',
  },
  {
    name: 'claude-code',
    title: 'Claude Code',
    servers: 'mcpServers',
    typed: true,
    afterwards: 'start a new session of Claude Code; /mcp shows the server',
  },
  {
    name: 'cursor',
    title: 'Cursor',
    servers: 'mcpServers',
    typed: false,
    afterwards: 'switch the server on in the MCP settings of Cursor',
  },
  {
    name: 'vscode',
    title: 'VS Code',
    servers: 'servers',
    typed: true,
    afterwards: 'run "MCP: List Servers" in VS Code and start the server',
  },
];

export const CLIENTS: ReadonlyMap<ClientName, Client> = new Map(clients.map((client) => [client.name, client]));
