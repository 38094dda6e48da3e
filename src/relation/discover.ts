/** Discovers what a graph can say: its relations and classes, declared first, then observed. */
import type { Observations, ObservedRelation, Source } from '../graph/source.ts';
import { isSchemaRelation, isSchemaTerm } from './bookkeeping.ts';
import { type ClassInfo, readClasses } from './classes.ts';
import { askWhatOccurs, declaredRelations, readDeclarations } from './declare.ts';
import { distinguish } from './distinguish.ts';
import { draftRelations } from './draft.ts';
import { rankRelations } from './rank.ts';
import type { Relation } from './relation.ts';
import { settle } from './settle.ts';

export interface Vocabulary {
  /** Most useful first; bookkeeping last. Relations that only declare the schema, name or classify are left out. */
  readonly relations: readonly Relation[];
  /** In id order. */
  readonly classes: readonly ClassInfo[];
  readonly byIri: ReadonlyMap<string, Relation>;
  /** Relations that are declared but occur in no triple, in id order. */
  readonly unused: readonly string[];
  /** `cf1:` and a hash of the configuration that it was changed by, where there is one. */
  readonly configuration?: string;
}

/**
 * The relations and classes of a source, the same whatever the order of its triples. Reads declarations (RDFS, OWL, SHACL) only
 * where they occur, and triples only to compare relations with their converse.
 *
 * @example const { relations } = await discoverRelations(new LocalSource(graph));
 */
export async function discoverRelations(source: Source): Promise<Vocabulary> {
  const observations = await source.observe();
  const ask = askWhatOccurs(source, observations);
  const classes = await readClasses(source, ask, observations);
  const classByIri = new Map(classes.map((info) => [info.iri, info]));
  const used = await readUsed(source, observations);
  const unused = await readUnused(source, observations);
  const declarations = await readDeclarations(source, ask, [...used.map(({ iri }) => iri), ...unused]);
  const drafts = draftRelations(used, declarations, classByIri);
  const wordings = distinguish(
    drafts.map(({ observed: { iri }, worded, head }) => ({
      iri,
      id: source.compact(iri),
      wording: worded.wording,
      head,
    })),
  );
  const observed = new Map(used.map((relation) => [relation.iri, relation]));
  const settled: Relation[] = [];
  for (const draft of drafts) {
    settled.push(await settle(draft, { source, wordings, declarations, observed, classes: classByIri }));
  }
  const legibility = new Map(drafts.map((draft) => [draft.observed.iri, draft.worded.legibility]));
  const relations = rankRelations(settled, legibility);
  return { relations, classes, byIri: new Map(relations.map((relation) => [relation.iri, relation])), unused };
}

async function readUsed(source: Source, { relations }: Observations): Promise<ObservedRelation[]> {
  const used: ObservedRelation[] = [];
  for (const relation of relations) {
    if (relation.triples > 0 && !(await isSchemaRelation(source, relation))) used.push(relation);
  }
  return used;
}

async function readUnused(source: Source, observations: Observations): Promise<string[]> {
  const used = new Set(observations.relations.map(({ iri }) => iri));
  return (await declaredRelations(source, observations)).filter((iri) => !used.has(iri) && !isSchemaTerm(iri));
}
