/** Rows as agent trajectories of the interchange format ATIF, with the proof of the sample under `extra`. */
import type { JsonObject, Sample } from '../sample.ts';
import { conversationOf, type Turn } from './conversation.ts';
import type { Format } from './format.ts';

/**
 * One trajectory a row. Nothing that depends on time is said, so no step has a timestamp; whether a model was asked is not known
 * either, so `model_name` and `llm_call_count` are left out.
 */
export const atif: Format = {
  name: 'atif',
  reader: 'Harbor and other readers of the Agent Trajectory Interchange Format',
  spec: 'ATIF-v1.7, as the models of Harbor 0.25 validate it',
  extension: 'jsonl',
  columns: [
    { name: 'schema_version', type: 'string' },
    { name: 'session_id', type: 'string' },
    { name: 'trajectory_id', type: 'string' },
    { name: 'agent', type: 'json' },
    { name: 'steps', type: 'list of json' },
    { name: 'final_metrics', type: 'json' },
    { name: 'extra', type: 'json' },
  ],
  rows: (sample) => {
    const steps = stepsOf(sample).map((step, index) => ({ step_id: index + 1, ...step }));
    return [
      {
        schema_version: 'ATIF-v1.7',
        session_id: sample.id,
        trajectory_id: sample.id,
        agent: agentOf(sample),
        steps,
        final_metrics: { total_steps: steps.length },
        extra: { graphtrail: sample.provenance },
      },
    ];
  },
};

function agentOf({ provenance: { agent }, tools }: Sample): JsonObject {
  return { name: agent?.name ?? 'unknown', version: agent?.version ?? 'unknown', tool_definitions: tools };
}

function stepsOf(sample: Sample): JsonObject[] {
  const { system, question, turns, answer } = conversationOf(sample);
  return [
    ...(system === '' ? [] : [{ source: 'system', message: system }]),
    { source: 'user', message: question },
    ...turns.map(toStep),
    { source: 'agent', message: answer },
  ];
}

function toStep({ thought, learn, calls, observations }: Turn): JsonObject {
  return {
    source: 'agent',
    message: thought,
    tool_calls: calls.map(({ id, function: { name, arguments: given } }) => ({
      tool_call_id: id,
      function_name: name,
      arguments: given,
    })),
    observation: {
      results: observations.map((content, index) => ({ source_call_id: calls[index]?.id ?? null, content })),
    },
    ...(learn ? {} : { extra: { graphtrail: { learn: false } } }),
  };
}
