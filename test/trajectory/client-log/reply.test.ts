import { describe, expect, test } from 'vitest';
import { isCut, resultIn } from '../../../src/trajectory/client-log/reply.ts';

const result = { status: 'ok', result: '#r1', total: 1, items: [{ kind: 'entity', id: 'ex:Paris', label: 'Paris' }] };
const json = JSON.stringify(result);

describe('the result in a reply', () => {
  test.each<[string, unknown]>([
    ['as text', json],
    ['as spaced text', JSON.stringify(result, undefined, 2)],
    ['in blocks', [{ type: 'text', text: json }]],
    ['as an object', result],
    ['as structured content beside text', { content: [{ type: 'text', text: 'Paris' }], structuredContent: result }],
    [
      'as the text of a reply of the protocol',
      JSON.stringify({ content: [{ type: 'text', text: json }], isError: false }),
    ],
    ['as a block in JSON, as agent libraries keep it', JSON.stringify({ type: 'text', text: json, annotations: null })],
    ['with a note of the client behind it', `${json}\n<system-reminder>Be brief.</system-reminder>`],
    ['with the mark that it was not recorded', { ...result, recorded: false }],
  ])('%s', (_, content) => {
    expect(resultIn(content)).toEqual(result);
  });

  test('a fault is one too, whatever the client puts around it', () => {
    const fault = { status: 'unknown', message: 'No entity is named "Freedonia".' };
    const text = JSON.stringify(fault);
    for (const content of [text, `Error: ${text}`, `<tool_use_error>${text}</tool_use_error>`])
      expect(resultIn(content)).toEqual(fault);
  });

  test.each([
    undefined,
    null,
    7,
    '',
    'Paris',
    '{"status":"done"}',
    '{"status":7}',
    '[]',
    {},
    { status: 'ok', total: -1 },
  ])('there is none in %j', (content) => {
    expect(resultIn(content)).toBeUndefined();
  });

  test('wrappings without end come to an end', () => {
    let content: unknown = json;
    for (let depth = 0; depth < 50; depth++) content = { content };
    expect(resultIn(content)).toBeUndefined();
  });
});

test('a cut reply is known as such', () => {
  expect(isCut(json)).toBe(false);
  for (const cut of [
    json.slice(0, 40),
    `${json.slice(0, 40)}\n... [truncated]`,
    'MCP tool "get_table" response (50635 tokens) exceeds maximum allowed tokens (25000). Please use pagination.',
    [{ type: 'text', text: '<persisted-output>Output too large (80 KB).</persisted-output>' }],
  ])
    expect(isCut(cut)).toBe(true);
});
