/** The door for foreign queries: rows in a fixed order, cut rows said, and an engine that outlives every bomb. */
import { expect, onTestFinished, test } from 'vitest';
import { SparqlError } from '../../src/errors.ts';
import { openEngine } from '../../src/sparql/engine.ts';
import { type DoorOptions, openQueryDoor } from '../../src/sparql/query-door.ts';

function doorTo(triples: number, options: DoorOptions = {}) {
  const door = openDoor(triples, options);
  return (query: string, signal?: AbortSignal) => door.ask(query, () => undefined, signal);
}

function openDoor(triples: number, options: DoorOptions = {}) {
  const door = openQueryDoor(async () => {
    const engine = openEngine();
    await engine.loadChunks(async (write) => {
      for (let index = 0; index < triples; index += 1) await write(`<urn:s${index}> <urn:p> <urn:o${index % 7}> .\n`);
    });
    return engine;
  }, options);
  onTestFinished(() => door.close());
  return door;
}

test('rows come in code-point order where the query says none, else in its own', async () => {
  const ask = doorTo(12);
  const first = await ask('SELECT ?s { ?s <urn:p> <urn:o1> }');
  expect(first).toMatchObject({ kind: 'rows', variables: ['s'], truncated: false });
  expect(first.kind === 'rows' && first.rows.map(([term]) => term)).toMatchObject([
    { iri: 'urn:s1' },
    { iri: 'urn:s8' },
  ]);
  const last = await ask('SELECT ?s { ?s <urn:p> <urn:o1> } ORDER BY DESC(?s)');
  expect(last.kind === 'rows' && last.rows.map(([term]) => term)).toMatchObject([{ iri: 'urn:s8' }, { iri: 'urn:s1' }]);
});

test('a yes or no is a truth', async () => {
  const ask = doorTo(3);
  expect(await ask('ASK { <urn:s1> <urn:p> ?o }')).toMatchObject({ rows: [[{ value: 'true' }]], truncated: false });
  expect(await ask('ASK { <urn:s9> <urn:p> ?o }')).toMatchObject({ rows: [[{ value: 'false' }]], truncated: false });
});

test('as many rows as are shown are the whole; one more and they are said to be cut', async () => {
  const ask = doorTo(201);
  const whole = await ask('SELECT ?s { ?s <urn:p> ?o } LIMIT 200');
  expect(whole).toMatchObject({ truncated: false });
  const cut = await ask('SELECT ?s { ?s <urn:p> ?o }');
  expect(cut).toMatchObject({ truncated: true });
  expect(cut.kind === 'rows' && cut.rows.length).toBe(200);
});

test('what takes too long, too much memory or too much depth is refused, and the next query is answered', async () => {
  const ask = doorTo(3000, { timeoutMilliseconds: 400 });
  const cross = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }';
  const ordered = 'SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a';
  const grown = 'SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }';
  for (const bomb of [cross, ordered, grown]) {
    const refused = await ask(bomb);
    expect(refused.kind).toBe('refused');
    expect(refused.kind === 'refused' && refused.reason).toMatch(/stopped after 0\.4 seconds|more memory/);
    expect(await ask('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toMatchObject({ rows: [[{ value: '3000' }]] });
  }
});

const ENDLESS = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';
const COUNTED = 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }';

test('a query that is taken back is stopped long before its time, and those behind it are answered', async () => {
  // Were it not stopped, nothing here would be answered before the test is given up.
  const ask = doorTo(3000, { timeoutMilliseconds: 600_000 });
  expect(await ask(COUNTED)).toMatchObject({ kind: 'rows' });
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = ask(ENDLESS, running.signal);
  const second = ask(ENDLESS, waiting.signal);
  const third = ask(COUNTED);
  // The engine is at the first of them by then.
  await new Promise((soon) => setTimeout(soon, 50));
  running.abort();
  waiting.abort();
  for (const asked of [first, second])
    expect(await asked).toMatchObject({ kind: 'refused', reason: 'The query was taken back.' });
  expect(await third).toMatchObject({ rows: [[{ value: '3000' }]] });
  expect(await ask(ENDLESS, AbortSignal.abort())).toMatchObject({ kind: 'refused' });
});

test('a door that is closed answers those it had let in', async () => {
  const door = openDoor(100);
  const asked = [1, 2, 3].map(() => door.ask(COUNTED, () => undefined));
  await door.close();
  for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ rows: [[{ value: '100' }]] });
});

test('more queries than may wait are told to come again', async () => {
  const ask = doorTo(10);
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask('SELECT ?s { ?s ?p ?o }')));
  expect(answers.map(({ kind }) => kind)).toEqual([...Array(16).fill('rows'), ...Array(4).fill('busy')]);
});

test('an engine that cannot be filled is the fault of whoever runs the server, and is tried again', async () => {
  let tries = 0;
  const door = openQueryDoor(async () => {
    tries += 1;
    throw new SparqlError('second_engine_disagrees', 'the file changed');
  });
  for (let again = 0; again < 2; again += 1)
    await expect(door.ask('ASK { }', () => undefined)).rejects.toThrow('the file changed');
  expect(tries).toBe(2);
  expect(await door.ask('INSERT', () => undefined)).toMatchObject({ kind: 'refused' });
});
