/** leak: the question does not give its own answer away: with it no call would be needed, and copying would be learned. */
import { goldOf } from '../../task/gold.ts';
import type { Task } from '../../task/task.ts';
import type { Check } from '../check.ts';
import { folded, saysWhole } from '../said-in.ts';

/** Shorter names and values stand in a question by chance. */
const SHORTEST = 3;

/** Asked as "true or false?", which names both. */
const BOOLEAN = 'http://www.w3.org/2001/XMLSchema#boolean';

export const leak: Check = {
  id: 'leak',
  run: ({ trajectory, task }) => {
    if (task === undefined) return [];
    const question = trajectory.task?.question ?? task.question;
    const unasked = withoutAnchors(folded(question), task);
    const wanted = answersSaid(task);
    const given = wanted.filter((forms) => forms.some((form) => said(unasked, form)));
    if (given.length === 0) return [];
    const named = given.map(([name = '']) => JSON.stringify(name.slice(0, 80))).join(', ');
    const step = trajectory.task?.seq;
    return given.length === wanted.length
      ? [{ step, reason: `the question itself names the whole answer: ${named}` }]
      : [{ step, severity: 'warning', reason: `the question itself names part of the answer: ${named}` }];
  },
};

function said(question: string, form: string): boolean {
  return form.length >= SHORTEST && saysWhole(question, folded(form));
}

/** What the question is about may well be among the answers, and lie within other names: it is named once, as often as is needed. */
function withoutAnchors(question: string, { anchors }: Task): string {
  const names = new Set(anchors.flatMap(({ name, label, id }) => [folded(name), folded(label), folded(id)]));
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, name) => rest.replace(name, () => ' '), question);
}

/** The forms in which each answer may be said. Numbers, truths and tables are not told from a question's own words. */
function answersSaid(task: Task): string[][] {
  const gold = goldOf(task);
  if ('entities' in gold) return gold.entities.map(({ label, id, iri }) => [label, id, iri]);
  if (!('values' in gold)) return [];
  return gold.values.some(({ datatype }) => datatype === BOOLEAN) ? [] : gold.values.map(({ value }) => [value]);
}
