/** Reads the body of a request, up to a limit, as the JSON it should be. */
import type { IncomingMessage } from 'node:http';
import { PARSE_ERROR } from '../json-rpc.ts';
import { type Refusal, SERVER_ERROR } from './refusal.ts';

export interface BodyReader {
  /** The value, or why there is none. Never rejects. */
  read(request: IncomingMessage): Promise<{ readonly value: unknown } | { readonly refusal: Refusal }>;
}

/** Bytes of a body that is too long which are read and thrown away, so that whoever sends it can hear the answer. */
const HEARD_OUT = 4;
/** How many bodies of full length may be on their way at once; what is not yet read cannot fill the memory. */
const AT_ONCE = 16;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @param most bytes of a body */
export function createBodyReader(most: number): BodyReader {
  let held = 0;

  async function collect(request: IncomingMessage): Promise<Buffer | Refusal> {
    if (Number(request.headers['content-length'] ?? 0) > most) return tooLarge(most);
    const chunks: Buffer[] = [];
    let length = 0;
    try {
      // Left open where reading stops early, so that the answer can be heard.
      for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > most * HEARD_OUT) break;
        if (length > most) {
          held -= release(chunks);
          continue;
        }
        if (held + chunk.length > most * AT_ONCE) return crowded;
        held += chunk.length;
        chunks.push(chunk);
      }
      return length > most ? tooLarge(most) : Buffer.concat(chunks);
    } catch {
      return { status: 400, code: PARSE_ERROR, message: 'The body broke off.', headers: { Connection: 'close' } };
    } finally {
      held -= release(chunks);
    }
  }

  return {
    async read(request) {
      const strange = mediaRefusal(request);
      if (strange !== undefined) return { refusal: strange };
      const body = await collect(request);
      if (!Buffer.isBuffer(body)) return { refusal: body };
      try {
        return { value: JSON.parse(decoder.decode(body)) };
      } catch {
        return { refusal: { status: 400, code: PARSE_ERROR, message: 'Parse error: the body is not JSON in UTF-8.' } };
      }
    },
  };
}

/** Forgets chunks; gives how many bytes they were. */
function release(chunks: Buffer[]): number {
  return chunks.splice(0).reduce((sum, { length }) => sum + length, 0);
}

/** Web pages may post text and forms to anybody without being asked first; JSON they may not. */
function mediaRefusal({ headers }: IncomingMessage): Refusal | undefined {
  const json = /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
  if (json && /^(?:identity)?$/i.test(headers['content-encoding'] ?? '')) return undefined;
  return { status: 415, code: SERVER_ERROR, message: 'Expected Content-Type: application/json, not compressed.' };
}

function tooLarge(most: number): Refusal {
  const message = `The body is too large: at most ${most} bytes are read.`;
  return { status: 413, code: SERVER_ERROR, message, headers: { Connection: 'close' } };
}

const crowded: Refusal = {
  status: 503,
  code: SERVER_ERROR,
  message: 'Too many large requests at once; send this one again.',
  headers: { Connection: 'close', 'Retry-After': '1' },
};
