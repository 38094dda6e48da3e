/**
 * Measures what the splits of a written harvest share. Shares no code with the harvester: it reads the files as anybody would,
 * with its own idea of a template, of words and of likeness, and it compares every pair of rows that has a run in common
 * (an inverted index, no signatures, so nothing is missed).
 *
 *   node test/audit/splits.mjs FOLDER    prints the counts as JSON; exit 1 where a pair is shared or a near duplicate crosses
 */
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LIMIT = 0.85;
const RUN = 5;

async function* rowsOf(path) {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield JSON.parse(line);
  }
}

/** A formula with its entities and figures blanked; branches in the order of their text. */
function blank(node) {
  if (Array.isArray(node)) return node.map(blank).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [
        key,
        ['entity', 'value', 'is', 'top'].includes(key) && typeof value !== 'object' ? '*' : blank(value),
      ]),
  );
}

const answersOf = ({ answers, gold }) =>
  gold === undefined
    ? JSON.stringify(answers.map(({ iri }) => iri).sort())
    : JSON.stringify(blank(gold)) + JSON.stringify(gold);

const evenOut = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** Question, calls and answer of a row in TRL's layout, as one text. */
function textOf({ messages }) {
  const said = messages.flatMap(({ role, content, tool_calls: calls = [] }) => {
    if (role === 'system' || role === 'tool') return [];
    return [content, ...calls.map((call) => `${call.function.name} ${JSON.stringify(call.function.arguments)}`)];
  });
  return said.join('\n');
}

function runsOf(text) {
  const words = evenOut(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const runs = new Set();
  for (let at = 0; at === 0 || at + RUN <= words.length; at++) runs.add(words.slice(at, at + RUN).join(' '));
  return runs;
}

/** Pairs of rows in two splits whose runs are nearly the same, by an index from run to rows. */
function nearPairs(rows) {
  const byRun = new Map();
  for (const [index, { runs }] of rows.entries()) {
    for (const run of runs) byRun.set(run, [...(byRun.get(run) ?? []), index]);
  }
  const pairs = [];
  let most = 0;
  for (const [index, { runs, split }] of rows.entries()) {
    if (split === 'train') continue;
    const shared = new Map();
    for (const run of runs) {
      for (const other of byRun.get(run))
        if (rows[other].split !== split) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    for (const [other, count] of shared) {
      const likeness = count / (runs.size + rows[other].runs.size - count);
      most = Math.max(most, likeness);
      if (likeness >= LIMIT) pairs.push([rows[index].id, rows[other].id, likeness]);
    }
  }
  return { pairs, most };
}

/** How many keys stand in more than one split. */
function inSeveral(rows, keyOf) {
  const splits = new Map();
  for (const row of rows) splits.set(keyOf(row), new Set([...(splits.get(keyOf(row)) ?? []), row.split]));
  return [...splits.values()].filter((own) => own.size > 1).length;
}

export async function audit(folder) {
  const proofs = new Map();
  for await (const { id, split, provenance } of rowsOf(join(folder, 'provenance.jsonl'))) {
    proofs.set(id, { split, pair: JSON.stringify(blank(provenance.formula)) + answersOf(provenance) });
  }
  const rows = [];
  const counts = {};
  for (const config of readdirSync(join(folder, 'data')).filter((name) => /^trl-sft/.test(name))) {
    for (const split of ['train', 'validation', 'test']) {
      const path = join(folder, 'data', config, `${split}.jsonl`);
      if (!existsSync(path)) continue;
      for await (const row of rowsOf(path)) {
        const proof = proofs.get(row.id);
        if (proof?.split !== split) throw new Error(`${row.id} stands in ${split}, its proof says ${proof?.split}`);
        const question = evenOut(row.messages.find(({ role }) => role === 'user').content);
        rows.push({ id: row.id, split, question, pair: proof.pair, runs: runsOf(textOf(row)) });
        counts[split] = (counts[split] ?? 0) + 1;
      }
    }
  }
  const near = nearPairs(rows);
  return {
    rows: counts,
    questions: inSeveral(rows, ({ question }) => question),
    pairs: inSeveral(rows, ({ pair }) => pair),
    nearDuplicates: near.pairs.length,
    mostAlike: near.most,
  };
}

if (process.argv[1] === import.meta.filename) {
  const found = await audit(process.argv[2]);
  process.stdout.write(`${JSON.stringify(found, undefined, 2)}\n`);
  process.exitCode = found.questions + found.pairs + found.nearDuplicates > 0 ? 1 : 0;
}
