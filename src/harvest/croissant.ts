/** The description of a harvest in Croissant 1.0 (MLCommons), JSON-LD that data set searches and loaders read. */
import type { Column } from './formats/format.ts';
import type { Config } from './front-matter.ts';
import type { License } from './license.ts';
import type { FileHashes } from './manifest.ts';
import type { Split } from './split.ts';

export const CROISSANT = 'croissant.json';

export interface CroissantInput {
  readonly title: string;
  readonly description: string;
  readonly license: License;
  readonly source: string | undefined;
  readonly languages: readonly string[];
  readonly keywords: readonly string[];
  /** Of the data set, as semantic versioning has it. */
  readonly version: string;
  /** As the card lists them: files of one kind. */
  readonly configs: readonly Config[];
  /** SHA-256 by path of all files; null for one that is not pinned. Of these, files of rows are described. */
  readonly hashes: FileHashes;
}

type Node = Readonly<Record<string, unknown>>;

/** As the specification gives it, so that readers which compare contexts find the one they know. */
const CONTEXT: Node = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jsonl: 'application/jsonlines',
  parquet: 'application/x-parquet',
};

/**
 * JSON text. Every file of rows has its SHA-256; a record set for each split of each configuration names the columns. It holds no
 * date: equal harvests are equal.
 */
export function croissantText(input: CroissantInput): string {
  const { title, description, license, source, languages, keywords, version, configs, hashes } = input;
  const document: Node = {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    name: title,
    description,
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    license: license.address ?? license.given,
    inLanguage: languages,
    keywords,
    version,
    ...(source === undefined ? {} : { isBasedOn: workAt(source) }),
    distribution: [...hashes].flatMap(([path, hash]) => (hash === null ? [] : fileObjects(path, hash))),
    recordSet: [
      splitsSet(configs),
      ...configs.flatMap((config) => config.files.flatMap((file) => recordSets(config, file))),
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Its address, or where the graph names its source in words, these. */
function workAt(source: string): string | Node {
  return /^https?:\/\/\S+$/.test(source) ? source : { '@type': 'sc:CreativeWork', name: source };
}

function fileObjects(path: string, sha256: string): Node[] {
  const encodingFormat = MEDIA_TYPES[path.slice(path.lastIndexOf('.') + 1)];
  if (encodingFormat === undefined) return [];
  return [{ '@type': 'cr:FileObject', '@id': path, name: path, contentUrl: path, encodingFormat, sha256 }];
}

/** The names of the splits as an enumeration, with what each is for. */
function splitsSet(configs: readonly Config[]): Node {
  const splits = [...new Set(configs.flatMap(({ files }) => files.map(({ split }) => split)))];
  const name = { '@type': 'cr:Field', '@id': 'splits/name', name: 'name', dataType: 'sc:Text' };
  const url = { '@type': 'cr:Field', '@id': 'splits/url', name: 'url', dataType: ['sc:URL', 'cr:Split'] };
  return {
    '@type': 'cr:RecordSet',
    '@id': 'splits',
    name: 'splits',
    dataType: 'cr:Split',
    key: { '@id': 'splits/name' },
    field: [name, url],
    data: splits.map((split) => ({ 'splits/name': split, 'splits/url': SPLIT_TYPES[split] })),
  };
}

const SPLIT_TYPES: Readonly<Record<Split, string>> = {
  train: 'cr:TrainingSplit',
  validation: 'cr:ValidationSplit',
  test: 'cr:TestSplit',
};

/**
 * Croissant has no type for a value that is a list of unlike objects. In Parquet such a value is a text of JSON; of JSON lines only
 * the columns with plain values are described.
 */
function recordSets({ name, columns }: Config, { split, path }: Config['files'][number]): Node[] {
  const id = `${name}/${split}`;
  const told = columns.filter((column) => path.endsWith('.parquet') || isPlain(column));
  const left = columns.filter((column) => !told.includes(column)).map((column) => column.name);
  if (told.length === 0) return [];
  const more =
    left.length === 0 ? '' : ` Each has nested JSON too, for which Croissant has no type: ${left.join(', ')}.`;
  return [
    {
      '@type': 'cr:RecordSet',
      '@id': id,
      name: id,
      description: `The rows of split "${split}" in configuration "${name}".${more}`,
      field: told.map((column) => field(id, path, column)),
    },
  ];
}

function isPlain({ type }: Column): boolean {
  return type === 'string' || type === 'bool';
}

function field(id: string, path: string, column: Column): Node {
  const { name, type } = column;
  return {
    '@type': 'cr:Field',
    '@id': `${id}/${name}`,
    name,
    description: isPlain(column) ? `Column "${name}".` : `Column "${name}", as JSON.`,
    dataType: type === 'bool' ? 'sc:Boolean' : 'sc:Text',
    source: { fileObject: { '@id': path }, extract: { column: name } },
  };
}
