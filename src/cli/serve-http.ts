/** The options of serving over HTTP, and what is told to whoever starts it. */
import { readFileSync, statSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { type Address, authority, DEFAULT_ADDRESS, isWildcard, readAddress } from '../mcp/http/address.ts';
import { isHost, isOrigin } from '../mcp/http/gate.ts';
import { HTTP_LIMITS } from '../mcp/http/limits.ts';
import type { ServedHttp } from '../mcp/http/serve-http.ts';
import { readTokens, type Token } from '../mcp/http/tokens.ts';
import { OWN } from './option-groups.ts';
import { positiveNumber } from './parse.ts';
import { counted, tell } from './print.ts';
import type { Serving } from './recording.ts';
import { measure } from './recording-flags.ts';

export interface HttpFlags {
  readonly http?: Address;
  readonly tokenFile?: string;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly maxSessions: number;
  readonly maxCalls: number;
  readonly sessionIdle: number;
}

const TOKENS = 'GRAPHTRAIL_TOKENS';

export function withHttpFlags(command: Command): Command {
  return command
    .optionsGroup('Over HTTP:')
    .addOption(
      new Option('--http [address]', 'serve over HTTP, at [host:]port')
        .preset(authority(DEFAULT_ADDRESS))
        .argParser(httpAddress),
    )
    .option('--token-file <file>', `bearer tokens, one a line, each with a name behind it (or in ${TOKENS})`)
    .option('--allow-host <name>', 'another name by which clients call this server; may be given several times', host)
    .option('--allow-origin <origin>', 'web pages that may connect, as https://name; several times', origin)
    .option('--max-sessions <n>', 'most clients at once over HTTP', positiveNumber, HTTP_LIMITS.sessions)
    .option('--max-calls <n>', 'most calls in flight over HTTP', positiveNumber, HTTP_LIMITS.calls)
    .addOption(
      new Option('--session-idle <age>', 'give up clients over HTTP that are silent for so long')
        .argParser(age)
        .default(HTTP_LIMITS.idle, '30m'),
    )
    .optionsGroup(OWN);
}

function httpAddress(text: string): Address {
  const address = readAddress(text);
  if (address !== undefined) return address;
  throw new InvalidArgumentError('expected [host:]port such as 7300, 0.0.0.0:7300 or [::1]:7300');
}

function host(text: string, before: readonly string[] = []): string[] {
  if (!isHost(text)) throw new InvalidArgumentError('expected a name such as graph.example.org, perhaps with :port');
  return [...before, text];
}

function origin(text: string, before: readonly string[] = []): string[] {
  if (!isOrigin(text)) throw new InvalidArgumentError('expected an origin such as https://app.example.org');
  return [...before, text];
}

function age(text: string): number {
  const { bytes, milliseconds } = measure(text);
  if (bytes !== undefined || milliseconds === undefined) throw new InvalidArgumentError('expected an age such as 30m');
  return milliseconds;
}

/**
 * What can be wrong with the flags, before a graph is loaded for them.
 *
 * @throws UsageError `http_only`, `token_file`, `token`
 */
export function readHttpFlags(flags: HttpFlags): readonly Token[] {
  if (flags.http !== undefined) return tokensOf(flags);
  const given = flags.tokenFile ?? flags.allowHost ?? flags.allowOrigin;
  if (given === undefined) return [];
  throw new UsageError(
    'http_only',
    'tokens, hosts and origins are asked for only with --http; add it, or leave them out',
  );
}

function tokensOf({ tokenFile }: HttpFlags): Token[] {
  const inherited = process.env[TOKENS];
  return [
    ...(tokenFile === undefined ? [] : readTokens(readTokenFile(tokenFile), `the token file "${tokenFile}"`)),
    ...(inherited === undefined || inherited.trim() === '' ? [] : readTokens(inherited, TOKENS)),
  ];
}

function readTokenFile(path: string): string {
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      tell(`Others on this machine can read the tokens in "${path}"; make them yours alone with: chmod 600`);
    }
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UsageError('token_file', `cannot read the token file "${path}": ${(cause as Error).message}`, { cause });
  }
}

/** Serves until a signal comes; resolves when all that was in flight is answered. A second signal ends at once. */
export async function serveOverHttp(
  serving: Serving,
  address: Address,
  flags: HttpFlags,
  tokens: readonly Token[],
): Promise<void> {
  const { serveHttp } = await import('../mcp/http/serve-http.ts');
  const served = await serveHttp({
    ...address,
    tokens,
    connect: serving.connect,
    allowHosts: flags.allowHost ?? [],
    allowOrigins: flags.allowOrigin ?? [],
    health: () => {
      const { name, digest } = serving.current.opened.graph;
      return { graph: name, digest };
    },
    limits: { sessions: flags.maxSessions, calls: flags.maxCalls, idle: flags.sessionIdle },
  });
  // Whoever reads what is told may leave; the clients stay.
  process.stderr.on('error', () => undefined);
  tellHow(served, serving.current.opened.graph.name, address, flags, tokens);
  const signal = await firstSignal();
  tell(`Stopping (${signal}): calls in flight are answered first; once more ends at once.`);
  await served.stop();
}

async function firstSignal(): Promise<NodeJS.Signals> {
  return await new Promise((resolve) => {
    let signalled = false;
    for (const [signal, number] of [
      ['SIGTERM', 15],
      ['SIGINT', 2],
    ] as const) {
      process.on(signal, () => {
        // As a shell says of a process that a signal ended.
        if (signalled) process.exit(128 + number);
        signalled = true;
        resolve(signal);
      });
    }
  });
}

function tellHow(
  { url }: ServedHttp,
  graph: string,
  { host }: Address,
  { allowHost = [] }: HttpFlags,
  tokens: readonly Token[],
): void {
  const name =
    graph
      .replace(/\.\w+(?:\.gz)?$/, '')
      .replace(/[^\w-]+/g, '-')
      .slice(0, 30) || 'graph';
  const header = tokens.length === 0 ? '' : ' --header "Authorization: Bearer TOKEN"';
  const headers = tokens.length === 0 ? {} : { headers: { Authorization: 'Bearer TOKEN' } };
  const config = JSON.stringify({ mcpServers: { [name]: { type: 'http', url, ...headers } } });
  tell(
    tokens.length === 0
      ? 'Whoever can reach it may connect.'
      : `It asks for one of ${counted(tokens.length, 'token')}.`,
  );
  tell(`\n  Listening     ${url}`);
  tell(`  Claude Code   claude mcp add --transport http ${name} ${url}${header}`);
  tell(`  others        ${config}\n`);
  if (isWildcard(host) && allowHost.length === 0) {
    tell('Clients must call it by a name it knows: add --allow-host NAME for each, such as the name of this machine.');
  }
}
