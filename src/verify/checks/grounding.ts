/** grounding: every argument comes from the question, an earlier observation or the schema, and not out of thin air. */
import { setOf } from '../../logic/asked.ts';
import { type Formula, partsOf } from '../../logic/formula.ts';
import { isHandle } from '../../tool/handles.ts';
import { isFault, type Result } from '../../tool/result.ts';
import { redactedIn } from '../../trajectory/redact.ts';
import type { Trajectory } from '../../trajectory/trajectory.ts';
import type { Check, Finding } from '../check.ts';
import { namesShown } from '../names-given.ts';
import { folded, saysWhole } from '../said-in.ts';

/** Arguments that name parts of the schema: what is not there is refused by the tool itself; and the frame's own. */
const SCHEMA = new Set(['task', 'class', 'words', 'cursor', 'relation', 'relations', 'comparison', 'order']);
/** What is looked for by name may be spelled in any way. */
const SEARCHED = 'name';
/** How many of the first are wanted; one where nothing is said. */
const RANKED = 'count';

export const grounding: Check = {
  id: 'grounding',
  run: ({ trajectory, task }) => {
    if (trajectory.task === undefined) return 'no question was recorded, so what it named is not known';
    const redacted = redactedIn(trajectory);
    if (redacted !== undefined) return redacted;
    const findings: Finding[] = [];
    const question = folded(trajectory.task.question);
    // A question groups the digits of large numbers.
    const said = [question, question.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')];
    const known: Known = {
      said,
      seen: new Set(),
      asked: new Set(task === undefined ? [] : ranksIn(setOf(task.formula))),
    };
    for (const { seq, tool, arguments: values, observation } of trajectory.calls) {
      for (const [name, value] of Object.entries(values)) {
        const text = ungrounded(name, value, known);
        if (text === undefined) continue;
        const from = 'which neither the question nor an earlier result contains';
        const reason = `"${tool}" was given ${JSON.stringify(text.slice(0, 80))}, ${from}`;
        // Nothing came of a call that was refused, and a search finds what there is: what counts is what is then made of it.
        const harmless = isFault(observation.status) || name === SEARCHED;
        findings.push(harmless ? { step: seq, reason, severity: 'warning' } : { step: seq, reason });
      }
      for (const text of shownBy(observation)) known.seen.add(text);
    }
    return [...findings, ...strangersIn(trajectory)];
  },
};

/** What other tools told the agent nobody can prove; what it took from them, the arguments and the answer show. */
function strangersIn({ opened }: Trajectory): Finding[] {
  const { foreign = [] } = opened?.imported ?? {};
  if (foreign.length === 0) return [];
  const named = foreign.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 80)));
  const reason = `the agent called tools of others as well (${named.join(', ')}${foreign.length > 5 ? ', …' : ''}), and what they told it is not known`;
  return [{ step: opened?.seq, reason, severity: 'warning' }];
}

interface Known {
  /** The question, folded, in the forms in which it may be read. */
  readonly said: readonly string[];
  readonly seen: Set<string>;
  /** Numbers that the task's formula has, which a question in other words may say otherwise. */
  readonly asked: ReadonlySet<number>;
}

/** The first text of an argument that comes from nowhere. */
function ungrounded(name: string, value: unknown, known: Known): string | undefined {
  if (SCHEMA.has(name)) return undefined;
  if (name === RANKED) return isCounted(value, known) ? undefined : String(value);
  if (name === SEARCHED) return typeof value === 'string' && !isTold(value, known) ? value : undefined;
  return stringsIn(value, name).find(
    (text) => !known.seen.has(text) && (isHandle(text) || !known.said.some((said) => saysWhole(said, folded(text)))),
  );
}

function isCounted(value: unknown, { said, seen, asked }: Known): boolean {
  if (typeof value !== 'number' || value === 1 || asked.has(value)) return true;
  const forms = [String(value), NUMBER_WORDS[value] ?? String(value)];
  return forms.some((form) => seen.has(form) || said.some((text) => saysWhole(text, form)));
}

const NUMBER_WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function ranksIn(formula: Formula): number[] {
  return [...('top' in formula ? [formula.top] : []), ...partsOf(formula).flatMap(ranksIn)];
}

/** Whether a word of it, or how one begins, was said. */
function isTold(text: string, { said, seen }: Known): boolean {
  const words = folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const texts = [...said, ...[...seen].map(folded)];
  return words.some((word) => texts.some((one) => saysWhole(one, word) || one.includes(word.slice(0, 4))));
}

function stringsIn(value: unknown, name: string): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' && name === 'value') return [String(value)];
  return Array.isArray(value) ? value.flatMap((one) => stringsIn(one, name)) : [];
}

/** Everything an observation showed that a later call may name, numbers included. */
function shownBy(observation: Result): string[] {
  const { result, total, number, relations = [], facts = [] } = observation;
  return [
    ...[result, total, number].flatMap((one) => (one === undefined ? [] : [String(one)])),
    ...namesShown(observation),
    ...relations.map(({ tool }) => tool),
    ...facts.map(({ tool }) => tool),
  ];
}
