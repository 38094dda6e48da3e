/** A server's entry in the settings of a client: how it is written, compared and shown. */
import type { Client, Scope } from './client.ts';

/** How a server is started: a program and its arguments. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

export interface Entry extends Launch {
  readonly type?: 'stdio';
}

export function entryOf({ typed }: Client, { command, args }: Launch): Entry {
  return typed ? { type: 'stdio', command, args } : { command, args };
}

/**
 * Whether an entry that stands there starts the same. What else it says (`env`, `disabled`, …) is its owner's; `type` may be left
 * out, since a command implies it.
 */
export function startsSame(existing: unknown, { command, args }: Entry): boolean {
  if (typeof existing !== 'object' || existing === null) return false;
  const found = existing as { type?: unknown; command?: unknown; args?: unknown };
  return (
    (found.type === undefined || found.type === 'stdio') &&
    found.command === command &&
    JSON.stringify(found.args) === JSON.stringify(args)
  );
}

/** Whether an entry starts Graphtrail, as far as it can be told. */
export function isOurs(existing: unknown): boolean {
  const { command, args } = (existing ?? {}) as { command?: unknown; args?: unknown };
  if (!Array.isArray(args) || !args.includes('serve')) return false;
  return [command, ...args].some(
    (part) => typeof part === 'string' && /(?:^|[\\/])(?:graphtrail(?:@[^\\/]*|\.cmd)?|dist[\\/]cli\.js)$/.test(part),
  );
}

/** The settings of a client that has this server and no other. */
export function snippet({ servers }: Client, name: string, entry: Entry): object {
  return { [servers]: { [name]: entry } };
}

/** What a person can type or open instead of having the file written; none for Claude Desktop. */
export function oneLiner(
  { name: client }: Client,
  scope: Scope,
  name: string,
  entry: Entry,
  platform: NodeJS.Platform,
): string | undefined {
  const quoted = (value: object): string => quote(JSON.stringify(value), platform);
  switch (client) {
    case 'claude-code':
      return `claude mcp add-json --scope ${scope} ${name} ${quoted(entry)}`;
    case 'vscode':
      return `code --add-mcp ${quoted({ name, ...entry })}`;
    case 'cursor': {
      const config = encodeURIComponent(Buffer.from(JSON.stringify(entry)).toString('base64'));
      return `cursor://anysphere.cursor-deeplink/mcp/install?name=${name}&config=${config}`;
    }
    case 'claude-desktop':
      return undefined;
  }
}

function quote(text: string, platform: NodeJS.Platform): string {
  if (platform !== 'win32') return `'${text.replaceAll("'", "'\\''")}'`;
  // As programs on Windows read it: a backslash counts only before a quotation mark.
  return `"${text.replace(/(\\*)"/g, '$1$1\\"')}"`;
}
