/** Tells facts about the world from facts about the data: schema, identity links, provenance, wiki plumbing. */
import { owl, rdf, rdfs, sh, skos } from '../graph/namespaces.ts';
import type { ObservedRelation, Source } from '../graph/source.ts';
import { readFreebasePath } from './wording/freebase-path.ts';
import { localName } from './wording/identifier.ts';

/** Namespaces whose terms describe schemas; their classes are no classes of entities. */
const schemaBases = [rdf.base, rdfs.base, owl.base, sh.base];

const schemaRelations = new Set<string>([skos.prefLabel, skos.altLabel, `${skos.base}hiddenLabel`]);
const schemaExceptions = new Set<string>([
  owl.sameAs,
  `${owl.base}differentFrom`,
  rdfs.comment,
  rdfs.seeAlso,
  rdfs.isDefinedBy,
  `${rdf.base}value`,
]);

const bookkeepingBases = [
  'http://www.w3.org/ns/prov#',
  'http://rdfs.org/ns/void#',
  'http://purl.org/pav/',
  'http://www.w3.org/ns/dcat#',
  'http://creativecommons.org/ns#',
  'http://www.w3.org/ns/adms#',
  ...schemaBases,
];
const bookkeepingNames =
  /^(wiki(page|pedia|data|link)|thumbnail|same_?as|(exact|close|broad|narrow|related)_?match$|is_?primary_?topic|primary_?topic|topic_equivalent|(has_?)?provenance|was_?derived_?from|extracted_?from|source_?(record|file|dataset)$|(date_?)?modified$|last_?modified|licen[cs]e$|rights(_?holder)?$|see_?also|is_?defined_?by|version_?info|image_?size|thumb|depiction$|was_?generated_?by|in_?dataset$|page_?id$|revision_?id$|external_?link|web_?page)/i;
const dublinCore =
  /^http:\/\/purl\.org\/dc\/(terms|elements\/1\.1)\/(source|conformsTo|accessRights|hasVersion|isVersionOf|replaces|isReplacedBy|available|dateSubmitted|valid)$/;

/** Whether a relation or class belongs to a schema vocabulary. */
export function isSchemaTerm(iri: string): boolean {
  return schemaBases.some((base) => iri.startsWith(base));
}

/**
 * Whether a relation only declares the schema or names things, so that it makes no tool at all: `rdf:type`, labels, RDFS, OWL and
 * SHACL terms, and any relation that classes, relations or ontologies have but no entity.
 */
export async function isSchemaRelation(source: Source, { iri, subjectClasses }: ObservedRelation): Promise<boolean> {
  if (schemaRelations.has(iri) || (isSchemaTerm(iri) && !schemaExceptions.has(iri))) return true;
  const describesSchema = subjectClasses.some(
    (subjectClass) => isSchemaTerm(subjectClass.iri) && !isEverything(subjectClass.iri),
  );
  if (!describesSchema) return false;
  return (await source.follow({ relation: iri, inverse: false, from: await source.members() })).size === 0;
}

/** Classes that hold all entities, and so say nothing. */
export function isEverything(iri: string): boolean {
  return iri === `${owl.base}Thing` || iri === `${owl.base}NamedIndividual` || iri === `${rdfs.base}Resource`;
}

/** Whether a relation tells about the data rather than the world. */
export function isBookkeeping(iri: string): boolean {
  if (bookkeepingBases.some((base) => iri.startsWith(base)) || dublinCore.test(iri)) return true;
  const path = readFreebasePath(iri);
  if (path !== undefined)
    return /^\/(common|type|freebase|dataworld)\//.test(path.path) || path.path.endsWith('/source');
  return bookkeepingNames.test(localName(iri));
}
