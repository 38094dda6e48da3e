/** Replies kept in a file: a second run asks nothing twice, gives the same tasks, and goes on where a first one stopped. */
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { ModelError } from '../errors.ts';
import type { ChatMessage, Model } from './model.ts';

/**
 * The model, asked only for what the file does not hold yet. Kept under the hash of the model's name and the messages, which
 * hold the prompt and the task: whatever changes of these is asked anew. Failures are not kept.
 *
 * @throws ModelError `kept_replies` where the file is something else, or cannot be read or written.
 */
export function withKeptReplies(model: Model, path: string): Model {
  const kept = readKept(path);
  return {
    ...model,
    complete: async (messages) => {
      const key = keyOf(model.name, messages);
      const known = kept.get(key);
      if (known !== undefined) return { text: known };
      const reply = await model.complete(messages);
      if ('text' in reply) {
        kept.set(key, reply.text);
        append(path, `${JSON.stringify({ key, text: reply.text })}\n`);
      }
      return reply;
    },
  };
}

function keyOf(model: string, messages: readonly ChatMessage[]): string {
  return createHash('sha256')
    .update(JSON.stringify([model, messages.map(({ role, content }) => [role, content])]))
    .digest('hex');
}

function readKept(path: string): Map<string, string> {
  const kept = new Map<string, string>();
  const lines = contentOf(path).split('\n');
  // A process that was killed leaves a piece of a line: it is closed, and its request made again.
  const torn = lines.pop() !== '' ? lines.length : -1;
  if (torn !== -1 && lines.length > 0) append(path, '\n');
  for (const [index, line] of lines.entries()) {
    const read = readLine(line);
    if (read !== undefined) kept.set(read.key, read.text);
    else if (index === 0) throw fault(path, 'line 1 is no kept reply; give a file of its own', undefined);
  }
  if (torn === 0) throw fault(path, 'it holds no line of kept replies; give a file of its own', undefined);
  return kept;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw fault(path, (cause as Error).message, cause);
  }
}

function readLine(line: string): { key: string; text: string } | undefined {
  try {
    const { key, text } = JSON.parse(line) as Record<string, unknown>;
    return typeof key === 'string' && typeof text === 'string' ? { key, text } : undefined;
  } catch {
    return undefined;
  }
}

function append(path: string, text: string): void {
  try {
    appendFileSync(path, text);
  } catch (cause) {
    throw fault(path, (cause as Error).message, cause);
  }
}

function fault(path: string, why: string, cause: unknown): ModelError {
  return new ModelError('kept_replies', `cannot keep replies in "${path}": ${why}`, { cause });
}
