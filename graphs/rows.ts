// Writes docs/rows.md: one hundred rows from harvests of the bundled graphs as a trainer would see them, with what a reader noted.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { callsOf, type Sample } from '../src/harvest/sample.ts';
import { type ChatTemplate, countTokens, llamaLike, type Piece, qwenLike } from './chat-templates.ts';
import { type Drawn, SEED, TASKS } from './drawn-row.ts';

/** Characters of an observation that are shown. */
const SHOWN = 240;

/** What a reader found: the rows that were read, by their digest, and a note on each that is not as it should be. */
interface Reading {
  readonly digest: string;
  /** By sample id: "false: …" or "broken: …". */
  readonly notes: Readonly<Record<string, string>>;
  /** What earlier readings found, and what was changed in the program for it. */
  readonly mended?: readonly string[];
}

/** The page: how it came about, the count, the rows that are not good, and all of them. */
export function writePage(drawn: readonly Drawn[], reading: Reading): string {
  const isRead = reading.digest === digestOf(drawn);
  const { mended = [] } = reading;
  const noted = drawn.flatMap(({ sample }, index) => {
    const note = isRead ? reading.notes[sample.id] : undefined;
    return note === undefined ? [] : [{ note, index }];
  });
  const count = (kind: string): number => noted.filter(({ note }) => note.startsWith(`${kind}:`)).length;
  const found = isRead
    ? `**${count('false')} of ${drawn.length} are false, ${count('broken')} are broken**, in the eyes of one sceptical reader who read them one by one against the graphs.`
    : `They have changed since they were last read one by one: run \`npm run rows\`, read them, and note what is bad in \`graphs/rows-read.json\` (digest \`${digestOf(drawn)}\`).`;
  return `${[
    '# One hundred rows as a trainer sees them',
    `Drawn by seed \`${SEED}\`, not chosen, from the rows of ${TASKS} tasks of each bundled graph over all patterns, walked, verified and harvested with the default options. \`npm run rows\` writes this page anew.`,
    found,
    ...(noted.length === 0 ? [] : ['## Not as they should be']),
    ...noted.map(({ note, index }) => `- row ${index + 1}: ${note}`),
    ...(mended.length === 0
      ? []
      : ['## Found by earlier readings, and mended', mended.map((one) => `- ${one}`).join('\n')]),
    '## How to read them',
    HOW_TO_READ,
    ...drawn.map(rowEntry),
  ].join('\n\n')}\n`;
}

const HOW_TO_READ = [
  'What stands between ⟦ and ⟧ is learned: the loss is computed there and nowhere else. Odd rows are rendered by a template laid out like',
  "Qwen's (ChatML, tags), even ones by one laid out like Llama 3's; the first by both. Both templates are our own (`graphs/chat-templates.ts`).",
  'Tokens are estimated: one for each special token, else one for four bytes. To be read by people, the tools are shown as their names only,',
  `and observations are cut after ${SHOWN} characters; a trainer gets all of it. Under each heading stands the formula in plain words.`,
].join('\n');

function rowEntry({ graph, task, sample }: Drawn, index: number): string {
  const templates = index === 0 ? [qwenLike, llamaLike] : [index % 2 === 0 ? qwenLike : llamaLike];
  return [
    `## ${index + 1}. ${task.pattern} on ${graph}`,
    `\`${sample.id}\`, ${counted(sample.tools.length, 'tool')}, ${counted(callsOf(sample).length, 'call')}. \`${task.question_exact.replaceAll('`', "'")}\``,
    ...templates.map((template) => rendered(sample, template)),
  ].join('\n\n');
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function rendered(sample: Sample, template: ChatTemplate): string {
  const pieces = template.render(sample);
  const { all, learned } = countTokens(pieces, template);
  const names = sample.tools.map((tool) => tool.function.name).join(', ');
  const text = pieces.map((piece) => shown(piece, names)).join('');
  const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return `${template.name}, about ${all} tokens, ${learned} of them learned:\n\n${fence}text\n${text}\n${fence}`;
}

function shown({ text, learned, part }: Piece, names: string): string {
  if (learned) return `⟦${text}⟧`;
  if (part === 'tools') return `… ${names} …`;
  if (part !== 'observation' || text.length <= SHOWN) return text;
  return `${text.slice(0, SHOWN)}… (${text.length - SHOWN} characters more)`;
}

function digestOf(drawn: readonly Drawn[]): string {
  const lines = drawn.map(({ sample }) => `${sample.id} ${JSON.stringify(sample.messages)}\n`).join('');
  return createHash('sha256').update(lines).digest('hex').slice(0, 16);
}

/** What was noted when the rows were last read. */
export function readReading(root = process.cwd()): Reading {
  const file = join(root, 'graphs/rows-read.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Reading) : { digest: '', notes: {} };
}

const isMain = pathToFileURL(realpathSync(process.argv[1] ?? '.')).href === import.meta.url;
if (isMain) {
  // What is built finds its version where the package has it, and asks for it when it is loaded.
  copyFileSync('package.json', new URL('../package.json', import.meta.url));
  const { drawRows } = await import('./draw-rows.ts');
  const page = writePage(await drawRows(), readReading());
  writeFileSync('docs/rows.md', page);
  process.stdout.write(`docs/rows.md: ${page.split('\n').length} lines\n`);
}
