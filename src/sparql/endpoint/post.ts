/** One query sent over HTTP (SPARQL 1.1 Protocol, 2.1.2), with an end to its time and to the size of what is read. */

export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  /** The body as text; undefined where it is larger than allowed. */
  readonly body: string | undefined;
}

/** Why there was no response: nobody there, broken off on the way, or too late. */
export interface NotPosted {
  readonly missing: 'unreachable' | 'broken' | 'late';
  readonly why: string;
}

/** Failures of a connection that stood already: worth a second try. */
const BROKEN = /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_HEADERS_OVERFLOW|HPE_\w+)$/;
const ACCEPT = 'application/sparql-results+json, text/tab-separated-values;q=0.5';

/** Posts a query as a form. Redirects are handed back, never followed: the header with the credentials goes to no other host. */
export async function postQuery(
  url: URL,
  headers: Readonly<Record<string, string>>,
  query: string,
  limits: { readonly milliseconds: number; readonly bytes: number },
): Promise<Posted | NotPosted> {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), limits.milliseconds);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: ACCEPT, ...headers },
      body: new URLSearchParams({ query }).toString(),
      redirect: 'manual',
      signal: end.signal,
    });
    return { status: response.status, headers: response.headers, body: await textOf(response, limits.bytes) };
  } catch (error) {
    if (end.signal.aborted) return { missing: 'late', why: `nothing within ${limits.milliseconds / 1000} s` };
    const { code, message } = causeOf(error);
    const broken = code !== undefined && BROKEN.test(code);
    return { missing: broken ? 'broken' : 'unreachable', why: code ?? message };
  } finally {
    clearTimeout(timer);
  }
}

async function textOf(response: Response, most: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let read = 0;
  const parts: string[] = [];
  for await (const chunk of response.body) {
    read += chunk.byteLength;
    if (read > most) return undefined;
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join('') + decoder.decode();
}

/** What `fetch` failed on lies below its own error. */
function causeOf(error: unknown): { code: string | undefined; message: string } {
  const { cause = error } = error as { cause?: unknown };
  const { code, message } = cause as { code?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : undefined, message: String(message ?? cause) };
}
