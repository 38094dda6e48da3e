/** Rows for TRL's GRPO trainer: prompts, and beside them what a reward function needs. */
import { learnedCalls } from './conversation.ts';
import { askedPrompt, exactSetScorer, goldSpellings } from './exact-set.ts';
import type { Format } from './format.ts';

/**
 * `{id, prompt, gold_answers, gold_calls, gold_path, graph_id}`; all but the prompt are strings, and reach a reward function as
 * keywords. `gold_answers` is the JSON of a list with all spellings of each answer, which `exact_set.py` beside the rows
 * scores. The tools are given to the trainer, not to the rows. No row of a sample whose answer is a table.
 */
export const trlGrpo: Format = {
  name: 'trl-grpo',
  reader: 'TRL (`GRPOTrainer`, reward in `exact_set.py`)',
  spec: 'TRL 1.16, "Dataset formats and types": conversational prompt-only with extra columns',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'prompt', type: { listOf: ['role', 'content'] } },
    { name: 'gold_answers', type: 'string' },
    { name: 'gold_calls', type: 'string' },
    { name: 'gold_path', type: 'string' },
    { name: 'graph_id', type: 'string' },
  ],
  rows: (sample) => {
    const gold = goldSpellings(sample);
    if (gold === undefined) return [];
    const { graph, witnesses } = sample.provenance;
    return [
      {
        id: sample.id,
        prompt: askedPrompt(sample),
        gold_answers: JSON.stringify(gold),
        gold_calls: JSON.stringify(learnedCalls(sample).map((call) => call.function)),
        gold_path: JSON.stringify(witnesses.map(({ triples }) => triples)),
        graph_id: graph.digest ?? '',
      },
    ];
  },
  companions: () => [exactSetScorer],
};
