/** Why the names in an agent's last words may not be its answer: they deny some, leave the choice open, or name what no tool showed. */
import { folded, placesOf } from '../../graph/name/mention.ts';

/** Turned round, taken out or taken back, anywhere in the words: of what that speaks is not worked out. */
const DENIES =
  /\b(?:not|no|nor|neither|never|none|nothing|cannot|except(?:ing)?|exclud(?:e|es|ed|ing)|unlike|rather than|instead of|apart from|aside from)\b|n['’]t\b/iu;
const TAKES_BACK =
  /\b(?:wrong|incorrect|inaccurate|mistaken|untrue|false|outdated|disagree|actually|in fact|in reality|however|wait)\b/iu;
/** In a sentence that names an answer. */
const LEAVES_OPEN = /\b(?:but|or|either|whether)\b|\?$/iu;
/** "Berlin, not Bonn" denies what no tool showed, and so nothing that could be read. */
const STRANGER_DENIED = /, (?:and )?not \p{Lu}[\p{L}\p{M}'-]*(?: \p{Lu}[\p{L}\p{M}'-]*)*(?=\s*(?:[.;)!]|$))/gu;
const INEXACT =
  /\b(?:(?:more|less|fewer|greater) than|over|under|at least|at most|up to|about|around|approximately|roughly|nearly|almost|between|or|half|hundreds?|thousands?|millions?|billions?|dozens?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|percent)\b|[~≈<>≤≥%]|\d\+|(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\d)/iu;
const FAILED =
  /\b(?:errors?|fail(?:s|ed)?|broken?|unable|unavailable|busy|timed out|know|cannot|can't|could not find out)\b/iu;
/** What an agent would tell next: "Would you like to know more about Spain?" */
const OFFER = /\b(?:you|shall I|should I)\b/iu;

/** Stands for a name that was shown. */
const SHOWN = '\ue000';
/** Stands for a number or a date that was shown, until it is known to stand by itself. */
const FIGURE = '\ue001';
const PART_OF_FIGURE =
  /[\d.,+~≈−-]\ue001|\d[\s\u00a0\u202f]\ue001|\ue001(?:[.,]?\d|[\s\u00a0\u202f]\d{3}(?!\d)|\s?[%+]|\s(?:hundred|thousand|million|billion|trillion)\b)/iu;
const NAME = /(?<![\p{L}\p{N}\p{M}'-])\p{Lu}[\p{L}\p{M}\p{N}'-]*/gu;
/** Words that begin with a capital and are no name. */
const PLAIN = new Set(
  'a all also an and answer as based both each finally from great hence here i in it its of ok okay on one so sure that the then there therefore these they this those thus together two well what which who with yes'.split(
    ' ',
  ),
);
/** One or two words in a list with names: before the first, or behind another. */
const LISTED_FIRST = /^[^\p{L}\ue000]*([\p{L}\p{M}'-]+)(?: [\p{L}\p{M}'-]+)?(?:,|,? and| &) \ue000/u;
const LISTED_LATER = /\ue000(?:,|,? and| &| plus| as well as) ([\p{L}\p{M}'-]+)(?: [\p{L}\p{M}'-]+)?\s*(?:[,.!;]|$)/u;
const FIRST_WORD = /^[^\p{L}\ue000]*[\p{L}\p{M}'-]+/u;
const IS = /^ (?:is|are|was|were|has|have|does)\b/u;
const BULLET = /^\s*(?:[-*•+]|\d{1,3}[.)])\s/u;
const CELLS = /^\s*\|/u;
const RULE = /^[\s|:-]+$/u;

export function withoutOffers(words: string): string {
  return words.replace(/[^.!?\n]+\?/gu, (asked) => (OFFER.test(asked) ? '' : asked));
}

/**
 * @param words without bold type, with the marks of lists and tables
 * @param names that were shown and that the words have, the longest first
 * @param known the question and what was passed on: their words are no strangers
 * @returns undefined where the names are all that the words tell
 */
export function doubtIn(words: string, names: readonly string[], known: string): string | undefined {
  const marked = withoutNames(words, names);
  const figures = sentencesIn(marked).filter((one) => one.includes(FIGURE));
  if (figures.some((one) => PART_OF_FIGURE.test(one) || INEXACT.test(one)))
    return 'the last words say a value that is not exact';
  const text = marked.replaceAll(FIGURE, SHOWN).replace(STRANGER_DENIED, '');
  if (DENIES.test(text) || TAKES_BACK.test(text)) return 'the last words deny something, or take it back';
  const familiar = familiarIn(known);
  for (const sentence of sentencesIn(text).filter((one) => one.includes(SHOWN))) {
    if (LEAVES_OPEN.test(sentence)) return 'the last words leave the answer open';
    const stranger = strangerIn(sentence, familiar);
    if (stranger !== undefined) return `the last words name "${stranger.slice(0, 80)}", which no tool showed`;
  }
  const [more] = listedAlone(text);
  return more === undefined ? undefined : `the last words list "${more.trim().slice(0, 80)}", which no tool showed`;
}

/** Yes and no at once, or with a condition. @param rest what follows the yes or no */
export function truthDoubted(rest: string): boolean {
  return /\b(?:yes|no|if|unless|except)\b/iu.test(rest) || TAKES_BACK.test(rest);
}

/** A number that is only near, or only a part of one. @param text without names */
export function numberDoubted(text: string): boolean {
  return INEXACT.test(text) || DENIES.test(text) || TAKES_BACK.test(text);
}

/** Whether "nothing" is said of the search itself, or beside something that no tool showed. */
export function noneDoubted(words: string, names: readonly string[], known: string): boolean {
  const familiar = familiarIn(known);
  const strangers = sentencesIn(withoutNames(words, names)).some((one) => strangerIn(one, familiar) !== undefined);
  return strangers || FAILED.test(words) || TAKES_BACK.test(words);
}

/** The text, case and all, with a mark for each character of a name. */
function withoutNames(words: string, names: readonly string[]): string {
  const composed = words.replace(/[\ue000\ue001]/gu, ' ').normalize('NFC');
  let text = folded(composed);
  // Where a letter has another length in lower case, strangers cannot be told by their capitals.
  let shown = text.length === composed.length ? composed : text;
  for (const name of names) {
    const form = folded(name);
    const mark = (/^[+-]?\d.*\d$|^\d$/u.test(form) ? FIGURE : SHOWN).repeat(form.length);
    for (const at of placesOf(form, text)) {
      [text, shown] = [text, shown].map((one) => one.slice(0, at) + mark + one.slice(at + form.length)) as [
        string,
        string,
      ];
    }
  }
  return shown.replace(/([\ue000\ue001])\1+/gu, '$1');
}

/** A line that ends with a colon goes on in the next one. */
function sentencesIn(text: string): string[] {
  const sentences = text.replace(/:\s*\n\s*/gu, ': ').split(/\n+|(?<=[.!?;])\s+/u);
  return sentences.map((sentence) => sentence.trim());
}

function familiarIn(known: string): ReadonlySet<string> {
  return new Set(folded(known).match(/[\p{L}\p{M}\p{N}-]+/gu));
}

function strangerIn(sentence: string, familiar: ReadonlySet<string>): string | undefined {
  const isStranger = (word: string | undefined): word is string =>
    word !== undefined && !PLAIN.has(folded(word)) && !familiar.has(folded(word).replace(/'s$/u, ''));
  const [, listed = LISTED_LATER.exec(sentence)?.[1]] = LISTED_FIRST.exec(sentence) ?? [];
  if (isStranger(listed)) return listed;
  const [first = ''] = FIRST_WORD.exec(sentence) ?? [];
  const inside = sentence.slice(first.length);
  const subject = IS.test(inside) ? (first.match(NAME) ?? []) : [];
  return [...subject, ...[...inside.matchAll(NAME)].map(([name]) => name)].find(isStranger);
}

/** Items of a list, and rows of a table, in which no name stands that was shown. */
function listedAlone(text: string): string[] {
  const lines = text.split('\n');
  return [BULLET, CELLS].flatMap((mark) => {
    const items = lines.filter(
      (line, at) => mark.test(line) && !RULE.test(line) && !(mark === CELLS && RULE.test(lines[at + 1] ?? '')),
    );
    return items.some((line) => line.includes(SHOWN)) ? items.filter((line) => !line.includes(SHOWN)) : [];
  });
}
