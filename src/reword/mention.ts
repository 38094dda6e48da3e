/** What a question calls the entities that it names. */
import { folded, placesOf, without } from '../graph/name/mention.ts';
import type { Task } from '../task/task.ts';

/** What a task's own question calls its anchors: "France", "Mary Poppins (film)", "Mexico (countries:Mexico)". */
export function spokenNames({ anchors, question }: Pick<Task, 'anchors' | 'question'>): string[] {
  let rest = folded(question);
  const spoken = new Map<string, string>();
  for (const { id, label } of [...anchors].sort((a, b) => b.label.length - a.label.length)) {
    const [at] = placesOf(folded(label), rest);
    // What stands in parentheses tells namesakes apart, so it belongs to the name.
    const note = at === undefined ? null : /^ \([^()]*\)/u.exec(question.normalize('NFC').slice(at + label.length));
    const name = note === null ? label : `${label}${note[0]}`;
    spoken.set(id, name);
    rest = without(rest, folded(name));
  }
  return anchors.map(({ id, label }) => spoken.get(id) ?? label);
}
