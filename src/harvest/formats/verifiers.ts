/** Task rows for verifiers: a prompt, the answer, and what a rubric may want to know. */
import { learnedCalls } from './conversation.ts';
import { askedPrompt, exactSetScorer, goldSpellings } from './exact-set.ts';
import type { Format } from './format.ts';

/**
 * `{id, prompt, answer, info}`: in v1 the fields of a `TaskData` with `answer` and `info` added, in the older version a row as it
 * is. `answer` and `info` are JSON: the names, and all spellings, tools, calls and the graph's digest. `exact_set.py` beside the
 * rows scores. No row of a sample whose answer is a table.
 */
export const verifiers: Format = {
  name: 'verifiers',
  reader: 'verifiers (reward in `exact_set.py`)',
  spec: 'verifiers 0.4 (v1 TaskData; the columns of v0 data sets)',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'prompt', type: { listOf: ['role', 'content'] } },
    { name: 'answer', type: 'string' },
    { name: 'info', type: 'string' },
  ],
  rows: (sample) => {
    const gold_answers = goldSpellings(sample);
    if (gold_answers === undefined) return [];
    const answer = JSON.stringify(gold_answers.map(([first]) => first));
    const calls = learnedCalls(sample).map((call) => call.function);
    const info = { gold_answers, calls, tools: sample.tools, graph: sample.provenance.graph };
    return [{ id: sample.id, prompt: askedPrompt(sample), answer, info: JSON.stringify(info) }];
  },
  companions: () => [exactSetScorer],
};
