/** language: question and answer are plain text of one script, beside names, and no longer than anybody reads. */

import type { Check, Finding } from '../check.ts';
import { namesGiven } from '../names-given.ts';

/** In UTF-16 units. */
const LONGEST_QUESTION = 2000;
const LONGEST_TEXT = 10_000;

/**
 * Controls but line ends and tabs; direction, tag and other format characters but the joiners that some scripts need; lone surrogates,
 * private use, fillers, non-characters, and what stands for a character that decoding lost.
 */
const FORBIDDEN =
  /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u2028\u2029\u115f\u1160\u3164\uffa0\ufffd]/u;

/** Scripts that are written together count as one. */
const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['East Asian', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/gu],
];
/** Fewer letters of another script are a symbol, a unit or an abbreviation. */
const FEWEST = 4;

export const language: Check = {
  id: 'language',
  run: ({ trajectory, task }) => {
    const findings: Finding[] = [];
    const { task: begun, answer } = trajectory;
    const names = namesGiven(trajectory, task);
    if (begun !== undefined) findings.push(...unfit('the question', begun.question, LONGEST_QUESTION, begun.seq));
    const text = answer?.answer.text;
    if (text !== undefined) findings.push(...unfit('the text of the answer', text, LONGEST_TEXT, answer?.seq));
    if (findings.length > 0) return findings;
    const asked = begun === undefined ? [] : scriptsOf(begun.question, names);
    const said = text === undefined ? [] : scriptsOf(text, names);
    for (const [what, scripts, step] of [
      ['the question', asked, begun?.seq],
      ['the text of the answer', said, answer?.seq],
    ] as const) {
      if (scripts.length > 1)
        findings.push({ step, severity: 'warning', reason: `${what} mixes scripts: ${scripts.join(' and ')}` });
    }
    if (asked[0] !== undefined && said[0] !== undefined && asked[0] !== said[0])
      findings.push({
        step: answer?.seq,
        severity: 'warning',
        reason: `the question is in ${asked[0]} script, the text of the answer in ${said[0]}`,
      });
    return findings;
  },
};

function unfit(what: string, text: string, longest: number, step: number | undefined): Finding[] {
  const found = FORBIDDEN.exec(text)?.[0];
  const findings: Finding[] = [];
  if (found !== undefined) {
    const code = (found.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    findings.push({ step, reason: `${what} has the character U+${code}, which has no place in plain text` });
  }
  if (text.length > longest)
    findings.push({ step, reason: `${what} is ${text.length} characters long, more than ${longest}` });
  if (text.trim() === '') findings.push({ step, reason: `${what} is blank` });
  return findings;
}

/** Scripts of a text without the names in it and what stands in quotes, that of most letters first. */
function scriptsOf(text: string, names: readonly string[]): string[] {
  let rest = text;
  for (const name of names) rest = rest.replaceAll(name, ' ');
  rest = rest.replace(/"[^"]*"|“[^”]*”|«[^»]*»|「[^」]*」/gu, ' ');
  return SCRIPTS.map(([name, letters]) => ({ name, count: rest.match(letters)?.length ?? 0 }))
    .filter(({ count }) => count >= FEWEST)
    .sort((a, b) => b.count - a.count)
    .map(({ name }) => name);
}
