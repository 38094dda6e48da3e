/** Loads a graph: files in, index out. */
import { GraphError } from '../errors.ts';
import { entailed } from './entail/entailed.ts';
import { Graph, type LoadedInput } from './graph.ts';
import { IndexBuilder } from './index/build.ts';
import { type Format, type GraphInput, nameOf, resolveInputs } from './inputs.ts';
import { givenLabels } from './name/given-labels.ts';
import { readLabels } from './name/label-files.ts';
import { Prefixes } from './prefixes.ts';
import { defaultLimits, type Limits } from './read/limits.ts';
import type { ReadReport } from './read/statement.ts';

export const DEFAULT_BASE = 'urn:kg:';

export interface LoadOptions {
  /** What values of tab-separated files, and relative IRIs of files without a base, are put behind. Default `urn:kg:`. */
  readonly base?: string | undefined;
  /** Files of `value<TAB>name` lines, optionally .gz; the first file that names a term has its preferred name. */
  readonly labels?: readonly string[] | undefined;
  /** The preferred language of labels, a tag such as `en`. */
  readonly language?: string | undefined;
  /** Whether to add what follows from declared sub-properties, inverses, symmetric and transitive properties. */
  readonly entail?: boolean | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly onProgress?: ((bytesRead: number, bytesTotal: number) => void) | undefined;
}

/**
 * Loads files and folders (see {@link resolveInputs}) as one set of triples; graph names are left out.
 *
 * Errors (`GraphError`): those of {@link resolveInputs}; `unreadable_gzip`, `binary_file`, `not_utf8`, `file_too_large`,
 * `term_too_long`, `too_many_statements`, `too_many_terms`; `syntax_error` (file, line, column), `wrong_columns`, `triple_term`,
 * `blank_nodes_too_alike`, `reserved_iri`; `invalid_base`; `labels_unmatched`; `empty_graph`; with `entail`
 * also `entailed_too_much`.
 *
 * @example const graph = await loadGraph(['graphs/countries.ttl'], { language: 'en' });
 */
export async function loadGraph(paths: readonly string[], options: LoadOptions = {}): Promise<Graph> {
  return loadInputs(await resolveInputs(paths), options);
}

/** Loads a graph from a text, for tests and for programs that have one. `name` stands for the file's name. */
export async function loadGraphFromText(
  text: string,
  options: LoadOptions & { readonly format: Format; readonly name?: string },
): Promise<Graph> {
  const name = options.name ?? 'text';
  return loadInputs([{ path: name, name, format: options.format, compressed: false, text }], options);
}

/** Loads inputs that have been resolved. Errors: those of {@link loadGraph}. */
export async function loadInputs(inputs: readonly GraphInput[], options: LoadOptions): Promise<Graph> {
  const base = baseOf(options);
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const builder = new IndexBuilder(limits.statements);
  // Loaded only here: a graph that comes from its snapshot needs no parser.
  const { readStatements } = await import('./read/statements.ts');
  const onProgress = options.onProgress ?? (() => {});
  const reports = await readStatements(inputs, { base, limits, onProgress }, (subject, predicate, object) =>
    builder.add(subject, predicate, object),
  );
  const name = nameOf(inputs);
  if (builder.statements === 0) {
    throw new GraphError('empty_graph', `${name}: expected at least one triple; got none.`);
  }
  const index = builder.finish();
  const pairs = await readLabels(options.labels ?? [], { base, limits }, (iri) => index.terms.id(iri));
  const graph = new Graph(index, {
    name,
    inputs: inputs.map((input, position) => loaded(input, reports[position] as ReadReport)),
    prefixes: new Prefixes(declarations(inputs, reports, base)),
    labels: givenLabels(pairs),
    base: inputs.some((input) => input.format === 'tsv') ? base : undefined,
    language: options.language?.toLowerCase(),
  });
  return options.entail === true ? entailed(graph, index, limits) : graph;
}

function loaded(input: GraphInput, report: ReadReport): LoadedInput {
  const { statements, hasBlankNodes, hasRelativeIris } = report;
  const foreign = input.format !== 'tsv' && input.text === undefined && !hasBlankNodes && !hasRelativeIris;
  return { ...input, statements, hasBlankNodes, foreign };
}

/** All prefixes of all files; `kg` means the base wherever it was used, whatever a file says. */
function* declarations(
  inputs: readonly GraphInput[],
  reports: readonly ReadReport[],
  base: string,
): Generator<readonly [string, string]> {
  const based = inputs.some((input) => input.format === 'tsv') || reports.some((report) => report.hasRelativeIris);
  if (based) yield ['kg', base];
  for (const { prefixes } of reports) {
    for (const [prefix, namespace] of prefixes) if (!based || prefix !== 'kg') yield [prefix, namespace];
  }
}

/** The base that options ask for, checked. Error: `invalid_base`. */
export function baseOf(options: LoadOptions): string {
  const base = options.base ?? DEFAULT_BASE;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no IRI may hold
  if (/^[a-z][a-z0-9+.-]*:[^\u0000-\u0020<>"{}|^`\\]*$/i.test(base)) return base;
  throw new GraphError(
    'invalid_base',
    `Expected an absolute IRI to put values behind, such as "urn:kg:"; got ${JSON.stringify(base)}.`,
  );
}
