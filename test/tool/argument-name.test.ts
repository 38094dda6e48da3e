import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argumentName } from '../../src/tool/argument-name.ts';

describe('argumentName', () => {
  it.each([
    ['country', 'country'],
    ['chemical element', 'chemical_element'],
    ['TV program', 'tv_program'],
    ['École', 'ecole'],
    ['Straße', 'strasse'],
    ["people's choice", 'peoples_choice'],
    ['class', 'class_entity'],
    ['task', 'task_entity'],
    ['limit', 'limit_entity'],
    ['constructor', 'constructor_entity'],
    ['__proto__', 'proto_entity'],
    ['首都', 'entity'],
    ['', 'entity'],
    ['3 body', 'entity_3_body'],
    ['x'.repeat(90), 'x'.repeat(40)],
  ])('calls the argument for a %s %s', (label, name) => {
    expect(argumentName(label)).toBe(name);
  });

  it('is safe whatever the label', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (label) => {
        const name = argumentName(label);
        expect(name).toMatch(/^[a-z][a-z0-9_]{0,46}$/);
        expect(name in {}).toBe(false);
      }),
      { numRuns: 250 },
    );
  });
});
