/** The card: `README.md` of a harvest, for a person who wonders whether to train on it. */

import { overlapLines } from './card-overlap.ts';
import { DROPS, type DropReason } from './dedupe.ts';
import type { Format } from './formats/format.ts';
import type { Config } from './front-matter.ts';
import { frontMatter } from './front-matter.ts';
import type { License } from './license.ts';
import type { Overlap } from './overlap.ts';
import { REFUSALS, type RefusalReason } from './refusal.ts';
import type { HarvestReport } from './report.ts';
import { SPLITS, type SplitKind } from './split.ts';
import type { TestSet } from './test-set.ts';
import type { VerdictCounts } from './verdict-counts.ts';

export interface CardInput {
  readonly title: string;
  readonly license: License;
  readonly source: string | undefined;
  readonly languages: readonly string[];
  readonly formats: readonly Format[];
  readonly configs: readonly Config[];
  readonly seed: string;
  readonly counts: Omit<HarvestReport, 'directory' | 'changed' | 'files'>;
  /** What the samples say of themselves: graphs, checks and versions, each in code-point order. */
  readonly graphs: readonly { readonly name: string; readonly digest: string | null; readonly rows: number }[];
  readonly checks: readonly string[];
  readonly versions: readonly string[];
  readonly unpinned: number;
  /** Rows whose proof holds inferred triples. */
  readonly inferred: number;
  readonly split: SplitKind;
  readonly overlaps: readonly Overlap[];
  readonly testSets: readonly TestSet[];
  readonly verdicts: VerdictCounts;
}

const OUTCOMES = ['passed', 'failed', 'skipped'] as const;

/** Markdown with front matter. Holds no time and no path outside the folder, so that equal harvests have equal cards. */
export function card(input: CardInput): string {
  const { title, license, languages, configs, counts } = input;
  return [
    frontMatter({ title, license, languages, rows: counts.written, configs }),
    `# ${plain(title)}`,
    '',
    ...introduction(input),
    ...contents(input),
    ...overlapLines(input),
    ...proof(input),
    ...leftOut(input),
    ...origin(input),
    ...limits(),
  ].join('\n');
}

/** What it is, in one sentence. */
export function summaryText(rows: number): string {
  const conversations = rows === 1 ? '1 conversation' : `${rows} conversations`;
  return `${conversations} in which an assistant answers a question by calling tools over a knowledge graph.`;
}

function introduction({ counts, configs }: CardInput): string[] {
  return [
    summaryText(counts.written),
    'Questions, calls and answers were not written by a language model: each question was made from a logical formula over the',
    'graph, an agent called the real tools over the Model Context Protocol, and what it left behind was proven before it came in.',
    '',
    '```python',
    'from datasets import load_dataset  # 4.7 or later',
    `rows = load_dataset("path/to/this/folder", "${configs[0]?.name ?? ''}")`,
    '```',
    '',
  ];
}

function contents({ counts, formats, configs }: CardInput): string[] {
  return [
    '## What is in it',
    '',
    ...table(
      ['pattern', ...SPLITS],
      [
        ...counts.patterns.map(({ pattern, splits }) => [
          plain(pattern),
          ...SPLITS.map((split) => String(splits[split])),
        ]),
        ['all', ...SPLITS.map((split) => String(counts.splits[split]))],
      ],
    ),
    ...loading(formats, configs),
    '- `provenance.jsonl`: for each row its formula, SPARQL, witnesses, digests, versions and seeds; `row` is the line in its split',
    '- `lineage.jsonl`: for each row the journal and trajectory that it was harvested from, and the verdict',
    '- `PROVENANCE.json`: graph, licence, tools, versions, seeds, and what became of everything that was looked at',
    '- `croissant.json`: the same files for searches and loaders that read Croissant 1.0',
    '- `manifest.json`: the SHA-256 of every file',
    '',
  ];
}

/** Every configuration with its reader; a split that has no file in one has no row that its layout can hold. */
function loading(formats: readonly Format[], configs: readonly Config[]): string[] {
  return [
    '## How to load it',
    '',
    'Every configuration is another view of the same conversations. `load_dataset` takes the folder and a name, as above; a trainer',
    'that is given a file takes one of `data/<configuration>/`.',
    '',
    ...table(
      ['configuration', 'columns', 'for'],
      configs.map(({ name, columns }) => {
        const format = formats.find((one) => name === one.name || name === `${one.name}-unpinned`);
        return [code(name), columns.map((column) => code(column.name)).join(', '), format?.reader ?? name];
      }),
      'left',
    ),
    'Beside the rows:',
    '',
  ];
}

function proof({ checks, unpinned, graphs, inferred, counts, verdicts }: CardInput): string[] {
  const independent = [
    'Every answer was computed twice, by the tools and by a SPARQL query built from the formula that another engine answered,',
    'and both agreed with the gold answer.',
  ];
  const loose = [
    `${unpinned} rows, in the \`-unpinned\` configurations, were checked by one engine only or on a graph without digest:`,
    'of a SPARQL endpoint, which answered step by step and once more for the whole question, and may say something else by now.',
    ...(unpinned < counts.written ? ['For all others:', ''] : []),
  ];
  return [
    '## How each row was proven',
    '',
    ...(unpinned > 0 ? loose : []),
    ...(unpinned < counts.written ? independent : []),
    ...(graphs.some(({ digest }) => digest?.startsWith('gt1e:')) ? entailment(inferred) : []),
    'The last message names exactly the gold answers: it was read back.',
    `Checks that ran and passed on every row: ${checks.map(code).join(', ') || 'none'}.`,
    '',
    `Of the ${counts.read} trajectories that were looked at, ${verdicts.conforming} conform. What each check said:`,
    '',
    ...table(
      ['check', ...OUTCOMES],
      Object.entries(verdicts.checks).map(([check, said]) => [
        code(check),
        ...OUTCOMES.map((outcome) => String(said[outcome] ?? 0)),
      ]),
    ),
  ];
}

/** What `--entail` added to the graph, and how it was proven all the same. */
function entailment(inferred: number): string[] {
  return [
    `The graph was read with --entail: what follows from its declared sub-properties, inverses, symmetric and transitive properties`,
    `counts as stated. The second engine saw stated triples alone, and followed property paths. In ${inferred} of the rows a witness is`,
    'inferred; `provenance.jsonl` names the stated triples behind each.',
  ];
}

function leftOut({ counts }: CardInput): string[] {
  const refused = Object.entries(counts.refused) as [RefusalReason, number][];
  const dropped = (Object.entries(counts.dropped) as [DropReason, number][]).filter(([, count]) => count > 0);
  const rows = [
    ...refused.map(([reason, count]) => [`${REFUSALS[reason]} (\`${reason}\`)`, String(count)]),
    ...dropped.map(([reason, count]) => [`${DROPS[reason]} (\`${reason}\`)`, String(count)]),
    ...(counts.repeated > 0 ? [['walked again with the same outcome (`repeated`)', String(counts.repeated)]] : []),
  ];
  return [
    '## What was left out',
    '',
    `${counts.read} trajectories were read, ${counts.written} became rows.`,
    '',
    ...(rows.length > 0 ? table(['reason', 'trajectories'], rows) : []),
  ];
}

function origin({ graphs, license, source, versions, seed }: CardInput): string[] {
  return [
    '## Where it comes from',
    '',
    ...table(
      ['graph', 'digest', 'rows'],
      graphs.map(({ name, digest, rows }) => [code(name), digest === null ? 'not pinned' : code(digest), String(rows)]),
    ),
    `- Licence: ${code(license.given)}`,
    ...(source === undefined ? [] : [`- Source of the graph: ${code(source)}`]),
    `- Versions: ${versions.map(code).join(', ') || 'not recorded'}`,
    `- Seed of the harvest: ${code(seed)}`,
    '',
  ];
}

function limits(): string[] {
  return [
    '## Limits',
    '',
    '- An answer is right according to the graph at this digest; the graph may be incomplete, outdated or wrong about the world.',
    '- Where `closed_world` is true, "not stated" was taken as "not so".',
    '- Rankings and comparisons see stated values alone: what has none is left out, and the question says "according to this graph".',
    '- Questions are worded by templates: plainer and more alike than those of people.',
    '- Labels and values are quoted from the graph as they stand there.',
    '- Walks of the scripted agent take no wrong turn: there is little to learn from them about recovering from mistakes.',
    '- Whoever trains and tests on one graph measures how well its relations are used, not what a model knows of other graphs.',
    '',
  ];
}

/** The first column holds names; the others hold figures, or texts where `align` is `left`. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: 'left' | 'right' = 'right',
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 || align === 'left' ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line), ''];
}

/** Text from outside as one harmless line of Markdown. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} .,:_()-]+/gu, ' ').slice(0, 200);
}

function code(text: string): string {
  return `\`${text.replace(/[`|\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 300)}\``;
}
