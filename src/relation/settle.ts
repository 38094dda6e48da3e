/** Settles a draft among all others: distinct wording, inverse, symmetry, completeness. */
import type { ObservedRelation, Source } from '../graph/source.ts';
import { isBookkeeping } from './bookkeeping.ts';
import type { ClassInfo } from './classes.ts';
import { holdSameFacts, isSymmetric } from './converse.ts';
import type { Declaration } from './declare.ts';
import type { Draft } from './draft.ts';
import type { ClassReference, Relation, Wording } from './relation.ts';
import { cleanComment } from './wording/clean.ts';
import { wordRelation } from './wording/word.ts';

export interface Surroundings {
  readonly source: Source;
  /** Distinct wordings, declarations (of unused relations too) and counts, by relation. */
  readonly wordings: ReadonlyMap<string, Wording>;
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly observed: ReadonlyMap<string, ObservedRelation>;
  readonly classes: ReadonlyMap<string, ClassInfo>;
}

export async function settle(draft: Draft, around: Surroundings): Promise<Relation> {
  const { observed, declaration, head, tail, valued, datatype, worded } = draft;
  const { iri, triples, subjects, objects, maximumObjects, maximumSubjects } = observed;
  const inverseOf = declaration.inverses.find((inverse) => around.observed.has(inverse)) ?? declaration.inverses[0];
  const inverse = inverseOf === undefined ? undefined : around.observed.get(inverseOf);
  return {
    iri,
    wording: around.wordings.get(iri) ?? worded.wording,
    inverseWording: inverseWordingOf(inverseOf, around),
    comment: cleanComment(declaration.comment ?? ''),
    head,
    tail,
    valued,
    datatype,
    functional: maximumObjects === 1,
    inverseFunctional: maximumSubjects === 1,
    declaredFunctional: declaration.functional,
    symmetric: await symmetryOf(draft, around.source),
    inverseOf,
    inverseHoldsSameFacts: inverse !== undefined && (await holdSameFacts(around.source, observed, inverse)),
    triples,
    ...(observed.inferred === undefined ? {} : { inferred: observed.inferred }),
    subjects,
    objects,
    maximumObjects,
    maximumSubjects,
    completeness: completenessOf(observed, declaration, head, around.classes),
    bookkeeping: isBookkeeping(iri),
    ...(observed.example === undefined ? {} : { example: observed.example }),
  };
}

/** What is declared symmetric must also be stated so, or following it back would say something new. */
async function symmetryOf({ observed, declaration, head, tail, valued }: Draft, source: Source): Promise<boolean> {
  if (valued || !(declaration.symmetric || head.iri === tail.iri)) return false;
  return isSymmetric(source, observed);
}

/** The wording of the declared inverse: as that relation is worded itself, or by its label where no triple uses it. */
function inverseWordingOf(inverse: string | undefined, { wordings, declarations }: Surroundings): Wording | undefined {
  if (inverse === undefined) return undefined;
  const stated = wordings.get(inverse);
  if (stated !== undefined) return stated;
  const label = declarations.get(inverse)?.label;
  if (label === undefined) return undefined;
  return wordRelation(inverse, label, { valued: false, datatype: undefined }).wording;
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
