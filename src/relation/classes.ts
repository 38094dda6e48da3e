/** The classes of a graph as tools name them, and the class a relation starts from or leads to. */
import type { Counted, Observations, Source } from '../graph/source.ts';
import { isEverything, isSchemaTerm } from './bookkeeping.ts';
import type { Ask } from './declare.ts';
import { labelOf } from './declare.ts';
import type { ClassReference } from './relation.ts';
import { writesLowerCase } from './wording/identifier.ts';
import { wordClass } from './wording/word.ts';

export interface ClassInfo {
  readonly iri: string;
  /** Lower-case singular noun phrase without article. */
  readonly label: string;
  readonly plural: string;
  /** How many entities it holds, those of its subclasses included. */
  readonly members: number;
  readonly superclasses: readonly string[];
  /** What whoever serves the graph says of it: one line, shown as their words. */
  readonly note?: string;
}

/** What stands where nothing is known of the class. */
export const entityClass: ClassReference = { iri: undefined, label: 'entity', plural: 'entities', basis: 'none' };

/** Share of the subjects (or objects) that a class must hold to be called theirs. */
const observedShare = 0.9;

/** The classes of entities, in id order; those of schema vocabularies are left out. */
export async function readClasses(source: Source, ask: Ask, { classes }: Observations): Promise<ClassInfo[]> {
  const own = classes.filter(({ iri }) => !isSchemaTerm(iri));
  const labels: (string | undefined)[] = [];
  for (const { iri } of own) labels.push(await labelOf(source, ask, iri));
  const lowerCase = writesLowerCase(labels.filter((label) => label !== undefined));
  return own.map(({ iri, members, superclasses }, index) => ({
    iri,
    ...wordClass(iri, labels[index], lowerCase),
    members,
    superclasses: superclasses.filter((superclass) => !isSchemaTerm(superclass)),
  }));
}

/**
 * The class of one end of a relation: declared, else observed; undefined without evidence. Of several declared ones those
 * count that the data bears out: authors often list alternatives, where RDFS means that all hold.
 */
export function classOfEnd(
  declared: readonly string[],
  observed: readonly Counted[],
  total: number,
  classes: ReadonlyMap<string, ClassInfo>,
): ClassReference | undefined {
  const holding = new Set(
    observed.filter(({ count }) => total > 0 && count >= observedShare * total).map(({ iri }) => iri),
  );
  const named = [...new Set(declared)].filter((iri) => !isEverything(iri) && classes.has(iri));
  const borneOut = named.length === 1 ? named : named.filter((iri) => holding.has(iri));
  const byDeclaration = mostSpecial(borneOut, classes);
  if (byDeclaration !== undefined) return refer(byDeclaration, 'declared');
  const byObservation = mostSpecial([...holding], classes);
  return byObservation === undefined ? undefined : refer(byObservation, 'observed');
}

/** The class with the fewest members; among equals the deepest, then the first by IRI. */
function mostSpecial(iris: readonly string[], classes: ReadonlyMap<string, ClassInfo>): ClassInfo | undefined {
  const known = iris.flatMap((iri) => classes.get(iri) ?? []);
  known.sort(
    (a, b) => a.members - b.members || b.superclasses.length - a.superclasses.length || (a.iri < b.iri ? -1 : 1),
  );
  return known[0];
}

function refer({ iri, label, plural }: ClassInfo, basis: 'declared' | 'observed'): ClassReference {
  return { iri, label, plural, basis };
}
