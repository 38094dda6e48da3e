import { expect, test } from 'vitest';
import { isIndependent, neededCalls } from '../../../src/harvest/formats/data-flow.ts';
import type { JsonObject, Sample } from '../../../src/harvest/sample.ts';
import { built } from '../fixtures/sample.ts';
import { withTurns } from './hostile.ts';

const found = (...labels: string[]) =>
  JSON.stringify({
    status: 'ok',
    result: '#r1',
    total: labels.length,
    items: labels.map((label) => ({ kind: 'entity', id: `ex:${label}`, label })),
  });

/** One call a turn: its arguments and what it brought. */
const walked = (steps: readonly (readonly [JsonObject, string])[], question = '?'): Sample =>
  withTurns(
    steps.map(([given, observation]) => [{ name: 'look', arguments: given, observation }]),
    question,
  );

test('in the countries walk the intersection needs both look-ups, which need nothing', () => {
  expect(neededCalls(built())).toEqual([[], [], [0, 1]]);
  expect(isIndependent(built())).toBe(false);
});

test('an argument is needed from every earlier call that showed it by name, id or handle', () => {
  for (const given of ['Belgium', 'ex:Belgium', '#r1']) {
    const sample = walked([
      [{ country: 'France' }, found('Belgium')],
      [{ of: [[given]] }, found('x')],
    ]);
    expect(neededCalls(sample)).toEqual([[], [0]]);
  }
});

test('a chain that leads back to where it began is a chain, though the question names its end', () => {
  const steps = [
    [{ country: 'Ukraine' }, found('Hoverla')],
    [{ mountain: 'Hoverla' }, found('Ukraine')],
    [{ country: 'Ukraine' }, found('Eastern Europe')],
  ] as const;
  expect(neededCalls(walked(steps, 'What is the region of the country of the highest mountain in Ukraine?'))).toEqual([
    [],
    [0],
    [1],
  ]);
});

test('a lone name in the words of the question is free of a result that showed it among others, as a part of a word it is not', () => {
  const steps = [
    [{ country: 'France' }, found('Niger', 'Mali')],
    [{ country: 'Niger' }, found('x')],
  ] as const;
  expect(neededCalls(walked(steps, 'What borders Niger?'))).toEqual([[], []]);
  expect(neededCalls(walked(steps, 'What borders Nigeria?'))).toEqual([[], [0]]);
  const listed = [steps[0], [{ of: ['Niger'] }, found('x')]] as const;
  expect(neededCalls(walked(listed, 'What borders Niger?'))).toEqual([[], [0]]);
});

test('a part of a longer name is another name', () => {
  const sample = walked([
    [{ country: 'France' }, found('Nigeria')],
    [{ country: 'Niger' }, found('x')],
  ]);
  expect(neededCalls(sample)).toEqual([[], []]);
});

test('an empty list, and whatever follows a text that is no JSON, needs all that came before', () => {
  const empty = walked([
    [{ a: 'x' }, found('y')],
    [{ of: [] }, found('z')],
  ]);
  expect(neededCalls(empty)).toEqual([[], [0]]);
  const text = walked([
    [{ a: 'x' }, 'nothing here'],
    [{ a: 'w' }, found('z')],
  ]);
  expect(neededCalls(text)).toEqual([[], [0]]);
});

test('the words of a result about itself are no names', () => {
  const sample = walked([
    [{ a: 'x' }, found('y')],
    [{ a: 'ok', b: 'entity', c: 1 }, found('z')],
  ]);
  expect(neededCalls(sample)).toEqual([[], []]);
});

test('a number that was counted is needed', () => {
  const sample = walked([
    [{ a: 'x' }, '{"status":"ok","number":42}'],
    [{ value: 42 }, found('z')],
  ]);
  expect(neededCalls(sample)).toEqual([[], [0]]);
});

test('calls that stood in one turn did not need each other', () => {
  const call = (country: string) => ({ name: 'look', arguments: { country }, observation: found('Mali') });
  expect(neededCalls(withTurns([[call('Niger'), call('Mali')], [call('Mali')]]))).toEqual([[], [], [0, 1]]);
});
