/** Where a server listens: reading `[host:]port`, and whether only this machine can reach it. */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { ConnectionError } from '../../errors.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export const DEFAULT_ADDRESS: Address = { host: '127.0.0.1', port: 7300 };

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Reads `7300`, `0.0.0.0:7300`, `localhost:0` or `[::1]:7300`; undefined for anything else. */
export function readAddress(text: string): Address | undefined {
  const [, bracketed, plain, digits] = /^(?:(?:\[([0-9a-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535) return undefined;
  if (bracketed !== undefined && isIP(bracketed) !== 6) return undefined;
  return { host: bracketed ?? plain ?? DEFAULT_ADDRESS.host, port };
}

/** The address as it stands in a URL. */
export function authority({ host, port }: Address): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

export function isLoopback(ip: string): boolean {
  const family = isIP(ip);
  return family !== 0 && loopback.check(ip, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether the server listens on every address of the machine. */
export function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/**
 * The number behind a name, so that what was judged is what is listened on.
 *
 * @throws ConnectionError `no_address` where the name stands for none
 */
export async function resolveHost(host: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch (cause) {
    const message = `no address of this machine is called "${host}"; expected a number such as 127.0.0.1 or a name`;
    throw new ConnectionError('no_address', message, { cause });
  }
}
