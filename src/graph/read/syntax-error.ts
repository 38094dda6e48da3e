/** Turns an error of n3's into one that names file, line and column. */
import { GraphError } from '../../errors.ts';
import { defaultLimits } from './limits.ts';
import { readText, type TextFile } from './text.ts';

interface ParserContext {
  readonly line?: number;
  readonly token?: { readonly start?: number };
  readonly previousToken?: { readonly line: number; readonly endLine?: number; readonly end?: number };
}

/** The typed error for what n3 refused; lines and columns are counted from 1, columns in UTF-16 units. */
export async function syntaxError(file: TextFile, cause: Error): Promise<GraphError> {
  const context = (cause as Error & { context?: ParserContext }).context ?? {};
  const issue = cause.message.replace(/ on line \d+\.?$/, '');
  const what = quotable(issue);
  if (context.line === undefined) return new GraphError('syntax_error', `${file.name}: ${what}`, { cause });
  const text = await lineOf(file, context.line);
  const column = columnOf(context, issue, text);
  const place = `${file.name}, line ${context.line}${column === undefined ? '' : `, column ${column}`}`;
  const shown =
    text === undefined || text.trim() === '' ? '' : ` in ${quotable(JSON.stringify(excerpt(text, column ?? 1)))}`;
  const advice = (context.line === 1 && adviceFor(text)) || 'Correct the file and try again.';
  return new GraphError('syntax_error', `${place}: ${what}${shown}. ${advice}`, { cause });
}

/** A file that is another syntax from its first line on is not corrected by hand. */
function adviceFor(firstLine = ''): string | undefined {
  const [, json, xml] = /^\s*(?:(\{\s*(?:"|$))|(<\?xml|<!DOCTYPE|<rdf:RDF))/i.exec(firstLine) ?? [];
  if (json === undefined && xml === undefined) return undefined;
  return `It looks like ${json === undefined ? 'XML' : 'JSON'}, which is not read: turn it into Turtle first.`;
}

/** Messages hold text of the file: no control character of it may reach a terminal, nor a megabyte of it. */
function quotable(text: string): string {
  const short = text.length > 160 ? `${text.slice(0, 160)}…"` : text;
  return short.replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Parser errors carry their token; those of the lexer only say what they could not read, so look for it in the line. */
function columnOf(context: ParserContext, issue: string, text: string | undefined): number | undefined {
  if (context.token?.start !== undefined) return context.token.start + 1;
  const unread = /^Unexpected "(.*)"$/s.exec(issue)?.[1];
  if (unread === undefined || text === undefined) return undefined;
  const previous = context.previousToken;
  const from = previous !== undefined && (previous.endLine ?? previous.line) === context.line ? (previous.end ?? 0) : 0;
  const at = text.indexOf(unread, from);
  return at < 0 ? undefined : at + 1;
}

function excerpt(text: string, column: number): string {
  const start = Math.max(0, column - 41);
  const end = Math.min(text.length, column + 39);
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`;
}

async function lineOf(file: TextFile, wanted: number): Promise<string | undefined> {
  let line = 1;
  let found = '';
  for await (const chunk of readText(file, { limits: defaultLimits })) {
    let start = 0;
    for (let end = chunk.search(/[\n\r]/); end >= 0 && line <= wanted; end = next(chunk, start)) {
      if (line === wanted) return found + chunk.slice(start, end);
      start = end + (chunk[end] === '\r' && chunk[end + 1] === '\n' ? 2 : 1);
      line++;
    }
    if (line === wanted) found += chunk.slice(start);
  }
  return line === wanted ? found : undefined;
}

function next(chunk: string, start: number): number {
  const feed = chunk.indexOf('\n', start);
  const carriage = chunk.indexOf('\r', start);
  return feed < 0 ? carriage : carriage < 0 ? feed : Math.min(feed, carriage);
}
