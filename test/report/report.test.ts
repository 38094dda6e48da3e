import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HarvestError } from '../../src/errors.ts';
import { type Overlap, SHARED } from '../../src/harvest/overlap.ts';
import { reportPage } from '../../src/report/report.ts';
import { NAUGHTY_STRINGS } from '../hostile/naughty-strings.ts';
import { harvestFolder, rowSaying, writeFolder } from './dataset.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** The cells of each row of a section's first table, as plain text. */
function tableOf(page: string, section: string): string[][] {
  const [, part = ''] = page.split(`<section id="${section}">`);
  const [table = ''] = part.split('</table>');
  return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, '').trim()),
  );
}

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as HarvestError).code;
  }
  return 'no error';
};

test('the page counts what the manifest counts', async () => {
  const folder = await harvestFolder(join(root, 'out'), 1200);
  const page = reportPage(folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const { train, validation, test: tested } = manifest.splits as Record<string, number>;
  const figures = [manifest.written, train, validation, tested].map((number) => number.toLocaleString('en-US'));
  expect(tableOf(page, 'patterns').map((row) => row.slice(0, 5))).toEqual([
    ['pattern', 'all', 'train', 'valid.', 'test'],
    ['1p one relation', ...figures],
    ['all', ...figures],
  ]);
  expect(page).toContain('<dt>samples</dt><dd>1,200<small>of 1,200 walks</small>');
  expect(tableOf(page, 'use').slice(1, 2)).toEqual([['borders of country', '1,200', '100 %', '']]);
  const [head, ...overlaps] = tableOf(page, 'overlap');
  expect(head).toEqual(['', 'validation in train', 'test in train', 'test in validation']);
  for (const [column, { counts }] of (manifest.overlaps as Overlap[]).entries()) {
    const told = SHARED.map((what) => `${counts[what].shared} of ${counts[what].all}`);
    expect(overlaps.map((row) => row[column + 1]?.replaceAll(',', ''))).toEqual(told);
  }
});

test('every histogram adds up to the samples', async () => {
  const page = reportPage(await harvestFolder(join(root, 'out'), 100));
  const tables = [...page.matchAll(/<figure class="histogram">.*?<\/figure>/gs)].map(([figure]) =>
    [...figure.matchAll(/<tr><th scope="row">.*?<td class="n">([\d,]+)<\/td>/gs)].map(([, count]) => Number(count)),
  );
  expect(tables).toHaveLength(8);
  const told = tables.filter((counts) => counts.length > 0);
  // The fixture's tasks do not say their branches.
  expect(told).toHaveLength(7);
  for (const counts of told) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100);
});

test('the same data set gives the same bytes, wherever it lies', async () => {
  const folder = await harvestFolder(join(root, 'one'), 40);
  cpSync(folder, join(root, 'two'), { recursive: true });
  expect(reportPage(join(root, 'two'))).toBe(reportPage(folder));
});

test('refused and dropped walks stand with their reasons, unknown ones too', () => {
  const change = {
    read: 20,
    refused: { faulted_call: 3, '<b>new</b>': 2 },
    dropped: { near_duplicate: 4, same_example: 0 },
    repeated: 5,
  };
  const rows = tableOf(reportPage(writeFolder(root, [rowSaying('a', 0)], change)), 'rejected');
  expect(rows.slice(1).map(([name, count]) => [name, count])).toEqual([
    ['walked again with the same outcome repeated', '5'],
    [expect.stringContaining('near_duplicate'), '4'],
    ['a call was answered with a fault faulted_call', '3'],
    ['a reason that this version does not know &lt;b&gt;new&lt;/b&gt;', '2'],
  ]);
});

test('whatever the texts of a folder say, no tag and no attribute of the page is theirs', () => {
  const names = /<([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*>|<\/[a-z0-9]+>|<!doctype html>/g;
  const rows = NAUGHTY_STRINGS.map((text, index) => rowSaying(text, index));
  const [first = ''] = NAUGHTY_STRINGS.filter((text) => text.includes('<script'));
  const texts = { license: first, seed: first, versions: [first], toolsets: [first], refused: { [first]: 1 } };
  const graphs = [{ name: first, digest: first, rows: 1 }];
  const page = reportPage(writeFolder(root, rows, { ...texts, graphs }));
  const [head, style, body] = page.split(/<style>|<\/style>/);
  expect(style).not.toMatch(/<|url\(|@import/);
  for (const part of [head, body]) expect(part?.replaceAll(names, '')).not.toMatch(/[<>]/);
  const tags = new Set([...page.matchAll(names)].map(([, tag]) => tag));
  for (const tag of ['script', 'img', 'iframe', 'object', 'link', 'form', 'base']) expect(tags).not.toContain(tag);
  expect(page).not.toMatch(/<[^>]*\s(?:on[a-z]+|src|srcset|action)=/);
  expect([...page.matchAll(/ href="([^"]*)"/g)].every(([, address]) => address?.startsWith('#'))).toBe(true);
});

test('a row of another shape stops the report with its place', () => {
  const { proof, row } = rowSaying('a', 0);
  const broken = [
    { ...proof, split: '../../etc' },
    { ...proof, id: 7 },
    { ...proof, provenance: { ...proof.provenance, formula: { relation: 1 } } },
    { ...proof, provenance: { ...proof.provenance, answers: [{ label: '<' }] } },
    { ...proof, provenance: { ...proof.provenance, hardness: { hops: '<script>' } } },
    { ...proof, provenance: { ...proof.provenance, gold: { rows: [{}] } } },
    { ...proof, provenance: { ...proof.provenance, checks: 'all' } },
  ];
  for (const [index, one] of broken.entries()) {
    const folder = writeFolder(join(root, `${index}`), [{ proof: one as typeof proof, row }]);
    expect(() => reportPage(folder)).toThrow(/^provenance\.jsonl:1: expected a row/);
    expect(codeOf(() => reportPage(folder))).toBe('dataset_form');
  }
  const folder = writeFolder(join(root, 'deep'), [rowSaying('a', 0, { entity: 'DEEP' })]);
  const [flat = ''] = readFileSync(join(folder, 'provenance.jsonl'), 'utf8').split('\n');
  const deep = `${'{"relation":"urn:x:r","of":'.repeat(20_000)}{"entity":"urn:x:a"}${'}'.repeat(20_000)}`;
  writeFileSync(join(folder, 'provenance.jsonl'), `${flat.replace('{"entity":"DEEP"}', deep)}\n`);
  expect(codeOf(() => reportPage(folder))).toBe('dataset_form');
});

test('a folder that is no data set, or was changed since, is told from one that is', async () => {
  expect(codeOf(() => reportPage(root))).toBe('no_dataset');
  writeFileSync(join(root, 'manifest.json'), '{"written_by": "somebody"}');
  expect(codeOf(() => reportPage(root))).toBe('no_dataset');
  expect(codeOf(() => reportPage(writeFolder(root, [], { layout: 9 })))).toBe('no_dataset');
  expect(codeOf(() => reportPage(writeFolder(root, [rowSaying('a', 0)], { written: 2 })))).toBe('dataset_changed');
});

test('a folder without a readable conversation still has its report', async () => {
  const page = reportPage(await harvestFolder(join(root, 'out'), 30, { formats: ['nemo-gym'] }));
  expect(page).toContain('No configuration of this folder shows this conversation');
  expect(page).toContain('The rows do not tell.');
  expect(page).toContain('<dt>samples</dt><dd>30');
});

test('a folder with nothing in it has empty places, not broken ones', () => {
  const page = reportPage(writeFolder(root, []));
  expect(page).toContain('Nothing to show.');
  expect(page).toContain('Nothing was left out');
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
});
