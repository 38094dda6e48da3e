/** What was worked out about a graph as sections of its snapshot, and back. */
import type { Graph } from '../graph.ts';
import { TermTable } from '../index/term-table.ts';
import type { Findings } from '../local-source.ts';
import type { NameRows } from '../name/name-index.ts';
import type { Counted, Observations, ObservedClass, ObservedRelation } from '../source.ts';
import { checkBelow, checkOffsets, checkTerms } from './check.ts';
import { damaged, type Sections } from './container.ts';
import { bytesOf, jsonBytes, jsonOf, numbersOf, sectionOf } from './section.ts';

/** What is kept beside a graph, each where it is known. */
export interface KeptFindings extends Findings {
  /** What others have made of it, as plain data. */
  readonly vocabulary?: unknown;
}

/** Sections for what is there. */
export function findingsSections({ observations, names, vocabulary }: KeptFindings): [string, Uint8Array][] {
  return [
    ...(vocabulary === undefined ? [] : ([['vocabulary', jsonBytes(vocabulary)]] as [string, Uint8Array][])),
    ...(observations === undefined ? [] : ([['observations', jsonBytes(observations)]] as [string, Uint8Array][])),
    ...(names === undefined ? [] : namesSections(names)),
  ];
}

function namesSections({ owners, hashes, hashed, near }: NameRows): [string, Uint8Array][] {
  return [
    ['names.owners', bytesOf(owners)],
    ['names.hashes', bytesOf(hashes)],
    ['names.hashed', bytesOf(hashed)],
    ['names.words.blocks', near.words.blocks],
    ['names.words.offsets', bytesOf(near.words.offsets)],
    ['names.starts', bytesOf(near.starts)],
    ['names.names', bytesOf(near.names)],
    ['names.lengths', near.lengths],
  ];
}

/** What {@link findingsSections} wrote of a graph. Error: `damaged_snapshot`. */
export function readFindings(sections: Sections, graph: Graph): KeptFindings {
  const { terms } = graph;
  const inferred = graph.entailment === undefined ? undefined : graph.triples - graph.asserted;
  return {
    vocabulary: sections.has('vocabulary') ? jsonOf(sections, 'vocabulary') : undefined,
    observations: sections.has('observations') ? observationsOf(jsonOf(sections, 'observations'), inferred) : undefined,
    names: sections.has('names.owners') ? namesOf(sections, terms) : undefined,
  };
}

function namesOf(sections: Sections, terms: number): NameRows {
  const array = (part: string): Uint32Array => numbersOf(sections, `names.${part}`);
  const words = new TermTable(sectionOf(sections, 'names.words.blocks'), array('words.offsets'));
  const near = { words, starts: array('starts'), names: array('names'), lengths: sectionOf(sections, 'names.lengths') };
  const rows = { owners: array('owners'), hashes: array('hashes'), hashed: array('hashed'), near };
  const count = rows.owners.length;
  if ([rows.hashes, rows.hashed, near.lengths].some(({ length }) => length !== count))
    throw damaged('the sections of names are of different lengths');
  checkTerms('names.words', words);
  checkBelow('names.owners', rows.owners, terms);
  checkBelow('names.hashed', rows.hashed, terms);
  checkSorted('names.hashes', rows.hashes);
  checkOffsets('names.starts', near.starts, words.size, near.names.length, 1);
  checkBelow('names.names', near.names, count);
  return rows;
}

/** No number is below the one before. */
function checkSorted(name: string, numbers: Uint32Array): void {
  let before = 0;
  for (const number of numbers) {
    if (number < before) throw damaged(`the numbers of ${name} are out of order`);
    before = number;
  }
}

function observationsOf(value: unknown, inferred: number | undefined): Observations {
  const { triples, entities, labelled, relations, classes } = (value ?? {}) as Partial<Observations>;
  const good =
    areCounts([triples, entities, labelled]) &&
    (value as Partial<Observations>).inferred === inferred &&
    Array.isArray(relations) &&
    relations.every(isRelation) &&
    Array.isArray(classes) &&
    classes.every(isClass);
  if (good) return value as Observations;
  throw damaged('the section observations is of another form');
}

function isRelation(value: Partial<ObservedRelation> | null): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { iri, triples, subjects, objects, maximumObjects, maximumSubjects, literals, example } = value;
  return (
    typeof iri === 'string' &&
    areCounts([triples, subjects, objects, maximumObjects, maximumSubjects, literals, value.inferred ?? 0]) &&
    [value.datatypes, value.subjectClasses, value.objectClasses].every(areTold) &&
    (example === undefined || (typeof example?.subject === 'string' && isTerm(example.object)))
  );
}

function isTerm(value: unknown): boolean {
  const { kind, iri, value: text, datatype, language } = (value ?? {}) as Record<string, unknown>;
  if (kind === 'iri') return typeof iri === 'string';
  const texts = [text, datatype, language ?? ''];
  return kind === 'literal' && texts.every((one) => typeof one === 'string');
}

function isClass(value: Partial<ObservedClass> | null): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { iri, members, superclasses } = value;
  return typeof iri === 'string' && areCounts([members]) && Array.isArray(superclasses) && superclasses.every(isText);
}

function areTold(value: readonly Partial<Counted>[] | undefined): boolean {
  return Array.isArray(value) && value.every((one) => typeof one?.iri === 'string' && areCounts([one.count]));
}

function areCounts(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
