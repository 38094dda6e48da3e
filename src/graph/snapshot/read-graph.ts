/** A graph from the sections of a snapshot, after all that lookups rely on has been checked. */
import { Graph, type GraphOrigin, type LoadedInput } from '../graph.ts';
import { Adjacency } from '../index/adjacency.ts';
import type { Index } from '../index/build.ts';
import { type Entailment, RULES } from '../index/entailment.ts';
import { TermTable } from '../index/term-table.ts';
import { type GraphInput, nameOf } from '../inputs.ts';
import { GivenLabels, type LabelRows } from '../name/given-labels.ts';
import { Prefixes } from '../prefixes.ts';
import { checkAscending, checkBelow, checkOffsets, checkRows, checkTerms } from './check.ts';
import { damaged, type Sections } from './container.ts';
import type { GraphFacts } from './graph-sections.ts';
import { jsonOf, numbersOf, sectionOf } from './section.ts';

/**
 * The graph that {@link graphSections} wrote, of inputs that are known to be the same files (the paths may be written in another
 * way). Its arrays are views on the sections. Error: `damaged_snapshot`.
 */
export function readGraph(sections: Sections, inputs: readonly GraphInput[]): Graph {
  const facts = factsOf(sections, inputs.length);
  const terms = new TermTable(sectionOf(sections, 'terms.blocks'), numbersOf(sections, 'terms.offsets'));
  checkTerms('terms', terms);
  const relations = numbersOf(sections, 'relations');
  checkAscending('relations', relations, terms.size);
  const { triples, digest } = facts;
  const direction = (name: 'forward' | 'backward'): Adjacency => {
    const array = (part: string): Uint32Array => numbersOf(sections, `${name}.${part}`);
    const rows = { starts: array('starts'), keys: array('keys'), offsets: array('offsets'), values: array('values') };
    checkRows(name, rows, relations.length, terms.size, triples);
    return new Adjacency(rows);
  };
  const [forward, backward] = [direction('forward'), direction('backward')];
  const index: Index = { terms, relations, forward, backward, triples, digest };
  const entailment = entailmentOf(sections, facts);
  return new Graph(
    entailment === undefined ? index : { ...index, entailment },
    originOf(sections, facts, inputs, terms),
  );
}

function originOf(sections: Sections, facts: GraphFacts, inputs: readonly GraphInput[], terms: TermTable): GraphOrigin {
  return {
    name: nameOf(inputs),
    inputs: inputs.map((input, position): LoadedInput => {
      const { statements, hasBlankNodes, foreign } = facts.inputs[position] as GraphFacts['inputs'][number];
      return { ...input, statements, hasBlankNodes, foreign };
    }),
    prefixes: new Prefixes(facts.prefixes),
    labels: new GivenLabels(labelsOf(sections, terms.size)),
    base: facts.base ?? undefined,
    language: facts.language ?? undefined,
  };
}

function labelsOf(sections: Sections, terms: number): LabelRows {
  const array = (part: string): Uint32Array => numbersOf(sections, `labels.${part}`);
  const rows = { ids: array('ids'), starts: array('starts'), names: array('names'), offsets: array('offsets') };
  const bytes = sectionOf(sections, 'labels.bytes');
  const names = rows.offsets.length - 1;
  checkAscending('labels.ids', rows.ids, terms);
  checkOffsets('labels.starts', rows.starts, rows.ids.length, rows.names.length, 1);
  checkOffsets('labels.offsets', rows.offsets, names, bytes.length, 0);
  checkBelow('labels.names', rows.names, names);
  return { ...rows, bytes };
}

function entailmentOf(sections: Sections, { entailment, triples }: GraphFacts): Entailment | undefined {
  if (entailment === null) return undefined;
  const asserted = sectionOf(sections, 'asserted');
  if (asserted.length !== Math.ceil(triples / 8)) throw damaged('the section asserted is of another length');
  return { ...entailment, asserted };
}

/** The facts, if they are of the form they were written in. */
function factsOf(sections: Sections, inputs: number): GraphFacts {
  const facts = jsonOf(sections, 'graph') as Partial<GraphFacts> | null;
  const good =
    typeof facts === 'object' &&
    facts !== null &&
    isCount(facts.triples) &&
    typeof facts.digest === 'string' &&
    [facts.base, facts.language].every((text) => text === null || isText(text)) &&
    Array.isArray(facts.prefixes) &&
    facts.prefixes.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText)) &&
    Array.isArray(facts.inputs) &&
    facts.inputs.length === inputs &&
    facts.inputs.every((one) => isCount(one?.statements) && isFlag(one.hasBlankNodes) && isFlag(one.foreign)) &&
    isEntailment(facts.entailment, facts.triples);
  if (good) return facts as GraphFacts;
  throw damaged('the section graph is of another form');
}

function isEntailment(value: GraphFacts['entailment'] | undefined, triples: number): boolean {
  if (value === null) return true;
  return (
    typeof value === 'object' &&
    isCount(value.stated) &&
    value.stated <= triples &&
    typeof value.plainDigest === 'string' &&
    RULES.every((rule) => isCount(value.derived?.[rule]))
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}
