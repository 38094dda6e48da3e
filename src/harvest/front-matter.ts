/** The front matter of a card, which tells the Hugging Face hub and `datasets` what the folder holds. */
import type { Column } from './formats/format.ts';
import type { License } from './license.ts';
import type { Split } from './split.ts';

/** A configuration: the rows of one format. */
export interface Config {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly files: readonly { readonly split: Split; readonly path: string }[];
}

export interface FrontMatter {
  readonly title: string;
  readonly license: License;
  readonly languages: readonly string[];
  readonly rows: number;
  readonly configs: readonly Config[];
}

export const TAGS = ['tool-use', 'function-calling', 'mcp', 'knowledge-graph', 'synthetic'] as const;

const SIZES = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
  [1e7, '1M<n<10M'],
  [Number.POSITIVE_INFINITY, '10M<n<100M'],
] as const;

/** YAML between its two rules. Text from outside is quoted as JSON, which is YAML too. */
export function frontMatter({ title, license, languages, rows, configs }: FrontMatter): string {
  const size = SIZES.find(([below]) => rows < below)?.[1] ?? '';
  return [
    '---',
    ...licenseLines(license),
    ...list('language', languages.map(quoted)),
    `pretty_name: ${quoted(title)}`,
    ...list('size_categories', [size]),
    ...list('task_categories', ['text-generation']),
    ...list('tags', TAGS),
    'configs:',
    ...configs.flatMap(configLines),
    'dataset_info:',
    ...configs.flatMap(infoLines),
    '---',
    '',
  ].join('\n');
}

/** YAML breaks lines, or breaks off, at characters that JSON leaves as they are. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });

function list(key: string, items: readonly string[]): string[] {
  return [`${key}:`, ...items.map((item) => `- ${item}`)];
}

function licenseLines({ identifier, given }: License): string[] {
  if (identifier !== 'other') return [`license: ${identifier}`];
  const isAddress = /^https?:\/\/\S+$/.test(given);
  return ['license: other', `license_name: ${quoted(given)}`, ...(isAddress ? [`license_link: ${quoted(given)}`] : [])];
}

function configLines({ name, files }: Config, index: number): string[] {
  return [
    `- config_name: ${name}`,
    ...(index === 0 ? ['  default: true'] : []),
    '  data_files:',
    ...files.flatMap(({ split, path }) => [`  - split: ${split}`, `    path: ${path}`]),
  ];
}

function infoLines({ name, columns }: Config): string[] {
  return [`- config_name: ${name}`, '  features:', ...columns.flatMap(columnLines)];
}

function columnLines({ name, type }: Column): string[] {
  const head = `  - name: ${name}`;
  if (typeof type === 'object') {
    return [head, '    list:', ...type.listOf.flatMap((member) => [`    - name: ${member}`, '      dtype: string'])];
  }
  return [head, type === 'list of json' ? '    list: json' : `    dtype: ${type}`];
}
