import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Prefixes } from '../../src/graph/prefixes.ts';

describe('short ids', () => {
  it('use the longest namespace and the shortest prefix', () => {
    const prefixes = new Prefixes([
      ['e', 'http://e.org/'],
      ['people', 'http://e.org/people/'],
      ['p', 'http://e.org/people/'],
      ['', 'http://d.org/#'],
    ]);
    expect(prefixes.compact('http://e.org/people/ann')).toBe('p:ann');
    expect(prefixes.compact('http://e.org/x')).toBe('e:x');
    expect(prefixes.compact('http://d.org/#x')).toBe(':x');
    expect(prefixes.compact('http://f.org/x')).toBe('http://f.org/x');
    expect(prefixes.expand('people:ann')).toBe('http://e.org/people/ann');
    expect(prefixes.expand('q:ann')).toBeUndefined();
    expect(prefixes.expand('no colon')).toBeUndefined();
  });

  it('cannot be made to look like another absolute IRI', () => {
    const prefixes = new Prefixes([
      ['http', 'http://evil.org/'],
      ['x', 'http://e.org/'],
    ]);
    expect(prefixes.expand('http://good.org/')).toBeUndefined();
    expect(prefixes.compact('http://evil.org/a')).toBe('http://evil.org/a');
    expect(prefixes.compact('http://e.org///a')).toBe('http://e.org///a');
    expect(prefixes.expand('constructor:x')).toBeUndefined();
    expect(prefixes.expand('x://good.org/')).toBeUndefined();
  });

  it('turn back into their IRI and do not depend on the order of declarations', () => {
    const prefix = fc.constantFrom('', 'a', 'b', 'ab', '__proto__', 'http');
    const namespace = fc.constantFrom('http://e.org/', 'http://e.org/a', 'http://e.org/a/', 'urn:', 'http:');
    const pairs = fc.array(fc.tuple(prefix, namespace), { maxLength: 12 });
    fc.assert(
      fc.property(
        pairs,
        namespace,
        fc.string({ unit: fc.constantFrom('a', '/', ':', 'b'), maxLength: 5 }),
        (all, start, rest) => {
          const prefixes = new Prefixes(all);
          const iri = start + rest;
          const id = prefixes.compact(iri);
          expect(id === iri || prefixes.expand(id) === iri).toBe(true);
          expect(new Prefixes([...all].reverse()).compact(iri)).toBe(id);
        },
      ),
      { numRuns: 500 },
    );
  });
});
