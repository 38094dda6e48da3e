/** "Name the …", "What are the …?": ways to ask for whatever a noun phrase says. */
import type { Description } from './noun.ts';

export function demandsOf({ one, many, single, people, head, rest }: Description): string[] {
  if (!head.telling && single) {
    const what = one.replace(/^thing(?: that)?\b/u, head.people ? 'the one who' : 'what');
    return [
      `Name ${/^what (?:named|in|at|located|discovered|produced)\b/u.test(what) ? what.replace('what', 'what is') : what}.`,
    ];
  }
  if (!head.telling) return [`Name ${everything(one)}.`, `List ${everything(one)}.`];
  const the = `the ${single ? one : many}`;
  const is = single ? 'is' : 'are';
  const ask = `${people ? 'Who' : 'What'} ${is} ${the}?`;
  const question = head.telling ? [ask] : [];
  return single
    ? [`Name ${the}.`, ...question, `Tell me ${the}.`]
    : [`Name ${the}.`, ...question, rest === undefined ? `List ${the}.` : `List all ${many}.`];
}

/** "everything that …", where nothing is known of the class. */
function everything(one: string): string {
  return one.replace(/^thing\b/, 'everything');
}
