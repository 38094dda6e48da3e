/** Text chunks as lines, for tab-separated files. */
import { GraphError } from '../../errors.ts';
import { readText, type TextFile, type TextOptions } from './text.ts';

/**
 * Calls `onLine` with each line that is not empty (without its ending, LF or CRLF) and its number, counted from 1.
 * Errors: those of {@link readText}, and `term_too_long` for a line longer than three terms may be.
 */
export async function readLines(
  file: TextFile,
  options: TextOptions,
  onLine: (line: string, number: number) => void,
): Promise<void> {
  const longest = options.limits.termBytes * 3;
  let rest = '';
  let number = 0;
  for await (const chunk of readText(file, options)) {
    const text = rest === '' ? chunk : rest + chunk;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      number++;
      const last = end > start && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
      if (last > start) onLine(text.slice(start, last), number);
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > longest) {
      throw new GraphError(
        'term_too_long',
        `${file.name}, line ${number + 1}: expected a line of at most ${longest} bytes; got a longer one.`,
      );
    }
  }
  if (rest.endsWith('\r')) rest = rest.slice(0, -1);
  if (rest !== '') onLine(rest, number + 1);
}
