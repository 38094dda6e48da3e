/**
 * Who may speak to this server at all, by what browsers say of themselves: the Host and the Origin of a request, each alone.
 * A web page that makes its own name point to this machine (DNS rebinding) is told by its Host, any other page by its Origin
 * (MCP 2025-11-25, Transports, Security Warning).
 */
import type { IncomingMessage } from 'node:http';
import { invalid, type Refusal, SERVER_ERROR } from './refusal.ts';

export interface Gate {
  /** Why a request is not let in; undefined where it is. */
  refusal(request: IncomingMessage): Refusal | undefined;
}

export interface GateOptions {
  /** The port that is listened on. */
  readonly port: number;
  /** Names by which this server is called besides those of loopback: `name`, at any port, or `name:port`. */
  readonly hosts: readonly string[];
  /** Origins that may ask besides pages of this machine: `scheme://name` or `scheme://name:port`. */
  readonly origins: readonly string[];
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** A name or a number and perhaps a port; no user, no trailing dot, nothing to be decoded. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(?::(\d{1,5}))?$/;
const ORIGIN = /^([a-z][a-z0-9+.-]*):\/\/(.+)$/;

export function isHost(text: string): boolean {
  return HOST.test(text.toLowerCase());
}

export function isOrigin(text: string): boolean {
  const [, , host] = ORIGIN.exec(text.toLowerCase()) ?? [];
  return host !== undefined && isHost(host);
}

export function createGate({ port, hosts, origins }: GateOptions): Gate {
  const named = new Set(hosts.map((host) => host.toLowerCase()));
  const permitted = new Set(origins.map((origin) => origin.toLowerCase()));

  function knowsHost(given: string): boolean {
    const text = given.toLowerCase();
    const [, name, digits] = HOST.exec(text) ?? [];
    if (name === undefined) return false;
    if (named.has(name) || named.has(`${name}:${digits ?? 80}`)) return true;
    return LOOPBACK.has(name) && Number(digits ?? 80) === port;
  }

  function knowsOrigin(given: string): boolean {
    const text = given.toLowerCase();
    if (permitted.has(text)) return true;
    const [, scheme, host = ''] = ORIGIN.exec(text) ?? [];
    return (scheme === 'http' || scheme === 'https') && LOOPBACK.has(HOST.exec(host)?.[1] ?? '');
  }

  return {
    refusal({ headersDistinct, url = '' }) {
      const { host = [], origin } = headersDistinct;
      // RFC 9112 §3.2; a target that names another host than the header would be believed instead of it.
      if (host.length !== 1 || !url.startsWith('/'))
        return invalid('Expected one Host header, and a path behind the method.');
      if (!knowsHost(host[0] as string)) return forbidden('Host', '--allow-host');
      if (origin !== undefined && (origin.length !== 1 || !knowsOrigin(origin[0] as string))) {
        return forbidden('Origin', '--allow-origin');
      }
      return undefined;
    },
  };
}

/** What was sent is not repeated: nobody who may ask needs it. */
function forbidden(header: string, flag: string): Refusal {
  const message = `This server does not answer to that ${header}. Whoever runs it can allow one with ${flag}.`;
  return { status: 403, code: SERVER_ERROR, message };
}
