/** One HTTP request to an endpoint, with an end to its time and to the size of what is read. */

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

/** A question fits into far less; what is more is no answer to it. */
const MOST_BYTES = 1 << 20;

/** Failures of a connection that stood already, or is worth a second try. */
const BROKEN = /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_HEADERS_OVERFLOW|HPE_\w+)$/;

/**
 * Posts JSON. Redirects are handed back, never followed: the header with the key goes to no other host.
 *
 * @throws the signal's reason where `stop` breaks it off.
 */
export async function postJson(
  url: URL,
  headers: Readonly<Record<string, string>>,
  json: string,
  milliseconds: number,
  stop: AbortSignal,
): Promise<Posted | NotPosted> {
  stop.throwIfAborted();
  // Not AbortSignal.any: what it joins to a signal that lives as long as the run stays there.
  const end = new AbortController();
  const breakOff = (): void => end.abort();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    breakOff();
  }, milliseconds);
  stop.addEventListener('abort', breakOff);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: json,
      redirect: 'manual',
      signal: end.signal,
    });
    return { status: response.status, headers: response.headers, body: await textOf(response) };
  } catch (error) {
    stop.throwIfAborted();
    if (late) return { missing: 'late', why: `nothing within ${milliseconds / 1000} s` };
    const { code, message } = causeOf(error);
    const broken = code !== undefined && BROKEN.test(code);
    return { missing: broken ? 'broken' : 'unreachable', why: code ?? message };
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', breakOff);
  }
}

async function textOf(response: Response): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let read = 0;
  let text = '';
  for await (const chunk of response.body) {
    read += chunk.byteLength;
    if (read > MOST_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** What `fetch` failed on lies below its own error. */
function causeOf(error: unknown): { code: string | undefined; message: string } {
  const { cause = error } = error as { cause?: unknown };
  const { code, message } = cause as { code?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : undefined, message: String(message ?? cause) };
}
