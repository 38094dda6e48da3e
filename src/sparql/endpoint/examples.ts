/** One fact of each relation to show: the first, by id, whose ends are both labelled, as far as time allows. */
import { compareCodePoints } from '../../graph/code-points.ts';
import type { ObservedRelation } from '../../graph/source.ts';
import { type Term, termKey } from '../../graph/term.ts';
import { filter, iriTerm, type VariableTerm, variable } from '../build.ts';
import type { Budget } from './budget.ts';
import type { Client } from './client.ts';
import type { Labels } from './labels.ts';
import { apply, select, statement } from './select.ts';

/** Facts that are looked at for one with labels. */
const LOOKED_AT = 20;
/** Above so many triples the first ones that come are taken, in whatever order. */
const MOST_SORTED = 50_000;
/** Longest that one query may take, in milliseconds. */
const ASKING = 2000;

const [s, o] = ['s', 'o'].map(variable) as [VariableTerm, VariableTerm];

interface Fact {
  readonly subject: string;
  readonly object: Term;
}

export async function withExamples(
  client: Client,
  relations: readonly ObservedRelation[],
  labels: Labels,
  budget: Budget,
): Promise<readonly ObservedRelation[]> {
  const facts = await Promise.all(relations.map((relation) => factsOf(client, relation, budget)));
  const iris = facts
    .flat()
    .flatMap(({ subject, object }) => (object.kind === 'iri' ? [subject, object.iri] : [subject]));
  const labelled = await labels.stated(iris);
  return relations.map((relation, index) => {
    const own = facts[index] ?? [];
    const shown = own.find(
      ({ subject, object }) => labelled.has(subject) && (object.kind === 'literal' || labelled.has(object.iri)),
    );
    const example = shown ?? own[0];
    return example === undefined ? relation : { ...relation, example };
  });
}

async function factsOf(client: Client, { iri, triples }: ObservedRelation, budget: Budget): Promise<Fact[]> {
  const where = [statement(s, iriTerm(iri), o), filter(apply('isiri', s)), filter(apply('!', apply('isblank', o)))];
  const order = triples <= MOST_SORTED ? { order: [s, o] } : {};
  const query = select({ variables: [s, o], where, limit: LOOKED_AT, ...order });
  const answer = await budget.attempt(ASKING, (time) => client.select(query, time));
  const facts = (answer?.rows ?? []).flatMap(({ s: subject, o: object }): Fact[] =>
    typeof subject === 'object' && subject.kind === 'iri' && typeof object === 'object'
      ? [{ subject: subject.iri, object }]
      : [],
  );
  return facts.sort(
    (left, right) =>
      compareCodePoints(left.subject, right.subject) || compareCodePoints(termKey(left.object), termKey(right.object)),
  );
}
