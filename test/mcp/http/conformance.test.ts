/**
 * The official suite against the HTTP stack, with the suite's own fixtures on it and with a graph on it. Runs where
 * GRAPHTRAIL_CONFORMANCE names its program (@modelcontextprotocol/conformance); docs/conformance.md is what it said.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { fixtureServer } from './fixtures.ts';
import { connectClient, serve } from './served.ts';

const program = process.env['GRAPHTRAIL_CONFORMANCE'];
const folder = mkdtempSync(join(tmpdir(), 'graphtrail-conformance-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the suite; gives its lines of failed scenarios, and how many passed. */
async function conform(url: string): Promise<{ failed: string[]; passed: number }> {
  const parameters = ['server', '--url', url, '--suite', 'active', '-o', folder];
  const ran = await promisify(execFile)(program as string, parameters).catch((failure) => failure);
  const lines = String(ran.stdout).split('\n');
  const failed = lines.filter((line) => line.startsWith('✗')).map((line) => line.slice(2).split(':')[0] as string);
  return { failed, passed: lines.filter((line) => line.startsWith('✓')).length };
}

test.skipIf(program === undefined)('with its fixtures, every scenario of the active suite passes', async () => {
  const { url } = await serve({ connect: fixtureServer, answers: 'stream' });
  expect(await conform(url)).toEqual({ failed: [], passed: 30 });
});

test.skipIf(program === undefined)('a graph passes whatever asks for no fixture', async () => {
  const { failed } = await conform((await serve()).url);
  const lists = ['tools-list', 'prompts-list', 'resources-list'];
  const asked = ['server-initialize', 'ping', ...lists, 'dns-rebinding-protection', 'server-sse-multiple-streams'];
  expect(failed.filter((name) => asked.includes(name))).toEqual([]);
});

test('a tool that speaks before its result is heard where answers are streams', async () => {
  const client = await connectClient(await serve({ connect: fixtureServer, answers: 'stream' }));
  const heard: number[] = [];
  const onprogress = ({ progress }: { progress: number }): unknown => heard.push(progress);
  await client.callTool({ name: 'test_tool_with_progress', arguments: {} }, undefined, { onprogress });
  expect(heard).toEqual([0, 50, 100]);
  await client.close();
});
