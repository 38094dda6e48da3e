import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reportCommand } from '../../src/cli/report.ts';
import { harvest } from '../../src/harvest/write.ts';
import { harvestedOf, walkOf } from '../harvest/fixtures/sample.ts';
import { harvestFolder } from './dataset.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  root = mkdtempSync(join(tmpdir(), 'report-'));
  folder = await harvestFolder(join(root, 'data'), 5);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

const run = (...given: string[]) => reportCommand().exitOverride().parseAsync(given, { from: 'user' });

test('the page goes beside the folder, which a harvest still knows as its own', async () => {
  await run(folder);
  const page = readFileSync(join(root, 'data.report.html'), 'utf8');
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page.trimEnd()).toMatch(/<\/html>$/);
  expect(readdirSync(root).sort()).toEqual(['data', 'data.report.html']);
  async function* again() {
    yield harvestedOf(walkOf('Land', ['A']));
  }
  const options = { directory: folder, formats: ['openai'], seed: 's', license: 'mit' };
  expect((await harvest(again(), options)).changed).toBe(true);
});

test('the page may go elsewhere, into folders that are not there yet, but never into the data', async () => {
  await run(folder, '--out', join(root, 'a/b/page.html'));
  expect(existsSync(join(root, 'a/b/page.html'))).toBe(true);
  for (const inside of ['report.html', 'data/x.html', '../data/report.html', '']) {
    await expect(run(folder, '--out', join(folder, inside))).rejects.toMatchObject({ code: 'report_inside' });
  }
  await run(folder, '--out', join(root, '..data.html'));
  expect(existsSync(join(root, '..data.html'))).toBe(true);
});

test('a place that cannot be written is told, and nothing is left there', async () => {
  writeFileSync(join(root, 'file'), '');
  await expect(run(folder, '--out', join(root, 'file/page.html'))).rejects.toMatchObject({ code: 'not_written' });
  mkdirSync(join(root, 'folder'));
  await expect(run(folder, '--out', join(root, 'folder'))).rejects.toMatchObject({ code: 'not_written' });
  expect(readdirSync(root).sort()).toEqual(['data', 'file', 'folder']);
  await expect(run(root)).rejects.toMatchObject({ code: 'no_dataset' });
});
