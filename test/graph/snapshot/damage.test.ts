import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GraphError } from '../../../src/errors.ts';
import { loadGraph } from '../../../src/graph/load.ts';
import { LocalSource } from '../../../src/graph/local-source.ts';
import { HEAD, pack, readHead, type Sections, unpack } from '../../../src/graph/snapshot/container.ts';
import { findingsSections, readFindings } from '../../../src/graph/snapshot/findings-sections.ts';
import { graphSections } from '../../../src/graph/snapshot/graph-sections.ts';
import { readFile } from '../../../src/graph/snapshot/read-file.ts';
import { readGraph } from '../../../src/graph/snapshot/read-graph.ts';
import { writeFile } from '../../../src/graph/snapshot/write-file.ts';
import { temporaryFolder } from '../folder.ts';
import { everything } from './everything.ts';

const folder = temporaryFolder();
const file = folder.write(
  'small.ttl',
  '@prefix : <urn:x:> . :a :p :b , "one"@en . :b :p :a ; a :C . :p a <http://www.w3.org/2002/07/owl#SymmetricProperty> .',
);
const labels = [folder.write('labels.txt', 'urn:x:a\tAda\nurn:x:a\tA.\nurn:x:b\tBen\n')];
const graph = await loadGraph([file], { labels, entail: true });
const source = new LocalSource(graph);
source.observe();
source.named('Ada', 1);
const sections = new Map([...graphSections(graph), ...findingsSections({ ...source.findings, vocabulary: [] })]);

/** Everything that a program would ask of these sections; undefined where they are refused. */
function answers(changed: Sections): unknown {
  let opened: LocalSource;
  try {
    const reopened = readGraph(changed, graph.inputs);
    opened = new LocalSource(reopened, readFindings(changed, reopened));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    expect(error.code).toBe('damaged_snapshot');
    return undefined;
  }
  return everything(opened.graph, opened);
}

const refuses = async (path: string): Promise<boolean> => {
  try {
    return (await readFile(path)) === undefined;
  } catch (error) {
    return error instanceof GraphError && error.code === 'damaged_snapshot';
  }
};

await writeFile(folder.path, 'whole', sections);
const whole = readFileSync(join(folder.path, 'whole'));
const path = join(folder.path, 'changed');
const write = (bytes: Uint8Array): void => writeFileSync(path, bytes, { mode: 0o600 });

test('the snapshot that all others here are made of is good', async () => {
  write(whole);
  const read = await readFile(path);
  expect([...(read ?? [])].map(([name, bytes]) => [name, Buffer.from(bytes)])).toEqual(
    [...sections].map(([name, bytes]) => [name, Buffer.from(bytes)]),
  );
  expect(answers(read as Sections)).toEqual(everything(graph, source));
});

test('a file with any one byte changed is refused', async () => {
  const taken: number[] = [];
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] as number) ^ (1 << (at % 8));
    write(changed);
    if (!(await refuses(path))) taken.push(at);
  }
  expect(taken).toEqual([]);
});

test('a file cut off anywhere, or with something behind it, is refused', async () => {
  const taken: number[] = [];
  for (let length = 0; length < whole.length; length++) {
    write(whole.subarray(0, length));
    if (!(await refuses(path))) taken.push(length);
  }
  expect(taken).toEqual([]);
  write(Buffer.concat([whole, Buffer.alloc(64)]));
  expect(await refuses(path)).toBe(true);
});

test('whatever number is put anywhere under a right checksum, it is refused or answers without a fault', () => {
  for (const [name, bytes] of sections) {
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      for (const number of [0, 1, 3, 0x7fff_ffff, 0xffff_ffff]) {
        const changed = Buffer.from(bytes);
        changed.writeUInt32LE(number, at);
        answers(new Map(sections).set(name, aligned(changed)));
      }
    }
  }
});

test('sections that are missing, empty or of another length are refused', () => {
  const optional = ['vocabulary', 'observations', 'names.owners'];
  for (const [name, bytes] of sections) {
    const without = new Map(sections);
    without.delete(name);
    if (!optional.includes(name)) expect(answers(without), name).toBeUndefined();
    if (bytes.length === 0) continue;
    for (const length of [0, bytes.length - 1, bytes.length - 4]) {
      if (length < 0 || (name === 'terms.blocks' && length === bytes.length)) continue;
      expect(
        answers(new Map(sections).set(name, aligned(bytes.subarray(0, length)))),
        `${name} ${length}`,
      ).toBeUndefined();
    }
  }
});

test('data of another form is refused', () => {
  for (const name of ['graph', 'observations']) {
    const facts = JSON.parse(Buffer.from(sections.get(name) as Uint8Array).toString()) as Record<string, unknown>;
    const forms: unknown[] = [null, [], {}, 5, 'text', { ...facts, triples: -1 }, { ...facts, triples: 2 ** 60 }];
    for (const key of Object.keys(facts)) {
      const { [key]: _, ...rest } = facts;
      forms.push(rest, { ...facts, [key]: 7.5 }, { ...facts, [key]: [null] }, { ...facts, [key]: {} });
    }
    for (const form of forms) {
      expect(
        answers(new Map(sections).set(name, Buffer.from(JSON.stringify(form)))),
        JSON.stringify(form),
      ).toBeUndefined();
    }
  }
});

test('a table that points outside of the file is refused', () => {
  const { pieces, head } = pack(new Map([['a', Buffer.alloc(64)]]));
  const good = Buffer.concat([head(0), ...pieces]);
  const said = readHead(good.subarray(0, HEAD), good.length);
  if (said === 'foreign') throw new Error('expected one of ours');
  expect([...unpack(good, said.table).keys()]).toEqual(['a']);
  const tables = [
    '[["a",-64,9]]',
    '[["a",0,65]]',
    '[["a",0,1e15]]',
    '[["a",1,2]]',
    '[["a",0]]',
    '[5]',
    '{',
    '[[1,0,1]]',
  ];
  for (const table of [...tables, '[["a",0,1],["a",0,1]]', '[["a",0,null]]', '[["a",64,1]]']) {
    const bytes = Buffer.concat([good.subarray(0, HEAD), Buffer.from(table.padEnd(said.table)), Buffer.alloc(64)]);
    expect(() => unpack(bytes, said.table), table).toThrow(GraphError);
  }
  for (const length of [0, 1, 31, 97, 2 ** 31]) expect(() => unpack(good, length)).toThrow(GraphError);
});

/** As bytes lie in a file: at a place that numbers may begin at. */
function aligned(bytes: Uint8Array): Uint8Array {
  const place = new Uint8Array(new ArrayBuffer(bytes.length));
  place.set(bytes);
  return place;
}
