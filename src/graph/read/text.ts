/** A file as chunks of text: opened, decompressed, checked to be UTF-8, counted against the limits. */
import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream, type ReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { GraphError } from '../../errors.ts';
import { fileError } from '../inputs.ts';
import type { Limits } from './limits.ts';

const CHUNK = 1 << 18;
const LINE_FEED = 0x0a;

export interface TextFile {
  readonly path: string;
  readonly name: string;
  readonly compressed: boolean;
  /** The text itself, where there is no file. */
  readonly text?: string;
}

export interface TextOptions {
  readonly limits: Limits;
  /** Told how many more bytes of the file have been read. */
  readonly onBytes?: ((count: number) => void) | undefined;
  /** Awaited between chunks, so that a consumer may catch up. */
  readonly onChunk?: (() => Promise<void>) | undefined;
}

/**
 * The text of a file without a byte order mark, in chunks that end at a line's end where there is one.
 * Errors: `missing_file`, `unreadable_file`, `unreadable_gzip`, `binary_file`, `not_utf8`, `file_too_large`.
 */
export async function* readText(file: TextFile, options: TextOptions): AsyncGenerator<string> {
  const { limits, onBytes = () => {}, onChunk } = options;
  let rest: Buffer = Buffer.alloc(0);
  let total = 0;
  let begun = false;
  for await (const chunk of readBytes(file, onBytes)) {
    if (total === 0) refuseBinary(file, chunk);
    total += chunk.length;
    if (total > limits.fileBytes) throw tooLarge(file, limits.fileBytes);
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = cutOf(bytes);
    rest = bytes.subarray(end);
    if (end > 0) yield await decode(file, bytes.subarray(0, end), begun);
    begun ||= end > 0;
    await onChunk?.();
  }
  if (rest.length > 0) yield await decode(file, rest, begun);
}

async function* readBytes(file: TextFile, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  if (file.text !== undefined) {
    yield Buffer.from(file.text);
    return;
  }
  const source = createReadStream(file.path, { highWaterMark: CHUNK });
  try {
    if (!file.compressed) {
      for await (const chunk of source) {
        onBytes((chunk as Buffer).length);
        yield chunk as Buffer;
      }
      return;
    }
    yield* gunzip(file, source, onBytes);
  } catch (cause) {
    throw cause instanceof GraphError ? cause : fileError(file.path, cause);
  } finally {
    source.destroy();
  }
}

async function* gunzip(file: TextFile, source: ReadStream, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  const unzip = createGunzip({ chunkSize: CHUNK });
  let failure: unknown;
  source.on('data', (chunk) => onBytes(chunk.length));
  source.on('error', (cause) => {
    failure = cause;
    unzip.destroy();
  });
  try {
    for await (const chunk of source.pipe(unzip)) yield chunk as Buffer;
  } catch (cause) {
    if (failure !== undefined) throw failure;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new GraphError(
      'unreadable_gzip',
      `${file.name}: expected gzip, as its name says; reading failed: ${reason}. Is the file whole?`,
      {
        cause,
      },
    );
  } finally {
    unzip.destroy();
  }
}

/** Where to cut: after the last line feed, else before a character that is not whole yet. */
function cutOf(bytes: Buffer): number {
  const line = bytes.lastIndexOf(LINE_FEED);
  if (line >= 0) return line + 1;
  let end = bytes.length;
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (needed > back) end = bytes.length - back;
    break;
  }
  return end;
}

async function decode(file: TextFile, bytes: Buffer, begun: boolean): Promise<string> {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) throw await notUtf8(file);
  const marked = !begun && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', marked ? 3 : 0);
}

/** Reads the file once more to say where it goes wrong. */
async function notUtf8(file: TextFile): Promise<GraphError> {
  let line = 1;
  let rest = Buffer.alloc(0);
  for await (const chunk of readBytes(file, () => {})) {
    const bytes = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      if (!isUtf8(bytes.subarray(start, end))) return wrongEncoding(file, line);
      line++;
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  return wrongEncoding(file, line);
}

function wrongEncoding(file: TextFile, line: number): GraphError {
  return new GraphError(
    'not_utf8',
    `${file.name}, line ${line}: expected UTF-8 text; got bytes that are not. Convert it, for instance with "iconv -f latin1 -t utf-8".`,
  );
}

function refuseBinary(file: TextFile, chunk: Buffer): void {
  if (!file.compressed && chunk[0] === 0x1f && chunk[1] === 0x8b) {
    throw new GraphError(
      'binary_file',
      `${file.name}: expected text; got gzip. Rename it so that its name ends in .gz.`,
    );
  }
  if ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff)) {
    throw new GraphError(
      'not_utf8',
      `${file.name}: expected UTF-8 text; got UTF-16. Convert it, for instance with "iconv -f utf-16 -t utf-8".`,
    );
  }
  if (chunk.subarray(0, 8192).includes(0)) {
    throw new GraphError('binary_file', `${file.name}: expected text; got a binary file.`);
  }
}

function tooLarge(file: TextFile, limit: number): GraphError {
  return new GraphError(
    'file_too_large',
    `${file.name}: expected at most ${limit} bytes of text; got more. Split the file or raise the limit.`,
  );
}
