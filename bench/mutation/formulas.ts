/** Formulas that ask something else, and whether they really do: told by other graphs than the one they were made on. */
import type { Graph } from '../../src/graph/graph.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { type AskedFormula, askedOf, setOf } from '../../src/logic/asked.ts';
import { type Formula, related } from '../../src/logic/formula.ts';
import type { World } from './world.ts';

/** All formulas that one change at one place gives. */
export function changedAnywhere(formula: Formula, change: (part: Formula) => readonly Formula[]): Formula[] {
  const here = [...change(formula)];
  if ('relation' in formula)
    return [
      ...here,
      ...changedAnywhere(formula.of, change).map((of) => related(formula.relation, formula.inverse === true, of)),
    ];
  if ('and' in formula)
    return [
      ...here,
      ...formula.and.flatMap((part, at) =>
        changedAnywhere(part, change).map((one) => ({ and: formula.and.with(at, one) })),
      ),
    ];
  if ('or' in formula)
    return [
      ...here,
      ...formula.or.flatMap((part, at) =>
        changedAnywhere(part, change).map((one) => ({ or: formula.or.with(at, one) })),
      ),
    ];
  if ('not' in formula) return [...here, ...changedAnywhere(formula.not, change).map((not) => ({ not }))];
  if ('of' in formula) return [...here, ...changedAnywhere(formula.of, change).map((of) => ({ ...formula, of }))];
  return here;
}

export function changedAsked(asked: AskedFormula, change: (part: Formula) => readonly Formula[]): AskedFormula[] {
  return changedAnywhere(setOf(asked), change)
    .filter((set) => !('not' in set))
    .map((set) => askedOf(asked, set));
}

/** What a formula gives on a graph, as text. */
function given(asked: AskedFormula, graph: Graph): string {
  const keys = Array.from(answersOf(setOf(asked), graph), (id) => graph.key(id));
  if ('count' in asked) return String(keys.length);
  if ('among' in asked) return String(keys.includes(asked.is));
  return JSON.stringify('table' in asked ? [asked.table, keys] : keys);
}

export function sameHere(one: AskedFormula, other: AskedFormula, { opened }: World): boolean {
  return given(one, opened.graph) === given(other, opened.graph);
}

/** Whether two formulas say the same on this graph and on others with the same words and other facts. */
export async function sameEverywhere(one: AskedFormula, other: AskedFormula, world: World): Promise<boolean> {
  const graphs = [world.opened.graph, ...(await world.others())];
  return graphs.every((graph) => given(one, graph) === given(other, graph));
}

/** The changes that make another question of a formula. */
export const CHANGES: Readonly<Record<string, (part: Formula, world: World) => readonly Formula[]>> = {
  'another relation': (part, { toolset }) =>
    'relation' in part
      ? toolset.tools.flatMap(({ relation }) =>
          relation === undefined || relation.iri === part.relation
            ? []
            : [related(relation.iri, relation.inverse, part.of)],
        )
      : [],
  'the other direction': (part) => ('relation' in part ? [related(part.relation, part.inverse !== true, part.of)] : []),
  'a negation dropped': (part) => {
    if (!('and' in part)) return [];
    const positive = part.and.filter((one) => !('not' in one));
    return positive.length === part.and.length
      ? []
      : [positive.length === 1 ? (positive[0] as Formula) : { and: positive }];
  },
  'a branch dropped': (part) => {
    const parts = 'and' in part ? part.and : 'or' in part ? part.or : [];
    return parts.flatMap((one, at) => {
      if ('not' in one || parts.length < 2) return [];
      const rest = parts.toSpliced(at, 1);
      if (rest.every((other) => 'not' in other)) return [];
      return [rest.length === 1 ? (rest[0] as Formula) : 'and' in part ? { and: rest } : { or: rest }];
    });
  },
  '"and" for "or", "or" for "and"': (part) => {
    if ('or' in part) return [{ and: part.or }];
    return 'and' in part && part.and.every((one) => !('not' in one)) ? [{ or: part.and }] : [];
  },
  'a hop dropped': (part) => ('relation' in part && !('entity' in part.of) ? [part.of] : []),
  'a condition, a rank or an order changed': (part) => {
    if ('where' in part) {
      const { where, of } = part;
      const turned = where.is === '<' || where.is === '<=' ? '>' : '<';
      return [{ where: { ...where, is: turned }, of }, of];
    }
    if (!('top' in part)) return [];
    return [
      { ...part, order: part.order === 'largest' ? 'smallest' : 'largest' },
      { ...part, top: part.top + 1 },
      part.of,
    ];
  },
};
