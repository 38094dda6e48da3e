/** The instructions name only tools that are offered, and are short enough for every client. */
import { expect, test } from 'vitest';
import { instructionsFor } from '../../src/mcp/instructions.ts';
import { SURFACES } from '../../src/tool/toolset.ts';
import { EUROPE, openTools } from '../tool/open-tools.ts';

for (const surface of SURFACES) {
  for (const frame of [false, true]) {
    test(`on "${surface}"${frame ? ', recording,' : ''} every tool that is named is there`, async () => {
      const { toolset } = await openTools(EUROPE, { surface, frame, budget: 2 });
      const text = instructionsFor('a graph', frame, toolset);
      const named = text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [];
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((name) => !toolset.byName.has(name))).toEqual([]);
      expect(Buffer.byteLength(text)).toBeLessThan(2048);
    });
  }
}
