/** The whole road with --entail: sampled, walked, verified by the other engine, harvested. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource } from '../../src/cli/endpoint-flags.ts';
import { impliedBy } from '../../src/cli/entailment.ts';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { surfaceFigures } from '../../src/cli/surfaces.ts';
import { openVerifying, readTaskFiles } from '../../src/cli/verifying.ts';
import { walkAll } from '../../src/cli/walking.ts';
import { entailHint } from '../../src/graph/entail/hint.ts';
import { pathsOf } from '../../src/logic/graph-paths.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { openSecondEngine } from '../../src/sparql/second-engine.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { compileToolset } from '../../src/tool/toolset.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { folderWith, graphtrail } from './run.ts';

const FAMILY = 'test/graph/entail/fixtures/family.ttl';
const root = mkdtempSync(join(tmpdir(), 'graphtrail-entail-'));
afterAll(() => rmSync(root, { recursive: true }));
const journals = join(root, 'journals');

let opened: OpenedGraph;
let tasks: readonly Task[];
beforeAll(async () => {
  opened = await openGraph([FAMILY], { entail: true });
  const patterns = ['1p', '2p', '2i', '2u', '2in', 'count', 'yesno'];
  ({ tasks } = await collectTasks(sampleTasks(opened, { count: 35, patterns, seed: 'kin' })));
  await walkAll(opened, tasks, journals, { style: 'values' });
});

async function verdictsOn(graph: OpenedGraph): Promise<Verdict[]> {
  const verifying = await openVerifying(graph, await readTaskFiles([journals], undefined));
  const verdicts: Verdict[] = [];
  for await (const { verdict } of verifying.verdicts([journals])) verdicts.push(verdict);
  await verifying.close();
  return verdicts;
}

test('both engines agree on every task, and inferred witnesses lead to triples that the file states', async () => {
  const verdicts = await verdictsOn(opened);
  expect(verdicts.map(({ conforms, oracle }) => [conforms, oracle])).toEqual(tasks.map(() => [true, 'independent']));
  const plain = await openGraph([FAMILY], {});
  const ids = (keys: readonly string[]) => keys.map((key) => plain.graph.id(key) as number) as [number, number, number];
  const inferred = verdicts.flatMap(({ proof }) => proof?.witnesses.flatMap((witness) => witness.inferred ?? []) ?? []);
  expect(new Set(inferred.map(({ by }) => by))).toEqual(
    new Set(['subPropertyOf', 'inverseOf', 'symmetric', 'transitive']),
  );
  for (const { triple, from } of inferred) {
    expect(plain.graph.has(...ids(triple))).toBe(false);
    expect(from.length).toBeGreaterThan(0);
    for (const premise of from) expect(plain.graph.has(...ids(premise))).toBe(true);
  }
});

test('the second engine holds stated triples alone: without paths it would give other answers', async () => {
  const engine = await openSecondEngine(opened.graph);
  let different = 0;
  for (const { formula, answers } of tasks) {
    const { rows } = await engine.select(formulaQuery(formula));
    if (!('count' in formula) && rows.length !== answers.length) different++;
  }
  await engine.close();
  expect(different).toBeGreaterThan(5);
});

test('verified without --entail the records are stale, and the reason is named; the other way round too', async () => {
  const reasons = (verdicts: readonly Verdict[]): string[] =>
    verdicts.flatMap(({ violations }) =>
      violations.filter(({ check }) => check === 'stale').map(({ reason }) => reason),
    );
  const plain = await openGraph([FAMILY], {});
  const without = reasons(await verdictsOn(plain));
  expect(without.length).toBeGreaterThanOrEqual(tasks.length);
  for (const reason of without) expect(reason).toMatch(/gt1e:.*gt1:.*so give --entail here too$/);
  expect(entailHint(plain.graph.digest, opened.graph)).toMatch(/so leave --entail out$/);
  expect(entailHint('gt1:0', opened.graph)).toBe('');
  expect(entailHint('gt1:0', plain.graph)).toBe('');
});

test('journals tell that the session was with --entail', () => {
  const [journal] = readdirSync(journals).filter((name) => name.startsWith('run-'));
  const [first] = readFileSync(join(journals, journal as string), 'utf8').split('\n');
  expect(JSON.parse(first as string)).toMatchObject({ type: 'opened', options: { entail: true } });
});

test('a harvest says how many rows rest on inferred triples', async () => {
  const out = join(root, 'out');
  const harvested = ['harvest', journals, '--graph', FAMILY, '--entail', '--license', 'cc0-1.0', '--out', out];
  expect(await graphtrail(harvested)).toMatchObject({ code: 0 });
  const lines = readFileSync(join(out, 'provenance.jsonl'), 'utf8').trim().split('\n');
  const inferred = lines.filter((line) => line.includes('"inferred":[')).length;
  expect(inferred).toBeGreaterThan(5);
  expect(JSON.parse(readFileSync(join(out, 'PROVENANCE.json'), 'utf8'))).toMatchObject({ rows: { inferred } });
  expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain(`In ${inferred} of the rows a witness is`);
});

test('look tells what was added, and without --entail what would be', async () => {
  const plain = await openGraph([FAMILY], {});
  const byKind = '14 by sub-properties, 2 by symmetric properties, 9 by inverses, 9 by transitive properties';
  expect(impliedBy(opened.graph).line).toBe(`48 stated, 34 inferred: ${byKind}`);
  expect(impliedBy(plain.graph).line).toBe(`--entail would add 34 triples that its declarations imply: ${byKind}`);
  const countries = await openGraph(['graphs/countries.ttl'], {});
  expect(impliedBy(countries.graph).line).toBeUndefined();
});

test('tools say where facts are inferred, an inverse that holds the same facts has no tool of its own, and queries are warned', async () => {
  const { listing } = await compileToolset(opened.source, opened.vocabulary, { surface: 'relations' });
  const described = (name: string) => listing.find((tool) => tool.name === name)?.description;
  expect(described('get_ancestor_of_person')).toContain('Stated or inferred for 5 people');
  expect(described('get_mother_of_person')).toContain('Stated for 4 people');
  expect(listing.map(({ name }) => name).filter((name) => /child|parent|spouse/.test(name))).toEqual([
    'get_child_of_person',
    'get_parent_of_person',
    'get_spouse_of_person',
  ]);
  const sparql = await compileToolset(opened.source, opened.vocabulary, { surface: 'sparql' });
  expect(sparql.listing.find(({ name }) => name === 'query_graph')?.description).toContain('stated triples only');
});

test('every surface answers what is asked, the one with queries by paths', async () => {
  const asked = tasks.slice(0, 12);
  const figures = await surfaceFigures(opened, asked, 40);
  expect(figures.map(({ answered }) => answered)).toEqual(figures.map(() => asked.length));
});

test('an endpoint is not asked to infer', async () => {
  await expect(openSource(['sparql+http://127.0.0.1:1/'], { entail: true })).rejects.toMatchObject({
    code: 'files_only',
    message: expect.stringContaining('--entail'),
  });
});

test('what docs/entailment.md shows is what the program prints', async () => {
  const page = readFileSync('docs/entailment.md', 'utf8');
  const [, turtle] = /```turtle\n([^`]*)```/.exec(page) as unknown as [string, string];
  const [, session] = /```\n(\$ [^`]*)```/.exec(page) as unknown as [string, string];
  const { path, remove } = folderWith({ 'family.ttl': turtle });
  for (const shown of session.split('$ graphtrail ').slice(1)) {
    const [command, ...lines] = shown.split('\n') as [string, ...string[]];
    const { stdout, stderr } = await graphtrail(command.split(' '), path);
    expect([command, `${stdout}${stderr}`]).toEqual([command, lines.join('\n')]);
  }
  const { graph } = await openGraph([join(path, 'family.ttl')], { entail: true });
  const query = formulaQuery({ relation: 'http://example.org/ancestor', of: { entity: 'urn:a' } }, pathsOf(graph));
  const steps = /```sparql\n(.*)\n```/.exec(page)?.[1]?.replaceAll(/:(\w+)/g, '<http://example.org/$1>');
  expect(query.replaceAll(/\s+/g, ' ')).toContain(steps);
  remove();
});
