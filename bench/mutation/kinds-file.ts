/** Journals that were changed as bytes: what the hash chain is for. */
import { createHash } from 'node:crypto';
import type { Random } from '../../src/logic/random.ts';
import type { Base, Kind } from './mutant.ts';

/** @param spoil is given the lines of the file, the seal last */
const spoiling = (name: string, spoil: (lines: string[], random: Random) => string[]): Kind => ({
  name,
  mutate: ({ story }: Base, random) => ({ story, spoil: (lines) => spoil(lines, random) }),
});

/** A call's line with another number in it. */
function edited(line: string): string {
  return line.replace(/"milliseconds":[\d.]+/, '"milliseconds":12345');
}

/** The hash of the line itself made to fit again. */
function resealed(line: string): string {
  const body = `${line.replace(/,"sha256":"[0-9a-f]{64}"\}$/, '')}}`;
  return `${body.slice(0, -1)},"sha256":"${createHash('sha256').update(body).digest('hex')}"}`;
}

const callAt = (lines: readonly string[]): number => lines.findIndex((line) => line.includes('"type":"call"'));

export const FILE_KINDS: readonly Kind[] = [
  spoiling('a record is edited', (lines) => lines.with(callAt(lines), edited(lines[callAt(lines)] as string))),
  spoiling('a record is edited, and its own hash forged', (lines) =>
    lines.with(callAt(lines), resealed(edited(lines[callAt(lines)] as string))),
  ),
  spoiling('a byte is flipped', (lines, random) => {
    const at = random.integer(lines.length - 1);
    const line = lines[at] as string;
    const place = random.integer(line.length);
    return lines.with(
      at,
      `${line.slice(0, place)}${String.fromCharCode(line.charCodeAt(place) ^ 1)}${line.slice(place + 1)}`,
    );
  }),
  spoiling('a record is cut out', (lines, random) => lines.toSpliced(random.integer(lines.length - 2), 1)),
  spoiling('two records change places', (lines, random) => {
    const at = random.integer(lines.length - 2);
    return lines.with(at, lines[at + 1] as string).with(at + 1, lines[at] as string);
  }),
  spoiling('a record stands twice', (lines, random) => {
    const at = random.integer(lines.length - 2);
    return lines.toSpliced(at, 0, lines[at] as string);
  }),
];
