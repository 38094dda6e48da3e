/** The package as npm packs it, put into a folder of its own with links to the dependencies that it declares, and to no others. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { onTestFinished } from 'vitest';

export interface Packed {
  /** A folder with white space and a letter beyond ASCII in its path. */
  readonly folder: string;
  readonly package: string;
  readonly cli: string;
  remove(): void;
}

/** Needs `dist`; asks nothing of the network. */
export function installPacked(): Packed {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'graphtrail-packed-'))), 'où est-ce');
  const modules = join(folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      encoding: 'utf8',
      stdio: 'pipe',
    }),
  );
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', modules]);
  const own = join(modules, 'package');
  const { dependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as { dependencies: object };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(realpathSync(resolve('node_modules', name)), join(modules, name));
  }
  return {
    folder,
    package: own,
    cli: join(own, 'dist/cli.js'),
    remove: () => rmSync(dirname(folder), { recursive: true }),
  };
}

/** Runs the packed command line in a folder, with this home and an empty PATH. */
export function run({ cli }: Packed, parameters: readonly string[], cwd: string, home: string) {
  return spawnSync(process.execPath, [cli, ...parameters], { cwd, env: { HOME: home, PATH: '' }, encoding: 'utf8' });
}

/** Starts a server as Claude Desktop does, with `/` for its folder and nothing in its environment but what is given; speaks MCP to it. */
export async function start(
  { command, args }: { command: string; args: readonly string[] },
  environment: Readonly<Record<string, string>> = {},
): Promise<Client> {
  // The SDK adds HOME and PATH of its own accord; `env -i` takes them away again.
  const transport = new StdioClientTransport({
    command: '/usr/bin/env',
    args: ['-i', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`), command, ...args],
    cwd: '/',
    stderr: 'ignore',
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  onTestFinished(async () => await client.close());
  return client;
}
