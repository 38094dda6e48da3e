/** What `install` tells a person: which file, what was added, what stays, and what to do next. */
import type { Client, Scope } from '../install/client.ts';
import { type Entry, oneLiner } from '../install/entry.ts';
import type { Merged } from '../install/merge.ts';
import { type Machine, settingsPlace } from '../install/settings-place.ts';
import { counted, print, table, tell } from './print.ts';

export interface Installed {
  readonly client: Client;
  readonly scope: Scope;
  readonly server: string;
  readonly file: string;
  /** Where the bytes went, if the file is a symbolic link. */
  readonly target: string;
  readonly outcome: Merged['outcome'];
  /** Whether the file is gone, since it was made for this server and held nothing else. */
  readonly gone: boolean;
  /** The other servers that stand there. */
  readonly others: readonly string[];
  readonly entry: Entry | undefined;
  readonly backup: string | undefined;
}

const SHOWN = 5;

export function tellInstalled(installed: Installed): void {
  const { client, file, target, others, backup, outcome } = installed;
  print(`${client.title}: ${file}${target === file ? '' : ` (a link to ${target})`}`);
  const rows: [string, string][] = [['', done(installed)]];
  if (others.length > 0) {
    const names = others.slice(0, SHOWN).map((name) => JSON.stringify(name));
    const more = others.length > SHOWN ? ', …' : '';
    rows.push([
      'kept',
      `${counted(others.length, 'other server')} (${names.join(', ')}${more}), and all else as it was`,
    ]);
  }
  if (backup !== undefined) rows.push(['backup', backup]);
  if (outcome === 'added' || outcome === 'replaced') rows.push(['next', client.afterwards]);
  print(table(rows.map(([label, text]) => [`  ${label === '' ? outcome : label}`, text])));
}

function done({ client, server, entry, outcome, gone }: Installed): string {
  const name = `"${server}" in "${client.servers}"`;
  return outcome === 'added' || outcome === 'replaced'
    ? `${name}: ${[entry?.command, ...(entry?.args ?? [])].map((part) => (/\s/.test(`${part}`) ? JSON.stringify(part) : part)).join(' ')}`
    : `${name}; ${gone ? 'the file was made for it, and is gone' : 'nothing else was touched'}`;
}

/** Where a printed snippet goes, and what does the same in one line. */
export function tellPrinted(client: Client, scope: Scope, name: string, entry: Entry, machine: Machine): void {
  tell(`For ${client.title}, in ${placeOf(client, scope, machine)}:`);
  const line = oneLiner(client, scope, name, entry, machine.platform);
  if (line !== undefined && (scope === 'user' || client.name === 'claude-code')) tell(`or in one line: ${line}`);
}

function placeOf(client: Client, scope: Scope, machine: Machine): string {
  try {
    return settingsPlace(client, scope, machine).path;
  } catch {
    return 'its settings';
  }
}
