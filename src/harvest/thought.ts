/** Thoughts: what is looked up next, in a sentence made of what is known by then, and the check that nothing else is in it. */
import type { Called } from '../trajectory/record.ts';
import { readQuoted } from './name-list.ts';
import type { JsonObject, Message } from './sample.ts';

/** Names that are said; the rest is counted. */
const SAID = 3;

/**
 * The thought before a call: which relation is needed, by the words of the tool's name, and of what. Names stand in quotes as
 * in JSON, and only those that the question or an earlier observation shows; where there are none it says "what was found".
 *
 * @param before the messages up to the call
 */
export function thoughtOf({ tool, operation }: Called, given: JsonObject, before: readonly Message[]): string {
  const what = tool.replace(/^get_/, '').replaceAll('_', ' ');
  if (operation !== undefined && 'and' in operation) return 'I need what is in each of these sets.';
  if (operation !== undefined && 'or' in operation) return 'I need what is in at least one of these sets.';
  if (operation !== undefined && 'difference' in operation)
    return 'I need what is in the first set and not in the second.';
  if (operation !== undefined && 'complement' in operation) return 'I need what is not in this set.';
  if (operation !== undefined && 'count' in operation) return 'I need how many there are.';
  const seen = seenNames(before);
  const names = namesIn(given).flatMap(
    (name) => seen.labels.get(name) ?? (seen.texts.some((text) => text.includes(name)) ? [name] : []),
  );
  const said = [...new Set(names)];
  const more = said.length > SAID ? ` and ${said.length - SAID} more` : '';
  const of =
    said.length === 0
      ? 'what was found'
      : `${said
          .slice(0, SAID)
          .map((name) => JSON.stringify(name))
          .join(', ')}${more}`;
  return `I need "${what}" for ${of}.`;
}

/** The first quoted name in a thought, behind the tool's words, that stands neither in the question nor in an observation. */
export function unfoundedName(thought: string, before: readonly Message[]): string | undefined {
  const { texts } = seenNames(before);
  const from = thought.indexOf(' for ');
  let rest = from === -1 ? '' : thought.slice(from + ' for '.length);
  for (let quoted = readQuoted(rest); quoted !== undefined; quoted = readQuoted(rest)) {
    const { name } = quoted;
    const escaped = JSON.stringify(name).slice(1, -1);
    if (!texts.some((text) => text.includes(name) || text.includes(escaped))) return name;
    rest = quoted.rest.replace(/^, /, '');
  }
  return undefined;
}

/** The question and the observations as texts, and the labels of ids that observations showed. */
function seenNames(before: readonly Message[]): { texts: string[]; labels: ReadonlyMap<string, string> } {
  const labels = new Map<string, string>();
  const texts = before.flatMap(({ role, content }) => (role === 'user' || role === 'tool' ? [content] : []));
  for (const { role, content } of before) {
    if (role !== 'tool') continue;
    const { items = [] } = JSON.parse(content) as { items?: readonly { id?: string; label?: string }[] };
    for (const { id, label } of items) if (id !== undefined && label !== undefined) labels.set(id, label);
  }
  return { texts, labels };
}

/** Every text among the arguments but handles. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('#r') ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(namesIn);
}
