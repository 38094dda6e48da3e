/** Where a client keeps its settings, for any platform: a pure function, so that each platform is tested on each. */
import { posix, win32 } from 'node:path';
import { InstallError, UsageError } from '../errors.ts';
import type { Client, Scope } from './client.ts';

/** What of a machine decides where settings are. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of the project. */
  readonly folder: string;
  /** Names of the folders in `%LOCALAPPDATA%\Packages`; none on other platforms. */
  readonly packages: readonly string[];
}

export interface Place {
  readonly path: string;
  /** Files or folders of which one exists where the client is installed; none: it does not matter. */
  readonly signs: readonly string[];
}

/**
 * The settings file of a client.
 *
 * @throws UsageError `no_project_scope`; InstallError `no_home` where the machine does not say where its user lives
 */
export function settingsPlace({ name, title }: Client, scope: Scope, machine: Machine): Place {
  const { join } = pathsOf(machine);
  if (scope === 'project') {
    const inside = { 'claude-code': ['.mcp.json'], cursor: ['.cursor', 'mcp.json'], vscode: ['.vscode', 'mcp.json'] };
    if (name === 'claude-desktop')
      throw new UsageError('no_project_scope', `${title} has no settings of a project; leave out --scope project`);
    return { path: join(machine.folder, ...inside[name]), signs: [] };
  }
  if (name === 'claude-desktop') return claudeDesktop(machine);
  if (name === 'claude-code') return claudeCode(machine);
  if (name === 'cursor') return below(join(homeOf(machine), '.cursor'), machine, 'mcp.json');
  const portable = machine.environment['VSCODE_PORTABLE'];
  return portable === undefined || portable === ''
    ? below(join(applicationData(machine), 'Code'), machine, 'User', 'mcp.json')
    : below(join(portable, 'user-data'), machine, 'User', 'mcp.json');
}

function below(folder: string, machine: Machine, ...names: readonly string[]): Place {
  return { path: pathsOf(machine).join(folder, ...names), signs: [folder] };
}

const DESKTOP_FILE = 'claude_desktop_config.json';

/**
 * On Windows the app is packaged (MSIX) since 2026: it sees a folder of its own in place of `%APPDATA%`, and never the file that
 * older installations read.
 */
function claudeDesktop(machine: Machine): Place {
  const { join } = pathsOf(machine);
  const [packaged] = machine.packages.filter((name) => /^Claude_/i.test(name)).sort();
  if (machine.platform === 'win32' && packaged !== undefined) {
    const folder = join(localData(machine), 'Packages', packaged);
    return below(folder, machine, 'LocalCache', 'Roaming', 'Claude', DESKTOP_FILE);
  }
  return below(join(applicationData(machine), 'Claude'), machine, DESKTOP_FILE);
}

function claudeCode(machine: Machine): Place {
  const { join } = pathsOf(machine);
  const given = machine.environment['CLAUDE_CONFIG_DIR'];
  if (given !== undefined && given !== '') return below(given, machine, '.claude.json');
  const path = join(homeOf(machine), '.claude.json');
  return { path, signs: [path, join(homeOf(machine), '.claude')] };
}

function applicationData(machine: Machine): string {
  const { environment, platform } = machine;
  const { join, isAbsolute } = pathsOf(machine);
  if (platform === 'win32') return environment['APPDATA'] ?? join(homeOf(machine), 'AppData', 'Roaming');
  if (platform === 'darwin') return join(homeOf(machine), 'Library', 'Application Support');
  const given = environment['XDG_CONFIG_HOME'];
  return given !== undefined && isAbsolute(given) ? given : join(homeOf(machine), '.config');
}

/** `%LOCALAPPDATA%`. */
export function localData(machine: Machine): string {
  return machine.environment['LOCALAPPDATA'] ?? pathsOf(machine).join(homeOf(machine), 'AppData', 'Local');
}

function homeOf(machine: Machine): string {
  const { home } = machine;
  if (pathsOf(machine).isAbsolute(home)) return home;
  throw new InstallError(
    'no_home',
    `expected the folder of your settings in ${machine.platform === 'win32' ? 'USERPROFILE' : 'HOME'}, got ${JSON.stringify(home)}; set it, or use --print and paste what it prints`,
  );
}

function pathsOf({ platform }: Machine): typeof posix {
  return platform === 'win32' ? win32 : posix;
}
