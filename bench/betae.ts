/** What other samplers reach on FB15k-237's train graph: BetaE's measured in this run where its code is at hand, else as dated. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { temporaryFolder } from './load-data.ts';

/** Queries a second by pattern. */
export type Rates = Readonly<Record<string, number>>;

/**
 * `create_queries.py` of snap-stanford/KGReasoning ec72849, train split (non-empty, without repeats, answers listed). Measured
 * 2026-11-20 with Python 3.11.2 on 2 virtual cores of an AMD EPYC. It lists 1p instead of sampling it.
 */
export const BETAE: Rates = {
  '2p': 1158,
  '3p': 749,
  '2i': 5645,
  '3i': 5118,
  pi: 1430,
  ip: 3425,
  '2in': 1314,
  '3in': 769,
  pin: 819,
  pni: 631,
  inp: 603,
  '2u': 4512,
  up: 970,
};

/** The naive sampler (C++) of google-research/smore e4ba95a: repeats kept, one answer given back. Same day and machine. */
export const SMORE: Rates = {
  '1p': 959_000,
  '2p': 33_800,
  '3p': 12_200,
  '2i': 390_000,
  '3i': 339_000,
  pi: 32_200,
  ip: 73_500,
  '2in': 425_000,
  '3in': 339_000,
  pin: 32_200,
  pni: 31_100,
  inp: 32_500,
  '2u': 405_000,
  up: 22_200,
};

const QUERIES = 1000;

/** BetaE's rates in this run; undefined unless BETAE_DIR names a folder with its `create_queries.py`. */
export async function betaeRates(train: string): Promise<Rates | undefined> {
  const scripts = process.env['BETAE_DIR'];
  if (scripts === undefined) return undefined;
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'train_indexified.txt'), indexified(train));
  const driver = join(import.meta.dirname, '../../bench/betae.py');
  const { stdout } = await promisify(execFile)('python3', [driver, scripts, folder, `${QUERIES}`]);
  return JSON.parse(stdout) as Rates;
}

/** Each triple both ways, entities and relations numbered as they come: what `create_queries.py` reads. */
function indexified(path: string): string {
  const entities = new Map<string, number>();
  const relations = new Map<string, number>();
  const numbered = (known: Map<string, number>, name: string): number => {
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  };
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split(/\r?\n/).filter(Boolean);
  return lines
    .map((line) => {
      const [subject, relation, object] = line.split('\t') as [string, string, string];
      const [from, to] = [numbered(entities, subject), numbered(entities, object)];
      const along = 2 * numbered(relations, relation);
      return `${from}\t${along}\t${to}\n${to}\t${along + 1}\t${from}\n`;
    })
    .join('');
}
