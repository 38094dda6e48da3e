/** Every change of a byte, every swap, repetition and loss of lines, and every cut of a sealed journal is noticed. */
import { truncateSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inspectJournals } from '../../src/trajectory/inspect.ts';
import { temporaryFolder } from '../trajectory/folder.ts';
import { amount, seeded, tellCounts } from './amount.ts';
import { linesFrom, noticedFrom, type SealedJournal, sealedJournal } from './sealed-journal.ts';

const RECORDS = amount(1_000, 60);
const LONG = 1_200_000;

/** Changes one byte in place, asks whether it is noticed, and changes it back. */
function noticesByte(journal: SealedJournal, line: number, at: number, value: number): boolean {
  const { bytes } = journal;
  const before = bytes[at] as number;
  bytes[at] = value;
  try {
    // The change may split a line or join it with the next; two lines are looked at first, then the rest.
    const rest = [linesFrom(journal, line, line + 2), bytes.subarray(journal.starts[line + 2] ?? bytes.length)];
    return noticedFrom(journal, line, rest) !== undefined;
  } finally {
    bytes[at] = before;
  }
}

function everyByte(journal: SealedJournal, valuesFor: (old: number) => readonly number[]): [number, string[]] {
  const unnoticed: string[] = [];
  let tried = 0;
  for (let line = 0; line + 1 < journal.starts.length; line += 1) {
    for (let at = journal.starts[line] as number; at < (journal.starts[line + 1] as number); at += 1) {
      for (const value of valuesFor(journal.bytes[at] as number)) {
        tried += 1;
        if (!noticesByte(journal, line, at, value)) unnoticed.push(`byte ${at} as ${value}`);
      }
    }
  }
  return [tried, unnoticed];
}

test('the whole journal has nothing to notice', async () => {
  const journal = await sealedJournal(temporaryFolder(), RECORDS);
  expect(noticedFrom(journal, 0, [journal.bytes])).toBeUndefined();
  expect(journal.starts).toHaveLength(RECORDS + 2);
});

test(
  'every byte changed: each of its bits, and another value at random',
  async () => {
    const journal = await sealedJournal(temporaryFolder(), RECORDS);
    const random = seeded(3);
    const bits = amount([0, 1, 2, 3, 4, 5, 6, 7], []);
    const [tried, unnoticed] = everyByte(journal, (old) => [
      ...bits.map((bit) => old ^ (1 << bit)),
      (old + 1 + random(255)) % 256,
    ]);
    tellCounts('changes of one byte', { records: RECORDS, tried, unnoticed: unnoticed.length });
    expect(unnoticed).toEqual([]);
    expect(tried).toBe(journal.bytes.length * (bits.length + 1));
  },
  LONG,
);

test(
  'every byte of a short journal changed to every other value',
  async () => {
    const journal = await sealedJournal(temporaryFolder(), amount(10, 1));
    const step = amount(1, 9);
    const all = Array.from({ length: Math.floor(255 / step) }, (_, index) => 1 + index * step);
    const [tried, unnoticed] = everyByte(journal, (old) => all.map((by) => (old + by) % 256));
    tellCounts('bytes to every other value', { tried, unnoticed: unnoticed.length });
    expect(unnoticed).toEqual([]);
  },
  LONG,
);

test(
  'lines swapped, repeated, lost and put in at another place',
  async () => {
    const journal = await sealedJournal(temporaryFolder(), RECORDS);
    const random = seeded(5);
    const lines = journal.starts.length - 1;
    const line = (index: number): Buffer => linesFrom(journal, index, index + 1);
    const rest = (from: number): Buffer => linesFrom(journal, from, lines);
    const counts = { swaps: 0, repetitions: 0, losses: 0, unnoticed: 0 };
    const check = (kind: 'swaps' | 'repetitions' | 'losses', from: number, pieces: Buffer[]): void => {
      counts[kind] += 1;
      if (noticedFrom(journal, from, pieces) === undefined) counts.unnoticed += 1;
    };
    const swap = (one: number, other: number): void => {
      if (one < other)
        check('swaps', one, [line(other), linesFrom(journal, one + 1, other), line(one), rest(other + 1)]);
    };
    for (let index = 0; index < lines; index += 1) {
      if (index + 1 < lines) swap(index, index + 1);
      check('repetitions', index, [line(index), line(index), rest(index + 1)]);
      check('losses', index, [rest(index + 1)]);
      for (let times = 0; times < amount(20, 5); times += 1) {
        const [one, other] = [random(lines), random(lines + 1)];
        swap(Math.min(one, other), Math.min(Math.max(one, other), lines - 1));
        check('repetitions', other, [line(one), rest(other)]);
      }
    }
    tellCounts('whole lines', counts);
    expect(counts.unnoticed).toBe(0);
  },
  LONG,
);

test(
  'every cut of a sealed journal: torn inside a line, unsealed at the end of one',
  async () => {
    const journal = await sealedJournal(temporaryFolder(), RECORDS);
    const counts = { torn: 0, unsealed: 0, unnoticed: 0 };
    for (let line = 0; line + 1 < journal.starts.length; line += 1) {
      const [from, to] = [journal.starts[line] as number, journal.starts[line + 1] as number];
      for (let cut = from; cut < to; cut += 1) {
        const noticed = noticedFrom(journal, line, [journal.bytes.subarray(from, cut)]);
        if (noticed === 'damaged' && cut > from) counts.torn += 1;
        else if (noticed === 'unsealed' && cut === from) counts.unsealed += 1;
        else counts.unnoticed += 1;
      }
    }
    tellCounts('cuts', counts);
    expect(counts).toEqual({
      torn: journal.bytes.length - RECORDS - 1,
      unsealed: RECORDS + 1,
      unnoticed: 0,
    });
  },
  LONG,
);

// The tests above begin at the change; these go through files, so that nobody need believe that this is the same.
test(
  'through files: a sample of changes, and every cut at a line end, has the state that was said',
  async () => {
    const journal = await sealedJournal(temporaryFolder(), RECORDS);
    const { path, bytes, starts } = journal;
    const random = seeded(11);
    const stateOf = async (): Promise<string | undefined> => {
      for await (const { state } of inspectJournals([path])) return state;
      return undefined;
    };
    expect(await stateOf()).toBe('sealed');
    const counts = { flips: 0, cuts: 0, unnoticed: 0 };
    for (let times = 0; times < amount(300, 30); times += 1) {
      const changed = Buffer.from(bytes);
      const at = random(bytes.length);
      changed[at] = ((changed[at] as number) + 1 + random(255)) % 256;
      writeFileSync(path, changed);
      counts.flips += 1;
      if ((await stateOf()) !== 'damaged') counts.unnoticed += 1;
    }
    writeFileSync(path, bytes);
    for (const start of starts.slice(0, -1).toReversed()) {
      if (start === 0) continue;
      truncateSync(path, start);
      counts.cuts += 1;
      if ((await stateOf()) !== 'unsealed') counts.unnoticed += 1;
    }
    tellCounts('through files', counts);
    expect(counts.unnoticed).toBe(0);
  },
  LONG,
);
