/** The files that loading is measured on: FB15k-237 as N-Triples and Turtle, or a look-alike where it is absent. */
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { drawTriple, scaleFree } from './scale-free.ts';

export interface BenchData {
  /** What the data is. */
  readonly name: string;
  readonly nTriples: string;
  readonly turtle: string;
}

type Triple = readonly [subject: string, relation: string, object: string];

const BASE = 'http://rdf.freebase.com/ns';

let made: Promise<BenchData> | undefined;

/** A folder that is removed when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'graphtrail-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Made once a process. FB15k-237 is looked for in the folder that GRAPHTRAIL_DATA names. */
export function benchData(): Promise<BenchData> {
  made ??= make();
  return made;
}

async function make(): Promise<BenchData> {
  const folder = temporaryFolder();
  const source = process.env['GRAPHTRAIL_DATA'];
  const real = source !== undefined && existsSync(join(source, 'train.tsv.gz'));
  const triples = real ? readTriples(source) : lookAlike();
  const data = {
    name: real ? 'FB15k-237' : 'a look-alike of FB15k-237',
    nTriples: join(folder, 'graph.nt'),
    turtle: join(folder, 'graph.ttl'),
  };
  await writeAll(data.nTriples, nTriples(triples));
  await writeAll(data.turtle, turtle(triples));
  return data;
}

function readTriples(folder: string): Triple[] {
  return ['train', 'valid', 'test'].flatMap((part) =>
    gunzipSync(readFileSync(join(folder, `${part}.tsv.gz`)))
      .toString('utf8')
      .split(/\r?\n/)
      .filter((line) => line !== '')
      .map((line) => line.split('\t') as unknown as Triple),
  );
}

/** As many triples, entities and relations as FB15k-237, and names as long. */
function lookAlike(): Triple[] {
  const graph = scaleFree({ entities: 14_541, relations: 237, seed: 1 });
  const triples = new Map<number, Triple>();
  while (triples.size < 310_116) {
    const [subject, relation, object] = drawTriple(graph);
    const key = (subject * 237 + relation) * 14_541 + object;
    triples.set(key, [
      `/m/0${subject.toString(36)}`,
      `/people/person/look_alike./domain/type/relation_${relation}`,
      `/m/0${object.toString(36)}`,
    ]);
  }
  return [...triples.values()];
}

function* nTriples(triples: readonly Triple[]): Generator<string> {
  for (const [subject, relation, object] of triples) {
    yield `<${BASE}${subject}> <${BASE}${relation}> <${BASE}${object}> .\n`;
  }
}

/** Grouped by subject and relation, as writers of Turtle do. */
function* turtle(triples: readonly Triple[]): Generator<string> {
  const subjects = new Map<string, Map<string, string[]>>();
  for (const [subject, relation, object] of triples) {
    const relations = subjects.get(subject) ?? new Map<string, string[]>();
    relations.set(relation, [...(relations.get(relation) ?? []), object]);
    subjects.set(subject, relations);
  }
  const short = (id: string): string => (/^\/m\/[0-9a-z_]+$/.test(id) ? `m:${id.slice(3)}` : `<${BASE}${id}>`);
  yield `@prefix m: <${BASE}/m/> .\n`;
  for (const [subject, relations] of subjects) {
    const parts = [...relations].map(([relation, objects]) => `<${BASE}${relation}> ${objects.map(short).join(', ')}`);
    yield `${short(subject)} ${parts.join(' ;\n  ')} .\n`;
  }
}

/** Writes pieces to a file without holding them all. */
export async function writeAll(path: string, pieces: Iterable<string>): Promise<void> {
  const file = createWriteStream(path);
  let gathered = '';
  for (const piece of pieces) {
    gathered += piece;
    if (gathered.length < 1 << 20) continue;
    if (!file.write(gathered)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
    gathered = '';
  }
  await new Promise<void>((resolve, reject) => {
    file.on('error', reject);
    file.end(gathered, () => resolve());
  });
}
