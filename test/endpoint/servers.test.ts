/** FB15k-237 on SPARQL servers: the same tasks give the same answers as from the file. Run by `npm run test:endpoints`. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { discoverRelations } from '../../src/relation/discover.ts';
import { openEndpoint } from '../../src/sparql/endpoint/open.ts';
import { PATTERN_NAMES } from '../../src/task/mix.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { compileToolset } from '../../src/tool/toolset.ts';
import { startEndpoint } from '../sparql/endpoint/server.ts';
import { missingForFuseki, type Running, startFuseki } from './fuseki.ts';
import { compareTasks, type Side } from './same-answers.ts';
import { missingForVirtuoso, startVirtuoso } from './virtuoso.ts';
import { verdictsOver } from './walked-answers.ts';

const DATA = process.env['GRAPHTRAIL_DATA'];
const TASKS = 300;
/** Of those, so many are walked over the server, and proven there. */
const WALKED = 200;
/** On a machine that is shared; the promise of ten seconds is looked at by hand. */
const SECONDS = 120;

function missing(server: string): string | undefined {
  if (process.env['GRAPHTRAIL_ENDPOINTS'] !== 'full') return 'it is run by npm run test:endpoints';
  if (DATA === undefined) return 'GRAPHTRAIL_DATA names no folder of FB15k-237';
  if (server === 'virtuoso') return missingForVirtuoso();
  return server === 'fuseki' ? missingForFuseki() : undefined;
}

let folder: string;
let opened: OpenedGraph;
let local: Side;
let tasks: readonly Task[];

beforeAll(async () => {
  if (missing('oxigraph') !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'graphtrail-endpoints-'));
  writeFileSync(join(folder, 'fb15k-237.nt'), nTriples(DATA as string));
  opened = await openGraph([join(folder, 'fb15k-237.nt')], {});
  local = { source: opened.source, toolset: await compileToolset(opened.source, opened.vocabulary, all) };
  const patterns = [...PATTERN_NAMES];
  ({ tasks } = await collectTasks(sampleTasks(opened, { count: TASKS, patterns, seed: 'servers' })));
}, 600_000);

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

const all = { surface: 'relations' } as const;

const SERVERS: Record<string, (file: string) => Promise<Running>> = {
  oxigraph: (file) => startEndpoint(readFileSync(file, 'utf8')),
  fuseki: startFuseki,
  virtuoso: startVirtuoso,
};

describe.each(Object.keys(SERVERS))('%s', (name) => {
  const why = missing(name);

  test.skipIf(why !== undefined)(
    `FB15k-237 answers as the file does${why === undefined ? '' : ` (skipped: ${why})`}`,
    async () => {
      const server = await (SERVERS[name] as (file: string) => Promise<Running>)(join(folder, 'fb15k-237.nt'));
      try {
        const begun = performance.now();
        const found = await openEndpoint(server.url, {
          userAgent: 'graphtrail/test',
          discovery: SECONDS,
          timeout: SECONDS,
        });
        const vocabulary = await discoverRelations(found.discovering);
        const toolset = await compileToolset(found.source, vocabulary, all);
        const ready = Math.round(performance.now() - begun);
        expect(found.rough).toEqual([]);
        expect(await found.source.observe()).toEqual(opened.source.observe());
        expect(toolset.listing).toEqual(local.toolset.listing);
        const { calls, differences } = await compareTasks(tasks, local, { source: found.source, toolset });
        process.stderr.write(
          `${name}: tools after ${ready} ms; ${tasks.length} tasks, ${calls} calls, ${differences.length} differ\n`,
        );
        expect(differences).toEqual([]);
        const graph = { name: found.source.name, digest: undefined, triples: found.source.observe().triples };
        const remote = { graph, source: found.source, vocabulary, flags: {}, endpoint: found };
        const walked = tasks.slice(0, WALKED);
        const verdicts = await verdictsOver(remote, walked, folder);
        expect(verdicts).toEqual(await verdictsOver(opened, walked, folder));
        expect(Object.keys(verdicts)).toHaveLength(WALKED);
      } finally {
        await server.close();
      }
    },
    1_200_000,
  );
});

/** FB15k-237 as N-Triples, with its names as labels. */
function nTriples(data: string): string {
  const rows = (file: string) =>
    gunzipSync(readFileSync(join(data, file)))
      .toString('utf8')
      .split(/\r?\n/)
      .filter((line) => line !== '')
      .map((line) => line.split('\t'));
  const iri = (value = ''): string => `<urn:kg:${encodeURIComponent(value)}>`;
  const facts = rows('train.tsv.gz').map(([s, p, o]) => `${iri(s)} ${iri(p)} ${iri(o)} .`);
  const labels = rows('entity2text.tsv.gz').map(
    ([s, name]) => `${iri(s)} <http://www.w3.org/2000/01/rdf-schema#label> ${JSON.stringify(name)} .`,
  );
  return `${[...facts, ...labels].join('\n')}\n`;
}
