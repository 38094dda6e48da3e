/** `graphtrail report`: one page on a data set, to be looked at in a browser. */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Command } from 'commander';
import { HarvestError, UsageError } from '../errors.ts';
import { makeFolder } from '../graph/make-folder.ts';
import { reportPage } from '../report/report.ts';
import { count, print } from './print.ts';
import { countBar } from './progress.ts';

export function reportCommand(): Command {
  return new Command('report')
    .description('one HTML page on a harvested data set: what is in it, and the paths that samples took')
    .argument('<folder>', 'the data folder that harvest wrote')
    .option('--out <file>', 'where the page goes (default: beside the folder, <folder>.report.html)')
    .action((folder: string, { out }: { out?: string }) => {
      const path = out ?? `${resolve(folder)}.report.html`;
      refuseInside(path, folder);
      const text = pageWithBar(folder);
      writePage(path, text);
      print(
        `The report is in ${relative(process.cwd(), path) || path} (${count(Math.ceil(text.length / 1000))} kB): open it in a browser.`,
      );
    });
}

function pageWithBar(folder: string): string {
  const bar = countBar('Reading', 0);
  try {
    return reportPage(folder, bar.update);
  } finally {
    bar.stop();
  }
}

/** A data folder holds what its manifest names and nothing else, or the next harvest would not touch it. */
function refuseInside(path: string, folder: string): void {
  const way = relative(resolve(folder), resolve(path));
  if (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`)) {
    throw new UsageError(
      'report_inside',
      `Expected a file outside the data folder, got "${path}": a harvest does not replace a folder that holds files of others. Leave --out away, or give another place.`,
    );
  }
}

/** Under another name first, so that nobody opens half a page. */
function writePage(path: string, text: string): void {
  const staged = join(dirname(path), `.${basename(path)}.new`);
  try {
    makeFolder(dirname(path));
    writeFileSync(staged, text);
    renameSync(staged, path);
  } catch (cause) {
    if (existsSync(staged)) rmSync(staged);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarvestError('not_written', `Expected to write "${path}", but: ${reason}.`, { cause });
  }
}
