/** The built program over an endpoint that is slow: what a client takes back is broken off there, over both transports. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { folderWith } from '../cli/run.ts';
import { connectClient, until } from '../mcp/http/served.ts';
import { heldEndpoint } from '../sparql/endpoint/held.ts';

interface Connected {
  readonly client: Client;
  /** Ends the server; resolves when it is gone. */
  end(): Promise<void>;
}

async function overStdio(parameters: string[], cwd: string): Promise<Connected> {
  const client = new Client({ name: 'test', version: '0' });
  const args = [resolve('dist/cli.js'), ...parameters];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, cwd, stderr: 'ignore' }));
  return { client, end: () => client.close() };
}

async function overHttp(parameters: string[], cwd: string): Promise<Connected> {
  const child = spawn(process.execPath, [resolve('dist/cli.js'), ...parameters, '--http', '0'], { cwd });
  onTestFinished(() => void child.kill('SIGKILL'));
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  await until(() => told.includes('others  '));
  const client = await connectClient({ url: /http:\S+\/mcp/.exec(told)?.[0] ?? '' });
  return {
    client,
    async end() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

test.each([
  ['standard streams', overStdio],
  ['HTTP', overHttp],
] as const)('over %s a call that is taken back ends at the endpoint, and the next is answered', async (_, open) => {
  const folder = folderWith({});
  onTestFinished(folder.remove);
  const endpoint = await heldEndpoint();
  const { client, end } = await open(['serve', `sparql+${endpoint.url}`, '--record', 'runs'], folder.path);
  const asking = { name: 'get_capital_of_country', arguments: { country: 'France' } };
  endpoint.hold();
  const controller = new AbortController();
  const calling = client.callTool(asking, undefined, { signal: controller.signal });
  await until(() => endpoint.held > 0);
  controller.abort();
  await expect(calling).rejects.toThrow();
  await until(() => endpoint.broken === endpoint.held);
  endpoint.release();
  expect((await client.callTool(asking)).structuredContent).toMatchObject({ status: 'ok', result: '#r1' });
  await end();
  const journals = join(folder.path, 'runs');
  const [name = ''] = readdirSync(journals).filter((file) => file.startsWith('run-'));
  await until(() => readFileSync(join(journals, name), 'utf8').includes('"closed"'));
  const lines = readFileSync(join(journals, name), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).type)).toEqual(['opened', 'call', 'closed']);
});
