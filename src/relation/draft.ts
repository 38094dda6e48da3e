/** A relation on its way: what was counted, what is declared, and what follows from both for it alone. */
import type { ObservedRelation } from '../graph/source.ts';
import { type ClassInfo, classOfEnd, entityClass } from './classes.ts';
import type { Declaration } from './declare.ts';
import type { ClassReference } from './relation.ts';
import { writesLowerCase } from './wording/identifier.ts';
import { classFromPath, type Worded, wordRelation } from './wording/word.ts';

export interface Draft {
  readonly observed: ObservedRelation;
  readonly declaration: Declaration;
  readonly head: ClassReference;
  readonly tail: ClassReference;
  readonly valued: boolean;
  readonly datatype: string | undefined;
  /** The wording, not yet distinct from that of other relations. */
  readonly worded: Worded;
}

/** Drafts of all relations that were counted, in the same order. */
export function draftRelations(
  used: readonly ObservedRelation[],
  declarations: ReadonlyMap<string, Declaration>,
  classes: ReadonlyMap<string, ClassInfo>,
): Draft[] {
  const labels = [...declarations.values()].flatMap(({ label }) => (label === undefined ? [] : [label]));
  const lowerCase = writesLowerCase(labels);
  return used.flatMap((observed) => {
    const declaration = declarations.get(observed.iri);
    return declaration === undefined ? [] : [draft(observed, declaration, classes, lowerCase)];
  });
}

function draft(
  observed: ObservedRelation,
  declaration: Declaration,
  classes: ReadonlyMap<string, ClassInfo>,
  lowerCase: boolean,
): Draft {
  const { iri, triples, literals, subjects, objects, subjectClasses, objectClasses, datatypes } = observed;
  const valued = literals > 0 && (declaration.datatypeProperty || literals > triples / 2);
  const datatype = valued ? datatypes[0]?.iri : undefined;
  const head =
    classOfEnd(declaration.domains, subjectClasses, subjects, classes) ?? headFromPath(iri, declaration) ?? entityClass;
  const tail = valued ? undefined : classOfEnd(declaration.ranges, objectClasses, objects, classes);
  const worded = wordRelation(iri, declaration.label, { valued, datatype }, lowerCase);
  return { observed, declaration, head, tail: tail ?? entityClass, valued, datatype, worded };
}

function headFromPath(iri: string, { label }: Declaration): ClassReference | undefined {
  const named = classFromPath(iri, label);
  return named === undefined ? undefined : { iri: undefined, ...named, basis: 'iri' };
}
