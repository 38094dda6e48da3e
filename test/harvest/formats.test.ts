import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMATS, formatsNamed } from '../../src/harvest/formats/formats.ts';
import { llamafactory } from '../../src/harvest/formats/llamafactory.ts';
import { callsOf, type JsonObject } from '../../src/harvest/sample.ts';
import { built, hostileCalls, withCalls } from './fixtures/sample.ts';

interface Call {
  readonly name: string;
  readonly arguments: unknown;
}

type Calls = readonly Call[];

interface Chat {
  readonly tool_calls?: readonly { readonly function: { readonly name: string; readonly arguments: unknown } }[];
}

/** A reader a format, written from the layout's description and not from the converter. */
const READERS: Readonly<Record<string, (row: JsonObject) => Calls>> = {
  'trl-sft': ({ messages }) =>
    (messages as Chat[]).flatMap(({ tool_calls }) => tool_calls ?? []).map((made) => made.function),
  openai: ({ messages }) =>
    (messages as Chat[])
      .flatMap(({ tool_calls }) => tool_calls ?? [])
      .map(({ function: made }) => ({ name: made.name, arguments: JSON.parse(made.arguments as string) as unknown })),
  llamafactory: ({ conversations }) =>
    (conversations as { from: string; value: string }[])
      .filter(({ from }) => from === 'function_call')
      .flatMap(({ value }) => JSON.parse(value) as Call | Calls),
};

test.each(FORMATS)('the $name row of the hand-written walk is the golden file', (format) => {
  const golden = readFileSync(new URL(`fixtures/golden/${format.name}.json`, import.meta.url), 'utf8');
  const [row] = format.rows(built({ system: 'Use the tools.' }));
  expect(JSON.stringify(row)).toBe(JSON.stringify(JSON.parse(golden)));
});

test.each(FORMATS)('every call comes back from a $name line with its arguments, however hostile', (format) => {
  const read = READERS[format.name];
  if (read === undefined) throw new Error(`no reader for ${format.name}`);
  fc.assert(
    fc.property(hostileCalls, (calls) => {
      const sample = withCalls(calls);
      const line = JSON.stringify(format.rows(sample)[0]);
      expect(line).not.toContain('\n');
      const back = read(JSON.parse(line) as JsonObject);
      expect(JSON.stringify(back)).toBe(JSON.stringify(callsOf(sample).map((made) => made.function)));
    }),
    { numRuns: 200, examples: [[[{ name: 'long', arguments: { text: '"{,=}\n'.repeat(20_000) } }]]] },
  );
});

test.each(FORMATS)('a $name row has exactly the columns that the card tells of', (format) => {
  const names = format.columns.map(({ name }) => name);
  for (const system of [null, 'Use the tools.']) {
    const row = JSON.parse(JSON.stringify(format.rows(built({ system }))[0])) as JsonObject;
    expect(Object.keys(row)).toEqual(names);
  }
});

test('in a llamafactory row the turns alternate as its loader demands, and dataset_info names every split', () => {
  const [row] = llamafactory.rows(built()) as readonly { conversations: { from: string }[] }[];
  const conversations = row?.conversations ?? [];
  const odd = conversations.filter((_, index) => index % 2 === 0).map(({ from }) => from);
  const even = conversations.filter((_, index) => index % 2 === 1).map(({ from }) => from);
  expect(odd).toEqual(['human', 'observation', 'observation', 'observation']);
  expect(even).toEqual(['function_call', 'function_call', 'function_call', 'gpt']);
  const [companion] = llamafactory.companions?.({ config: 'llamafactory', splits: ['train', 'test'] }) ?? [];
  expect(companion?.path).toBe('dataset_info.json');
  expect(Object.keys(JSON.parse(companion?.text ?? '') as object)).toEqual(['llamafactory_train', 'llamafactory_test']);
});

test('formats are found by name, and an unknown name is told with the known ones', () => {
  expect(formatsNamed(['openai', 'trl-sft', 'openai']).map(({ name }) => name)).toEqual(['trl-sft', 'openai']);
  expect(() => formatsNamed(['csv'])).toThrow('Expected formats of trl-sft, openai, llamafactory, got "csv"');
  expect(() => formatsNamed([])).toThrow('got ""');
});
