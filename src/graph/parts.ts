/** A graph taken apart into arrays and plain data, to be handed to another thread and put together there without a copy. */
import { Graph, type LoadedInput } from './graph.ts';
import { Adjacency, type Rows } from './index/adjacency.ts';
import type { OfTerms } from './index/build.ts';
import type { Entailment } from './index/entailment.ts';
import { TermTable } from './index/term-table.ts';
import type { Findings } from './local-source.ts';
import { GivenLabels, type LabelRows } from './name/given-labels.ts';
import type { NameRows } from './name/name-index.ts';
import { Prefixes } from './prefixes.ts';

type Terms = Pick<TermTable, 'blocks' | 'offsets'>;

/** What can be sent to another thread: no functions, no classes. */
export interface GraphParts {
  readonly terms: Terms;
  readonly relations: Uint32Array;
  readonly forward: Rows;
  readonly backward: Rows;
  readonly triples: number;
  readonly digest: string;
  readonly entailment: Entailment | undefined;
  readonly ofTerms: OfTerms;
  readonly name: string;
  readonly inputs: readonly LoadedInput[];
  readonly prefixes: readonly (readonly [prefix: string, namespace: string])[];
  readonly labels: LabelRows;
  readonly base: string | undefined;
  readonly language: string | undefined;
  readonly observations: Findings['observations'];
  readonly names:
    | (Omit<NameRows, 'near'> & { readonly near: Omit<NameRows['near'], 'words'>; readonly words: Terms })
    | undefined;
}

const termsOf = ({ blocks, offsets }: TermTable): Terms => ({ blocks, offsets });
const rowsOf = ({ starts, keys, offsets, values }: Adjacency): Rows => ({ starts, keys, offsets, values });

/** The parts of a graph and of what was worked out about it. The arrays are those of the graph, which is of no use once they are sent. */
export function partsOf(graph: Graph, { observations, names }: Findings): GraphParts {
  const { triples, digest, entailment, relations, origin } = graph;
  return {
    terms: termsOf(graph.table),
    relations,
    forward: rowsOf(graph.adjacency('forward')),
    backward: rowsOf(graph.adjacency('backward')),
    triples,
    digest,
    entailment,
    ofTerms: graph.ofTerms,
    name: origin.name,
    inputs: origin.inputs,
    prefixes: [...origin.prefixes.namespaces],
    labels: origin.labels.rows,
    base: origin.base,
    language: origin.language,
    observations,
    names: names && namesOf(names),
  };
}

function namesOf({ near: { words, ...near }, ...rows }: NameRows): GraphParts['names'] {
  return { ...rows, near, words: termsOf(words) };
}

/** The same graph, made of parts that this very program has sent: nothing is checked. */
export function assemble(parts: GraphParts): { readonly graph: Graph; readonly findings: Findings } {
  const { relations, triples, digest, entailment, name, inputs, base, language, observations, names } = parts;
  const [forward, backward] = [new Adjacency(parts.forward), new Adjacency(parts.backward)];
  const index = { terms: tableOf(parts.terms), relations, forward, backward, triples, digest, ofTerms: parts.ofTerms };
  const labels = new GivenLabels({ ...parts.labels, bytes: buffered(parts.labels.bytes) });
  const prefixes = new Prefixes(parts.prefixes);
  const graph = new Graph(entailment === undefined ? index : { ...index, entailment }, {
    name,
    inputs,
    prefixes,
    labels,
    base,
    language,
  });
  if (names === undefined) return { graph, findings: { observations } };
  const { words, near, ...rows } = names;
  return { graph, findings: { observations, names: { ...rows, near: { ...near, words: tableOf(words) } } } };
}

const tableOf = ({ blocks, offsets }: Terms): TermTable => new TermTable(buffered(blocks), offsets);

/** A message turns buffers into plain arrays of bytes. */
const buffered = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

/**
 * What of a message is moved rather than copied: the memory of all arrays that fill theirs. Small buffers lie in a pool of Node's,
 * which cannot be moved; sending copies them.
 */
export function movable(message: unknown): ArrayBuffer[] {
  const whole = new Map<ArrayBufferLike, boolean>();
  visit(message, ({ buffer, byteLength }) => {
    whole.set(buffer, whole.get(buffer) !== false && byteLength === buffer.byteLength);
  });
  return [...whole].flatMap(([buffer, alone]) => (alone && buffer instanceof ArrayBuffer ? [buffer] : []));
}

function visit(value: unknown, onView: (view: ArrayBufferView) => void): void {
  if (ArrayBuffer.isView(value)) onView(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) visit(part, onView);
}
