/** Asks an endpoint: bounded in time, size, tries and requests at once, and never the same thing twice in a short while. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EndpointError } from '../../errors.ts';
import { type NotPosted, type Posted, post } from '../../http/post.ts';
import { waitAfter } from '../../http/wait.ts';
import { shownUrl } from './address.ts';
import { createGate } from './gate.ts';
import { type Row, rowsOf } from './results.ts';
import { type Shared, share } from './stopping.ts';

export interface ClientOptions {
  readonly url: URL;
  /** Sent with every query: user agent, credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds that one query may take; default 30,000. */
  readonly timeout?: number;
  /** Requests for one answer at most; default 4. */
  readonly tries?: number;
  /** Milliseconds before the second request, doubled each time; default 500. */
  readonly firstWait?: number;
  /** Most bytes of one answer; default 64 MiB. */
  readonly bytes?: number;
  /** Requests at once; default 6. */
  readonly concurrency?: number;
  /** Milliseconds that an answer is kept to be given again; default 5 minutes. */
  readonly kept?: number;
}

export interface Answer {
  readonly rows: readonly Row[];
  /** Whether the endpoint itself says that it left rows out. */
  readonly partial: boolean;
}

export interface Client {
  readonly name: string;
  /** @throws EndpointError `endpoint_unreachable`, `endpoint_timeout`, `endpoint_busy`, `endpoint_refused`, `endpoint_unauthorized`, `endpoint_moved`, `endpoint_too_large`, `endpoint_answer_invalid`, `endpoint_cancelled` */
  select(query: string, timeout?: number): Promise<Answer>;
}

/** What an endpoint may ask us to wait at most, in milliseconds. */
const LONGEST_WAIT = 30_000;
/** A query is posted as a form (SPARQL 1.1 Protocol, 2.1.2). */
const FORM = {
  'content-type': 'application/x-www-form-urlencoded',
  accept: 'application/sparql-results+json, text/tab-separated-values;q=0.5',
};
const MOST_KEPT = 2000;
/** Answers of more rows are not kept. */
const MOST_ROWS_KEPT = 5000;
const MOST_REDIRECTS = 3;

export function createClient(options: ClientOptions): Client {
  const { timeout = 30_000, concurrency = 6, kept = 300_000 } = options;
  const gate = createGate(concurrency);
  const answers = new Map<string, { readonly shared: Shared<Answer>; readonly until: number }>();
  const forget = (query: string, shared: Shared<Answer>): void => {
    if (answers.get(query)?.shared === shared) answers.delete(query);
  };
  return {
    name: shownUrl(options.url),
    select(query, milliseconds = timeout) {
      const known = answers.get(query);
      if (known !== undefined && known.until > performance.now()) return known.shared.wait();
      const shared: Shared<Answer> = share(
        (stop) => gate(() => ask(options, query, milliseconds, stop)),
        () => forget(query, shared),
      );
      answers.delete(query);
      if (answers.size >= MOST_KEPT) answers.delete(answers.keys().next().value as string);
      answers.set(query, { shared, until: performance.now() + kept });
      shared.answer.then(
        ({ rows }) => {
          if (rows.length > MOST_ROWS_KEPT) forget(query, shared);
        },
        () => forget(query, shared),
      );
      return shared.wait();
    },
  };
}

/** A client that waits no longer than this for any answer. */
export function hurried(client: Client, milliseconds: number): Client {
  return {
    name: client.name,
    select: (query, timeout = milliseconds) => client.select(query, Math.min(timeout, milliseconds)),
  };
}

/** All tries together may take as long as the query may, and the waits that the endpoint asks for. */
async function ask(options: ClientOptions, query: string, timeout: number, stop: AbortSignal): Promise<Answer> {
  const { tries = 4, firstWait = 500 } = options;
  const deadline = performance.now() + timeout;
  for (let tried = 1; ; tried++) {
    const left = Math.max(1, Math.ceil(deadline - performance.now()));
    const got = await postFollowing(options, query, left, stop);
    if (!('missing' in got) && got.status === 200) return answerOf(got, options);
    const wait = tried < tries ? waitAfter(got, firstWait * 2 ** (tried - 1), { longest: LONGEST_WAIT }) : undefined;
    if (wait === undefined || performance.now() + wait >= deadline) throw failure(got, options);
    await sleep(wait, undefined, { signal: stop });
  }
}

/** Follows a redirect where host and port stay, or http becomes https on the same host; any other is for the operator to judge. */
async function postFollowing(
  options: ClientOptions,
  query: string,
  left: number,
  stop: AbortSignal,
): Promise<Posted | NotPosted> {
  const { headers = {}, bytes = 64 * 2 ** 20 } = options;
  const body = new URLSearchParams({ query }).toString();
  let url = options.url;
  for (let redirects = 0; ; redirects++) {
    const got = await post(url, { ...FORM, ...headers }, body, { milliseconds: left, bytes, stop });
    const location = 'missing' in got || got.status < 300 || got.status > 399 ? null : got.headers.get('location');
    if (location === null || !URL.canParse(location, url.href)) return got;
    const next = new URL(location, url.href);
    const upgraded = url.protocol === 'http:' && next.protocol === 'https:' && next.hostname === url.hostname;
    if (redirects === MOST_REDIRECTS || !(next.origin === url.origin || upgraded)) {
      const message = `The endpoint ${shownUrl(url)} sends us on to ${shownUrl(next)}. If that is right, give that address.`;
      throw new EndpointError('endpoint_moved', message);
    }
    url = next;
  }
}

/** Virtuoso says in headers that it stopped early (`S1TAT`) or left rows out. */
function answerOf({ body, headers }: Posted, { url, bytes = 64 * 2 ** 20 }: ClientOptions): Answer {
  if (body === undefined) {
    const message = `The endpoint ${shownUrl(url)} answered with more than ${bytes} bytes.`;
    throw new EndpointError('endpoint_too_large', message);
  }
  const partial = headers.get('x-sql-state') !== null || headers.get('x-sparql-maxrows') !== null;
  return { rows: rowsOf(body, headers.get('content-type') ?? ''), partial };
}

function failure(got: Posted | NotPosted, { url }: ClientOptions): EndpointError {
  const where = `The endpoint ${shownUrl(url)}`;
  if ('missing' in got) {
    if (got.missing === 'late') return new EndpointError('endpoint_timeout', `${where} did not answer: ${got.why}.`);
    return new EndpointError(
      'endpoint_unreachable',
      `${where} could not be reached (${got.why}). Is the address right, and the server up?`,
    );
  }
  const said = said120(got.body);
  if (got.status === 401 || got.status === 403) {
    const advice = 'Give GRAPHTRAIL_ENDPOINT_USER and GRAPHTRAIL_ENDPOINT_PASSWORD, or GRAPHTRAIL_ENDPOINT_TOKEN.';
    return new EndpointError('endpoint_unauthorized', `${where} does not let us in (${got.status}). ${advice}`);
  }
  if (got.status === 429 || got.status === 503)
    return new EndpointError('endpoint_busy', `${where} is busy (${got.status})${said}.`);
  if (got.status === 408 || got.status === 504)
    return new EndpointError('endpoint_timeout', `${where} ran out of time (${got.status})${said}.`);
  return new EndpointError('endpoint_refused', `${where} refused a query (${got.status})${said}.`);
}

/** The beginning of what a server says, as one line. */
function said120(body: string | undefined): string {
  const line = (body ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line === '' ? '' : `: ${JSON.stringify(line.slice(0, 120))}`;
}
