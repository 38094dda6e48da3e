// Draws one hundred questions from the bundled graphs, over all patterns, and writes docs/questions.md with what a reader noted.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadGraph } from '../src/graph/load.ts';
import { LocalSource } from '../src/graph/local-source.ts';
import { seededRandom } from '../src/logic/random.ts';
import { discoverRelations } from '../src/relation/discover.ts';
import { PATTERN_NAMES } from '../src/task/mix.ts';
import { collectTasks, sampleTasks } from '../src/task/sample-tasks.ts';
import type { Task } from '../src/task/task.ts';

/** Never another one: a second draw for better luck would make the count below worthless. */
const SEED = '2026';
const GRAPHS = ['countries', 'elements', 'films'] as const;
/** Questions a pattern, and so many of each graph at most. */
const EACH = 4;

type GraphName = (typeof GRAPHS)[number];

interface Drawn {
  readonly graph: GraphName;
  readonly task: Task;
}

/** What a reader found: the questions that were read, by their digest, and a note on each that is not as it should be. */
interface Reading {
  readonly digest: string;
  /** By task id: "unnatural: …" or "ambiguous: …". */
  readonly notes: Readonly<Record<string, string>>;
}

/** Four questions a pattern: one from each graph, and one more from a graph that the seed draws. */
export async function drawQuestions(root = process.cwd()): Promise<Drawn[]> {
  const random = seededRandom(`${SEED}/graph`);
  const all: Drawn[] = [];
  for (const graph of GRAPHS) for (const task of await tasksOf(graph, root)) all.push({ graph, task });
  const drawn = PATTERN_NAMES.flatMap((pattern) => {
    const again = random.choose(GRAPHS);
    const of = (graph: GraphName): Drawn[] => all.filter((one) => one.graph === graph && one.task.pattern === pattern);
    const first = GRAPHS.flatMap((graph) => of(graph).slice(0, 1));
    const more = [again, ...GRAPHS.filter((graph) => graph !== again)].flatMap((graph) => of(graph).slice(1));
    return [...first, ...more].slice(0, EACH);
  });
  // Few things have a common answer to four questions: what a pattern lacks is drawn from all that is left.
  const left = random.shuffle(all.filter((one) => !drawn.includes(one)));
  return [...drawn, ...left.slice(0, EACH * PATTERN_NAMES.length - drawn.length)];
}

async function tasksOf(name: GraphName, root: string): Promise<readonly Task[]> {
  const graph = await loadGraph([join(root, `graphs/${name}.ttl`)], {});
  const source = new LocalSource(graph);
  const sampled = { graph, source, vocabulary: await discoverRelations(source) };
  const count = EACH * PATTERN_NAMES.length;
  const { tasks } = await collectTasks(sampleTasks(sampled, { seed: SEED, count, patterns: PATTERN_NAMES }));
  return tasks;
}

/** The page: how it came about, the count, the questions that are not good, and all of them. */
export function writePage(drawn: readonly Drawn[], reading: Reading): string {
  const read = reading.digest === digestOf(drawn);
  const bad = read ? drawn.filter(({ task }) => reading.notes[task.id] !== undefined) : [];
  const count = read
    ? `**${bad.length} of ${drawn.length} are unnatural or ambiguous**, in the eyes of one sceptical reader who read them one by one.`
    : `They have changed since they were last read one by one: run \`npm run questions\`, read them, and note what is bad in \`graphs/questions-read.json\` (digest \`${digestOf(drawn)}\`).`;
  const noted = bad.map(({ task }) => `- ${plainText(task.question)}\n  ${reading.notes[task.id]}`);
  return `${[
    '# One hundred questions',
    `Drawn by seed \`${SEED}\`, not chosen: of each of the ${PATTERN_NAMES.length} patterns one from each bundled graph and one more from a graph that the seed draws; what a pattern has no instances for is drawn from the others. \`npm run questions\` writes this page anew.`,
    count,
    ...(noted.length === 0 ? [] : ['## Not as they should be', noted.join('\n')]),
    ...drawn.map((one, index) => entry(one, index)),
  ].join('\n\n')}\n`;
}

function entry({ graph, task }: Drawn, index: number): string {
  return `${index + 1}. ${plainText(task.question)}\\\n   ${task.pattern} on ${graph}, ${answersOf(task)}: \`${task.question_exact}\``;
}

function answersOf({ answers, gold }: Task): string {
  if (gold === undefined) return answers.length === 1 ? '1 answer' : `${answers.length} answers`;
  if ('number' in gold) return `the number ${gold.number}`;
  if ('boolean' in gold) return gold.boolean ? 'yes' : 'no';
  if ('rows' in gold) return `${gold.rows.length} rows`;
  return gold.values.length === 1 ? '1 value' : `${gold.values.length} values`;
}

/** Text that Markdown leaves as it is. */
const plainText = (text: string): string => text.replace(/[\\`*_<[\]]/g, '\\$&');

function digestOf(drawn: readonly Drawn[]): string {
  const lines = drawn.map(({ task }) => `${task.id} ${task.question}\n`).join('');
  return createHash('sha256').update(lines).digest('hex').slice(0, 16);
}

/** What was noted when the questions were last read. */
export function readReading(root = process.cwd()): Reading {
  const file = join(root, 'graphs/questions-read.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Reading) : { digest: '', notes: {} };
}

const isMain = pathToFileURL(realpathSync(process.argv[1] ?? '.')).href === import.meta.url;
if (isMain) {
  const page = writePage(await drawQuestions(), readReading());
  writeFileSync('docs/questions.md', page);
  process.stdout.write(`docs/questions.md: ${page.split('\n').length} lines\n`);
}
