/** grounding: every argument comes from the question, an earlier observation or the schema, and not out of thin air. */
import type { Item } from '../../graph/source.ts';
import { isHandle } from '../../tool/handles.ts';
import type { Result } from '../../tool/result.ts';
import type { Check, Finding } from '../check.ts';

/** Arguments that are free text or name parts of the schema. */
const FREE = new Set(['task', 'class', 'words', 'name', 'cursor']);

export const grounding: Check = {
  id: 'grounding',
  run: ({ trajectory }) => {
    if (trajectory.task === undefined) return 'no question was recorded, so what it named is not known';
    const findings: Finding[] = [];
    const question = folded(trajectory.task.question);
    const seen = new Set<string>();
    for (const { seq, tool, arguments: values, observation } of trajectory.calls) {
      for (const [name, value] of Object.entries(values)) {
        if (FREE.has(name)) continue;
        for (const text of stringsIn(value)) {
          if (seen.has(text) || (!isHandle(text) && question.includes(folded(text)))) continue;
          findings.push({
            step: seq,
            reason: `"${tool}" was given ${JSON.stringify(text.slice(0, 80))}, which neither the question nor an earlier result contains`,
          });
        }
      }
      for (const text of shownBy(observation)) seen.add(text);
    }
    return findings;
  },
};

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap(stringsIn) : [];
}

/** Everything an observation showed that a later call may name. */
function shownBy({ result, items = [], candidates = [], relations = [], facts = [] }: Result): string[] {
  return [
    ...(result === undefined ? [] : [result]),
    ...items.flatMap(namesOf),
    ...candidates.flatMap(({ id, label }) => [id, label]),
    ...relations.map(({ tool }) => tool),
    ...facts.flatMap(({ tool, items: shown }) => [tool, ...shown.flatMap(namesOf)]),
  ];
}

function namesOf(item: Item): string[] {
  return item.kind === 'entity' ? [item.id, item.label] : [item.value];
}
