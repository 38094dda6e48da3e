/** Data folders for the report: harvested from walks made to measure, or written by hand with anything in them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type HarvestOptions, harvest } from '../../src/harvest/write.ts';
import { harvestedOf, walkOf } from '../harvest/fixtures/sample.ts';

/** A harvest of so many questions about borders, in three splits. */
export async function harvestFolder(
  directory: string,
  count: number,
  change: Partial<HarvestOptions> = {},
): Promise<string> {
  async function* walks() {
    for (let index = 0; index < count; index++) {
      const answers = Array.from({ length: 1 + (index % 5) }, (_, answer) => `N${index}x${answer}`);
      yield harvestedOf(walkOf(`Land ${index}`, answers));
    }
  }
  await harvest(walks(), { directory, formats: ['trl-sft'], seed: 's', license: 'cc0-1.0', ...change });
  return directory;
}

/** A row whose every text is this one, with a call that another text may answer. */
export function rowSaying(text: string, index: number, formula: object = twoHops(text)) {
  const named = { id: text, iri: `urn:x:${text}`, label: text };
  const id = `gs1-${index}-${text}`;
  const item = { kind: 'entity', ...named };
  const provenance = {
    pattern: text,
    hardness: { hops: 2, calls: 2, branches: 1, anchors: 1, largestSet: 3 },
    anchors: [named],
    answers: [named],
    formula,
    closed_world: true,
    checks: [text],
    engines: [text, 'oxigraph'],
    oracle: 'independent',
    pinned: true,
  };
  const calls = [1, 2].flatMap((number) => [
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: `call_${number}`, type: 'function', function: { name: text, arguments: { [text]: [text] } } }],
    },
    {
      role: 'tool',
      tool_call_id: `call_${number}`,
      name: text,
      content: JSON.stringify({ status: 'ok', total: 1, items: [item] }),
    },
  ]);
  const messages = [{ role: 'user', content: text }, ...calls, { role: 'assistant', content: text }];
  const tools = JSON.stringify([
    { type: 'function', function: { name: text, description: `Gives the ${JSON.stringify(text)}.` } },
  ]);
  return { proof: { id, split: 'train', row: index + 1, provenance }, row: { id, messages, tools } };
}

function twoHops(text: string): object {
  return {
    relation: `urn:x:${text}`,
    inverse: true,
    of: { relation: `urn:y:${text}`, of: { entity: `urn:x:${text}` } },
  };
}

/** Writes a folder by hand; `change` stands over what the manifest would say. */
export function writeFolder(
  directory: string,
  rows: readonly ReturnType<typeof rowSaying>[],
  change: Readonly<Record<string, unknown>> = {},
): string {
  const lines = (list: readonly unknown[]): string => list.map((one) => `${JSON.stringify(one)}\n`).join('');
  const splits = { train: rows.length, validation: 0, test: 0 };
  const manifest = {
    ...{ written_by: 'graphtrail harvest', layout: 1, license: 'cc0-1.0', seed: '0', split: 'group' },
    graphs: [{ name: 'hand.ttl', digest: null, rows: rows.length }],
    ...{ toolsets: [], versions: [], read: rows.length, written: rows.length, repeated: 0, splits },
    patterns: rows.map(({ proof }) => ({ pattern: proof.provenance.pattern, splits: { ...splits, train: 1 } })),
    ...{ refused: {}, dropped: {}, overlaps: [], testSets: [] },
    files: { 'data/trl-sft/train.jsonl': null, 'provenance.jsonl': null },
    ...change,
  };
  const files: Readonly<Record<string, string>> = {
    'manifest.json': JSON.stringify(manifest),
    'provenance.jsonl': lines(rows.map(({ proof }) => proof)),
    'data/trl-sft/train.jsonl': lines(rows.map(({ row }) => row)),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}
