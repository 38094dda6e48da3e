/** One HTTP request, with an end to its time and to the size of what is read. */

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

export interface PostLimits {
  readonly milliseconds: number;
  /** Most bytes of the body. */
  readonly bytes: number;
  /** Breaks the request off from outside. */
  readonly stop?: AbortSignal;
}

/** Failures of a connection that stood already, or is worth a second try. */
const BROKEN = /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_HEADERS_OVERFLOW|HPE_\w+)$/;

/**
 * Posts a body. Redirects are handed back, never followed: headers with a key or credentials go to no other host.
 *
 * @throws the signal's reason where `stop` breaks it off.
 */
export async function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { milliseconds, bytes, stop }: PostLimits,
): Promise<Posted | NotPosted> {
  stop?.throwIfAborted();
  // Not AbortSignal.any: what it joins to a signal that lives as long as the run stays there.
  const end = new AbortController();
  const breakOff = (): void => end.abort();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    breakOff();
  }, milliseconds);
  stop?.addEventListener('abort', breakOff);
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: end.signal });
    return { status: response.status, headers: response.headers, body: await textOf(response, bytes) };
  } catch (error) {
    stop?.throwIfAborted();
    if (late) return { missing: 'late', why: `nothing within ${milliseconds / 1000} s` };
    const { code, message } = causeOf(error);
    const broken = code !== undefined && BROKEN.test(code);
    return { missing: broken ? 'broken' : 'unreachable', why: code ?? message };
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', breakOff);
  }
}

async function textOf(response: Response, most: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let read = 0;
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
