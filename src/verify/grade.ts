/** Grades an answer against gold, as the check `gold` compares them, without telling the gold. */
import type { Source } from '../graph/source.ts';
import { type Gold, goldOf, goldText } from '../task/gold.ts';
import type { Task } from '../task/task.ts';
import type { Answer } from '../tool/answer.ts';
import type { Grade, PracticeAnswer } from '../tool/practice.ts';
import { answerKeys, goldKeys } from './answer-keys.ts';
import { keyName } from './key-name.ts';
import { score } from './score.ts';

/** Wrong items that are told one by one. */
const MOST_WRONG = 20;

/**
 * @param answered as `submit_answer` took it: the answer, and as IRIs or lexical forms what it names
 * @param reveal whether the gold is told as well
 */
export async function gradeAnswer(
  { answer, resolved }: PracticeAnswer,
  task: Task,
  source: Source,
  reveal: boolean,
): Promise<Grade> {
  const wanted = goldKeys(task);
  const gold = reveal ? { gold: told(goldOf(task)) } : {};
  const given = answerKeys({ type: 'answer', answer, resolved }, task);
  if (given === undefined) {
    const none = { correct: false, precision: 0, recall: 0, f1: 0, reward: 0, wrong: [], extra: 0 } as const;
    return { ...none, missing: new Set(wanted).size, expected: formOf(goldOf(task)), ...gold };
  }
  const { precision, recall, missing, extra } = score(given, wanted);
  const correct = missing.length + extra.length === 0;
  const f1 = correct ? 1 : precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  const wrong = await Promise.all(extra.slice(0, MOST_WRONG).map((key) => nameOf(key, answer, source)));
  return { correct, precision, recall, f1, reward: f1, missing: missing.length, wrong, extra: extra.length, ...gold };
}

/** An item of the answer as whoever gave it knows it. */
async function nameOf(key: string, { number, boolean }: Answer, source: Source): Promise<string> {
  if (boolean !== undefined) return boolean ? 'yes' : 'no';
  return number === undefined ? await keyName(key, source) : String(number);
}

/** The right answer, part by part. */
function told(gold: Gold): string[] {
  if ('entities' in gold) return gold.entities.map(({ label, id }) => `${JSON.stringify(label)} (${id})`);
  if ('values' in gold) return gold.values.map(({ value }) => value);
  return 'rows' in gold ? gold.rows.map((row) => goldText({ rows: [row] })) : [goldText(gold)];
}

function formOf(gold: Gold): string {
  if ('entities' in gold) return 'entities';
  if ('values' in gold) return 'values';
  if ('rows' in gold) return 'rows';
  return 'number' in gold ? 'a number' : 'yes or no';
}
