/** Each pair in fixtures/: a file, and what loading it must give: its triples in canonical form, or an error. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GraphError } from '../../src/errors.ts';
import { canonicalLines } from '../../src/graph/canonical.ts';
import { loadGraph } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';

const folder = join(import.meta.dirname, 'fixtures');
const files = readdirSync(folder);

interface Expected {
  readonly triples?: readonly string[];
  readonly labels?: Record<string, string>;
  readonly ids?: Record<string, string>;
  readonly foreign?: boolean;
  readonly error?: { readonly code: string; readonly message: string };
}

const cases = files
  .filter((file) => file.endsWith('.json'))
  .map((file): [string, string, Expected] => {
    const stem = file.slice(0, -'.json'.length);
    const input = files.find((one) => one.startsWith(`${stem}.`) && one !== file);
    const expected = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Expected;
    return [stem, join(folder, input ?? `${stem}.missing`), expected];
  });

describe('loading a file', () => {
  it.each(cases.filter(([, , expected]) => expected.triples !== undefined))('reads %s', async (_, path, expected) => {
    const graph = await loadGraph([path]);
    const source = new LocalSource(graph);
    expect([...canonicalLines(graph)].map((line) => line.trimEnd())).toEqual(expected.triples);
    expect(graph.triples).toBe(expected.triples?.length);
    for (const [iri, label] of Object.entries(expected.labels ?? {})) expect(source.label(iri)).toBe(label);
    for (const [iri, id] of Object.entries(expected.ids ?? {})) {
      expect(source.compact(iri)).toBe(id);
      expect(source.expand(id)).toBe(iri);
    }
    if (expected.foreign !== undefined) expect(graph.inputs[0]?.foreign).toBe(expected.foreign);
  });

  it.each(cases.filter(([, , expected]) => expected.error !== undefined))('refuses %s', async (_, path, expected) => {
    const failure = await loadGraph([path]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(GraphError);
    expect((failure as GraphError).code).toBe(expected.error?.code);
    expect((failure as GraphError).message).toContain(expected.error?.message);
  });
});
