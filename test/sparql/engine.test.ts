/** The second engine: what it answers, what stops it, and how it comes back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine, type WriteChunks } from '../../src/sparql/engine.ts';

const ALL = 'SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s ?o';

function engine(): Engine {
  const opened = openEngine();
  onTestFinished(() => opened.close());
  return opened;
}

function file(name: string, content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'graphtrail-engine-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** Writes `<urn:sN> <urn:p> <urn:o>`, `count` times, a hundred a chunk. */
function numbered(count: number): WriteChunks {
  return async (write) => {
    for (let from = 0; from < count; from += 100) {
      await write(Array.from({ length: 100 }, (_, index) => `<urn:s${from + index}> <urn:p> <urn:o> .\n`).join(''));
    }
  };
}

test('files of all formats, compressed or not, are merged into one set of triples', async () => {
  const { loadFile, size, select } = engine();
  await loadFile(file('a.ttl', '@prefix : <urn:> . :a :p :b, "x"@en .'), 'turtle');
  await loadFile(file('b.nq', '<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:b> <urn:p> "y" <urn:h> .\n'), 'n-quads');
  await loadFile(file('c.trig', '<urn:g> { <urn:c> <urn:p> "z" } <urn:h> { <urn:c> <urn:p> "z" }'), 'trig');
  await loadFile(file('d.nt.gz', gzipSync('<urn:d> <urn:p> <urn:e> .\n')), 'n-triples', { compressed: true });
  expect(await size()).toBe(5);
  const { variables, rows } = await select(ALL);
  expect(variables).toEqual(['s', 'o']);
  expect(rows.map(([subject]) => subject)).toMatchObject(
    ['a', 'a', 'b', 'c', 'd'].map((name) => ({ iri: `urn:${name}` })),
  );
});

test('a file larger than one block is read whole, characters across the border included', async () => {
  const { loadFile, select } = engine();
  const value = 'é'.repeat(1_500_000);
  await loadFile(file('a.nt', `<urn:a> <urn:p> "x${value}" .\n`), 'n-triples');
  expect((await select(ALL)).rows[0]?.[1]).toMatchObject({ value: `x${value}` });
});

test('chunks are taken as the engine can read them, never more than two ahead', async () => {
  const { loadChunks, size } = engine();
  const sizes: number[] = [];
  let counting = Promise.resolve();
  await loadChunks(async (write) => {
    for (let index = 0; index < 50; index += 1) {
      const read = write(`<urn:s${index}> <urn:p> <urn:o> .\n`);
      counting = size().then((found) => void sizes.push(found));
      await read;
      expect(sizes.length).toBeGreaterThanOrEqual(index - 1);
    }
  });
  await counting;
  expect(sizes).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

test('queries in flight are answered each with its own rows', async () => {
  const { loadChunks, select } = engine();
  await loadChunks(numbered(500));
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => select(`SELECT ?o { <urn:s${index}> <urn:p> ?o BIND(${index} AS ?o2) }`)),
  );
  expect(answers.every(({ rows }) => rows.length === 1)).toBe(true);
});

test('a complaint of the engine is an error, after which it answers on', async () => {
  const { loadChunks, select } = engine();
  await loadChunks(numbered(100));
  for (const query of [
    'SELECT',
    'ASK { ?s ?p ?o }',
    'DELETE WHERE { ?s ?p ?o }',
    'SELECT * { SERVICE <http://127.0.0.1:9/> { } }',
  ]) {
    await expect(select(query)).rejects.toMatchObject({
      code: expect.stringMatching(/^engine_(refused|answer_invalid)$/),
    });
  }
  expect((await select(ALL)).rows).toHaveLength(100);
});

test('more rows than allowed are an error, not a cut answer', async () => {
  const { loadChunks, select } = engine();
  await loadChunks(numbered(100));
  await expect(select(ALL, { maximumRows: 99 })).rejects.toMatchObject({ code: 'too_many_rows' });
  expect((await select(ALL, { maximumRows: 100 })).rows).toHaveLength(100);
});

test('a query that runs over its time is stopped, those behind it are answered, and nothing is lost', async () => {
  const { loadChunks, loadFile, select, size } = engine();
  await loadFile(file('a.ttl', '<urn:extra> <urn:p> <urn:o> .'), 'turtle');
  await loadChunks(numbered(500));
  const cartesian = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';
  const [stopped, behind] = await Promise.allSettled([select(cartesian, { timeoutMilliseconds: 200 }), select(ALL)]);
  expect(stopped).toMatchObject({ status: 'rejected', reason: { code: 'engine_timeout' } });
  expect(behind).toMatchObject({ status: 'fulfilled' });
  expect(await size()).toBe(501);
});

const bombs: Record<string, string> = {
  'groups in groups': `SELECT * ${'{'.repeat(3_000)}${'}'.repeat(3_000)}`,
  'negations of negations': `SELECT * { ?s ?p ?o FILTER(${'!'.repeat(20_000)}true) }`,
  'EXISTS in EXISTS': `SELECT * { ?s ?p ?o ${'FILTER EXISTS { ?s ?p ?o '.repeat(1_000)}${'}'.repeat(1_000)} }`,
  'thousands of unions': `SELECT * { ${Array(20_000).fill('{ ?s ?p ?o }').join(' UNION ')} }`,
  'parentheses in parentheses': `SELECT * { ?s ?p ?o FILTER(${'('.repeat(20_000)}1${')'.repeat(20_000)}) }`,
};

test.each(Object.entries(bombs))('%s end in an error, and the next query is answered', async (_, bomb) => {
  const { loadChunks, select } = engine();
  await loadChunks(numbered(100));
  await expect(select(bomb, { timeoutMilliseconds: 2_000 })).rejects.toMatchObject({
    code: expect.stringMatching(/^engine_/),
  });
  expect((await select(ALL)).rows).toHaveLength(100);
});

test('an engine whose files have changed meanwhile says so instead of answering from others', async () => {
  const { loadFile, select } = engine();
  const path = file('a.nt', '<urn:a> <urn:p> <urn:b> .\n');
  await loadFile(path, 'n-triples');
  writeFileSync(path, '');
  await expect(select(bombs['groups in groups'] ?? '')).rejects.toMatchObject({ code: 'engine_crashed' });
  await expect(select(ALL)).rejects.toMatchObject({ code: 'engine_reload_failed' });
  writeFileSync(path, '<urn:a> <urn:p> <urn:b> .\n');
  expect((await select(ALL)).rows).toHaveLength(1);
});

test('a file that is missing or malformed is an error that says why', async () => {
  const { loadFile } = engine();
  await expect(loadFile('/nowhere/a.nt', 'n-triples')).rejects.toMatchObject({
    code: 'engine_refused',
    message: /ENOENT/,
  });
  await expect(loadFile(file('a.ttl', '<urn:a> <urn:p>'), 'turtle')).rejects.toMatchObject({ code: 'engine_refused' });
});

test('a closed engine refuses, and whoever was waiting is told', async () => {
  const { loadChunks, select, close } = engine();
  await loadChunks(numbered(100));
  const waiting = expect(select(ALL)).rejects.toMatchObject({ code: 'engine_closed' });
  await Promise.resolve();
  await close();
  await waiting;
  await expect(select(ALL)).rejects.toMatchObject({ code: 'engine_closed' });
});
