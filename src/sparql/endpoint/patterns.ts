/** The patterns behind classes and entities: the same law as graph/classes.ts, said in SPARQL. */
import { owl, rdf, rdfs, relationClasses, sh } from '../../graph/namespaces.ts';
import {
  filter,
  group,
  iriTerm,
  minus,
  type Pattern,
  thenAnyNumberOf,
  union,
  type VariableTerm,
  variable,
} from '../build.ts';
import type { Where } from './endpoint-set.ts';
import { among, apply, statement } from './select.ts';

/** What is not an entity of the world but speaks about the data. */
export const DECLARING: readonly string[] = [
  ...relationClasses,
  rdfs.Class,
  owl.Class,
  owl.Ontology,
  `${rdfs.base}Datatype`,
  `${sh.base}NodeShape`,
  `${sh.base}PropertyShape`,
];

/** Members of a class and of all classes below it, without blank nodes. */
export function memberOf(classIri: string): Where {
  const path = thenAnyNumberOf(iriTerm(rdf.type), iriTerm(rdfs.subClassOf));
  return (bound) => [statement(bound, path, iriTerm(classIri)), filter(apply('isiri', bound))];
}

/** Members of any class, with the class. */
export function membership(member: VariableTerm, classVariable: VariableTerm): Pattern {
  return statement(member, thenAnyNumberOf(iriTerm(rdf.type), iriTerm(rdfs.subClassOf)), classVariable);
}

/** The IRIs that are subject or object of something, and none of these. */
export function entity(others: readonly string[]): Where {
  return (bound, occurs = false) => {
    const left = others.length === 0 ? [] : [minus([among(bound, others)])];
    const named = [filter(apply('isiri', bound)), ...left];
    return occurs ? named : [group([somewhere(bound), ...named])];
  };
}

function somewhere(bound: VariableTerm): Pattern {
  const other = (end: string): VariableTerm => variable(`${bound.value}${end}`);
  return union([[statement(bound, other('p'), other('o'))], [statement(other('s'), other('q'), bound)]]);
}
