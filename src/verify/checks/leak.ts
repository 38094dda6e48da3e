/** leak: the question does not give its own answer away: with it no call would be needed, and copying would be learned. */
import { goldOf } from '../../task/gold.ts';
import type { Task } from '../../task/task.ts';
import type { Check } from '../check.ts';
import { folded, saysWhole } from '../said-in.ts';

/** Shorter names and values stand in a question by chance. */
const SHORTEST = 3;

export const leak: Check = {
  id: 'leak',
  run: ({ trajectory, task }) => {
    if (task === undefined) return [];
    const given = trajectory.task?.question ?? task.question;
    const unasked = withoutAnchors(folded(given), task);
    const wanted = answersSaid(task);
    if (wanted.length === 0 || !wanted.every((forms) => forms.some((form) => said(unasked, form)))) return [];
    const named = wanted.map(([name = '']) => JSON.stringify(name.slice(0, 80))).join(', ');
    return [{ step: trajectory.task?.seq, reason: `the question itself names the whole answer: ${named}` }];
  },
};

function said(question: string, form: string): boolean {
  return form.length >= SHORTEST && saysWhole(question, folded(form));
}

/** What the question is about may well be among the answers, and lie within other names. */
function withoutAnchors(question: string, { anchors }: Task): string {
  const names = anchors.flatMap(({ name, label, id }) => [name, label, id]).sort((a, b) => b.length - a.length);
  return names.reduce((rest, name) => (name === '' ? rest : rest.replaceAll(folded(name), ' ')), question);
}

/** The forms in which each answer may be said. Numbers, truths and tables are not told from a question's own words. */
function answersSaid(task: Task): string[][] {
  const gold = goldOf(task);
  if ('entities' in gold) return gold.entities.map(({ label, id, iri }) => [label, id, iri]);
  return 'values' in gold ? gold.values.map(({ value }) => [value]) : [];
}
