import { expect, test } from 'vitest';
import { lineTexts, readMinima, sampleLine } from '../../src/harvest/gathered-line.ts';
import { signature } from '../../src/harvest/minhash.ts';
import type { Sample } from '../../src/harvest/sample.ts';
import { comparedText } from '../../src/harvest/template.ts';
import { harvestedOf, walkOf } from './fixtures/sample.ts';
import { hostileSample } from './formats/hostile.ts';

const { lineage, outcome } = harvestedOf(walkOf('Mali', ['Niger']));
/** Everything that is looked for in the lines, as a call might hold it. */
const liar = {
  a: [1],
  provenance: { converter: 7, x: '],"provenance":{"converter":' },
  tools: [1],
  id: 'gs1-',
  group: '"group":"',
};

test.each<readonly [string, Sample, typeof lineage]>([
  ['an honest row', outcome as Sample, lineage],
  ['a row of hostile texts', hostileSample, { ...lineage, journal: '","id":"gs1-","group":"x.jsonl' }],
  [
    'a call whose arguments are named like the members of a line',
    {
      ...(outcome as Sample),
      messages: (outcome as Sample).messages.map((message) => {
        if (!('tool_calls' in message)) return message;
        const calls = message.tool_calls.map((call) => ({ ...call, function: { ...call.function, arguments: liar } }));
        return { ...message, tool_calls: calls };
      }),
    },
    lineage,
  ],
])('what is cut out of the lines of %s is what was put in', (_, sample, walk) => {
  const { messages, provenance } = sample;
  const line = sampleLine(sample, walk);
  const texts = lineTexts(JSON.stringify(line), JSON.stringify({ messages, provenance, tools: [0, 12] }));
  expect(texts).toEqual({
    walk: JSON.stringify(walk),
    group: line.group,
    provenance: JSON.stringify(provenance),
  });
  expect(readMinima(line.minima)).toEqual(signature(comparedText(sample)));
});
