import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { CLIENTS, type Client, type ClientName } from '../../src/install/client.ts';
import { entryOf, isOurs, oneLiner, snippet, startsSame } from '../../src/install/entry.ts';
import { launchOf, notesOn, type Program, steadyNode } from '../../src/install/launch.ts';
import { checkedName, LONGEST_COMFORTABLE, serverName } from '../../src/install/server-name.ts';

const launch = { command: '/usr/bin/node', args: ["/opt/it's/dist/cli.js", 'serve', '/data/a b.ttl'] };
const of = (name: ClientName): Client => CLIENTS.get(name) as Client;

test('each client gets the entry that its documentation shows', () => {
  const shapes = [...CLIENTS.values()].map((client) => snippet(client, 'kg', entryOf(client, launch)));
  expect(shapes).toEqual([
    { mcpServers: { kg: launch } },
    { mcpServers: { kg: { type: 'stdio', ...launch } } },
    { mcpServers: { kg: launch } },
    { servers: { kg: { type: 'stdio', ...launch } } },
  ]);
});

test('two entries are the same if they start the same', () => {
  const entry = entryOf(of('vscode'), launch);
  expect(startsSame({ ...launch, env: {} }, entry)).toBe(true);
  for (const other of [
    undefined,
    null,
    'text',
    {},
    { ...launch, command: 'node' },
    { ...launch, args: launch.args.toReversed() },
    { ...launch, type: 'http' },
  ])
    expect(startsSame(other, entry)).toBe(false);
});

test('our own entries are known, however they start, and others are not', () => {
  for (const ours of [
    launch,
    { command: 'npx', args: ['-y', 'graphtrail@0.1.0', 'serve', 'g.ttl'] },
    { command: 'graphtrail', args: ['serve', 'g.ttl'] },
    { command: 'C:\\node.exe', args: ['C:\\graphtrail\\dist\\cli.js', 'serve', 'g.ttl'] },
  ])
    expect(isOurs(ours)).toBe(true);
  for (const other of [
    undefined,
    {},
    { args: 'serve' },
    { command: 'node', args: ['server.js', 'serve'] },
    { ...launch, args: ['dist/cli.js'] },
  ])
    expect(isOurs(other)).toBe(false);
});

test('one-liners hand the entry on unharmed through a shell', () => {
  const entry = entryOf(of('claude-code'), launch);
  const line = oneLiner(of('claude-code'), 'user', 'kg', entry, 'linux') as string;
  const words = execFileSync('/bin/sh', ['-c', line.replace(/^claude/, 'printf "%s\\n"')], { encoding: 'utf8' });
  expect(words.split('\n')).toEqual(['mcp', 'add-json', '--scope', 'user', 'kg', JSON.stringify(entry), '']);
  expect(oneLiner(of('claude-desktop'), 'user', 'kg', entry, 'linux')).toBeUndefined();
  expect(oneLiner(of('vscode'), 'user', 'kg', { command: 'C:\\n\\"x', args: [] }, 'win32')).toBe(
    String.raw`code --add-mcp "{\"name\":\"kg\",\"command\":\"C:\\n\\\\\\\"x\",\"args\":[]}"`,
  );
});

test('the link for Cursor holds the entry', () => {
  const link = new URL(oneLiner(of('cursor'), 'user', 'kg', launch, 'darwin') as string);
  expect(link.searchParams.get('name')).toBe('kg');
  expect(JSON.parse(Buffer.from(link.searchParams.get('config') as string, 'base64').toString())).toEqual(launch);
});

const program: Program = {
  node: '/usr/bin/node',
  cli: '/opt/graphtrail/dist/cli.js',
  version: '0.1.0',
  platform: 'linux',
};

test('an entry names this very program, or npx with its version', () => {
  expect(launchOf(program, ['serve', '/g.ttl'], false)).toEqual({
    command: '/usr/bin/node',
    args: ['/opt/graphtrail/dist/cli.js', 'serve', '/g.ttl'],
  });
  expect(launchOf(program, ['serve'], true)).toEqual({ command: 'npx', args: ['-y', 'graphtrail@0.1.0', 'serve'] });
  expect(launchOf({ ...program, platform: 'win32' }, ['serve'], true).args).toEqual([
    '/c',
    'npx',
    '-y',
    'graphtrail@0.1.0',
    'serve',
  ]);
});

test("Homebrew's Node is started by the link that outlives its versions, where that is the same Node", () => {
  const cellar = '/opt/homebrew/Cellar/node@22/22.1.0/bin/node';
  expect(steadyNode(cellar, (path) => path === '/opt/homebrew/opt/node@22/bin/node')).toBe(
    '/opt/homebrew/opt/node@22/bin/node',
  );
  expect(steadyNode(cellar, () => false)).toBe(cellar);
  expect(steadyNode('/usr/bin/node', () => true)).toBe('/usr/bin/node');
});

test.each([
  ['/home/anna/.nvm/versions/node/v20.20.2/bin/node', 'nvm'],
  ['C:\\Users\\anna\\AppData\\Roaming\\nvm\\v20.20.2\\node.exe', 'nvm'],
  ['/home/anna/.volta/tools/image/node/20.20.2/bin/node', 'Volta'],
  ['/home/anna/.local/share/fnm/node-versions/v20/installation/bin/node', 'fnm'],
  ['/home/anna/.asdf/installs/nodejs/20.20.2/bin/node', 'asdf'],
  ['/home/anna/.local/share/mise/installs/node/20.20.2/bin/node', 'mise'],
  ['/opt/homebrew/Cellar/node/25.0.0/bin/node', 'Homebrew'],
])('that %s goes with its version is told', (node, manager) => {
  expect(notesOn({ ...program, node }, false)).toEqual([expect.stringContaining(`belongs to ${manager} `)]);
});

test('that a cache may be emptied is told, and of a steady place nothing', () => {
  const cached = { ...program, cli: '/home/anna/.npm/_npx/5f2/node_modules/graphtrail/dist/cli.js' };
  expect(notesOn(cached, false)).toEqual([expect.stringContaining('npm install --global graphtrail')]);
  expect(notesOn(cached, true)).toEqual([expect.stringContaining('With --npx')]);
  expect(notesOn(program, false)).toEqual([]);
});

test.each([
  ['/data/countries.ttl', 'countries'],
  ['C:\\data\\my graph.nt.gz', 'my-graph'],
  ['/data/wiki/', 'wiki'],
  ['sparql+https://query.example.org:8080/sparql?x=1', 'query-example-org'],
  ['/data/Ünïcödé.ttl', 'n-c-d'],
  ['/data/東京.ttl', 'graph'],
  ['/', 'graph'],
])('a server for %s is called %s', (graph, name) => {
  expect(serverName(graph)).toBe(name);
  expect(name.length).toBeLessThanOrEqual(LONGEST_COMFORTABLE);
  expect(checkedName(name)).toBe(name);
});

test('names that clients refuse are refused', () => {
  for (const name of ['', 'a b', 'a.b', 'é', 'x'.repeat(65), '--flag'])
    expect(() => checkedName(name)).toThrow(expect.objectContaining({ code: 'server_name' }));
});
