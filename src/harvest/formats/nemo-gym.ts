/** Task rows for NeMo Gym: the request to the Responses API, and what the verifier compares with. */
import { learnedCalls } from './conversation.ts';
import { askedPrompt, exactSetScorer, goldSpellings } from './exact-set.ts';
import type { Format } from './format.ts';

/**
 * `{id, responses_create_params, gold_answers, gold_calls, graph_id}`. A resources server is given the whole row in `/verify`
 * and scores the last message with `exact_set.py`, which lies beside the rows. No row of a sample whose answer is a table.
 */
export const nemoGym: Format = {
  name: 'nemo-gym',
  reader: 'NeMo Gym, and verifiers by its NeMo Gym task set (reward in `exact_set.py`)',
  spec: 'NeMo Gym task rows (responses_create_params), as verifiers 0.4 reads them too',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'responses_create_params', type: 'json' },
    { name: 'gold_answers', type: 'string' },
    { name: 'gold_calls', type: 'string' },
    { name: 'graph_id', type: 'string' },
  ],
  rows: (sample) => {
    const gold = goldSpellings(sample);
    if (gold === undefined) return [];
    const tools = sample.tools.map((tool) => ({ type: 'function', ...tool.function, strict: false }));
    return [
      {
        id: sample.id,
        responses_create_params: { input: askedPrompt(sample), tools, parallel_tool_calls: true },
        gold_answers: JSON.stringify(gold),
        gold_calls: JSON.stringify(learnedCalls(sample).map((call) => call.function)),
        graph_id: sample.provenance.graph.digest ?? '',
      },
    ];
  },
  companions: () => [exactSetScorer],
};
