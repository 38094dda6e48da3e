/** The instructions name only tools that are offered, and are short enough for every client. */
import { expect, test } from 'vitest';
import { instructionsFor } from '../../src/mcp/instructions.ts';
import { SURFACES } from '../../src/tool/toolset.ts';
import { EUROPE, openTools } from '../tool/open-tools.ts';

const FRAMINGS = [
  { recording: false, practice: false },
  { recording: true, practice: false },
  { recording: false, practice: true },
  { recording: true, practice: true },
];

for (const surface of SURFACES) {
  for (const framing of FRAMINGS) {
    const { recording, practice } = framing;
    const how = `${recording ? ', recording' : ''}${practice ? ', practising' : ''}`;
    test(`on "${surface}"${how} every tool that is named is there`, async () => {
      const frame = recording || practice;
      const { toolset } = await openTools(EUROPE, { surface, frame, practice, budget: 2 });
      const text = instructionsFor('a graph', framing, toolset);
      expect(text.includes('begin_task')).toBe(frame);
      expect(text.includes('To practise')).toBe(practice);
      const named = text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [];
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((name) => !toolset.byName.has(name))).toEqual([]);
      expect(Buffer.byteLength(text)).toBeLessThan(2048);
    });
  }
}
