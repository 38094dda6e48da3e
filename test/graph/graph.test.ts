import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { compareBytes, nTriples, type Statement, statements } from './arbitrary.ts';

const load = (rows: readonly Statement[]): Promise<Graph> =>
  loadGraphFromText(nTriples(rows), { format: 'n-triples', name: 'random.nt' });

const idOf = (graph: Graph, key: string): number => {
  const id = graph.id(key);
  if (id === undefined) throw new Error(`no id for ${key}`);
  return id;
};

const distinct = (rows: readonly Statement[]): Map<string, Statement> =>
  new Map(rows.map((row) => [JSON.stringify(row), row]));

const ascending = (set: Uint32Array): boolean =>
  set.every((id, place) => place === 0 || (set[place - 1] as number) < id);

describe('the index', () => {
  it('holds exactly the distinct triples of the input', async () => {
    await fc.assert(
      fc.asyncProperty(statements, async (rows) => {
        const graph = await load(rows);
        const naive = distinct(rows);
        expect(graph.triples).toBe(naive.size);
        const held: string[] = [];
        for (const relation of graph.relations) {
          for (const [subject, object] of graph.pairs(relation)) {
            expect(graph.has(subject, relation, object)).toBe(true);
            held.push(JSON.stringify([subject, relation, object].map((id) => graph.key(id))));
          }
        }
        expect(held.sort()).toEqual([...naive.keys()].sort());
      }),
    );
  });

  it('numbers terms in code-point order, literals first', async () => {
    await fc.assert(
      fc.asyncProperty(statements, async (rows) => {
        const graph = await load(rows);
        const keys = [...new Set(rows.flat())].sort(compareBytes);
        expect(graph.terms).toBe(keys.length);
        expect(keys.map((_, id) => graph.key(id))).toEqual(keys);
        expect(keys.map((key) => graph.id(key))).toEqual(keys.map((_, id) => id));
        expect(keys.map((_, id) => graph.isLiteral(id))).toEqual(keys.map((key) => key.startsWith('"')));
        expect(graph.id('http://example.org/nobody')).toBeUndefined();
        expect(graph.id('')).toBeUndefined();
      }),
    );
  });

  it('answers both ways round, ascending, as a naive set of triples does', async () => {
    await fc.assert(
      fc.asyncProperty(statements, async (rows) => {
        const graph = await load(rows);
        const terms = Array.from({ length: graph.terms }, (_, id) => id);
        for (const relation of graph.relations) {
          const own = rows.filter(([, predicate]) => predicate === graph.key(relation));
          for (const id of terms) {
            const objects = new Set(own.filter(([subject]) => subject === graph.key(id)).map(([, , object]) => object));
            const subjects = new Set(
              own.filter(([, , object]) => object === graph.key(id)).map(([subject]) => subject),
            );
            expect(new Set(Array.from(graph.objects(relation, id), (one) => graph.key(one)))).toEqual(objects);
            expect(new Set(Array.from(graph.subjects(relation, id), (one) => graph.key(one)))).toEqual(subjects);
            expect(ascending(graph.objects(relation, id)) && ascending(graph.subjects(relation, id))).toBe(true);
            for (const object of graph.objects(relation, id)) expect(graph.subjects(relation, object)).toContain(id);
            for (const subject of graph.subjects(relation, id)) expect(graph.objects(relation, subject)).toContain(id);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('knows the distinct ends of a relation and the relations at an end', async () => {
    await fc.assert(
      fc.asyncProperty(statements, async (rows) => {
        const graph = await load(rows);
        const ids = (keys: readonly string[]): number[] =>
          [...new Set(keys)].map((key) => idOf(graph, key)).sort((a, b) => a - b);
        expect([...graph.relations]).toEqual(ids(rows.map(([, predicate]) => predicate)));
        for (const relation of graph.relations) {
          const own = rows.filter(([, predicate]) => predicate === graph.key(relation));
          expect([...graph.subjectsOf(relation)]).toEqual(ids(own.map(([subject]) => subject)));
          expect([...graph.objectsOf(relation)]).toEqual(ids(own.map(([, , object]) => object)));
        }
        for (let id = 0; id < graph.terms; id++) {
          const key = graph.key(id);
          const from = rows.filter(([subject]) => subject === key).map(([, predicate]) => predicate);
          const into = rows.filter(([, , object]) => object === key).map(([, predicate]) => predicate);
          expect([...graph.relationsFrom(id)]).toEqual(ids(from));
          expect([...graph.relationsInto(id)]).toEqual(ids(into));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is the same whatever the order and the repeats of the input', async () => {
    const shuffled = statements.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2 })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, again]) => {
        const [one, two] = [await load(rows), await load(again)];
        expect(two.digest).toBe(one.digest);
        expect(Array.from({ length: two.terms }, (_, id) => two.key(id))).toEqual(
          Array.from({ length: one.terms }, (_, id) => one.key(id)),
        );
        for (const relation of one.relations) expect([...two.pairs(relation)]).toEqual([...one.pairs(relation)]);
      }),
    );
  });

  it('has another digest when a triple, or where a term ends, is another', async () => {
    const digest = async (text: string): Promise<string> =>
      (await loadGraphFromText(text, { format: 'n-triples' })).digest;
    const texts = [
      '<u:a> <u:r> <u:b> .',
      '<u:b> <u:r> <u:a> .',
      '<u:a> <u:r> <u:c> .',
      '<u:a> <u:r> "u:b" .',
      '<u:a> <u:r> "u:b"@en .',
      '<u:a> <u:rb> <u:> .',
      '<u:a> <u:r> <u:b> . \n <u:a> <u:r> <u:a> .',
    ];
    expect(new Set(await Promise.all(texts.map(digest))).size).toBe(texts.length);
  });

  it('has the digest that design and documentation spell out', async () => {
    const { createHash } = await import('node:crypto');
    const graph = await loadGraphFromText('<u:b> <u:r> "é" . <u:a> <u:r> <u:b> .', { format: 'turtle' });
    const hash = createHash('sha256').update('gt1\n');
    const number = (value: number): Uint8Array => new Uint8Array(Uint32Array.of(value).buffer);
    for (const term of ['"é"', 'u:a', 'u:b', 'u:r']) hash.update(number(Buffer.byteLength(term))).update(term);
    for (const rank of [1, 3, 2, 2, 3, 0]) hash.update(number(rank));
    expect(graph.digest).toBe(`gt1:${hash.digest('hex')}`);
  });

  it('answers nothing for what is no relation, and refuses an id that is none', async () => {
    const graph = await loadGraphFromText('<u:a> <u:r> <u:b> .', { format: 'turtle' });
    const [a, b, r] = [0, 1, 2];
    expect([graph.key(a), graph.key(b), graph.key(r)]).toEqual(['u:a', 'u:b', 'u:r']);
    expect(graph.objects(a, a)).toHaveLength(0);
    expect(graph.subjects(99, b)).toHaveLength(0);
    expect(graph.subjectsOf(b)).toHaveLength(0);
    expect([...graph.pairs(a)]).toEqual([]);
    expect(graph.has(a, r, a)).toBe(false);
    expect(graph.relationsFrom(b)).toHaveLength(0);
    expect(graph.relationsFrom(99)).toHaveLength(0);
    expect(graph.relationsInto(99)).toHaveLength(0);
    expect(() => graph.key(3)).toThrow(RangeError);
  });
});
