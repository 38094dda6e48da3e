import { expect, test } from 'vitest';
import { readAnswerSentence } from '../../src/harvest/answer-sentence.ts';
import { buildSample } from '../../src/harvest/build.ts';
import { callsOf, isCallMessage } from '../../src/harvest/sample.ts';
import { unfoundedName } from '../../src/harvest/thought.ts';
import { calls, input, task, tools, trajectory } from './fixtures/countries.ts';
import { built } from './fixtures/sample.ts';

test('the plainest phrasing is the same whatever the seed', () => {
  const said = ['a', 'b', 'c', 'd', 'e', 'f'].map(
    (seed) => built({ seed, plain: true }).messages.at(-1)?.content ?? '',
  );
  expect(new Set(said).size).toBe(1);
  expect(readAnswerSentence(said[0] as string)).toEqual({ kind: 'names', names: ['Belgium', 'Germany'] });
  expect(
    new Set(['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => built({ seed }).messages.at(-1)?.content)).size,
  ).toBeGreaterThan(1);
});

test('how many of the tools are distractors stands in the provenance, with their share', () => {
  expect(built({ distractors: 1 }).provenance.distractors).toEqual({ count: 1, share: 0.25 });
  expect(built().provenance).not.toHaveProperty('distractors');
});

const texts = { begun: '{"status":"ok","task":"t1"}', submitted: '{"status":"ok"}' };

test('with the frame a row begins and ends with its calls, and names every task alike', () => {
  const [first, ...others] = trajectory.calls;
  if (first === undefined) throw new Error('the fixture has calls');
  const framed = { ...trajectory, calls: [{ ...first, arguments: { ...first.arguments, task: 'k1' } }, ...others] };
  const known = tools.map((tool) => ({
    ...tool,
    inputSchema: { ...tool.inputSchema, properties: { ...(tool.inputSchema['properties'] as object), task: {} } },
  }));
  const sample = built({ trajectory: framed, tools: known, frame: texts });
  const made = callsOf(sample).map((call) => call.function);
  expect(made[0]).toEqual({ name: 'begin_task', arguments: { question: task.question } });
  expect(made[1]?.arguments).toEqual({ country: 'France', task: 't1' });
  expect(made.at(-1)).toEqual({ name: 'submit_answer', arguments: { result: '#r3' } });
  expect(callsOf(sample).map(({ id }) => id)).toEqual(['call_1', 'call_2', 'call_3', 'call_4', 'call_5']);
  expect(JSON.stringify(built({ trajectory: framed }).messages)).not.toContain('k1');
});

test('a call that went wrong and was mended is kept only where asked for, and marked as not to be learned', () => {
  const [first] = trajectory.calls;
  if (first === undefined) throw new Error('the fixture has calls');
  const wrong = {
    ...first,
    arguments: { nation: 'Frankreich' },
    observation: { status: 'invalid' as const, message: 'no such argument' },
  };
  const mended = { ...trajectory, calls: [wrong, ...trajectory.calls] };
  expect(buildSample({ ...input, trajectory: mended })).toMatchObject({ refused: 'faulted_call' });
  const turns = built({ trajectory: mended, faults: true }).messages.filter(isCallMessage);
  expect(turns.map(({ learn }) => learn)).toEqual([false, undefined, undefined, undefined]);
});

test('thoughts are off by default; where on they name what is looked up, of nothing that is not known by then', () => {
  expect(
    built()
      .messages.filter(isCallMessage)
      .map(({ content }) => content),
  ).toEqual(['', '', '']);
  const operations = [{ follow: 'r', of: { entities: [] } }, { follow: 's', of: { entities: [] } }, { and: [] }];
  const walked = {
    ...trajectory,
    calls: trajectory.calls.map((one, index) => ({
      ...one,
      operation: operations[index] as (typeof one)['operation'],
    })),
  };
  const turns = built({ trajectory: walked, thoughts: true }).messages.filter(isCallMessage);
  expect(turns.map(({ content }) => content)).toEqual([
    'I need "borders of country" for "France".',
    'I need "country by official language" for "German".',
    'I need what is in each of these sets.',
  ]);
  const [call] = calls;
  const stray = {
    ...trajectory,
    calls: trajectory.calls.map((one, at) =>
      at === 0 ? { ...one, ...call, arguments: { country: 'Atlantis' } } : one,
    ),
  };
  expect(built({ trajectory: stray, thoughts: true }).messages.find(isCallMessage)?.content).toBe(
    'I need "borders of country" for what was found.',
  );
  expect(
    unfoundedName('I need "x" for "France", "Atlantis".', [{ role: 'user', content: 'Which border France?' }]),
  ).toBe('Atlantis');
});
