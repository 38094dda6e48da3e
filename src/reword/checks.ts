/** What a rewording must hold before any model is asked what it means: each check has a name, under which it is counted. */

import { folded, mentions, missingNames, withoutNames } from '../graph/name/mention.ts';
import { orderOf } from '../graph/value-order.ts';
import type { AskedFormula } from '../logic/asked.ts';
import { hasNegation, partsOf } from '../logic/formula.ts';
import type { Task } from '../task/task.ts';
import { answerTexts } from './answer-texts.ts';
import { cleanWords } from './clean-words.ts';
import { spokenNames } from './mention.ts';
import { numbersIn } from './numbers.ts';

type Check = (text: string, task: Task) => boolean;

/** In the order in which they are tried; the first that fails is the reason. */
const CHECKS = {
  unchanged: (text, { question }) => folded(text) !== folded(question),
  'strange characters': hasOnlyKnownCharacters,
  'too long or too short': ({ length }, { question }) => length >= 10 && length <= 2 * question.length + 60,
  'not one question': isOneQuestion,
  'an anchor is lost': (text, task) => missingNames(text, spokenNames(task)).length === 0,
  'a value is lost': keepsValues,
  'the answer leaks': leaksNothing,
  'a number is new': (text, { question }) => saysNoNewNumber(text, question),
  'a name is new': namesNothingNew,
  'the negation is lost': (text, { formula }) => !hasNegation(formula) || NEGATION.test(folded(text)),
  'the note on the graph is lost': (text, { question }) => !NOTE.test(question) || NOTE.test(text),
} as const satisfies Record<string, Check>;

export type Fault = keyof typeof CHECKS;

export const FAULTS = Object.keys(CHECKS) as Fault[];

/** The first thing that is wrong with a rewording of a task's question; undefined where nothing is. */
export function faultOf(text: string, task: Task): Fault | undefined {
  return FAULTS.find((name) => !CHECKS[name](text, task));
}

const NEGATION =
  /\b(?:not|no|non|nor|never|neither|none|nobody|cannot|without|except|excluding|exclude|lack|lacks|outside|other than|apart from)\b|n't\b/u;

const NOTE = /\baccording to (?:this|the) (?:knowledge )?graph\b/iu;

/** Markup, code and addresses are no part of a question; letters are Latin, unless the question has others itself. */
function hasOnlyKnownCharacters(text: string, { question }: Task): boolean {
  if (cleanWords(text) !== text) return false;
  if (/https?:|www\./iu.test(text) && !/https?:|www\./iu.test(question)) return false;
  return [...text].every(
    (one) => /[\p{Script=Latin}\p{M}\p{Nd} .,;:!?'"’‘“”()/&%°–—-]/u.test(one) || question.includes(one),
  );
}

/** One question mark, at the end; names may hold others. */
function isOneQuestion(text: string, task: Task): boolean {
  return /^[^?]+\?$/u.test(withoutNames(text, spokenNames(task)));
}

/** Every value that the formula compares with, and how many are asked for. */
function keepsValues(text: string, { formula }: Task): boolean {
  const numbers = numbersIn(text);
  return valuesOf(formula).every(
    ({ value, number }) => mentions(text, value) || (number && numbers.has(value.replace(/^[+-]/u, ''))),
  );
}

function valuesOf(formula: AskedFormula): { value: string; number: boolean }[] {
  const below = partsOf(formula).flatMap(valuesOf);
  if ('top' in formula && formula.top > 1) return [{ value: String(formula.top), number: true }, ...below];
  if (!('where' in formula)) return below;
  const { value, datatype } = formula.where;
  return [{ value, number: orderOf(datatype) === 'number' }, ...below];
}

function saysNoNewNumber(text: string, question: string): boolean {
  const known = numbersIn(question);
  return [...numbersIn(text)].every((number) => known.has(number));
}

/** Accents off too: "Cote d'Ivoire" tells as much as "Côte d'Ivoire". */
const bare = (text: string): string => folded(text).normalize('NFKD').replace(/\p{M}/gu, '');

function leaksNothing(text: string, task: Task): boolean {
  const [said, before] = [bare(text), bare(task.question)];
  return answerTexts(task).every((answer) => !mentions(said, bare(answer)) || mentions(before, bare(answer)));
}

/** Words with a capital, but for the first, stand in the question already: others would name what it does not. */
function namesNothingNew(text: string, { question }: Task): boolean {
  const known = new Set(wordsOf(folded(question)));
  return wordsOf(text.normalize('NFC'))
    .slice(1)
    .every((word) => !/\p{Lu}/u.test(word) || known.has(folded(word)));
}

/** Words without a possessive. */
const wordsOf = (text: string): string[] => [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(([word]) => word);
