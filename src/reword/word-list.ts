/** The words that a reader may use: those of the formula among others that would fit as well. */
import { type AskedFormula, setOf } from '../logic/asked.ts';
import { partsOf, relationsOf } from '../logic/formula.ts';
import { seededRandom } from '../logic/random.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { Relation } from '../relation/relation.ts';
import type { Task } from '../task/task.ts';

export interface WordList {
  readonly names: readonly { readonly name: string; readonly is?: string }[];
  readonly relations: readonly { readonly relation: string; readonly of: string; readonly gives: string }[];
  readonly classes: readonly string[];
}

/** Relations and classes that stand beside the right ones. */
const OTHERS = 8;

/** In an order drawn by the task's id, so that nothing tells the right words from the others. */
export function wordList(task: Task, vocabulary: Vocabulary): WordList {
  const { formula, id } = task;
  const random = seededRandom(`reword/${id}`);
  const needed = [...new Set(relationsOf(formula))].flatMap((iri) => vocabulary.byIri.get(iri) ?? []);
  const near = random.shuffle(vocabulary.relations.filter((one) => !one.bookkeeping && !needed.includes(one)));
  near.sort((a, b) => nearness(b, needed) - nearness(a, needed));
  const relations = random.shuffle([...needed, ...near.slice(0, OTHERS)]);
  const named = new Set(classesOf(formula));
  const classes = vocabulary.classes.filter(({ iri }) => named.has(iri));
  const beside = random.shuffle(vocabulary.classes.filter(({ iri }) => !named.has(iri))).slice(0, OTHERS);
  const datatypes = new Map(datatypesOf(formula));
  return {
    names: task.anchors.map(({ name, label }) => (name === label ? { name } : { name, is: label })),
    relations: relations.map((relation) => ({
      relation: relation.wording.singular,
      of: relation.head.label,
      gives: relation.valued
        ? `a value of ${datatypes.get(relation.iri) ?? relation.datatype ?? 'a text'}`
        : relation.tail.label,
    })),
    classes: classes.length === 0 ? [] : random.shuffle([...classes, ...beside]).map(({ label }) => label),
  };
}

function nearness(relation: Relation, needed: readonly Relation[]): number {
  const scores = needed.map(
    ({ head, tail }) => (relation.head.label === head.label ? 2 : 0) + (relation.tail.label === tail.label ? 1 : 0),
  );
  return Math.max(0, ...scores);
}

function classesOf(asked: AskedFormula): string[] {
  const visit = (formula: AskedFormula): string[] =>
    'class' in formula ? [formula.class] : partsOf(formula).flatMap(visit);
  return visit(setOf(asked));
}

function datatypesOf(formula: AskedFormula): [string, string][] {
  const below = partsOf(formula).flatMap(datatypesOf);
  return 'where' in formula ? [[formula.where.relation, formula.where.datatype], ...below] : below;
}
