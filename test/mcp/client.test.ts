/** The walker's client. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, test } from 'vitest';
import { connectInMemory, connectStdio } from '../../src/mcp/client.ts';
import { createServer } from '../../src/mcp/server.ts';
import { EUROPE, openTools } from '../tool/open-tools.ts';

test('it lists and calls the tools of a server in this process', async () => {
  const { source, toolset } = await openTools(EUROPE);
  const server = createServer({ version: '0.0.0', snapshot: () => ({ source, toolset }) });
  const client = await connectInMemory(server, '0.0.0');
  expect(await client.tools()).toEqual(toolset.tools.map(({ name }) => name));
  expect(await client.call('get_capital_of_country', { country: 'France' })).toMatchObject({ total: 1 });
  expect(await client.call('get_capital_of_country', { country: 'Atlantis' })).toMatchObject({ status: 'unknown' });
  await client.close();
});

test('a server that gives no structured content is none of ours', async () => {
  const server = new Server({ name: 'other', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(CallToolRequestSchema, () => ({ content: [] }));
  const client = await connectInMemory(server, '0.0.0');
  await expect(client.call('echo', {})).rejects.toMatchObject({ code: 'no_result' });
  await client.close();
});

test('a server that cannot be started, or ends at once, is a connection error', async () => {
  await expect(connectStdio('no-such-program-anywhere', [], '0.0.0')).rejects.toMatchObject({ code: 'no_connection' });
  await expect(connectStdio(process.execPath, ['-e', ''], '0.0.0')).rejects.toMatchObject({ code: 'no_connection' });
});
