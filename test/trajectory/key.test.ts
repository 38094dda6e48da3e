/** Whose trajectory a request belongs to. */
import { expect, test } from 'vitest';
import { createKeys } from '../../src/trajectory/key.ts';

const trace = (id: string) => `00-${id.padStart(32, '0')}-00000000000000a1-01`;

function keys() {
  let count = 0;
  const forgotten: string[] = [];
  const made = createKeys(
    () => {
      count += 1;
      return `T${count}`;
    },
    (trajectory) => forgotten.push(trajectory),
  );
  return { ...made, forgotten };
}

test('tasks are named t1, t2, … and lead to their own trajectories', () => {
  const { begin, resolve } = keys();
  expect(begin()).toEqual({ trajectory: 'T1', task: 't1' });
  expect(begin()).toEqual({ trajectory: 'T2', task: 't2' });
  expect(resolve({ task: 't1', traceparent: trace('1') })).toBe('T1');
  expect(resolve({ task: 't2' })).toBe('T2');
});

test('a task handle that was never given, or is answered, leads nowhere', () => {
  const { begin, resolve, end } = keys();
  begin();
  expect(resolve({ task: 't2' })).toBeUndefined();
  expect(resolve({ task: '__proto__' })).toBeUndefined();
  end('T1');
  expect(resolve({ task: 't1' })).toBeUndefined();
});

test('without a handle, requests of one trace belong together', () => {
  const { begin, resolve } = keys();
  begin();
  const first = resolve({ traceparent: trace('a') });
  expect(first).toBe('T2');
  expect(resolve({ traceparent: trace('a').replace('a1-01', 'b2-00') })).toBe(first);
  expect(resolve({ traceparent: trace('b') })).not.toBe(first);
});

test('a traceparent that is none is as if absent', () => {
  const { resolve } = keys();
  const own = resolve({});
  for (const bad of ['', 'x', trace('0'), `ff${trace('1').slice(2)}`, trace('1').toUpperCase().replace('1-', 'G-')]) {
    expect(resolve({ traceparent: bad })).toBe(own);
  }
});

test('the only open task takes what names nothing; with none or several, the connection does', () => {
  const { begin, resolve, end } = keys();
  const own = resolve({});
  const first = begin();
  expect(resolve({})).toBe(first.trajectory);
  const second = begin();
  expect(resolve({})).toBe(own);
  end(first.trajectory);
  expect(resolve({})).toBe(second.trajectory);
  end(second.trajectory);
  expect(resolve({})).toBe(own);
});

test('after an answer, the connection and the trace begin anew', () => {
  const { resolve, end } = keys();
  const own = resolve({}) ?? '';
  const traced = resolve({ traceparent: trace('1') }) ?? '';
  end(own);
  end(traced);
  expect(resolve({})).not.toBe(own);
  expect(resolve({ traceparent: trace('1') })).not.toBe(traced);
});

test('traces that are longest unused are forgotten, so that a client cannot fill the memory', () => {
  const { resolve, forgotten } = keys();
  const kept = resolve({ traceparent: trace('fff') });
  for (let index = 1; index <= 1_500; index += 1) {
    resolve({ traceparent: trace(String(index)) });
    resolve({ traceparent: trace('fff') });
  }
  expect(resolve({ traceparent: trace('fff') })).toBe(kept);
  expect(forgotten).toHaveLength(501);
});
