/** The one output schema that all tools share: small, since clients are sent it with every tool. */
import type { JsonSchema } from './parameter.ts';

const text = { type: 'string' } as const;
const objects = { type: 'array', items: { type: 'object' } } as const;

export const outputSchema: JsonSchema = {
  type: 'object',
  properties: {
    status: text,
    result: text,
    total: { type: 'integer' },
    atLeast: { type: 'integer' },
    items: objects,
    number: { type: 'number' },
    rows: objects,
    next: text,
    message: text,
    candidates: objects,
    task: text,
    relations: objects,
    facts: objects,
  },
  required: ['status'],
};
