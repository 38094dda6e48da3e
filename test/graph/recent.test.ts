import { expect, test } from 'vitest';
import { createRecent } from '../../src/graph/recent.ts';

function counting(limit: number): { ask: (key: number) => number; worked: number[] } {
  const recent = createRecent<number, number>(limit);
  const worked: number[] = [];
  const ask = (key: number): number =>
    recent(key, (wanted) => {
      worked.push(wanted);
      return wanted * 10;
    });
  return { ask, worked };
}

test('what was worked out is not worked out again', () => {
  const { ask, worked } = counting(4);
  expect([ask(1), ask(2), ask(1), ask(2)]).toEqual([10, 20, 10, 20]);
  expect(worked).toEqual([1, 2]);
});

test('what nobody asked for lately is forgotten, what is asked for again and again is not', () => {
  const { ask, worked } = counting(4);
  for (let key = 0; key < 20; key++) {
    ask(1000);
    ask(key);
  }
  expect(worked.filter((key) => key === 1000)).toHaveLength(1);
  ask(0);
  expect(worked.filter((key) => key === 0)).toHaveLength(2);
});

test('even the smallest limit forgets', () => {
  const { ask, worked } = counting(1);
  for (const key of [1, 2, 3, 1]) ask(key);
  expect(worked).toEqual([1, 2, 3, 1]);
});
