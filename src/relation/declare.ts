/** Reads what a graph itself declares of its relations: RDFS, OWL and SHACL. */
import { owl, rdf, rdfs, relationClasses, skos } from '../graph/namespaces.ts';
import type { Observations, Source } from '../graph/source.ts';
import { readShapes } from './shapes.ts';
import { irisAmong, subjectsOf, textAmong } from './term-list.ts';
import { isOpaque, localName } from './wording/identifier.ts';

export interface Declaration {
  /** By `rdfs:label`, `skos:prefLabel`, else `sh:name`. */
  readonly label: string | undefined;
  readonly comment: string | undefined;
  readonly domains: readonly string[];
  readonly ranges: readonly string[];
  readonly inverses: readonly string[];
  readonly datatypeProperty: boolean;
  readonly functional: boolean;
  readonly symmetric: boolean;
  /** Whether SHACL demands at least one value. */
  readonly required: boolean;
}

/** Asks for objects, but only under relations that occur at all: an endpoint is spared the rest. */
export type Ask = (subject: string, relation: string) => Promise<Awaited<ReturnType<Source['objects']>>>;

export function askWhatOccurs(source: Source, { relations }: Observations): Ask {
  const present = new Set(relations.map(({ iri }) => iri));
  return async (subject, relation) => (present.has(relation) ? source.objects(subject, relation) : []);
}

/** IRIs declared to be relations, by their type or by a domain or range, in id order, whether triples use them or not. */
export async function declaredRelations(source: Source, { relations, classes }: Observations): Promise<string[]> {
  const classIris = classes.map(({ iri }) => iri);
  const present = new Set(relations.map(({ iri }) => iri));
  const statements = [
    [rdf.type, relationClasses],
    [rdfs.domain, classIris],
    [rdfs.range, classIris],
  ] as const;
  const asked = statements.filter(([relation]) => present.has(relation));
  const declared = await Promise.all(asked.map(([relation, objects]) => subjectsOf(source, relation, objects)));
  return [...new Set(declared.flat())].sort();
}

/** The declarations of these relations and of their declared inverses, by IRI. */
export async function readDeclarations(
  source: Source,
  ask: Ask,
  iris: readonly string[],
): Promise<ReadonlyMap<string, Declaration>> {
  const inverses = await readInverses(source, ask, iris);
  const shapes = await readShapes(source, ask, iris);
  const read = new Map<string, Declaration>();
  for (const iri of new Set([...iris, ...[...inverses.values()].flatMap((set) => [...set])])) {
    const types = new Set(irisAmong(await ask(iri, rdf.type)));
    const shape = shapes.get(iri);
    read.set(iri, {
      label: (await labelOf(source, ask, iri)) ?? shape?.name,
      comment: textAmong(await ask(iri, rdfs.comment)) ?? shape?.description,
      domains: [...irisAmong(await ask(iri, rdfs.domain)), ...(shape?.targets ?? [])],
      ranges: [...irisAmong(await ask(iri, rdfs.range)), ...(shape?.ranges ?? [])],
      inverses: [...(inverses.get(iri) ?? [])].sort(),
      datatypeProperty: types.has(owl.DatatypeProperty),
      functional: types.has(owl.FunctionalProperty) || (shape?.single ?? false),
      symmetric: types.has(owl.SymmetricProperty),
      required: shape?.required ?? false,
    });
  }
  return read;
}

/**
 * The label in the source's language; undefined where the source would have to make one up from the IRI. Label files are not
 * triples: they are believed for codes such as `P31`, which no source can make readable by itself.
 */
export async function labelOf(source: Source, ask: Ask, iri: string): Promise<string | undefined> {
  const labels = [...(await ask(iri, rdfs.label)), ...(await ask(iri, skos.prefLabel))];
  if (labels.some(({ kind }) => kind === 'literal')) return await source.label(iri);
  const name = localName(iri);
  if (!isOpaque(name)) return undefined;
  const given = await source.label(iri);
  return given.replaceAll(/[\W_]/g, '') === name.replaceAll(/[\W_]/g, '') ? undefined : given;
}

async function readInverses(source: Source, ask: Ask, iris: readonly string[]): Promise<Map<string, Set<string>>> {
  const inverses = new Map<string, Set<string>>();
  const note = (from: string, to: string): void => {
    if (from !== to) inverses.set(from, (inverses.get(from) ?? new Set()).add(to));
  };
  const stating = await subjectsOf(source, owl.inverseOf, iris);
  for (const iri of new Set([...iris, ...stating])) {
    for (const inverse of irisAmong(await ask(iri, owl.inverseOf))) {
      note(iri, inverse);
      note(inverse, iri);
    }
  }
  return inverses;
}
