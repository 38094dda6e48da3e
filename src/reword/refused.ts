/** What an endpoint's refusal means for the operator, and what to do next. */
import { ModelError } from '../errors.ts';
import type { NotPosted, Posted } from '../http/post.ts';
import { cleanWords } from './clean-words.ts';
import { shownUrl } from './endpoint-options.ts';

export interface Asked {
  readonly url: URL;
  readonly model: string;
  readonly key: string | undefined;
}

/** @returns the error for a response that no other request would fare better than. */
export function refusal(got: Posted, asked: Asked): ModelError {
  const { status, headers, body } = got;
  const at = `${shownUrl(asked.url)} answered ${status}`;
  if (status === 401 || status === 403) {
    const next =
      asked.key === undefined
        ? 'it wants a key: set GRAPHTRAIL_MODEL_KEY'
        : 'it does not take the key: check GRAPHTRAIL_MODEL_KEY, and whether the key may use this model';
    return new ModelError('model_key_refused', `${at}: ${next}`);
  }
  if (status >= 300 && status < 400) {
    const to = headers.get('location') ?? '';
    const where = URL.canParse(to, asked.url.href) ? shownUrl(new URL(to, asked.url)) : 'nowhere';
    const next = 'redirects are not followed, so that the key goes to no other host; give the URL it moved to';
    return new ModelError('model_moved', `${at}, a redirect to ${told(where, asked)}; ${next}`);
  }
  const words = told(body ?? '', asked);
  const said = words === '' ? '' : ` (it said: ${JSON.stringify(words)})`;
  if (status === 404) {
    const next = 'check the name and the base URL, which mostly ends in /v1';
    return new ModelError(
      'model_not_found',
      `${at}: no model ${JSON.stringify(asked.model)}, or no such path; ${next}${said}`,
    );
  }
  return new ModelError('model_refused', `${at}: it does not take the request; check URL and model${said}`);
}

export function unreachable({ why }: NotPosted, asked: Asked): ModelError {
  const next = 'check that the server runs and that the base URL is right';
  return new ModelError('model_unreachable', `cannot reach ${shownUrl(asked.url)} (${told(why, asked)}); ${next}`);
}

const LONGEST = 160;

/** What an endpoint said, as we may show it: cleaned, short, and without the key, should it repeat it. */
function told(text: string, { key }: Asked): string {
  const secret = key === undefined ? text : text.replaceAll(key, '(key)');
  return cleanWords(secret.slice(0, 10 * LONGEST)).slice(0, LONGEST);
}
