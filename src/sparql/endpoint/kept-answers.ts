/** What was found out of an endpoint, kept on disk: the next start begins where this one ran out of time. */
import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, PRIVATE } from '../../graph/make-folder.ts';
import type { Answer, Client } from './client.ts';

/** Answers older than this are asked for again, in milliseconds. */
const LONGEST_KEPT = 24 * 3600 * 1000;
/** A file larger than this is none of ours. */
const MOST_BYTES = 256 * 2 ** 20;
/** What came is written after so many milliseconds at the latest, when more comes: a process may be ended at any time. */
const SAVING = 5000;
const VERSION = 1;

export interface KeptAnswers {
  /** Answers from disk where there is one, and notes those that come. */
  readonly client: Client;
  /** Writes what came. A disk that cannot be written to costs time at the next start, and nothing else. */
  save(): void;
}

/** @param folder where files are kept; undefined keeps nothing
 * @param fresh whether what is there is not read */
export function keptClient(client: Client, url: URL, folder: string | undefined, fresh = false): KeptAnswers {
  if (folder === undefined) return { client, save: () => undefined };
  const file = join(folder, `endpoint-${createHash('sha256').update(url.href).digest('hex').slice(0, 32)}.json`);
  const { answers, at } = fresh ? nothing() : readKept(file);
  let changed = false;
  let saved = performance.now();
  const save = (): void => {
    if (changed) writeKept(folder, file, { v: VERSION, at, answers: [...answers] });
    changed = false;
    saved = performance.now();
  };
  const select: Client['select'] = async (query, timeout) => {
    const known = answers.get(query);
    if (known !== undefined) return known;
    const answer = await client.select(query, timeout);
    answers.set(query, answer);
    changed = true;
    if (performance.now() - saved > SAVING) save();
    return answer;
  };
  return { client: { name: client.name, select }, save };
}

interface Kept {
  readonly v: number;
  /** When the first answer came, in milliseconds. */
  readonly at: number;
  readonly answers: readonly (readonly [query: string, answer: Answer])[];
}

interface Read {
  readonly answers: Map<string, Answer>;
  readonly at: number;
}

function nothing(): Read {
  return { answers: new Map(), at: Date.now() };
}

function readKept(file: string): Read {
  try {
    if (statSync(file).size > MOST_BYTES) return nothing();
    const { v, at, answers } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    if (v !== VERSION || !Array.isArray(answers) || !(Date.now() - at < LONGEST_KEPT)) return nothing();
    return { answers: new Map(answers), at };
  } catch {
    return nothing();
  }
}

function writeKept(folder: string, file: string, kept: Kept): void {
  const staged = `${file}.${randomUUID()}`;
  try {
    makeFolder(folder, PRIVATE);
    writeFileSync(staged, JSON.stringify(kept), { mode: 0o600, flag: 'wx' });
    chmodSync(staged, 0o600);
    renameSync(staged, file);
  } catch {
    rmSync(staged, { force: true });
  }
}
