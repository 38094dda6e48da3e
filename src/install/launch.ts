/** How this very program is started again by somebody who has no PATH, no HOME and another working folder. */
import type { Launch } from './entry.ts';

/** The program as it runs now. */
export interface Program {
  /** The path of Node itself. */
  readonly node: string;
  /** The path of our command line. */
  readonly cli: string;
  readonly version: string;
  readonly platform: NodeJS.Platform;
}

/** Node and this program by their absolute paths; with `npx`, whatever npx finds of this version. */
export function launchOf({ node, cli, version, platform }: Program, args: readonly string[], npx: boolean): Launch {
  if (!npx) return { command: node, args: [cli, ...args] };
  const fetched = ['-y', `graphtrail@${version}`, ...args];
  // Programs on Windows cannot start `npx` itself, which is a script of its shell.
  return platform === 'win32' ? { command: 'cmd', args: ['/c', 'npx', ...fetched] } : { command: 'npx', args: fetched };
}

/**
 * A path to the same Node that outlives its next update, where one is known. Homebrew's folder of a version is deleted by
 * `brew upgrade`, its link in `opt` is not.
 */
export function steadyNode(node: string, isSameFile: (path: string) => boolean): string {
  const [, prefix, formula] = /^(.*)\/Cellar\/(node(?:@\d+)?)\/[^/]+\/bin\/node$/.exec(node) ?? [];
  const link = `${prefix}/opt/${formula}/bin/node`;
  return prefix !== undefined && isSameFile(link) ? link : node;
}

const VERSIONED: readonly (readonly [RegExp, string])[] = [
  [/[\\/]\.?nvm[\\/]/, 'nvm'],
  [/[\\/]\.volta[\\/]|[\\/]Volta[\\/]/, 'Volta'],
  [/[\\/]\.?fnm(?:_multishells)?[\\/]/, 'fnm'],
  [/\/\.asdf\//, 'asdf'],
  [/\/mise\/installs\//, 'mise'],
  [/\/\.nodenv\/versions\//, 'nodenv'],
  [/\/Cellar\//, 'Homebrew'],
  [/^\/nix\/store\//, 'Nix'],
];

/** What could make the paths of an entry vanish, each in a sentence for the person. */
export function notesOn({ node, cli }: Program, npx: boolean): string[] {
  if (npx)
    return [
      'With --npx the client must find npx in its PATH and reach the registry when it starts the server, which was not tried; without --npx it needs neither.',
    ];
  const notes: string[] = [];
  const manager = VERSIONED.find(([pattern]) => pattern.test(node))?.[1];
  if (manager !== undefined)
    notes.push(
      `The entry starts Node ${JSON.stringify(node)}, which belongs to ${manager} and to one version: once that is removed or replaced, install again.`,
    );
  if (/[\\/](?:_npx|dlx(?:-[^\\/]*)?)[\\/]/.test(cli))
    notes.push(
      `This program runs from a cache (${JSON.stringify(cli)}) that may be emptied at any time. Better: npm install --global graphtrail, then install again; or --npx.`,
    );
  return notes;
}
