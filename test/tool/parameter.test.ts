/** What a client is told to send, and what is taken from it, are the same. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inputSchema, LONGEST_LIST, misfitOf, type Parameter } from '../../src/tool/parameter.ts';

const parameters: readonly Parameter[] = [
  { name: 'country', kind: 'set', required: true, description: '…' },
  { name: 'sets', kind: 'sets', required: false, description: '…' },
  { name: 'class', kind: 'string', required: false, description: '…' },
  { name: 'values', kind: 'strings', required: false, description: '…' },
  { name: 'limit', kind: 'integer', required: false, description: '…' },
  { name: 'least', kind: 'number', required: false, description: '…' },
  { name: 'none', kind: 'boolean', required: false, description: '…' },
  { name: 'direction', kind: { oneOf: ['up', 'down'] }, required: false, description: '…' },
];
const names = parameters.map(({ name }) => name);
const optional = parameters.map((parameter) => ({ ...parameter, required: false }));
const ajv = new Ajv2020({ strict: true, allowUnionTypes: false });

const anyText = fc.oneof(fc.string(), fc.constantFrom('#r1', 'up', ''));
const anySet = fc.oneof(anyText, fc.array(anyText, { maxLength: 3 }));
const anyValue = fc.oneof(
  anySet,
  fc.array(anySet, { maxLength: 3 }),
  fc.array(anySet, { minLength: 19, maxLength: 22 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e300, -0, 2 ** 53, true, false, null, {}, [[]]),
);
const anyArguments = fc.dictionary(fc.constantFrom(...names, 'constructor', 'other'), anyValue, { maxKeys: 3 });

test('what the check accepts is what the JSON Schema accepts', () => {
  for (const told of [parameters, optional]) {
    const validate = ajv.compile(inputSchema(told));
    fc.assert(
      fc.property(anyArguments, (values) => {
        expect(misfitOf(told, values) === undefined).toBe(validate(values));
      }),
      { numRuns: 2000 },
    );
  }
});

test('a single argument of each kind is taken and refused alike', () => {
  const validate = ajv.compile(inputSchema(optional));
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...names), anyValue, (name, value) => {
      const taken = validate({ [name]: value });
      expect(misfitOf(optional, { [name]: value }) === undefined).toBe(taken);
      seen[taken ? 'taken' : 'refused'] += 1;
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(seen.taken, seen.refused), 'both were tried').toBeGreaterThan(200);
});

test('lists may be long, but not longer than the schema says', () => {
  const validate = ajv.compile(inputSchema(parameters));
  for (const length of [1, LONGEST_LIST, LONGEST_LIST + 1]) {
    const values = { country: Array.from({ length }, String) };
    expect([validate(values), misfitOf(parameters, values) === undefined]).toEqual(
      length > LONGEST_LIST ? [false, false] : [true, true],
    );
  }
});

test('the schema is flat: nothing composed at the root, no further properties, no references', () => {
  const schema = inputSchema(parameters);
  expect(Object.keys(schema).sort()).toEqual(['additionalProperties', 'properties', 'required', 'type']);
  expect(schema['additionalProperties']).toBe(false);
  expect(JSON.stringify(schema)).not.toContain('$ref');
  expect(inputSchema([])).not.toHaveProperty('required');
});

test('a misfit says which argument, what it should be, and which arguments there are', () => {
  const taken = parameters.filter(({ name }) => name === 'country' || name === 'class');
  expect(misfitOf(taken, {})).toBe('The argument "country" is missing. The arguments are: "country", "class".');
  expect(misfitOf(taken, { country: 7 })).toBe('The argument "country" must be a name, or a list of 1 to 1000 names.');
  expect(misfitOf(taken, { country: 'x', klass: 1 })).toContain('There is no argument "klass".');
  expect(misfitOf([], { x: 1 })).toContain('The arguments are: none.');
  expect(misfitOf(taken, JSON.parse('{"country": "x", "__proto__": "y"}'))).toContain('"__proto__"');
});
