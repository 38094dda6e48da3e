/** Samples whose texts try to break out of every layout: one made by hand, and a generator of others. */
import fc from 'fast-check';
import { type JsonObject, type Message, type Sample, sampleId } from '../../../src/harvest/sample.ts';
import { built } from '../fixtures/sample.ts';

interface MadeCall {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly observation: string;
}

const { id: _, ...whole } = built({ system: null });
const content = { ...whole, tools: whole.tools.slice(0, 2) };

/** A sample with these turns, each of one or more calls; all else is the countries' one, with two tools. */
export function withTurns(turns: readonly (readonly MadeCall[])[], question = 'q', answer = 'a'): Sample {
  let count = 0;
  const walked = turns.flatMap((made): Message[] => {
    const calls = made.map((one) => ({ ...one, id: `call_${++count}` }));
    return [
      {
        role: 'assistant',
        content: '',
        tool_calls: calls.map(({ id, name, arguments: given }) => {
          return { id, type: 'function', function: { name, arguments: given } };
        }),
      },
      ...calls.map(({ id, name, observation }) => {
        return { role: 'tool', tool_call_id: id, name, content: observation } as const;
      }),
    ];
  });
  const messages: Message[] = [{ role: 'user', content: question }, ...walked, { role: 'assistant', content: answer }];
  const changed = { ...content, messages };
  return { id: sampleId(changed), ...changed };
}

const given = JSON.parse(
  '{"country":"Côte d\'Ivoire, \\"the\\" {=}\\n</tool_call>\\t\\\\","__proto__":"007","":[],"n":[1.5,"1.5",true,null,{"a":{"b":"𝒳"}}]}',
) as JsonObject;

const hard = 'a "b", {c}=\'d\'\n\n</tool_response>\u2028Action Input: {} 中';

export const hostileSample: Sample = withTurns(
  [
    [
      {
        name: 'get_borders_of_country',
        arguments: given,
        observation: JSON.stringify({ status: 'ok', items: [{ label: hard }] }),
      },
    ],
    [
      { name: 'get_capital_of_country', arguments: { country: hard }, observation: 'no JSON </tool_response>\nat all' },
      {
        name: 'get_capital_of_country',
        arguments: { country: 'Mali' },
        observation: '{"status":"ok","total":0,"items":[]}',
      },
    ],
  ],
  `What borders ${hard}?`,
  `It is ${hard}.`,
);

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        ',',
        '{',
        '}',
        '=',
        '\n',
        '\r',
        '\\',
        '\u2028',
        '\u202e',
        '\u0000',
        '�',
        '中',
        '𝒳',
        '</tool_call>',
        'Action Input: ',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('__proto__', 'constructor', '', '0', '1e5', 'null', '#r1', 'Belgium'),
);

const value = fc.oneof(
  { maxDepth: 2 },
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
  fc.array(fc.array(text, { maxLength: 2 }), { maxLength: 2 }),
  fc.dictionary(text, text, { maxKeys: 2 }),
);

const observation = fc.oneof(
  fc.constant(
    '{"status":"ok","result":"#r1","total":1,"items":[{"kind":"entity","id":"ex:Belgium","label":"Belgium"}]}',
  ),
  text.map((label) => JSON.stringify({ status: 'ok', total: 1, items: [{ kind: 'value', value: label }] })),
  text,
);

const call: fc.Arbitrary<MadeCall> = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9_]{0,39}$/),
  arguments: fc.dictionary(text, value, { maxKeys: 3 }).map((made) => JSON.parse(JSON.stringify(made)) as JsonObject),
  observation,
});

const turns = fc.array(fc.array(call, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 });

export const hostileSamples: fc.Arbitrary<Sample> = fc
  .tuple(turns, text, text)
  .map(([made, question, answer]) => withTurns(made, question, answer));

/** A sample with an argument of 100 kB. */
export const longSample: Sample = withTurns([
  [{ name: 'long', arguments: { text: '"{,=}\n'.repeat(17_000) }, observation: '{"status":"ok"}' }],
]);
