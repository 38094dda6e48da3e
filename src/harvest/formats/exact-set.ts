/** Exact-set scoring: how an answer is asked for, which spellings of it are taken, and the scorer in Python. */
import type { Sample } from '../sample.ts';
import { conversationOf } from './conversation.ts';
import type { Companion } from './format.ts';

/** For each answer all spellings that are taken; undefined for a table, which no set of names can hold. */
export function goldSpellings({ provenance: { answers, gold } }: Sample): readonly (readonly string[])[] | undefined {
  if (gold === undefined) {
    return answers.map(({ id, iri, label }) => {
      const alone = answers.filter((other) => other.label === label).length === 1;
      return [...new Set([...(alone ? [label] : []), id, iri])];
    });
  }
  if ('rows' in gold) return undefined;
  if ('values' in gold) return [...new Set(gold.values.map(({ value }) => value))].map((value) => [value]);
  if ('number' in gold) return [[String(gold.number)]];
  return [gold.boolean ? ['yes', 'true'] : ['no', 'false']];
}

/** The messages before the first answer, with how to end added to the system text. */
export function askedPrompt(sample: Sample): readonly { readonly role: 'system' | 'user'; readonly content: string }[] {
  const { system, question } = conversationOf(sample);
  return [
    { role: 'system', content: system === '' ? HOW_TO_END : `${system}\n${HOW_TO_END}` },
    { role: 'user', content: question },
  ];
}

const HOW_TO_END = [
  'When you know the answer, end with one line that begins with "Answer:" and lists all answers as a JSON array of strings,',
  'such as Answer: ["A", "B"]. Write a number as ["3"], yes or no as ["yes"] or ["no"], and [] if there is no answer.',
].join('\n');

/** The scorer, beside the rows. It needs nothing but Python's own library. */
export const exactSetScorer: Companion = {
  path: 'exact_set.py',
  text: `"""Exact-set scoring: 1.0 if the last "Answer: [...]" line names every gold answer and nothing else, else 0.0."""
import json
import unicodedata


def _plain(text):
    return " ".join(unicodedata.normalize("NFC", str(text)).split()).casefold()


def said_answers(text):
    """The answers of the last "Answer:" line, or None where there is no such line or it is no JSON array."""
    lines = [line.strip() for line in str(text).split("\\n")]
    lines = [line for line in lines if line.lower().startswith("answer:")]
    if not lines:
        return None
    try:
        said = json.loads(lines[-1].split(":", 1)[1])
    except ValueError:
        return None
    return [_plain(item) for item in said] if isinstance(said, list) else None


def exact_set(text, gold_answers):
    """gold_answers: a list with all spellings of each answer, or its JSON text."""
    gold = json.loads(gold_answers) if isinstance(gold_answers, str) else gold_answers
    said = said_answers(text)
    if said is None:
        return 0.0
    spellings = [{_plain(name) for name in names} for names in gold]
    found = [next((at for at, names in enumerate(spellings) if item in names), None) for item in said]
    return 1.0 if None not in found and set(found) == set(range(len(spellings))) else 0.0


def exact_set_reward(completions, gold_answers, **_):
    """A reward function for TRL's GRPOTrainer."""
    texts = [item if isinstance(item, str) else item[-1].get("content") or "" for item in completions]
    return [exact_set(text, gold) for text, gold in zip(texts, gold_answers)]
`,
};
