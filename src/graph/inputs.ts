/** The files a graph is read from: what a command line names, resolved to a list of files with their formats. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { GraphError } from '../errors.ts';
import { compareCodePoints } from './code-points.ts';

export type Format = 'turtle' | 'trig' | 'n-triples' | 'n-quads' | 'tsv';

export interface GraphInput {
  /** As it was given, or the folder as it was given and the file's name. */
  readonly path: string;
  /** The file's name without folders: what provenance and messages may show. */
  readonly name: string;
  readonly format: Format;
  /** Whether it is gzip. */
  readonly compressed: boolean;
  /** The text itself, where there is no file. */
  readonly text?: string;
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['.ttl', 'turtle'],
  ['.trig', 'trig'],
  ['.nt', 'n-triples'],
  ['.nq', 'n-quads'],
  ['.tsv', 'tsv'],
  ['.txt', 'tsv'],
]);

/** As which RDF/XML, JSON-LD and the syntaxes of OWL go about; Protégé names Turtle .owl and .rdf too. */
const OTHER_RDF: ReadonlySet<string> = new Set('.owl .rdf .xml .owx .ofn .omn .jsonld .json .n3'.split(' '));

const KNOWN = `${[...FORMATS.keys()].join(' ')}, each also with .gz`;

/**
 * Resolves paths to files: a file stands for itself, a folder for its files of known extensions (not of its subfolders) in
 * code-point order of their names. A file named twice counts once.
 * Errors: `missing_file`, `unreadable_file`, `unknown_extension`, `empty_directory`, `no_input`.
 */
export async function resolveInputs(paths: readonly string[]): Promise<readonly GraphInput[]> {
  if (paths.length === 0)
    throw new GraphError('no_input', `Expected at least one file or folder of ${KNOWN}; got none.`);
  const inputs = new Map<string, GraphInput>();
  for (const path of paths) {
    for (const input of (await isDirectory(path)) ? await directoryInputs(path) : [inputOf(path)]) {
      const real = await realpath(input.path);
      if (!inputs.has(real)) inputs.set(real, input);
    }
  }
  return [...inputs.values()];
}

/** The input of one file, judged by its name alone. Error: `unknown_extension`. */
export function inputOf(path: string): GraphInput {
  const input = recognise(path);
  if (input === undefined) {
    throw new GraphError('unknown_extension', `Expected a file of ${KNOWN}; got "${path}".${adviceFor(path)}`);
  }
  return input;
}

/** What to do with a file that holds triples in a form which is not read; of any other nobody knows. */
function adviceFor(path: string): string {
  const extension = /\.[^.]*$/.exec(path.toLowerCase().replace(/\.gz$/, ''))?.[0] ?? '';
  if (extension === '.csv') return ' Write it with tabs between head, relation and tail, as .tsv.';
  if (!OTHER_RDF.has(extension)) return '';
  return (
    ' If it is Turtle, name it .ttl; else turn it into Turtle first, as "Save as" in Protégé does, or ' +
    '"riot --output=turtle" of Apache Jena.'
  );
}

function recognise(path: string): GraphInput | undefined {
  const name = basename(path);
  const lower = name.toLowerCase();
  const compressed = lower.endsWith('.gz');
  const stem = compressed ? lower.slice(0, -3) : lower;
  const dot = stem.lastIndexOf('.');
  const format = dot < 0 ? undefined : FORMATS.get(stem.slice(dot));
  return format === undefined ? undefined : { path, name, format, compressed };
}

/** What a graph of these inputs is called: the names of its files, whatever their order. */
export function nameOf(inputs: readonly GraphInput[]): string {
  return inputs
    .map((input) => input.name)
    .sort(compareCodePoints)
    .join(', ');
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw fileError(path, cause);
  }
}

async function directoryInputs(path: string): Promise<readonly GraphInput[]> {
  let names: string[];
  try {
    const entries = await readdir(path, { withFileTypes: true });
    names = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  } catch (cause) {
    throw fileError(path, cause);
  }
  const inputs = names
    .sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
    .map((name) => recognise(join(path, name)))
    .filter((input) => input !== undefined);
  if (inputs.length === 0) {
    throw new GraphError(
      'empty_directory',
      `Expected files of ${KNOWN} in the folder "${path}"; found ${names.length === 0 ? 'no files' : `none among its ${names.length}`}. Folders below it are not looked into.`,
    );
  }
  return inputs;
}

/** The typed error for a file that could not be opened or read. */
export function fileError(path: string, cause: unknown): GraphError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const advice = /^https?:\/\//i.test(path)
      ? `Files are not fetched: download it first. A SPARQL endpoint is named "sparql+${path}".`
      : 'Check the path; it is relative to where you are.';
    return new GraphError('missing_file', `No file or folder "${path}". ${advice}`, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new GraphError('unreadable_file', `"${path}" could not be read: ${reason}`, { cause });
}
