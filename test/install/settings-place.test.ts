import { expect, test } from 'vitest';
import { CLIENTS, type Client, type ClientName, type Scope } from '../../src/install/client.ts';
import { type Machine, settingsPlace } from '../../src/install/settings-place.ts';

const linux: Machine = {
  platform: 'linux',
  home: '/home/anna',
  environment: {},
  folder: '/work/project',
  packages: [],
};
const mac: Machine = { ...linux, platform: 'darwin', home: '/Users/anna', folder: '/Users/anna/project' };
const windows: Machine = {
  platform: 'win32',
  home: 'C:\\Users\\anna',
  environment: { APPDATA: 'C:\\Users\\anna\\AppData\\Roaming', LOCALAPPDATA: 'C:\\Users\\anna\\AppData\\Local' },
  folder: 'D:\\project',
  packages: [],
};

const of = (name: ClientName): Client => CLIENTS.get(name) as Client;
const place = (name: ClientName, machine: Machine, scope: Scope = 'user') => settingsPlace(of(name), scope, machine);

test.each<[ClientName, string, string, string]>([
  [
    'claude-desktop',
    '/home/anna/.config/Claude/claude_desktop_config.json',
    '/Users/anna/Library/Application Support/Claude/claude_desktop_config.json',
    'C:\\Users\\anna\\AppData\\Roaming\\Claude\\claude_desktop_config.json',
  ],
  ['claude-code', '/home/anna/.claude.json', '/Users/anna/.claude.json', 'C:\\Users\\anna\\.claude.json'],
  ['cursor', '/home/anna/.cursor/mcp.json', '/Users/anna/.cursor/mcp.json', 'C:\\Users\\anna\\.cursor\\mcp.json'],
  [
    'vscode',
    '/home/anna/.config/Code/User/mcp.json',
    '/Users/anna/Library/Application Support/Code/User/mcp.json',
    'C:\\Users\\anna\\AppData\\Roaming\\Code\\User\\mcp.json',
  ],
])('the settings of %s are found on Linux, macOS and Windows', (name, onLinux, onMac, onWindows) => {
  expect([linux, mac, windows].map((machine) => place(name, machine).path)).toEqual([onLinux, onMac, onWindows]);
});

test.each<[ClientName, string, string]>([
  ['claude-code', '/work/project/.mcp.json', 'D:\\project\\.mcp.json'],
  ['cursor', '/work/project/.cursor/mcp.json', 'D:\\project\\.cursor\\mcp.json'],
  ['vscode', '/work/project/.vscode/mcp.json', 'D:\\project\\.vscode\\mcp.json'],
])('%s has settings of a project, whether it is installed or not', (name, onLinux, onWindows) => {
  expect(place(name, linux, 'project')).toEqual({ path: onLinux, signs: [] });
  expect(place(name, windows, 'project').path).toBe(onWindows);
});

test('Claude Desktop has no settings of a project', () => {
  expect(() => place('claude-desktop', linux, 'project')).toThrow(
    expect.objectContaining({ code: 'no_project_scope' }),
  );
});

test('a packaged Claude Desktop on Windows reads its own copy of the roaming folder', () => {
  const packages = ['Microsoft.Photos_8wekyb3d8bbwe', 'Claude_pzs8sxrjxfjjc'];
  const packaged = 'C:\\Users\\anna\\AppData\\Local\\Packages\\Claude_pzs8sxrjxfjjc';
  expect(place('claude-desktop', { ...windows, packages })).toEqual({
    path: `${packaged}\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json`,
    signs: [packaged],
  });
});

test('folders that the environment moves are found where it says', () => {
  const environment = {
    XDG_CONFIG_HOME: '/etc/anna',
    CLAUDE_CONFIG_DIR: '/claude',
    VSCODE_PORTABLE: '/usb/data',
  };
  const moved = { ...linux, environment };
  expect(place('claude-desktop', moved).path).toBe('/etc/anna/Claude/claude_desktop_config.json');
  expect(place('claude-code', moved).path).toBe('/claude/.claude.json');
  expect(place('vscode', moved).path).toBe('/usb/data/user-data/User/mcp.json');
  // The specification of XDG says that a relative one is to be ignored, and an empty one counts as none.
  expect(place('vscode', { ...linux, environment: { XDG_CONFIG_HOME: 'relative', VSCODE_PORTABLE: '' } }).path).toBe(
    '/home/anna/.config/Code/User/mcp.json',
  );
  expect(place('vscode', { ...windows, environment: {} }).path).toBe(place('vscode', windows).path);
});

test('without a home there is no place, and the error says which variable to set', () => {
  expect(() => place('cursor', { ...linux, home: '' })).toThrow(/in HOME, got ""/);
  expect(() => place('cursor', { ...windows, home: '' })).toThrow(/in USERPROFILE/);
});
