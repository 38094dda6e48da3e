import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineReader } from '../../src/mcp/lines.ts';

/** What comes out when a text is fed in pieces cut at these places. */
function read(text: string, cuts: readonly number[], limit: number): string[] {
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  const lines = lineReader(limit);
  const out: string[] = [];
  for (const [index, start] of places.entries()) {
    for (const line of lines(bytes.subarray(start, places[index + 1]))) out.push(line.toString());
  }
  return out;
}

test('however a text is cut into chunks, its lines come out whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', ' '))),
      fc.array(fc.nat()),
      (lines, cuts) => {
        const text = lines.map((line) => `${line}\n`).join('');
        expect(read(`${text}the rest`, cuts, 1000)).toEqual(lines);
      },
    ),
  );
});

test('a line that is too long is told once, and those around it are not lost', () => {
  fc.assert(
    fc.property(fc.integer({ min: 11, max: 300 }), fc.array(fc.nat()), (length, cuts) => {
      const text = `before\n${'x'.repeat(length)}\nafter\n${'y'.repeat(10)}\n`;
      expect(read(text, cuts, 10)).toEqual(['before', 'too long', 'after', 'y'.repeat(10)]);
    }),
  );
});
