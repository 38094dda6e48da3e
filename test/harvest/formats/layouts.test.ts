import { expect, test } from 'vitest';
import { anthropic } from '../../../src/harvest/formats/anthropic.ts';
import { atif } from '../../../src/harvest/formats/atif.ts';
import { axolotl } from '../../../src/harvest/formats/axolotl.ts';
import { bfcl, bfclAnswers } from '../../../src/harvest/formats/bfcl.ts';
import { dta } from '../../../src/harvest/formats/dta.ts';
import { goldSpellings } from '../../../src/harvest/formats/exact-set.ts';
import { FORMATS } from '../../../src/harvest/formats/formats.ts';
import { hermes } from '../../../src/harvest/formats/hermes.ts';
import { llamafactory } from '../../../src/harvest/formats/llamafactory.ts';
import { msSwift } from '../../../src/harvest/formats/ms-swift.ts';
import { nemoGym } from '../../../src/harvest/formats/nemo-gym.ts';
import { nestools } from '../../../src/harvest/formats/nestools.ts';
import { openai } from '../../../src/harvest/formats/openai.ts';
import { tEvalPlan, tEvalRru } from '../../../src/harvest/formats/t-eval.ts';
import { toolbench } from '../../../src/harvest/formats/toolbench.ts';
import { trlGrpo } from '../../../src/harvest/formats/trl-grpo.ts';
import { trlSft } from '../../../src/harvest/formats/trl-sft.ts';
import { xlam } from '../../../src/harvest/formats/xlam.ts';
import {
  isCallMessage,
  type JsonObject,
  type Message,
  type Provenance,
  type Sample,
} from '../../../src/harvest/sample.ts';
import { built, harvestedOf, walkOf } from '../fixtures/sample.ts';
import { hostileSample, withTurns } from './hostile.ts';

const single = harvestedOf(walkOf('Mali', ['Niger', 'Senegal'])).outcome as Sample;

function proven(change: Partial<Provenance>): Sample {
  const sample = built();
  return { ...sample, provenance: { ...sample.provenance, ...change } };
}

function named(label: string, id = `ex:${label}`) {
  return { id, iri: `http://example.org/${id.slice(3)}`, label };
}

test.each([built(), hostileSample])('in a llamafactory row the turns alternate as its loader demands', (sample) => {
  const [row] = llamafactory.rows(sample) as readonly { conversations: { from: string }[] }[];
  const turns = row?.conversations.map(({ from }) => from) ?? [];
  expect(turns.length % 2).toBe(0);
  for (const [index, from] of turns.entries()) {
    expect(index % 2 === 0 ? ['human', 'observation'] : ['gpt', 'function_call']).toContain(from);
  }
});

test('dataset_info names every split', () => {
  const [companion] = llamafactory.companions?.({ config: 'llamafactory', splits: ['train', 'test'] }) ?? [];
  expect(companion?.path).toBe('dataset_info.json');
  expect(Object.keys(JSON.parse(companion?.text ?? '') as object)).toEqual(['llamafactory_train', 'llamafactory_test']);
});

test('dta joins the look-ups that need nothing, and what needs them comes after; order and ids stay', () => {
  const [row] = dta.rows(built()) as readonly { messages: { role: string; name?: string; tool_calls?: unknown[] }[] }[];
  const roles = row?.messages.map(({ role, tool_calls: calls }) => (calls ? `calls ${calls.length}` : role));
  expect(roles?.filter((role) => role !== 'system')).toEqual([
    'user',
    'calls 2',
    'tool',
    'tool',
    'calls 1',
    'tool',
    'assistant',
  ]);
  expect(row?.messages.filter(({ role }) => role === 'tool').map(({ name }) => name)).toEqual([
    'get_borders_of_country',
    'get_country_by_official_language',
    'get_intersection_of',
  ]);
});

test('openai rows say whether calls stand in parallel', () => {
  expect(openai.rows(built())[0]?.['parallel_tool_calls']).toBe(false);
  expect(openai.rows(hostileSample)[0]?.['parallel_tool_calls']).toBe(true);
});

test('a closing tag in an argument or a result ends no hermes block', () => {
  const [row] = hermes.rows(hostileSample) as readonly { conversations: { from: string; value: string }[] }[];
  for (const { from, value } of row?.conversations.slice(2, -1) ?? []) {
    const tag = from === 'gpt' ? 'tool_call' : 'tool_response';
    expect(value.split(`<${tag}>`).length).toBe(value.split(`</${tag}>`).length);
  }
});

test('nested calls name the call whose whole result they take, in lists, handles and sets of sets', () => {
  const observation =
    '{"status":"ok","result":"#r1","total":2,"items":[{"id":"ex:A","label":"A"},{"id":"ex:B","label":"B"}]}';
  const call = (given: Record<string, unknown>) => [{ name: 'look', arguments: given, observation }];
  const parameters = (given: Record<string, unknown>): unknown => {
    const [row] = nestools.rows(withTurns([call({ x: 'France' }), call(given)]));
    return (row as { call: { parameters: unknown }[] } | undefined)?.call[1]?.parameters;
  };
  expect(parameters({ of: ['B', 'A'] })).toEqual({ of: 'API_call_0' });
  expect(parameters({ of: ['ex:A', 'ex:B'] })).toEqual({ of: 'API_call_0' });
  expect(parameters({ of: '#r1' })).toEqual({ of: 'API_call_0' });
  expect(parameters({ sets: [['A', 'B'], ['A']] })).toEqual({ sets: ['API_call_0', ['A']] });
  expect(parameters({ of: ['A'] })).toEqual({ of: ['A'] });
  expect(parameters({ of: 'France' })).toEqual({ of: 'France' });
  expect(nestools.rows(withTurns([call({ x: 'my API_call_0' })]))).toEqual([]);
});

test('layouts without results hold no sample whose calls needed one', () => {
  for (const format of [xlam, bfcl, bfclAnswers]) {
    expect(format.rows(built())).toEqual([]);
    expect(format.rows(single)).toHaveLength(1);
  }
});

test('a possible answer takes every name of the entity that was asked about, that of the walk first', () => {
  const asked = { ...single, provenance: { ...single.provenance, anchors: [named('Mali')] } };
  expect(bfclAnswers.rows(asked)[0]?.['ground_truth']).toEqual([
    { get_borders_of_country: { country: ['Mali', 'ex:Mali', 'http://example.org/Mali'] } },
  ]);
});

test('a BFCL id ends in a whole number that gives back the id of the sample, the same in both files', () => {
  const id = bfcl.rows(single)[0]?.['id'] as string;
  const [, digits = ''] = /^parallel_multiple_(\d+)$/.exec(id) ?? [];
  expect(`gs1-${BigInt(digits).toString(16).padStart(32, '0')}`).toBe(single.id);
  expect(bfclAnswers.rows(single)[0]?.['id']).toBe(id);
});

test('a plan says which steps each call needed, and ends', () => {
  const [row] = tEvalPlan.rows(built()) as readonly { ground_truth: { prev: number[]; name: string }[] }[];
  expect(row?.ground_truth.map(({ prev }) => prev)).toEqual([[], [], [0, 1], [2]]);
  expect(row?.ground_truth.at(-1)?.name).toBe('FinishAction');
});

test('gold is taken in every spelling; a label that two answers share is none', () => {
  expect(goldSpellings(built())).toEqual([
    ['Belgium', 'ex:Belgium', 'http://example.org/Belgium'],
    ['Germany', 'ex:Germany', 'http://example.org/Germany'],
  ]);
  expect(goldSpellings(proven({ answers: [named('Paris', 'ex:P1'), named('Paris', 'ex:P2')] }))).toEqual([
    ['ex:P1', 'http://example.org/P1'],
    ['ex:P2', 'http://example.org/P2'],
  ]);
  expect(goldSpellings(proven({ gold: { number: 3 } }))).toEqual([['3']]);
  expect(goldSpellings(proven({ gold: { boolean: false } }))).toEqual([['no', 'false']]);
  expect(goldSpellings(proven({ answers: [] }))).toEqual([]);
});

test('a table has no row where a set of names is scored', () => {
  expect(trlGrpo.rows(proven({ gold: { rows: [] } }))).toEqual([]);
});

const observation = '{"status":"ok","total":1,"items":[{"id":"ex:A","label":"A"}]}';
const refused = '{"status":"unknown","message":"no such name"}';

/** A walk whose first call was refused and mended, with something said before the second. */
const mended: Sample = (() => {
  const sample = withTurns([
    [{ name: 'wrong', arguments: { x: 'Frnace' }, observation: refused }],
    [{ name: 'right', arguments: { x: 'France' }, observation }],
  ]);
  const messages = sample.messages.map((message): Message => {
    if (!isCallMessage(message)) return message;
    const [call] = message.tool_calls;
    return call?.function.name === 'wrong'
      ? { ...message, learn: false }
      : { ...message, content: 'I look at France.' };
  });
  return { ...sample, messages };
})();

test('a turn not to be learned is marked where a layout has marks, has no row of its own, or the sample has none', () => {
  const marked = FORMATS.filter((format) => format.rows(mended).length > 0).map(({ name }) => name);
  expect(marked).toEqual([
    'openai',
    'axolotl',
    'ms-swift',
    'atif',
    'toolbench',
    'trl-grpo',
    'verifiers',
    'nemo-gym',
    't-eval-rru',
  ]);
  const messages = (row: JsonObject | undefined) => row?.['messages'] as readonly Readonly<Record<string, unknown>>[];
  expect(messages(openai.rows(mended)[0]).map(({ weight }) => weight)).toContain(0);
  expect(messages(axolotl.rows(mended)[0]).map(({ train }) => train)).toEqual([null, false, null, null, null, null]);
  expect(messages(msSwift.rows(mended)[0]).filter(({ loss }) => loss === false)).toHaveLength(1);
  expect(JSON.stringify(atif.rows(mended)[0]?.['steps'])).toContain('"learn":false');
  const lastTurns = toolbench
    .rows(mended)
    .map(({ conversations }) => (conversations as { value: string }[]).at(-1)?.value);
  expect(lastTurns.join('')).not.toContain('wrong');
  expect(JSON.stringify(tEvalRru.rows(mended).map(({ ground_truth }) => ground_truth))).not.toContain('wrong');
  for (const format of [trlGrpo, nemoGym]) expect(format.rows(mended)[0]?.['gold_calls']).not.toContain('wrong');
});

test('what was said before a call stands before it in every layout that shows it', () => {
  const said = withTurns([[{ name: 'right', arguments: { x: '<tool_call>' }, observation }]]);
  const messages = said.messages.map(
    (message): Message => (isCallMessage(message) ? { ...message, content: 'Hm.' } : message),
  );
  const sample = { ...said, messages };
  for (const format of [
    trlSft,
    dta,
    openai,
    llamafactory,
    axolotl,
    msSwift,
    hermes,
    anthropic,
    atif,
    toolbench,
    tEvalRru,
  ]) {
    const text = JSON.stringify(format.rows(sample)[0]);
    const [before = '', after = ''] = text.split('Hm.');
    expect(before).not.toContain('right');
    expect(after).toContain('right');
  }
  const [row] = llamafactory.rows(sample) as readonly { conversations: { value: string }[] }[];
  const call = '{"name":"right","arguments":{"x":"\\u003ctool_call>"}}';
  expect(row?.conversations[1]?.value).toBe(`Hm.\n<tool_call>${call}</tool_call>`);
});
