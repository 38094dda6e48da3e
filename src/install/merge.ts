/** Adds a server to the settings of a client, or takes it out again; all else keeps every byte. Text in, text out. */
import { getNodeValue } from 'jsonc-parser';
import { InstallError } from '../errors.ts';
import { insertProperty, removeProperty, replaceValue } from './edit-object.ts';
import { type Entry, isOurs, startsSame } from './entry.ts';
import { laidOut, layoutOf } from './layout.ts';
import { type Node, notAnObject, parseSettings, propertiesOf, propertyOf, valueNode } from './settings-tree.ts';
import { lineIndent } from './tokens.ts';

/** Which server of which settings. */
export interface ServerPlace {
  /** The file, for messages. */
  readonly path: string;
  /** The key of the object that holds the servers. */
  readonly servers: string;
  readonly name: string;
}

export interface Merged {
  readonly text: string;
  readonly outcome: 'added' | 'replaced' | 'already there' | 'removed' | 'not there';
  /** Names of the other servers that stand there. */
  readonly others: readonly string[];
}

/**
 * The settings with a server. `text` is without a byte order mark; undefined or blank: there are none yet.
 *
 * @throws InstallError `settings_invalid`, `settings_duplicate`, `settings_not_object`; `server_exists` where another entry has
 *   that name and `force` is not given. With it, `env` and what else its owner put there stays, if it was a local server.
 */
export function addServer(text: string | undefined, place: ServerPlace, entry: Entry, force = false): Merged {
  const { path, servers, name } = place;
  const before = text ?? '';
  const root = parseSettings(before, path);
  const layout = layoutOf(before, root);
  if (root === undefined) {
    const gap = before === '' || /[\r\n]$/.test(before) ? '' : layout.eol;
    const whole = `${before}${gap}${laidOut({ [servers]: { [name]: entry } }, '', layout)}${layout.eol}`;
    return { text: whole, outcome: 'added', others: [] };
  }
  const list = serversIn(before, root, place);
  if (list === undefined)
    return { text: insertProperty(before, root, servers, { [name]: entry }, layout), outcome: 'added', others: [] };
  const others = namesIn(list).filter((other) => other !== name);
  const property = propertyOf(before, path, list, name);
  if (property === undefined)
    return { text: insertProperty(before, list, name, entry, layout), outcome: 'added', others };
  const existing: unknown = getNodeValue(valueNode(property));
  if (startsSame(existing, entry)) return { text: before, outcome: 'already there', others };
  if (!force) throw exists(place, existing);
  return { text: replaceEntry(before, place, entry), outcome: 'replaced', others };
}

/**
 * The settings without a server.
 *
 * @throws those of {@link addServer}; InstallError `server_not_ours` where the entry does not start Graphtrail and `force` is not given
 */
export function removeServer(text: string, place: ServerPlace, force = false): Merged {
  const { path, name } = place;
  const root = parseSettings(text, path);
  const list = root === undefined ? undefined : serversIn(text, root, place);
  const property = list === undefined ? undefined : propertyOf(text, path, list, name);
  const others = list === undefined ? [] : namesIn(list).filter((other) => other !== name);
  if (list === undefined || property === undefined) return { text, outcome: 'not there', others };
  const existing: unknown = getNodeValue(valueNode(property));
  if (!force && !isOurs(existing)) {
    throw new InstallError(
      'server_not_ours',
      `${path}: expected the server "${name}" to be one of Graphtrail, got ${shown(existing)}; --force takes it out all the same`,
    );
  }
  return { text: removeProperty(text, list, property), outcome: 'removed', others };
}

function serversIn(text: string, root: Node, { path, servers }: ServerPlace): Node | undefined {
  const property = propertyOf(text, path, root, servers);
  if (property === undefined) return undefined;
  const list = valueNode(property);
  if (list.type !== 'object') throw notAnObject(text, path, list, JSON.stringify(servers));
  return list;
}

const namesIn = (list: Node): string[] => propertiesOf(list).map(({ children }) => `${children?.[0]?.value}`);

/** Key by key, so that what its owner added (credentials in `env`, above all) stays; another kind of server is replaced whole. */
function replaceEntry(text: string, place: ServerPlace, entry: Entry): string {
  const local = typeof (getNodeValue(entryIn(text, place)) as { command?: unknown } | null)?.command === 'string';
  if (!local) return replaced(text, entryIn(text, place), entry);
  let now = text;
  for (const [key, value] of Object.entries(entry)) {
    const node = entryIn(now, place);
    const property = propertyOf(now, place.path, node, key);
    now =
      property === undefined
        ? insertProperty(now, node, key, value, layoutOf(now, parseSettings(now, place.path)))
        : replaced(now, valueNode(property), value);
  }
  return now;
}

/** The value of a server that stands there. */
export function entryIn(text: string, place: ServerPlace): Node {
  const list = serversIn(text, parseSettings(text, place.path) as Node, place) as Node;
  return valueNode(propertyOf(text, place.path, list, place.name) as Node);
}

function replaced(text: string, node: Node, value: unknown): string {
  const layout = layoutOf(text, parseSettings(text, ''));
  return replaceValue(text, node, laidOut(value, lineIndent(text, node.offset), layout));
}

function exists({ path, name }: ServerPlace, existing: unknown): InstallError {
  return new InstallError(
    'server_exists',
    `${path}: the name "${name}" is taken by another server, ${shown(existing)}; nothing was written. Give another name with --name, or --force to replace it (its "env" stays, and a backup of the file is kept)`,
  );
}

/** An entry in a message: without `env` and `headers`, which may hold secrets. */
function shown(existing: unknown): string {
  const { command, args, url } = (existing ?? {}) as { command?: unknown; args?: unknown; url?: unknown };
  const [line] =
    typeof url === 'string' ? [url.split('?')[0]] : [[command, ...(Array.isArray(args) ? args : [])].join(' ')];
  return JSON.stringify((line ?? '').slice(0, 200));
}
