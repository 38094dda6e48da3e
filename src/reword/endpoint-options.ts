/** Where a model is asked, and checking that it can be before anything is sent. */
import { UsageError } from '../errors.ts';

export interface EndpointOptions {
  /** The base URL, such as `http://127.0.0.1:8080/v1`: `/chat/completions` is put behind it. */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token to this URL and nowhere else; never shown. */
  readonly key?: string | undefined;
  /** Requests at once; default 4. */
  readonly concurrency?: number;
  /** Seconds that one request may take; default 60. */
  readonly timeout?: number;
  /** Milliseconds before a failed request is made again, doubled each time; default 500. */
  readonly firstWait?: number;
}

/**
 * The address that requests go to.
 *
 * @throws UsageError `model_url` where it is no http(s) URL or holds a password, which would then be shown.
 */
export function completionsUrl({ url }: EndpointOptions): URL {
  const expected = 'expected the base URL of an OpenAI-compatible endpoint, such as "http://127.0.0.1:8080/v1"';
  if (!URL.canParse(url)) throw new UsageError('model_url', `${expected}, got ${JSON.stringify(url.slice(0, 80))}`);
  const base = new URL(url);
  if (base.username !== '' || base.password !== '')
    throw new UsageError('model_url', `${expected}, without a name or password in it; give a key by the environment`);
  if (!/^https?:$/.test(base.protocol)) throw new UsageError('model_url', `${expected}, got one of "${base.protocol}"`);
  base.pathname = `${base.pathname.replace(/\/+$/, '')}/chat/completions`;
  base.hash = '';
  return base;
}

/** The address without its query, which may hold a secret. */
export function shownUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/**
 * The header that carries the key; none where there is no key.
 *
 * @throws UsageError `model_key` where a header cannot carry it; the key itself is not shown.
 */
export function keyHeader(key: string | undefined): Readonly<Record<string, string>> {
  if (key === undefined || key === '') return {};
  if (!/^[!-~]+$/.test(key))
    throw new UsageError('model_key', 'the key holds white space or other characters that no key has; set it again');
  return { authorization: `Bearer ${key}` };
}
