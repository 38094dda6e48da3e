/** Reads the text out of a chat completion, whatever else the endpoint puts into it. */
import type { Reply } from './model.ts';

type Loose = { readonly [name: string]: unknown } | null | undefined;

/** The first choice of a completion (`POST /chat/completions` of OpenAI's API, without streaming). */
export function readCompletion(body: string): Reply {
  const choices = (parse(body) as Loose)?.['choices'];
  const choice = (Array.isArray(choices) ? choices[0] : undefined) as Loose;
  const text = textOf((choice?.['message'] as Loose)?.['content']);
  if (text === undefined) return { failure: 'the reply is no chat completion' };
  return choice?.['finish_reason'] === 'length' ? { failure: 'the reply is cut off' } : { text };
}

/** A text, or a list of parts of which some are texts. */
function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content.map((part: Loose) => part?.['text']).filter((text) => typeof text === 'string');
  return texts.length === 0 ? undefined : texts.join('');
}

/**
 * The string under a name in the JSON object that a model was asked for; undefined where there is none. What it thought aloud
 * before, and fences around the object, are passed over.
 */
export function stringIn(text: string, name: string): string | undefined {
  const said = text.replace(/^[\s\S]*<\/think>/u, '');
  const object = said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1);
  const value = (parse(object) as Loose)?.[name];
  return typeof value === 'string' ? value : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
