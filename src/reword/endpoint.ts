/** A model behind an OpenAI-compatible endpoint: asked with few requests at once, patient with what passes by itself. */
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type NotPosted, type Posted, post } from '../http/post.ts';
import { cleanWords } from './clean-words.ts';
import { readCompletion } from './completion.ts';
import { completionsUrl, type EndpointOptions, keyHeader } from './endpoint-options.ts';
import type { ChatMessage, Model, Reply } from './model.ts';
import { type Asked, refusal, unreachable } from './refused.ts';
import { waitBefore } from './retry.ts';
import { createTurns } from './turns.ts';

const TRIES = 4;
/** A question fits into far less; what is more is no answer to it. */
const MOST_BYTES = 1 << 20;
const JSON_BOTH_WAYS = { 'content-type': 'application/json', accept: 'application/json' };

/** What makes replies repeatable and short, as far as an endpoint knows it; left out where it refuses one of them by name. */
const SETTINGS = { temperature: 0, seed: 0, max_tokens: 4096 } as const;

type Setting = keyof typeof SETTINGS;

/** Nothing is sent yet. @throws UsageError where URL or key cannot be used. */
export function openModel(options: EndpointOptions): Model {
  const { key, concurrency = 4, timeout = 60, firstWait = 500 } = options;
  const url = completionsUrl(options);
  const headers = keyHeader(key);
  const asked: Asked = { url, model: options.model, key: key === '' ? undefined : key };
  const stop = new AbortController();
  // As many listen as requests are under way.
  setMaxListeners(0, stop.signal);
  const inTurn = createTurns(concurrency);
  const settings = new Map<string, unknown>(Object.entries(SETTINGS));

  const send = (messages: readonly ChatMessage[]): Promise<Posted | NotPosted> => {
    const body = { model: options.model, messages, ...Object.fromEntries(settings), stream: false };
    return post(url, { ...JSON_BOTH_WAYS, ...headers }, JSON.stringify(body), {
      milliseconds: timeout * 1000,
      bytes: MOST_BYTES,
      stop: stop.signal,
    });
  };
  const ask = async (messages: readonly ChatMessage[]): Promise<Reply> => {
    for (let tried = 1; ; tried++) {
      const sent = [...settings.keys()] as Setting[];
      const got = await send(messages);
      const disliked = sent.filter((name) => dislikes(got, name));
      if (disliked.length > 0) {
        for (const name of disliked) settings.delete(name);
        tried -= 1;
        continue;
      }
      const pause = waitBefore(got, tried, { tries: TRIES, firstWait });
      if (pause === undefined) return replyOf(got, asked);
      await wait(pause, undefined, { signal: stop.signal });
    }
  };
  return {
    name: cleanWords(options.model),
    complete: (messages) => inTurn(() => ask(messages)),
    close: () => stop.abort(),
  };
}

/** Whether an endpoint refuses a request for a setting that it could do without. */
function dislikes(got: Posted | NotPosted, name: Setting): boolean {
  return 'status' in got && (got.status === 400 || got.status === 422) && (got.body ?? '').includes(name);
}

/** @throws ModelError where other requests would fail too. */
function replyOf(got: Posted | NotPosted, asked: Asked): Reply {
  if ('missing' in got) {
    if (got.missing === 'unreachable') throw unreachable(got, asked);
    return { failure: got.missing === 'late' ? 'no reply in time' : 'the endpoint fails' };
  }
  const { status, body } = got;
  if (status === 429) return { failure: 'the endpoint is too busy' };
  if (status >= 500 || status === 408 || status === 425) return { failure: 'the endpoint fails' };
  if (status < 200 || status >= 300) throw refusal(got, asked);
  return body === undefined ? { failure: 'the reply is too large' } : readCompletion(body);
}
