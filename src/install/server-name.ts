/** The name that a server has in a client, which stands before the names of its tools there. */
import { UsageError } from '../errors.ts';

/** So that `mcp__<server>__<tool>` with a tool's name of 40 characters has at most the 64 that many model APIs allow. */
export const LONGEST_COMFORTABLE = 17;

/** A name made from that of a graph: its file without endings, its folder, or the host of its endpoint. */
export function serverName(graph: string): string {
  const last =
    graph.match(/^(?:sparql\+)?https?:\/\/([^/:?#]+)/)?.[1] ?? graph.split(/[\\/]/).findLast((part) => part !== '');
  const stem = (last ?? '').replace(/(?:\.(?:ttl|trig|nt|nq|tsv|txt|gz))+$/i, '');
  const name = stem
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .slice(0, LONGEST_COMFORTABLE)
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'graph' : name;
}

/** @throws UsageError `server_name` */
export function checkedName(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/.test(name)) return name;
  throw new UsageError(
    'server_name',
    `expected a name of A-Z, a-z, 0-9, "_" and "-", at most 64, got ${JSON.stringify(name.slice(0, 80))}; give one with --name`,
  );
}
