/** The server as an MCP client nobody here wrote sees it: the Inspector's command line, started with our own mcp.json. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const INSPECTOR = 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js';
const SERVER = ['--cli', '--config', 'mcp.json', '--server', 'countries'];

/** Runs the Inspector; gives the one JSON object it prints. It leaves with a fault where a tool does, or where `--strict` objects. */
async function inspect(...parameters: readonly string[]) {
  const env = { ...process.env, MCP_INSPECTOR_SECRET_STORE: 'memory' };
  const all = [INSPECTOR, ...SERVER, '--quiet', '--format', 'json', '--method', ...parameters];
  return JSON.parse((await promisify(execFile)(process.execPath, all, { env, maxBuffer: 64_000_000 })).stdout);
}

async function called(tool: string, values: object) {
  const { result } = await inspect('tools/call', '--tool-name', tool, '--tool-args-json', JSON.stringify(values));
  expect(JSON.parse(result.content[0].text)).toEqual(result.structuredContent);
  return result.structuredContent;
}

const labels = (result: { items: { label: string }[] }): string[] => result.items.map(({ label }) => label);

test('the Inspector lists the tools and finds nothing to complain of, and calls one forward, one back and one set tool', async () => {
  const { result, ...findings } = await inspect('tools/list', '--strict');
  expect(findings).toEqual({});
  expect(result.tools.length).toBeGreaterThan(40);
  expect(labels(await called('get_capital_of_country', { country: 'France' }))).toEqual(['Paris']);
  const speaking = labels(await called('get_country_by_official_language', { language: 'Portuguese' }));
  expect(speaking).toEqual(expect.arrayContaining(['Brazil', 'Portugal']));
  const sets = [speaking, ['Brazil', 'France']];
  expect(labels(await called('get_intersection_of', { sets }))).toEqual(['Brazil']);
}, 60_000);

test('the Inspector gets a prompt, and reads the schema and an entity', async () => {
  const { result: listed } = await inspect('prompts/list');
  expect(listed.prompts.map(({ name }: { name: string }) => name)).toEqual(['ask']);
  const question = 'What is the capital of France?';
  const { result: got } = await inspect('prompts/get', '--prompt-name', 'ask', '--prompt-args', `question=${question}`);
  expect(got.messages[0].content.text).toContain(question);
  const { result: templates } = await inspect('resources/templates/list');
  expect(templates.resourceTemplates).toMatchObject([{ uriTemplate: 'graphtrail://entity/{id}' }]);
  const { result: read } = await inspect('resources/read', '--uri', 'graphtrail://entity/countries%3AFrance');
  expect(JSON.parse(read.contents[0].text)).toMatchObject({ status: 'ok', candidates: [{ label: 'France' }] });
}, 60_000);
