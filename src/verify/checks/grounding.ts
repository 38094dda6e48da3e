/** grounding: every argument comes from the question, an earlier observation or the schema, and not out of thin air. */
import type { Item } from '../../graph/source.ts';
import { isHandle } from '../../tool/handles.ts';
import type { Result } from '../../tool/result.ts';
import { redactedIn } from '../../trajectory/redact.ts';
import type { Check, Finding } from '../check.ts';

/** Arguments that are free text or name parts of the schema. */
const FREE = new Set(['task', 'class', 'words', 'name', 'cursor', 'relation', 'relations', 'comparison', 'order']);

export const grounding: Check = {
  id: 'grounding',
  run: ({ trajectory }) => {
    if (trajectory.task === undefined) return 'no question was recorded, so what it named is not known';
    const redacted = redactedIn(trajectory);
    if (redacted !== undefined) return redacted;
    const findings: Finding[] = [];
    const question = folded(trajectory.task.question);
    // A question groups the digits of large numbers.
    const ungrouped = question.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
    const seen = new Set<string>();
    for (const { seq, tool, arguments: values, observation } of trajectory.calls) {
      for (const [name, value] of Object.entries(values)) {
        if (FREE.has(name)) continue;
        for (const text of stringsIn(value, name)) {
          if (seen.has(text) || (!isHandle(text) && [question, ungrouped].some((said) => said.includes(folded(text)))))
            continue;
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

function stringsIn(value: unknown, name: string): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' && name === 'value') return [String(value)];
  return Array.isArray(value) ? value.flatMap((one) => stringsIn(one, name)) : [];
}

/** Everything an observation showed that a later call may name. */
function shownBy({ result, items = [], candidates = [], relations = [], facts = [], rows = [] }: Result): string[] {
  return [
    ...(result === undefined ? [] : [result]),
    ...items.flatMap(namesOf),
    ...rows.flatMap(({ id, label, cells }) => [id, label, ...cells.flatMap((cell) => cell.items.flatMap(namesOf))]),
    ...candidates.flatMap(({ id, label }) => [id, label]),
    ...relations.map(({ tool }) => tool),
    ...facts.flatMap(({ tool, items: shown }) => [tool, ...shown.flatMap(namesOf)]),
  ];
}

function namesOf(item: Item): string[] {
  return item.kind === 'entity' ? [item.id, item.label] : [item.value];
}
