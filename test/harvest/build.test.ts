import { expect, test } from 'vitest';
import { type BuildInput, buildSample } from '../../src/harvest/build.ts';
import { isRefusal } from '../../src/harvest/refusal.ts';
import type { Task } from '../../src/task/task.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { call, entity, input, task, tools, trajectory, verdict } from './fixtures/countries.ts';
import { built } from './fixtures/sample.ts';

const refusal = (change: Partial<BuildInput>) => {
  const outcome = buildSample({ ...input, ...change });
  return isRefusal(outcome) ? outcome.refused : undefined;
};
const judged = (change: Partial<Verdict>) => ({ verdict: { ...verdict, ...change } });
const asked = (change: Partial<Task>) => ({ task: { ...task, ...change } });

test('a proven walk becomes question, calls, observations as served, and a worded answer', () => {
  const { messages } = built({ system: null });
  expect(messages.map(({ role }) => role)).toEqual([
    'user',
    'assistant',
    'tool',
    'assistant',
    'tool',
    'assistant',
    'tool',
    'assistant',
  ]);
  expect(messages[1]).toEqual({
    role: 'assistant',
    content: '',
    tool_calls: [
      {
        id: 'call_1',
        type: 'function',
        function: { name: 'get_borders_of_country', arguments: { country: 'France' } },
      },
    ],
  });
  expect(messages[2]).toEqual({
    role: 'tool',
    tool_call_id: 'call_1',
    name: 'get_borders_of_country',
    content: JSON.stringify(trajectory.calls[0]?.observation),
  });
  expect(messages.at(-1)?.content).toContain('Belgium');
});

test('tools are a function list in the order offered, without "$schema"', () => {
  const sample = built();
  expect(sample.tools.map((tool) => tool.function.name)).toEqual(tools.map(({ name }) => name));
  expect(JSON.stringify(sample.tools)).not.toContain('$schema');
  expect(sample.provenance.offered).not.toBe(built({ tools: [...tools].reverse() }).provenance.offered);
});

test('the id is pinned, and follows content, tools and proof but neither journal nor time', () => {
  const { id } = built();
  expect(id).toBe('gs1-4e11b60f4eef4bbe442674fca2304d7a');
  const elsewhere = {
    ...trajectory,
    journal: 'run-x.jsonl',
    head: 'c',
    calls: trajectory.calls.map((one) => ({ ...one, at: '2027', milliseconds: 9 })),
  };
  expect(built({ trajectory: elsewhere }).id).toBe(id);
  expect(built({ tools: [...tools].reverse() }).id).not.toBe(id);
  expect(built({ seed: 'other' }).id).not.toBe(id);
});

test('nothing in a sample tells of time, journal or the run of its trajectory', () => {
  expect(JSON.stringify(built())).not.toMatch(/2026|run-|"t-1"|milliseconds|sha256/);
});

test('a system text is drawn by seed, given, or left out', () => {
  const drawn = new Set(Array.from({ length: 60 }, (_, seed) => built({ seed: String(seed) }).messages[0]?.role));
  expect(drawn).toEqual(new Set(['system', 'user']));
  expect(built({ system: 'Be brief.' }).messages[0]).toEqual({ role: 'system', content: 'Be brief.' });
  expect(built({ system: null }).messages[0]?.role).toBe('user');
});

test('the handle of the task is no argument of a tool, but an argument that happens to be called "task" is', () => {
  const framed = trajectory.calls.map((one) => ({ ...one, arguments: { ...one.arguments, task: 'k1' } }));
  expect(built({ trajectory: { ...trajectory, calls: framed } }).messages).toEqual(built().messages);
  const other = trajectory.calls.map((one) => ({ ...one, arguments: { ...one.arguments, task: 'k2' } }));
  expect(refusal({ trajectory: { ...trajectory, calls: other } })).toBe('tool_not_offered');
});

test('a verdict that does not prove the row is refused with its reason', () => {
  expect(refusal(judged({ conforms: false }))).toBe('not_conforming');
  expect(refusal(judged({ violations: [{ check: 'gold', step: 1, reason: 'no' }] }))).toBe('not_conforming');
  expect(refusal(judged({ proof: undefined }))).toBe('no_proof');
  expect(refusal(judged({ oracle: 'none' }))).toBe('no_oracle');
  expect(refusal({ ...judged({ oracle: 'none' }), unpinned: true })).toBe('no_oracle');
  expect(refusal(judged({ oracle: 'same-engine' }))).toBe('unpinned');
  expect(refusal(judged({ pinned: false }))).toBe('unpinned');
  expect(refusal({ ...judged({ oracle: 'same-engine', pinned: false }), unpinned: true })).toBeUndefined();
  expect(refusal(judged({ trajectory: 't-2' }))).toBe('other_trajectory');
});

test('a walk that would teach something wrong is refused with its reason', () => {
  const [first] = trajectory.calls;
  if (first === undefined) throw new Error('the fixture has calls');
  const walk = (one: ReturnType<typeof call>) => ({ trajectory: { ...trajectory, calls: [{ ...first, ...one }] } });
  expect(refusal({ trajectory: { ...trajectory, calls: [] } })).toBe('no_calls');
  expect(refusal(walk(call('get_borders_of_country', { country: 'Farnce' }, { status: 'unknown' })))).toBe(
    'faulted_call',
  );
  expect(refusal(walk(call('get_borders_of_country', { country: 'France' }, { status: 'truncated', items: [] })))).toBe(
    'truncated_call',
  );
  expect(refusal(walk(call('get_moons', { planet: 'Mars' }, { status: 'ok' })))).toBe('tool_not_offered');
  expect(refusal(walk(call('get_borders_of_country', { land: 'France' }, { status: 'ok' })))).toBe('tool_not_offered');
  expect(refusal(walk(call('get_borders_of_country', { country: 'France' }, { status: 'ok', items: [] })))).toBe(
    'unseen_answer',
  );
  expect(refusal(asked({ question: 'Another?' }))).toBe('other_question');
  expect(refusal({ tokenLimit: 100 })).toBe('too_long');
});

test('an answer that is missing or not gold is refused with its reason', () => {
  const answered = (change: object) => {
    if (trajectory.answer === undefined) throw new Error('the fixture has an answer');
    return { trajectory: { ...trajectory, answer: { ...trajectory.answer, ...change } } };
  };
  expect(refusal({ trajectory: { ...trajectory, answer: undefined } })).toBe('no_answer');
  expect(refusal(answered({ resolved: [entity('Belgium').iri] }))).toBe('other_answer');
  expect(refusal(answered({ answer: { none: true }, resolved: undefined }))).toBe('other_answer');
  expect(refusal(asked({ answers: [entity('Belgium')] }))).toBe('other_answer');
});

test('answers that bear one label are told apart by their ids', () => {
  const answers = [entity('Belgium'), entity('Germany', 'Belgium')];
  expect(built(asked({ answers })).messages.at(-1)?.content).toMatch(/Belgium \(ex:Belgium\).*Belgium \(ex:Germany\)/s);
  const same = [entity('Belgium'), { ...entity('Germany', 'Belgium'), id: 'ex:Belgium' }];
  expect(refusal(asked({ answers: same }))).toBe('same_names');
});

test('half a character anywhere in a row is refused, what only looks like one is not', () => {
  const half = '\ud83d';
  expect(refusal({ system: `x ${half}` })).toBe('broken_text');
  expect(refusal({ system: 'x \ud83d\ude00, \\ud83d and \\\\ud83d' })).toBeUndefined();
  expect(refusal({ task: { ...task, answers: task.answers.map((one) => ({ ...one, id: half })) } })).toBe(
    'broken_text',
  );
  const [tool, ...others] = tools;
  expect(refusal({ tools: [{ ...tool, description: half } as (typeof tools)[number], ...others] })).toBe('broken_text');
});
