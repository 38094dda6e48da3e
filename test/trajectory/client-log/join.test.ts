import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/tool/operation.ts';
import type { Result } from '../../../src/tool/result.ts';
import { indexCalls, isWhole } from '../../../src/trajectory/client-log/call-index.ts';
import { importPart } from '../../../src/trajectory/client-log/import-log.ts';
import { createJoin } from '../../../src/trajectory/client-log/join.ts';
import type { ClientLog, LogCall, LogTurn } from '../../../src/trajectory/client-log/log.ts';
import { partsOf } from '../../../src/trajectory/client-log/parts.ts';
import { createRedactor } from '../../../src/trajectory/redact.ts';
import type { Trajectory } from '../../../src/trajectory/trajectory.ts';
import { called, opened } from '../events.ts';

const TOOL = 'get_capital_of_country';
const known = (tool: string): boolean => [TOOL, 'begin_task', 'submit_answer'].includes(tool);

const found = (handle: string, capital: string): Result => ({
  status: 'ok',
  result: handle,
  total: 1,
  items: [{ kind: 'entity', id: `ex:${capital}`, label: capital }],
});

/** A trajectory of a journal: look-ups of capitals, as [country, handle, capital]. */
function recorded(id: string, looks: readonly [string, string, string][], more: Partial<Trajectory> = {}): Trajectory {
  let seq = 0;
  const frame = () => {
    seq += 1;
    return { v: 1, trajectory: id, seq, prev: '', at: '', sha256: `${id} ${seq}` };
  };
  const calls = looks.map(([country, handle, capital]) => {
    const of = country.startsWith('#') ? { handle: country } : { entities: [`http://example.org/${country}`] };
    const operation: Operation = { follow: 'http://example.org/capital', of };
    return { ...frame(), ...called, arguments: { country }, operation, observation: found(handle, capital) };
  });
  const whole = { journal: '', head: '', sealed: true, problems: [], task: undefined, answer: undefined };
  return { id, ...whole, opened: { ...frame(), ...opened }, calls, ...more };
}

let ids = 0;
function use(country: string, reply: unknown, name = `mcp__kg__${TOOL}`, more: Partial<LogCall> = {}): LogCall {
  ids += 1;
  const content = typeof reply === 'string' ? reply : JSON.stringify(reply);
  const call = { id: `toolu_${ids}`, name, arguments: { country }, line: ids, words: '', thought: '' };
  return { ...call, reply: { content, failed: false }, ...more };
}

function turn(calls: readonly LogCall[], words = '', more: Partial<LogTurn> = {}): LogTurn {
  return { question: 'What are they?', line: 1, calls, words, thought: '', subagent: false, broken: 0, ...more };
}

function join(turns: readonly LogTurn[], journal: readonly Trajectory[], server?: string) {
  return createJoin(indexCalls(journal), { known, server })(turns);
}

function importAll(turns: readonly LogTurn[], journal: readonly Trajectory[], more: object = {}) {
  const log: ClientLog = { kind: 'claude-stream', file: 'sha256:00', turns, problems: [], client: undefined };
  const options = { alone: false, thoughts: false, ...more };
  return partsOf(turns, join(turns, journal)).map((part) => importPart(part, log, options));
}

const FRANCE: [string, string, string] = ['France', '#r1', 'Paris'];
const SPAIN: [string, string, string] = ['Spain', '#r2', 'Madrid'];
const france = () => use('France', found('#r1', 'Paris'));
const spain = () => use('Spain', found('#r2', 'Madrid'));

describe('calls that are not joined', () => {
  test.each<[string, LogCall, string]>([
    ['no journal has it', use('Italy', found('#r2', 'Rome')), 'not recorded'],
    ['its result is another', use('Spain', found('#r2', 'Lisbon')), 'altered'],
    ['its result was cut', use('Spain', '{"status":"ok","result":"#r2","it\n[truncated]'), 'cut'],
    ['the log ends before its result', use('Spain', '', undefined, { reply: undefined }), 'unanswered'],
    [
      'the user did not allow it',
      use('Malta', '', undefined, { reply: { content: 'Not allowed.', failed: true } }),
      'refused',
    ],
    ['it is of another server', use('Spain', found('#r2', 'Madrid'), `mcp__atlas__${TOOL}`), 'call'],
    ['it is of another server, and none of ours', use('Spain', 'Madrid', `mcp__atlas__${TOOL}`), 'foreign'],
    ['it is a tool of the client', use('Spain', 'Madrid', 'WebSearch'), 'foreign'],
  ])('%s', (_, call, as) => {
    const joined = join([turn([france(), call])], [recorded('one', [FRANCE, SPAIN])]);
    expect([...joined.values()].map((one) => one.as)).toEqual(['call', as]);
  });

  test('where the server is named, others are foreign though they tell the same', () => {
    const strange = use('Spain', found('#r2', 'Madrid'), `mcp__atlas__${TOOL}`);
    const joined = join([turn([france(), strange])], [recorded('one', [FRANCE, SPAIN])], 'kg');
    expect([...joined.values()].map(({ as }) => as)).toEqual(['call', 'foreign']);
  });

  test('leave a gap before the next record, and are counted', () => {
    const cut = use('Italy', 'Rome … [truncated]');
    const [one] = importAll([turn([france(), cut, spain()], 'Madrid.')], [recorded('one', [FRANCE, SPAIN])]);
    expect(one?.calls.map(({ missing }) => missing)).toEqual([0, 1]);
    expect(one?.opened.imported).toMatchObject({ missing: 1 });
    const [last] = importAll([turn([france(), cut], 'Paris.')], [recorded('one', [FRANCE])]);
    expect(last?.answer).toMatchObject({ missing: 1 });
  });

  test('of others are named, since what they told nobody can prove', () => {
    const web = use('', 'Madrid', 'WebSearch');
    const [one] = importAll([turn([france(), web, web], 'Paris.')], [recorded('one', [FRANCE])]);
    expect(one?.opened.imported?.foreign).toEqual(['WebSearch']);
    expect(one?.calls).toHaveLength(1);
  });
});

describe('records that are not repeated elsewhere', () => {
  test.each<[string, Partial<Trajectory>]>([
    ['of a damaged file', { problems: [{ seq: 1, reason: 'torn' }] }],
    ['with secrets taken out', { calls: recorded('one', [FRANCE]).calls.map((call) => ({ ...call, redacted: 1 })) }],
    ['without a beginning', { opened: undefined }],
  ])('%s', (_, more) => {
    expect(isWhole(recorded('one', [FRANCE], more))).toBe(false);
    expect(isWhole(recorded('one', [FRANCE]))).toBe(true);
  });
});

describe('sessions', () => {
  test('that stand in one journal among each other are told apart by most of their calls', () => {
    const one = recorded('one', [FRANCE, SPAIN]);
    const other = recorded('other', [FRANCE, ['Italy', '#r2', 'Rome']]);
    const joined = join([turn([france(), use('Italy', found('#r2', 'Rome'))])], [one, other]);
    expect([...joined.values()]).toMatchObject([{ trajectory: { id: 'other' } }, { trajectory: { id: 'other' } }]);
  });

  test('that are alike get a trajectory each', () => {
    const journal = [recorded('one', [FRANCE, SPAIN]), recorded('other', [FRANCE, SPAIN])];
    const joining = createJoin(indexCalls(journal), { known });
    const [first, second] = [0, 1].map(() => [...joining([turn([france(), spain()])]).values()]);
    expect(first).toMatchObject([{ trajectory: { id: 'one' } }, { trajectory: { id: 'one' } }]);
    expect(second).toMatchObject([{ trajectory: { id: 'other' } }, { trajectory: { id: 'other' } }]);
  });

  test('that go on from a log that was imported repeat its calls, which are the same ones', () => {
    const calls = [france(), spain()];
    const joining = createJoin(indexCalls([recorded('one', [FRANCE, SPAIN])]), { known });
    const [first, second] = [0, 1].map(() => [...joining([turn(calls)]).values()]);
    expect(second).toEqual(first);
    expect(joining([turn([france()])]).size).toBe(1);
    expect([...joining([turn([france()])]).values()]).toMatchObject([{ as: 'altered' }]);
  });

  test('of several questions become a trajectory each, whose handles count from one', () => {
    const journal = [recorded('one', [FRANCE, SPAIN, ['#r2', '#r3', 'Moscow']])];
    const turns = [turn([france()], 'Paris.'), turn([spain(), use('#r2', found('#r3', 'Moscow'))], 'Moscow.')];
    const [first, second] = importAll(turns, journal);
    expect(first?.calls.map(({ event }) => event.observation.result)).toEqual(['#r1']);
    expect(
      second?.calls.map(({ event }) => [event.arguments, event.operation, event.observation.result]),
    ).toMatchObject([
      [{ country: 'Spain' }, {}, '#r1'],
      [{ country: '#r1' }, { of: { handle: '#r1' } }, '#r2'],
    ]);
    expect(second?.calls.map(({ event }) => event.original)).toEqual(['one 2', 'one 3']);
  });

  test('a question that goes on from an earlier result takes along the call that gave it', () => {
    const journal = [recorded('one', [FRANCE, SPAIN, ['#r2', '#r3', 'Moscow']])];
    const turns = [turn([france(), spain()], 'Paris.'), turn([use('#r2', found('#r3', 'Moscow'))], 'Moscow.')];
    const [, second] = importAll(turns, journal);
    expect(second?.calls.map(({ event }) => event.arguments)).toEqual([{ country: 'Spain' }, { country: '#r1' }]);
  });
});

describe('the task frame', () => {
  const frame = { v: 1, trajectory: 'framed', seq: 1, prev: '', at: '', sha256: 'x' };
  const framed = recorded('framed', [SPAIN], {
    task: { ...frame, type: 'task', task: 't1', question: 'What is the capital of Spain?' },
    answer: {
      ...frame,
      seq: 9,
      type: 'answer',
      answer: { entities: ['Madrid'] },
      resolved: ['http://example.org/Madrid'],
    },
  });
  const begin = () =>
    use('', { status: 'ok', task: 't1' }, 'mcp__kg__begin_task', {
      arguments: { question: 'What is the capital of Spain?' },
    });
  const submit = () =>
    use('', { status: 'ok' }, 'mcp__kg__submit_answer', {
      arguments: { entities: ['Madrid'], task: 't1', none: false },
    });

  test('gives question and answer as they were recorded, and the log adds the words', () => {
    const calls = [
      { ...begin(), words: 'I begin.' },
      { ...spain(), words: 'I look.' },
      { ...submit(), words: 'Found.' },
    ];
    const [one, ...others] = importAll([turn(calls, 'It is Madrid.')], [framed]);
    expect(others).toEqual([]);
    expect(one?.task?.question).toBe('What is the capital of Spain?');
    expect(one?.calls.map(({ event }) => event.words)).toEqual(['I begin.\n\nI look.']);
    expect(one?.answer?.event).toMatchObject({ answer: { entities: ['Madrid'] }, words: 'Found.' });
    expect(one?.answered).toBe('submitted');
    expect(one?.opened.imported).toMatchObject({ asked: 'What are they?', words: 'It is Madrid.' });
  });

  test('what was looked up outside of it is left out', () => {
    const journal = [recorded('own', [FRANCE]), framed];
    const all = importAll([turn([france(), begin(), spain(), submit()], 'It is Madrid.')], journal);
    expect(all.map(({ task }) => task?.question)).toEqual(['What is the capital of Spain?']);
  });

  test('in practice the question stands in the reply', () => {
    const drawn = use('', { status: 'ok', task: 't1', question: 'What is the capital of Spain?' }, 'begin_task', {
      arguments: {},
    });
    expect(importAll([turn([drawn, spain(), submit()])], [framed])).toHaveLength(1);
  });

  test('without the answer of the frame it is read from the last words', () => {
    const [one] = importAll([turn([begin(), spain()], 'It is **Madrid**.')], [{ ...framed, answer: undefined }]);
    expect(one?.answer?.event.answer).toEqual({ entities: ['ex:Madrid'], text: 'It is **Madrid**.' });
  });
});

describe('what was said', () => {
  const said = () => [{ ...france(), words: 'The key is ghp_abcdefghijklmnopqrstuvwxyz0123456789.', thought: 'Hm.' }];

  test('is cleaned by itself, so that the call stays as it was', () => {
    const redact = createRedactor();
    const [one] = importAll([turn(said(), 'Paris.')], [recorded('one', [FRANCE])], { redact });
    expect(one?.calls[0]?.event.words).toBe('The key is [redacted:github-token].');
    expect(redact.clean(one?.calls[0]?.event as never).redacted).toBe(0);
  });

  test.each(['/home/somebody', '/Users/somebody', 'C:\\Users\\somebody'])('names nobody: %s is ~', (home) => {
    const calls = [{ ...france(), words: `See ${home}/notes.md.` }];
    const turns = [turn(calls, `Paris, says ${home}/notes.md`, { question: `What is in ${home}/notes.md?` })];
    const [one] = importAll(turns, [recorded('one', [FRANCE])], { redact: createRedactor() });
    expect(one?.task?.question).toBe('What is in ~/notes.md?');
    expect(one?.calls[0]?.event.words).toBe('See ~/notes.md.');
    expect(JSON.stringify(one)).not.toContain('somebody');
    expect(JSON.stringify(importAll(turns, [recorded('one', [FRANCE])]))).toContain('somebody');
  });

  test('thoughts are kept only where they are asked for', () => {
    const journal = [recorded('one', [FRANCE])];
    expect(importAll([turn(said())], journal)[0]?.calls[0]?.event).not.toHaveProperty('thought');
    expect(importAll([turn(said())], journal, { thoughts: true })[0]?.calls[0]?.event.thought).toBe('Hm.');
  });
});

test('the same part of the same session has the same id, and any other another', () => {
  const journal = [recorded('one', [FRANCE, SPAIN])];
  const calls = [france(), spain()];
  const idOf = (...all: Parameters<typeof turn>) => importAll([turn(...all)], journal)[0]?.id;
  expect(idOf(calls, 'Paris.')).toBe(idOf(calls, 'Paris.', { line: 7 }));
  const others = [idOf(calls), idOf(calls.slice(1), 'Paris.'), idOf(calls, 'Paris.', { question: 'Why?' })];
  expect(new Set([idOf(calls, 'Paris.'), ...others]).size).toBe(4);
});
