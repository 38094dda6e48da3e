/** From `npm pack` to a client that gets an answer: the entry that was written is started exactly as it stands there. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { installPacked, type Packed, run as runPacked, start } from './packed.ts';

// Each test starts several processes, one after another.
vi.setConfig({ testTimeout: 120_000 });

let packed: Packed;
beforeAll(() => {
  packed = installPacked();
  copyFileSync(resolve('graphs/countries.ttl'), join(packed.folder, 'countries.ttl'));
});
afterAll(() => packed.remove());

const emptyHome = (): string => mkdtempSync(join(packed.folder, 'home-'));
const run = (parameters: readonly string[], home: string, cwd = packed.folder) =>
  runPacked(packed, parameters, cwd, home);

const FILES = {
  'claude-desktop': ['.config/Claude/claude_desktop_config.json', 'mcpServers'],
  'claude-code': ['.claude.json', 'mcpServers'],
  cursor: ['.cursor/mcp.json', 'mcpServers'],
  vscode: ['.config/Code/User/mcp.json', 'servers'],
} as const;
type Name = keyof typeof FILES;
const clients = Object.keys(FILES) as Name[];
const every = clients.flatMap((name) => ['--client', name]);

function entryIn(home: string, client: Name, server = 'countries'): { command: string; args: string[] } {
  const [file, key] = FILES[client];
  return JSON.parse(readFileSync(join(home, file), 'utf8'))[key][server];
}

async function answers(entry: { command: string; args: string[] }, environment = {}): Promise<void> {
  const client = await start(entry, environment);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toContain('get_capital_of_country');
  const result = await client.callTool({ name: 'get_capital_of_country', arguments: { country: 'France' } });
  expect(result.structuredContent).toMatchObject({ status: 'ok', items: [{ label: 'Paris' }] });
}

test('every client gets an entry that starts anywhere, in nobody’s name, and answers', async () => {
  const home = emptyHome();
  const { status, stdout, stderr } = run(
    ['install', 'countries.ttl', ...every, '--force', '--language', 'en', '--record', 'runs', '--no-cache', '--json'],
    home,
  );
  expect([status, stderr]).toEqual([0, expect.stringContaining('it answers with')]);
  expect(
    JSON.parse(stdout).map(({ client, outcome }: { client: string; outcome: string }) => [client, outcome]),
  ).toEqual(clients.map((name) => [name, 'added']));
  for (const client of clients) {
    const entry = entryIn(home, client);
    const [graph, record] = [join(packed.folder, 'countries.ttl'), join(packed.folder, 'runs')];
    expect(entry.command).toBe(process.execPath);
    expect(entry.args).toEqual([packed.cli, 'serve', graph, '--language', 'en', '--record', record, '--no-cache']);
    await answers(entry);
  }
  // Looking whether the server answers recorded nothing; each of the four recorded its own call.
  expect(readdirSync(join(packed.folder, 'runs')).filter((name) => name.endsWith('.jsonl'))).toHaveLength(
    clients.length,
  );
});

test('settings of a project lie in its folder', () => {
  const project = mkdtempSync(join(packed.folder, 'project-'));
  const { status } = run(
    [
      'install',
      '../countries.ttl',
      '--client',
      'vscode',
      '--client',
      'cursor',
      '--client',
      'claude-code',
      '--scope',
      'project',
      '--no-check',
    ],
    emptyHome(),
    project,
  );
  expect(status).toBe(0);
  expect(readdirSync(project, { recursive: true }).sort()).toEqual([
    '.cursor',
    '.cursor/mcp.json',
    '.mcp.json',
    '.vscode',
    '.vscode/mcp.json',
  ]);
});

test('settings in use keep their bytes, and get them back', () => {
  const home = emptyHome();
  const [file] = FILES.cursor;
  mkdirSync(join(home, '.cursor'));
  const before = '\ufeff{\r\n\t// my servers\r\n\t"mcpServers": { "time": { "command": "uvx" } },\r\n}';
  writeFileSync(join(home, file), before);
  const installed = run(['install', 'countries.ttl', '--client', 'cursor', '--no-check'], home);
  expect(installed.stdout).toMatch(
    /kept +1 other server \("time"\), and all else as it was\n +backup +.*mcp\.json\.graphtrail-backup-1\n/,
  );
  expect(run(['install', 'countries.ttl', '--client', 'cursor', '--no-check'], home).stdout).toMatch(
    /already there +"countries"/,
  );
  expect(readFileSync(join(home, `${file}.graphtrail-backup-1`), 'utf8')).toBe(before);
  expect(readFileSync(join(home, file), 'utf8')).toMatch(
    /^\ufeff\{\r\n\t\/\/ my servers\r\n\t"mcpServers": \{ "time": \{ "command": "uvx" \}, "countries": /,
  );
  expect(run(['install', 'countries.ttl', '--client', 'cursor', '--uninstall'], home).stdout).toMatch(
    /removed +"countries"/,
  );
  expect(readFileSync(join(home, file), 'utf8')).toBe(before);
});

test('a client that seems not to be installed is told of, with what to paste, and nothing is made', () => {
  const home = emptyHome();
  const { status, stdout, stderr } = run(['install', 'countries.ttl', '--client', 'cursor'], home);
  expect([status, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(/Cursor seems not to be installed: [\s\S]*"mcpServers": \{[\s\S]*\[client_missing\]\n$/);
  expect(readdirSync(home)).toEqual([]);
});

test('one refusal leaves the settings of all clients as they are', () => {
  const home = emptyHome();
  mkdirSync(join(home, '.cursor'));
  writeFileSync(join(home, '.claude.json'), '{"mcpServers": ');
  const { status, stderr } = run(['install', 'countries.ttl', '--client', 'cursor', '--client', 'claude-code'], home);
  expect([status, stderr]).toEqual([3, expect.stringMatching(/\.claude\.json:1:16: .*\[settings_invalid\]\n$/)]);
  expect(readdirSync(join(home, '.cursor'))).toEqual([]);
  expect(readFileSync(join(home, '.claude.json'), 'utf8')).toBe('{"mcpServers": ');
});

test('a server that does not start is found out before its entry is written', () => {
  const home = emptyHome();
  mkdirSync(join(home, '.cursor'));
  writeFileSync(join(packed.folder, 'broken.ttl'), '<urn:a> <urn:b> .\n');
  const { status, stderr } = run(['install', 'broken.ttl', '--client', 'cursor'], home);
  expect([status, stderr]).toEqual([
    3,
    expect.stringMatching(/got its end \(exit code 3\); it said:\n[\s\S]*broken\.ttl[\s\S]*\[server_silent\]\n$/),
  ]);
  expect(readdirSync(join(home, '.cursor'))).toEqual([]);
});

test('--print gives the snippet alone on standard output, and writes nothing', () => {
  const home = emptyHome();
  const { stdout, stderr } = run(['install', 'countries.ttl', '--client', 'vscode', '--print', '--name', 'kg'], home);
  const args = [packed.cli, 'serve', join(packed.folder, 'countries.ttl')];
  expect(JSON.parse(stdout)).toEqual({ servers: { kg: { type: 'stdio', command: process.execPath, args } } });
  expect(stderr).toContain(join(home, FILES.vscode[0]));
  expect(stderr).toContain(`code --add-mcp '{"name":"kg",`);
  expect(readdirSync(home)).toEqual([]);
});

test('a link to settings elsewhere stays a link, and the person is told', () => {
  const home = emptyHome();
  writeFileSync(join(home, 'shared.json'), '{}');
  symlinkSync('shared.json', join(home, '.claude.json'));
  const { stdout } = run(['install', 'countries.ttl', '--client', 'claude-code', '--no-check'], home);
  expect(stdout).toContain(`.claude.json (a link to ${join(home, 'shared.json')})`);
  expect(JSON.parse(readFileSync(join(home, 'shared.json'), 'utf8'))).toHaveProperty('mcpServers.countries');
});

test('the package holds what the registry and people need, and mcp.json starts a server', async () => {
  for (const name of ['mcp.json', 'server.json', 'docs/installing.md', 'graphs/countries.ttl'])
    expect(existsSync(join(packed.package, name)), name).toBe(true);
  const { mcpServers } = JSON.parse(readFileSync(join(packed.package, 'mcp.json'), 'utf8'));
  const { command, args } = mcpServers.countries;
  expect(command).toBe('node');
  // Its paths are those of a checkout: here they are put where a person would put their own.
  const entry = {
    command: process.execPath,
    args: args.map((part: string) => (basename(part) === part ? part : join(packed.package, part))),
  };
  await answers(entry, { HOME: emptyHome() });
});
