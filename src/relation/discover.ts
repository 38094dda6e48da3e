/** Discovers what a graph can say: its relations and classes, declared first, then observed. */
import type { Observations, ObservedRelation, Source } from '../graph/source.ts';
import { isBookkeeping, isSchemaRelation, isSchemaTerm } from './bookkeeping.ts';
import { type ClassInfo, classOfEnd, entityClass, readClasses } from './classes.ts';
import { askWhatOccurs, type Declaration, declaredRelations, readDeclarations } from './declare.ts';
import { holdSameFacts, isSymmetric } from './direction.ts';
import { distinguish } from './distinguish.ts';
import { rankRelations } from './rank.ts';
import type { ClassReference, Relation, Wording } from './relation.ts';
import { cleanComment } from './wording/clean.ts';
import { classFromPath, type Worded, wordRelation } from './wording/word.ts';

export interface Vocabulary {
  /** Most useful first; bookkeeping last. Relations that only declare the schema, name or classify are left out. */
  readonly relations: readonly Relation[];
  /** In id order. */
  readonly classes: readonly ClassInfo[];
  readonly byIri: ReadonlyMap<string, Relation>;
  /** Relations that are declared but occur in no triple, in id order. */
  readonly unused: readonly string[];
}

/** A relation on its way: what was counted, what is declared, and what follows from both. */
interface Draft {
  readonly observed: ObservedRelation;
  readonly declaration: Declaration;
  readonly head: ClassReference;
  readonly tail: ClassReference;
  readonly valued: boolean;
  readonly datatype: string | undefined;
  readonly worded: Worded;
}

/** Everything a source can be asked for. Deterministic for equal graphs; asks the source for schema facts only where they occur. */
export async function discoverRelations(source: Source): Promise<Vocabulary> {
  const observations = await source.observe();
  const ask = askWhatOccurs(source, observations);
  const classes = await readClasses(source, ask, observations);
  const used = observations.relations.filter((relation) => relation.triples > 0 && !isSchemaRelation(relation));
  const unused = await readUnused(source, observations);
  const declarations = await readDeclarations(source, ask, [...used.map(({ iri }) => iri), ...unused]);
  const classByIri = new Map(classes.map((info) => [info.iri, info]));
  const drafts = used.flatMap((observed) => {
    const declaration = declarations.get(observed.iri);
    return declaration === undefined ? [] : [draft(observed, declaration, classByIri)];
  });
  const wordings = distinguish(
    drafts.map(({ observed, worded, head }) => ({
      iri: observed.iri,
      id: source.compact(observed.iri),
      wording: worded.wording,
      head,
    })),
  );
  const observedByIri = new Map(used.map((relation) => [relation.iri, relation]));
  const settled: Relation[] = [];
  for (const each of drafts) {
    settled.push(await settle(each, { source, wordings, declarations, observedByIri, classByIri }));
  }
  const relations = rankRelations(
    settled,
    new Map(drafts.map(({ observed, worded }) => [observed.iri, worded.legibility])),
  );
  return { relations, classes, byIri: new Map(relations.map((relation) => [relation.iri, relation])), unused };
}

async function readUnused(source: Source, observations: Observations): Promise<string[]> {
  const used = new Set(observations.relations.map(({ iri }) => iri));
  return (await declaredRelations(source, observations)).filter((iri) => !used.has(iri) && !isSchemaTerm(iri));
}

function draft(observed: ObservedRelation, declaration: Declaration, classes: ReadonlyMap<string, ClassInfo>): Draft {
  const { iri, triples, literals, subjects, objects, subjectClasses, objectClasses, datatypes } = observed;
  const valued = literals > 0 && (declaration.datatypeProperty || literals > triples / 2);
  const datatype = valued ? datatypes[0]?.iri : undefined;
  const path = classFromPath(iri, declaration.label);
  const head =
    classOfEnd(declaration.domains, subjectClasses, subjects, classes) ??
    (path === undefined ? entityClass : ({ iri: undefined, ...path, basis: 'iri' } as const));
  const tail = valued ? entityClass : (classOfEnd(declaration.ranges, objectClasses, objects, classes) ?? entityClass);
  return {
    observed,
    declaration,
    head,
    tail,
    valued,
    datatype,
    worded: wordRelation(iri, declaration.label, { valued, datatype }),
  };
}

interface Surroundings {
  readonly source: Source;
  readonly wordings: ReadonlyMap<string, Wording>;
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly observedByIri: ReadonlyMap<string, ObservedRelation>;
  readonly classByIri: ReadonlyMap<string, ClassInfo>;
}

async function settle(
  { observed, declaration, head, tail, valued, datatype, worded }: Draft,
  around: Surroundings,
): Promise<Relation> {
  const { iri, triples, subjects, objects, maximumObjects, maximumSubjects } = observed;
  const { source, wordings, observedByIri, classByIri } = around;
  const inverseOf = declaration.inverses.find((inverse) => observedByIri.has(inverse)) ?? declaration.inverses[0];
  const inverse = inverseOf === undefined ? undefined : observedByIri.get(inverseOf);
  const sameEnds = head.iri === tail.iri && !valued;
  return {
    iri,
    wording: wordings.get(iri) ?? worded.wording,
    inverseWording: inverseWordingOf(inverseOf, around),
    comment: cleanComment(declaration.comment ?? ''),
    head,
    tail,
    valued,
    datatype,
    functional: maximumObjects === 1,
    inverseFunctional: maximumSubjects === 1,
    declaredFunctional: declaration.functional,
    symmetric: declaration.symmetric || (sameEnds && (await isSymmetric(source, observed))),
    inverseOf,
    inverseHoldsSameFacts: inverse !== undefined && (await holdSameFacts(source, observed, inverse)),
    triples,
    subjects,
    objects,
    maximumObjects,
    maximumSubjects,
    completeness: completenessOf(observed, declaration, head, classByIri),
    bookkeeping: isBookkeeping(iri),
    ...(observed.example === undefined ? {} : { example: observed.example }),
  };
}

/** The wording of the declared inverse: as that relation is worded itself, or by its label where no triple uses it. */
function inverseWordingOf(inverse: string | undefined, { wordings, declarations }: Surroundings): Wording | undefined {
  if (inverse === undefined) return undefined;
  const label = declarations.get(inverse)?.label;
  return (
    wordings.get(inverse) ??
    (label === undefined ? undefined : wordRelation(inverse, label, { valued: false, datatype: undefined }).wording)
  );
}

function completenessOf(
  { subjects, subjectClasses }: ObservedRelation,
  { required }: Declaration,
  head: ClassReference,
  classes: ReadonlyMap<string, ClassInfo>,
): number | undefined {
  const members = head.iri === undefined ? undefined : classes.get(head.iri)?.members;
  if (members === undefined || members === 0) return undefined;
  if (required) return 1;
  const among = subjectClasses.find(({ iri }) => iri === head.iri)?.count ?? subjects;
  return Math.min(1, among / members);
}
