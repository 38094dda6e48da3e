/** Single triples of an endpoint, for whoever holds a record against them: those of a step, of a class, of an entity. */
import { owl, rdf, rdfs } from '../../graph/namespaces.ts';
import type { KeyTriple } from '../../graph/of-triples.ts';
import { termKey, termOf } from '../../graph/term.ts';
import { filter, iriTerm, minus, type Pattern, type VariableTerm, variable } from '../build.ts';
import { batches, listAll } from './paging.ts';
import { memberOf } from './patterns.ts';
import type { Cell } from './results.ts';
import { among, apply, canAsk, canName, select, statement } from './select.ts';
import { type Asking, BATCH } from './set-algebra.ts';

/** Triples, and whether they are all there are. */
export interface Found {
  readonly triples: readonly KeyTriple[];
  /** Whether there are, or may be, more than these. */
  readonly cut: boolean;
  /** Whether they also lead to what cannot be asked about again: blank nodes, and IRIs that no query can hold. */
  readonly dead: boolean;
}

export interface EndpointFacts {
  /** The triples of a relation whose subject (inverse: object) is one of these keys. */
  step(relation: string, inverse: boolean, keys: readonly string[]): Promise<Found>;
  /** What makes members of a class: the `rdf:type` of each, and every `rdfs:subClassOf` that leads to the class. */
  members(classIri: string): Promise<Found>;
  /** A triple in which an entity stands; none where there is none. */
  any(iri: string): Promise<Found>;
  /** Whether the triples of the one are those of the other the other way round, and there are some. */
  mirrors(relation: string, other: string): Promise<boolean>;
  /** IRIs of relations that are declared to be an inverse of this one, or this one of them. */
  inversesOf(relation: string): Promise<readonly string[]>;
}

const [s, p, o, c] = ['s', 'p', 'o', 'c'].map(variable) as [VariableTerm, VariableTerm, VariableTerm, VariableTerm];

const NONE: Found = { triples: [], cut: false, dead: false };

/** @throws EndpointError from each question, where it is not answered */
export function createFacts(asking: Asking): EndpointFacts {
  const { client, reach } = asking;

  async function some(where: readonly Pattern[]): Promise<boolean> {
    return (await client.select(select({ variables: [s], where, limit: 1 }))).rows.length > 0;
  }

  async function turnedRound(relation: string, other: string): Promise<boolean> {
    const [one, two] = [iriTerm(relation), iriTerm(other)];
    return !(await some([statement(s, one, o), minus([statement(o, two, s)])]));
  }

  return {
    async step(relation, inverse, keys) {
      if (!canName(relation)) return NONE;
      const from = inverse ? o : s;
      // Nothing is the subject of a triple but an IRI.
      const asked = keys.filter((key) => canAsk(key) && (inverse || termOf(key).kind === 'iri'));
      const lists = batches(asked, BATCH).map((batch) =>
        triplesWhere(asking, relation, [among(from, batch), statement(s, iriTerm(relation), o)]),
      );
      return together(await Promise.all(lists));
    },
    async members(classIri) {
      if (!canName(classIri)) return NONE;
      const below = memberOf(classIri);
      const path = { type: 'path' as const, pathType: '*' as const, items: [iriTerm(rdfs.subClassOf)] };
      const under = statement(o, path, iriTerm(classIri));
      return together([
        await triplesWhere(asking, rdf.type, [statement(s, iriTerm(rdf.type), o), under, ...below(s, true)]),
        await triplesWhere(asking, rdfs.subClassOf, [statement(s, iriTerm(rdfs.subClassOf), o), under]),
      ]);
    },
    async any(iri) {
      if (!canName(iri)) return NONE;
      const own = iriTerm(iri);
      for (const [where, other] of [
        [[statement(own, p, o), filter(apply('!', apply('isblank', o)))], o],
        [[statement(s, p, own), filter(apply('isiri', s))], s],
      ] as const) {
        const { rows } = await client.select(select({ variables: [p, other], where, limit: 1 }));
        const [relation, end] = [keyOf(rows[0]?.['p']), keyOf(rows[0]?.[other.value])];
        if (relation === undefined || end === undefined) continue;
        return { ...NONE, triples: [other === o ? [iri, relation, end] : [end, relation, iri]] };
      }
      return NONE;
    },
    async mirrors(relation, other) {
      if (!canName(relation) || !canName(other)) return false;
      if (!(await some([statement(s, iriTerm(relation), o)])) || !(await turnedRound(relation, other))) return false;
      return relation === other || (await turnedRound(other, relation));
    },
    async inversesOf(relation) {
      if (!canName(relation)) return [];
      const [own, declares] = [iriTerm(relation), iriTerm(owl.inverseOf)];
      const lists = [statement(own, declares, c), statement(c, declares, own)].map((where) =>
        listAll(client, { variables: [c], distinct: true, where: [where] }, reach),
      );
      const cells = (await Promise.all(lists)).flatMap(({ rows }) => rows.map((row) => row['c']));
      return [...new Set(cells.flatMap((cell) => (typeof cell === 'object' && cell.kind === 'iri' ? [cell.iri] : [])))];
    },
  };
}

async function triplesWhere({ client, reach }: Asking, relation: string, where: readonly Pattern[]): Promise<Found> {
  const { rows, cut } = await listAll(client, { variables: [s, o], distinct: true, where }, reach);
  const ends = rows.map((row) => [keyOf(row['s']), keyOf(row['o'])] as const);
  const triples = ends.flatMap(([from, to]): KeyTriple[] =>
    from === undefined || to === undefined ? [] : [[from, relation, to]],
  );
  return { triples, cut, dead: triples.length < rows.length };
}

function together(parts: readonly Found[]): Found {
  return {
    triples: parts.flatMap(({ triples }) => triples),
    cut: parts.some(({ cut }) => cut),
    dead: parts.some(({ dead }) => dead),
  };
}

/** Undefined for what cannot be asked about again. */
function keyOf(cell: Cell): string | undefined {
  if (typeof cell !== 'object') return undefined;
  const key = termKey(cell);
  return canAsk(key) ? key : undefined;
}
