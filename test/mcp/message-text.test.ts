/** Messages as text: the same as JSON would have it, and a list that cannot change made only once. */
import { expect, test } from 'vitest';
import { messageText } from '../../src/mcp/message-text.ts';
import { EUROPE, openTools } from '../tool/open-tools.ts';

const { toolset } = await openTools(EUROPE);

test.each([
  [{ jsonrpc: '2.0', id: 1, result: { tools: toolset.listing } }],
  [{ result: { tools: toolset.listing }, jsonrpc: '2.0', id: 'a"b\u2028' }],
  [{ jsonrpc: '2.0', id: 2, result: { tools: toolset.listing, nextCursor: 'x' } }],
  [{ jsonrpc: '2.0', id: 3, result: { tools: 'none' } }],
  [{ jsonrpc: '2.0', id: 4, result: {} }],
  [{ jsonrpc: '2.0', id: 5, error: { code: 1, message: 'x' } }],
  [{ jsonrpc: '2.0', method: 'notifications/tools/list_changed' }],
])('it says what was meant: %#', (message) => {
  expect(JSON.parse(messageText(message))).toEqual(JSON.parse(JSON.stringify(message)));
  expect(messageText(message)).not.toContain('\n');
});

test('the text of a frozen list is made once', () => {
  let made = 0;
  const tool = { toJSON: () => ({ made: ++made }) };
  const tools = Object.freeze([tool]);
  const texts = [1, 2, 3].map((id) => messageText({ jsonrpc: '2.0', id, result: { tools } }));
  expect(made).toBe(1);
  expect(texts[2]).toBe('{"jsonrpc":"2.0","id":3,"result":{"tools":[{"made":1}]}}');
});

test('a list that may change is told as it is now', () => {
  const tools: object[] = [];
  const text = () => messageText({ jsonrpc: '2.0', id: 1, result: { tools } });
  const before = text();
  tools.push({ name: 'more' });
  expect(text()).not.toBe(before);
});
