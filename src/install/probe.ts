/** Starts a server just as a client would that has no PATH and `/` for its folder, asks it for its tools, and lets it end in peace. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { parse } from 'node:path';
import { createInterface } from 'node:readline';
import { InstallError } from '../errors.ts';
import type { Launch } from './entry.ts';

export interface Probed {
  readonly server: string;
  readonly tools: number;
}

const LONGEST_TALK = 2000;
const LONGEST_END_MS = 30_000;

/**
 * @param environment all that the server gets to see
 * @throws InstallError `server_silent` where it ends, or does not answer in time; with what it said
 */
export function probe(
  { command, args }: Launch,
  environment: Readonly<Record<string, string>>,
  version: string,
  seconds: number,
): Promise<Probed> {
  const child = spawn(command, [...args], { cwd: parse(process.cwd()).root, env: environment, windowsHide: true });
  let said = '';
  let server = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-LONGEST_TALK);
  });
  child.stdin.on('error', () => undefined);
  const send = (message: object): void => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };
  const clientInfo = { name: 'graphtrail-install', version };
  send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } });
  return new Promise<Probed>((resolve, reject) => {
    const fail = (what: string): void => reject(silent([command, ...args], what, said));
    const timer = setTimeout(() => fail(`nothing within ${seconds} seconds`), seconds * 1000);
    child.on('error', ({ message }) => fail(message));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      fail(`its end (${signal ?? `exit code ${code}`})`);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const reply = replyIn(line);
      if (reply.id === 1) {
        server = reply.result?.serverInfo?.name ?? '';
        send({ method: 'notifications/initialized' });
        send({ id: 2, method: 'tools/list' });
      } else if (reply.id === 2) resolve({ server, tools: reply.result?.tools?.length ?? 0 });
    });
  }).finally(() => ended(child));
}

/** At the end of its input a server ends by itself, once a snapshot of its graph is written. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_END_MS);
  await once(child, 'close');
  clearTimeout(timer);
}

interface Reply {
  readonly id?: number;
  readonly result?: { readonly serverInfo?: { readonly name?: string }; readonly tools?: readonly unknown[] };
}

function replyIn(line: string): Reply {
  try {
    return JSON.parse(line) as Reply;
  } catch {
    return {};
  }
}

function silent(line: readonly string[], got: string, said: string): InstallError {
  const talk = said.trim() === '' ? '' : `; it said:\n${said.trim()}\n`;
  return new InstallError(
    'server_silent',
    `${line.join(' ')}: expected an MCP server that lists its tools, got ${got}${talk === '' ? '; ' : talk}nothing was written. --no-check writes it all the same`,
  );
}
