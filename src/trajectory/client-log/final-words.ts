/** Reads the answer out of an agent's last words, without a model: which of the things that the tools showed they name, or a number, yes, no or none. */
import { folded, mentions, placesOf } from '../../graph/name/mention.ts';
import type { Answer } from '../../tool/answer.ts';
import type { Called } from '../record.ts';
import { doubtIn, noneDoubted, numberDoubted, truthDoubted, withoutOffers } from './doubt.ts';
import { passedOn, type Shown, type ShownNames, shownNames } from './shown.ts';
import { tableIn } from './table-words.ts';

/** Longest words that are read, in UTF-16 units, and most names that are looked for: both come from others. */
const LONGEST = 20_000;
const MOST_NAMES = 20_000;

const BOLD = /\*\*(.+?)\*\*|__(.+?)__/gsu;
const MARKUP = /\*\*|__|`|^#{1,6} +|^ *(?:[-*•+]|\d{1,3}[.)]) +|^> ?/gmu;
const BOLD_MARKS = /\*\*|__|`/gu;
const LINK = /\[([^\][]*)\]\([^()\s]*\)/gu;

const TRUTH = /^(yes|no)(?=\s*(?:[,.;:!–—-]|$))/iu;
const ASKS_OTHERWISE = /\b(?:how many|which|what|who|whose|where|when)\b/iu;
const ASKS_TRUTH = /(?:^|,\s*)(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b/iu;
const ASKS_COUNT = /\bhow many\b|\b(?:number|count|total) of\b/iu;
const NONE =
  /\bthere (?:is|are|was|were) (?:none\b|no\b|not any\b)|^none\b|\bno (?:such|results?|answers?|matches)\b|\bnothing\b|\bnone of\b|\b(?:found|find|finds) (?:none|no)\b|\b(?:could|did|was|were) not (?:find|found)\b|\bcouldn't find\b/iu;

/** Or why there is none to be read, in words. */
export type ReadAnswer = Answer | { readonly unread: string };

/**
 * @param words as the agent said them, Markdown and all
 * @param question undefined where it is not known
 * @returns entities by the ids that the observations gave; the words themselves as `text`
 */
export function readFinalWords(words: string, question: string | undefined, calls: readonly Called[]): ReadAnswer {
  if (words.trim() === '') return { unread: 'there are no last words' };
  if (words.length > LONGEST) return { unread: `the last words are longer than ${LONGEST} characters` };
  const shown = shownNames(calls);
  if (shown.size > MOST_NAMES) return { unread: `the tools showed more than ${MOST_NAMES} names` };
  const said = answerIn(withoutOffers(words), question, calls, shown);
  return 'unread' in said ? said : { ...said, text: words };
}

function answerIn(
  words: string,
  question: string | undefined,
  calls: readonly Called[],
  shown: ShownNames,
): ReadAnswer {
  const text = plain(words);
  const table = tableIn(text, calls.at(-1)?.observation.rows ?? []);
  if (table === undefined)
    return { unread: 'the last words name the rows of a table, but not all that stands in them' };
  if (table !== 'other') return table;
  const exact = truthIn(text, question) ?? numberIn(words, text, question, calls, shown);
  if (exact !== undefined) return exact;
  const known = [question ?? '', ...passedOn(calls)].join('\n');
  const unmarked = words.replace(LINK, '$1').replace(BOLD_MARKS, '');
  const names = covered(text, [...shown.keys(), ...passedOn(calls)]).found;
  const said = namesIn(words, text, question, shown);
  if (said !== undefined) {
    const doubt = doubtIn(unmarked, names, known) ?? sharedName(text, said, shown);
    return doubt === undefined ? said : { unread: doubt };
  }
  if (NONE.test(text) && !noneDoubted(unmarked, names, known)) return { none: true };
  return { unread: 'the last words name nothing that the tools showed' };
}

function plain(words: string): string {
  return words.replace(LINK, '$1').replace(MARKUP, '').trim();
}

function truthIn(text: string, question = ''): ReadAnswer | undefined {
  const truth = TRUTH.exec(text)?.[1];
  if (truth === undefined || (ASKS_OTHERWISE.test(question) && !ASKS_TRUTH.test(question))) return undefined;
  if (truthDoubted(text.slice(truth.length))) return { unread: 'the last words say yes or no, and take it back' };
  return { boolean: truth.toLowerCase() === 'yes' };
}

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const FIGURE =
  /(?<![\p{L}\p{N}.,#-])\d{1,3}(?:,\d{3})+(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.,#])-?\d+(?:\.\d+)?(?![\p{L}\p{N}]|[.,]\d)/gu;

/** Where a number was asked for, or counted last: the only one that is said, or the only one in bold type. */
function numberIn(
  words: string,
  text: string,
  question: string | undefined,
  calls: readonly Called[],
  shown: ShownNames,
): ReadAnswer | undefined {
  const counted = calls.at(-1)?.observation.number !== undefined;
  const values = [...shown.values()].flat().some(({ kind, last }) => kind === 'value' && last);
  if (!counted && (values || question === undefined || !ASKS_COUNT.test(question))) return undefined;
  const names = [...shown].filter(([, things]) => things.some(({ kind }) => kind === 'entity')).map(([name]) => name);
  const bold = numbersOf(boldIn(words).join('\n'), []);
  const numbers =
    bold.length === 1 ? bold : numbersOf(text, [...names, ...(question === undefined ? [] : figuresOf(question))]);
  const [number, ...others] = numbers;
  if (number === undefined || others.length > 0) return undefined;
  const inexact = numberDoubted(covered(text, names).rest);
  return inexact ? { unread: 'the last words say a number that is not exact' } : { number };
}

/** The different numbers of a text, outside of names. */
function numbersOf(text: string, names: readonly string[]): number[] {
  const rest = covered(text, names).rest;
  const written = NUMBER_WORDS.flatMap((word, number) => (number !== 1 && mentions(rest, word) ? [number] : []));
  return [...new Set([...figuresOf(rest).map((figure) => Number(figure.replaceAll(',', ''))), ...written])];
}

const figuresOf = (text: string): string[] => [...text.matchAll(FIGURE)].map(([figure]) => figure);

const boldIn = (words: string): string[] => [...words.matchAll(BOLD)].map(([, one, other]) => one ?? other ?? '');

/**
 * What stands in bold type if that says it, else all that is named. Left out is what the question named, and what the agent passed on, since
 * that is how it got there and not where.
 */
function namesIn(words: string, text: string, question: string | undefined, shown: ShownNames): Answer | undefined {
  const asked = new Set(named(question ?? '', shown));
  const bold = boldIn(words).join('\n');
  for (const part of [plain(bold), text]) {
    const things = named(part, shown).filter((thing) => !asked.has(thing));
    const last = things.filter((thing) => thing.last);
    const answer = answerOf(last.length > 0 ? last : things);
    if (answer !== undefined) return answer;
  }
  // Of those that were asked about, one is the answer: "which is larger, France or Spain?"
  const [only, ...others] = named(bold === '' ? text : plain(bold), shown);
  return only === undefined || others.length > 0 ? undefined : answerOf([only]);
}

/** A name that several of the answers bear, said less often than there are of them, may mean one of them only. */
function sharedName(text: string, { entities = [] }: Answer, shown: ShownNames): string | undefined {
  const answers = new Set(entities);
  const said = covered(text, [...shown.keys()]);
  const shared = said.found.find((name) => {
    const bearers = (shown.get(name) ?? []).filter(({ kind, id }) => kind === 'entity' && answers.has(id));
    return bearers.length > 1 && bearers.length > (said.times.get(name) ?? 0);
  });
  return shared && `the last words name "${shared.slice(0, 80)}", which several things are called`;
}

/** Entities where there are any: values beside them say something about them. */
function answerOf(things: readonly Shown[]): Answer | undefined {
  const entities = things.filter(({ kind }) => kind === 'entity').map(({ id }) => id);
  if (entities.length > 0) return { entities: [...new Set(entities)] };
  const values = things.map(({ id }) => id);
  return values.length === 0 ? undefined : { values: [...new Set(values)] };
}

/** The things that a text names, in the order in which they were shown. */
function named(text: string, shown: ShownNames): Shown[] {
  const found = new Set(covered(text, [...shown.keys()]).found);
  return [...new Set([...shown].flatMap(([name, things]) => (found.has(name) ? meant(things) : [])))];
}

/** Of several that bear one name, those that were shown last. */
function meant(things: readonly Shown[]): readonly Shown[] {
  const last = things.filter((thing) => thing.last);
  return last.length > 0 ? last : things;
}

interface Covered {
  readonly found: string[];
  readonly times: ReadonlyMap<string, number>;
  readonly rest: string;
}

/** The names in a text, the longest first, how often each stands there, and the text without them: what a longer name covers counts for no other. */
function covered(text: string, names: readonly string[]): Covered {
  let rest = folded(text);
  const found: string[] = [];
  const times = new Map<string, number>();
  const longest = [...new Set(names)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  for (const name of longest) {
    const form = folded(name);
    const places = placesOf(form, rest);
    if (places.length === 0) continue;
    found.push(name);
    times.set(name, places.length);
    for (const at of places) rest = `${rest.slice(0, at)}${'\n'.repeat(form.length)}${rest.slice(at + form.length)}`;
  }
  return { found, times, rest };
}
