/** Relations as property paths: what follows from a graph's declarations, said in SPARQL over the triples that its files state. */
import { compareCodePoints } from '../graph/code-points.ts';
import { owl, rdf, rdfs } from '../graph/namespaces.ts';
import { BLANK_BASE } from '../graph/read/blank-nodes.ts';
import { alternatives, backward, iriTerm, oneOrMore, type Path } from '../sparql/build.ts';

/** A declaration as it stands in a file: subject, predicate, object as keys. */
export type Declaration = readonly [subject: string, predicate: string, object: string];

export interface RelationPath {
  readonly path: Path;
  /** Whether it may lead out of a literal, which is the subject of nothing. */
  readonly turns: boolean;
}

/** The path of each relation, by IRI. */
export type RelationPaths = (iri: string) => RelationPath;

/** Every relation as itself: what holds where nothing is inferred. */
export const plainPaths: RelationPaths = (iri) => ({ path: iriTerm(iri), turns: false });

/** `^` before an IRI: read from object to subject. */
const turned = (step: string): string => (step.startsWith('^') ? step.slice(1) : `^${step}`);

/** What everything is below: to be so says nothing. */
const EVERYTHING: readonly string[] = [owl.topObjectProperty, owl.topDataProperty];

/** What is directly below each step. A step is the IRI of a relation, or `^` and the IRI. */
function belowOf(declarations: readonly Declaration[]): Map<string, Set<string>> {
  const below = new Map<string, Set<string>>();
  const addOne = (above: string, step: string): void => {
    below.set(above, (below.get(above) ?? new Set()).add(step));
  };
  const add = (above: string, step: string): void => {
    if (EVERYTHING.includes(above)) return;
    addOne(above, step);
    addOne(turned(above), turned(step));
  };
  for (const [one, predicate, other] of declarations) {
    if (predicate === rdfs.subPropertyOf) add(other, one);
    if (predicate === owl.inverseOf) {
      add(one, `^${other}`);
      add(other, `^${one}`);
    }
    if (predicate === owl.equivalentProperty) {
      add(one, other);
      add(other, one);
    }
    if (predicate === rdf.type && other === owl.SymmetricProperty) add(one, `^${one}`);
  }
  return below;
}

/** All that is below a step, itself included. */
function allBelow(step: string, below: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const all = new Set([step]);
  // A set that grows while it is read is read to its end.
  for (const one of all) for (const next of below.get(one) ?? []) all.add(next);
  return all;
}

/**
 * The paths that declarations give relations. A relation is an alternative of all steps below it; with a transitive one among
 * them, also of any number of the steps below *that*. No deeper nesting is needed: `((a)+|b)+` is `(a|b)+`.
 *
 * Built from the declarations alone, by no code of the index's.
 */
export function pathsBy(declarations: readonly Declaration[]): RelationPaths {
  const below = belowOf(declarations);
  const transitive = new Set(
    declarations.flatMap(([one, predicate, kind]) =>
      predicate === rdf.type && kind === owl.TransitiveProperty ? [one] : [],
    ),
  );
  const known = new Map<string, RelationPath>();
  return (iri) => {
    const path = known.get(iri) ?? pathOf(iri, below, transitive);
    known.set(iri, path);
    return path;
  };
}

function pathOf(
  iri: string,
  below: ReadonlyMap<string, ReadonlySet<string>>,
  transitive: ReadonlySet<string>,
): RelationPath {
  const steps = allBelow(iri, below);
  const closures = widest(
    [...steps].filter((step) => transitive.has(step.replace(/^\^/, ''))).map((step) => allBelow(step, below)),
  );
  const single = [...steps].filter((step) => !closures.some((closure) => closure.has(step)));
  const parts = [...stepPaths(single), ...closures.flatMap((closure) => repeated(stepPaths(closure)))];
  return { path: alternatives(parts), turns: [...steps].some((step) => step.startsWith('^')) };
}

/** Those that no other one holds, each once. */
function widest(closures: readonly Set<string>[]): Set<string>[] {
  return closures.filter((one, index) =>
    closures.every((other, place) => {
      const held = [...one].every((step) => other.has(step));
      return place === index || !held || (one.size === other.size && index < place);
    }),
  );
}

function repeated(paths: readonly Path[]): Path[] {
  return paths.length === 0 ? [] : [oneOrMore(alternatives(paths))];
}

/** Forward ones first, each kind in code-point order; what has no IRI is the predicate of nothing. */
function stepPaths(steps: Iterable<string>): Path[] {
  const named = [...steps].filter((step) => !step.replace(/^\^/, '').startsWith(BLANK_BASE)).sort(compareCodePoints);
  const forward = named.filter((step) => !step.startsWith('^')).map(iriTerm);
  const back = named.filter((step) => step.startsWith('^')).map((step) => backward(iriTerm(step.slice(1))));
  return [...forward, ...back];
}
