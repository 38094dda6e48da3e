/** One load in a process of its own: `node --expose-gc load-once.js KIND FILE` prints one JSON line. */
import { createReadStream } from 'node:fs';
import { Parser, type Quad, Store } from 'n3';
import { loadGraph } from '../src/graph/load.ts';
import { loadKept } from '../src/graph/snapshot/kept.ts';

/** What is kept alive, so that its memory is counted. */
const KINDS: Record<string, (path: string) => Promise<{ triples: number; kept: unknown }>> = {
  parse: async (path) => {
    let triples = 0;
    await parse(path, () => {
      triples++;
    });
    return { triples, kept: undefined };
  },
  store: async (path) => {
    const store = new Store();
    await parse(path, (quad) => store.add(quad));
    return { triples: store.size, kept: store };
  },
  // The first run in an empty folder keeps the snapshot, the others open it.
  kept: async (path) => {
    const { graph, keep } = await loadKept([path], {}, { folder: process.env['GRAPHTRAIL_CACHE'], program: 'bench' });
    return { triples: graph.triples, kept: (await keep({})) || graph };
  },
  graph: async (path) => {
    const graph = await loadGraph([path]);
    return { triples: graph.triples, kept: graph };
  },
};

function parse(path: string, onQuad: (quad: Quad) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const format = path.endsWith('.nt') ? 'N-Triples' : 'Turtle';
    new Parser({ format }).parse(createReadStream(path), (error, quad) => {
      if (error) reject(error);
      else if (quad) onQuad(quad);
      else resolve();
    });
  });
}

function alive(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const [kind = '', path = ''] = process.argv.slice(2);
const load = KINDS[kind];
if (load === undefined) throw new Error(`Expected one of ${Object.keys(KINDS).join(', ')}; got "${kind}".`);
const before = alive();
const start = performance.now();
const { triples, kept } = await load(path);
const milliseconds = performance.now() - start;
const cpu = process.cpuUsage();
const bytes = alive() - before;
const peak = process.resourceUsage().maxRSS * 1024;
console.log(
  JSON.stringify({ triples, milliseconds, cpu: (cpu.user + cpu.system) / 1000, bytes, peak, kept: kept !== undefined }),
);
