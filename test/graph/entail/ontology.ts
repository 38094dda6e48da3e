/** Random small ontologies, and what follows from them by rules applied to strings until nothing new comes. */
import fc from 'fast-check';
import { writeTerm } from '../../../src/graph/n-triples.ts';

export type Fact = readonly [subject: string, relation: string, object: string];

const BASE = 'http://example.org/';
export const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
export const SUB = 'http://www.w3.org/2000/01/rdf-schema#subPropertyOf';
export const OWL = 'http://www.w3.org/2002/07/owl#';

const relation = fc.constantFrom('p', 'q', 'r', 's', 't').map((name) => BASE + name);
const entity = fc.constantFrom('a', 'b', 'c', 'd', 'e').map((name) => BASE + name);
const value = fc.constantFrom('"x"', '"y"@en');

const declaration: fc.Arbitrary<Fact> = fc.oneof(
  fc.tuple(relation, fc.constantFrom(SUB, SUB, `${OWL}inverseOf`, `${OWL}equivalentProperty`), relation),
  fc.tuple(
    relation,
    fc.constant(RDF_TYPE),
    fc.constantFrom('SymmetricProperty', 'TransitiveProperty').map((name) => OWL + name),
  ),
);

/** Declarations of all kinds in any mixture, and facts; with `values`, some objects are literals. */
export function ontology({ values }: { values: boolean }): fc.Arbitrary<Fact[]> {
  const object = values ? fc.oneof({ arbitrary: entity, weight: 5 }, { arbitrary: value, weight: 1 }) : entity;
  const fact: fc.Arbitrary<Fact> = fc.tuple(entity, relation, object);
  return fc
    .tuple(
      fc.array(declaration, { maxLength: 8, size: 'max' }),
      fc.array(fact, { minLength: 1, maxLength: 10, size: 'max' }),
    )
    .map(([declarations, facts]) => [...declarations, ...facts]);
}

export function asText(facts: readonly Fact[]): string {
  return facts.map((fact) => `${fact.map(writeTerm).join(' ')} .\n`).join('');
}

/** Each fact as a line, in order. */
export function lines(facts: Iterable<Fact>): string[] {
  return [...new Set([...facts].map((fact) => fact.join(' ')))].sort();
}

/** The rules of OWL 2 RL by the letter, on generalised triples; what has a literal subject is left out at the end. */
export function naiveClosure(stated: readonly Fact[]): Fact[] {
  const all = new Map<string, Fact>(stated.map((fact) => [JSON.stringify(fact), fact]));
  for (let before = -1; before !== all.size; ) {
    before = all.size;
    for (const fact of [...all.values()].flatMap((one) => consequences(one, stated, [...all.values()]))) {
      all.set(JSON.stringify(fact), fact);
    }
  }
  return [...all.values()].filter(([subject]) => !subject.startsWith('"'));
}

function consequences([x, p, y]: Fact, stated: readonly Fact[], all: readonly Fact[]): Fact[] {
  const found: Fact[] = [];
  for (const [one, declares, other] of stated) {
    if (declares === SUB && one === p) found.push([x, other, y]);
    if (declares === `${OWL}equivalentProperty` && one === p) found.push([x, other, y]);
    if (declares === `${OWL}equivalentProperty` && other === p) found.push([x, one, y]);
    if (declares === `${OWL}inverseOf` && one === p) found.push([y, other, x]);
    if (declares === `${OWL}inverseOf` && other === p) found.push([y, one, x]);
    if (declares !== RDF_TYPE || one !== p) continue;
    if (other === `${OWL}SymmetricProperty`) found.push([y, p, x]);
    if (other === `${OWL}TransitiveProperty`) {
      for (const [from, again, z] of all) if (again === p && from === y) found.push([x, p, z]);
    }
  }
  return found;
}
