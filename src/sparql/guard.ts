/**
 * Judges a query that somebody else wrote, and writes it anew. Parsing itself can be the danger (71 bytes cost sparqljs 25 s), so
 * the text is measured and put into plain form before it is parsed; then only what is known to be harmless is let through.
 */
import type { SelectQuery, SparqlQuery } from 'sparqljs';
import sparqljs from 'sparqljs';
import { xsd } from '../graph/namespaces.ts';
import { strangerIn } from './allowed.ts';
import { literalTerm, variable } from './build.ts';
import { type Token, tokensOf } from './tokens.ts';

const LONGEST_QUERY = 8_000;
const LONGEST_TOKEN = 2_000;
const MOST_TOKENS = 1_000;
const DEEPEST = 24;
/** What Oxigraph reads by recursion though no bracket shows it, each so often. */
const MOST_OF: ReadonlyMap<string, number> = new Map([
  ['!', 40],
  ['^', 40],
  ['-', 40],
  ['UNION', 40],
  ['OPTIONAL', 40],
  ['MINUS', 40],
  ['EXISTS', 20],
  ['SELECT', 12],
  ['||', 150],
  ['&&', 150],
  ['/', 100],
  ['|', 100],
  ['+', 150],
  ['*', 150],
]);

/** Words that begin what is never allowed, wherever they stand outside strings and IRIs. */
const FORBIDDEN: ReadonlyMap<string, string> = new Map([
  ...'INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH USING INTO'
    .split(' ')
    .map((word): [string, string] => [word, 'This graph can only be read.']),
  ['SERVICE', 'No other endpoint is asked from here.'],
  ['FROM', 'All triples are in the default graph: leave out FROM.'],
  ['GRAPH', 'All triples are in the default graph: leave out GRAPH and keep the pattern inside it.'],
  ['CONSTRUCT', 'Only SELECT and ASK are answered.'],
  ['DESCRIBE', 'Only SELECT and ASK are answered; describe_entity tells what is known of an entity.'],
  ['BASE', 'Write IRIs in full, or with a prefix.'],
  ...'NOW RAND UUID STRUUID BNODE'
    .split(' ')
    .map((word): [string, string] => [word, 'It would give something else every time.']),
]);

export type Guarded =
  | {
      readonly kind: 'query';
      /** A SELECT query in our own writing, with a limit. */
      readonly text: string;
      /** Whether it stands for a yes or no: a row, or none. */
      readonly ask: boolean;
      /** Whether the query itself says in which order its rows come. */
      readonly ordered: boolean;
    }
  /** In plain English, so that whoever wrote it can mend it. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface GuardOptions {
  /** Rows that are shown; the query asks for one more, so that a cut answer is never taken for the whole. */
  readonly maximumRows: number;
  /** The namespace of a prefix that the query does not declare itself, written `prefix:`. */
  readonly expand: (prefix: string) => string | undefined;
}

/** Takes any text; never throws, and never takes longer than the limits on its length allow. */
export function guardQuery(query: string, { maximumRows, expand }: GuardOptions): Guarded {
  if (query.length > LONGEST_QUERY)
    return refused(`The query has ${query.length} characters; at most ${LONGEST_QUERY} are read.`);
  const tokens = tokensOf(query);
  if ('stuckAt' in tokens)
    return refused(`The query cannot be read from ${shown(query.slice(tokens.stuckAt, tokens.stuckAt + 30))} on.`);
  const fault = excess(tokens) ?? forbidden(tokens);
  if (fault !== undefined) return refused(fault);
  const parsed = parse(tokens.map(({ text }) => text).join(' '), prefixesOf(tokens, expand));
  if (typeof parsed === 'string') return refused(parsed);
  const stranger = strangerIn(parsed);
  if (stranger !== undefined) return refused(stranger);
  return rewritten(parsed as ReadQuery, maximumRows);
}

type ReadQuery = Extract<SparqlQuery, { queryType: 'SELECT' | 'ASK' }>;

function refused(reason: string): Guarded {
  return { kind: 'refused', reason };
}

const shown = (text: string): string => JSON.stringify(text.replace(/\s+/g, ' '));

/** What there is too much of. */
function excess(tokens: readonly Token[]): string | undefined {
  if (tokens.length === 0) return 'The query is empty. Send a SELECT or ASK query.';
  if (tokens.length > MOST_TOKENS)
    return `The query has ${tokens.length} words and signs; at most ${MOST_TOKENS} are read.`;
  const counts = new Map<string, number>();
  let depth = 0;
  for (const { kind, text } of tokens) {
    if (text.length > LONGEST_TOKEN)
      return `${shown(text.slice(0, 30))} goes on for ${text.length} characters; at most ${LONGEST_TOKEN} are read.`;
    if (kind !== 'sign' && kind !== 'word') continue;
    if ('([{'.includes(text)) depth += 1;
    if (')]}'.includes(text)) depth -= 1;
    if (depth > DEEPEST) return `Brackets are nested more than ${DEEPEST} deep. Write the query flatter.`;
    const word = text.toUpperCase();
    const most = MOST_OF.get(word);
    if (most === undefined) continue;
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    if (count > most) return `The query has "${word}" more than ${most} times. Ask for less at once.`;
  }
  return undefined;
}

function forbidden(tokens: readonly Token[]): string | undefined {
  for (const { kind, text } of tokens) {
    const reason = kind === 'word' ? FORBIDDEN.get(text.toUpperCase()) : undefined;
    if (reason !== undefined) return `"${text.toUpperCase()}" is not allowed here. ${reason}`;
  }
  return undefined;
}

/** The graph's own prefixes that the query uses; those that it declares itself come after and win. */
function prefixesOf(tokens: readonly Token[], expand: GuardOptions['expand']): Record<string, string> {
  const prefixes: Record<string, string> = Object.create(null);
  for (const { kind, text } of tokens) {
    const colon = kind === 'word' ? text.indexOf(':') : -1;
    const namespace = colon < 0 ? undefined : expand(text.slice(0, colon + 1));
    if (namespace !== undefined) prefixes[text.slice(0, colon)] = namespace;
  }
  return prefixes;
}

/** The syntax tree, or why there is none. */
function parse(text: string, prefixes: Record<string, string>): SparqlQuery | string {
  try {
    return new sparqljs.Parser({ prefixes }).parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /^Unknown prefix: (.*)$/.exec(message)?.[1];
    if (unknown !== undefined)
      return `The prefix ${shown(unknown)} is not known. Declare it, or write the IRI in full.`;
    return `The query is no SPARQL: ${complaint(message)}`;
  }
}

/** A parser's complaint in one line: where it got stuck, without the list of all that it would have taken. */
function complaint(message: string): string {
  const line = message.replace(/Expecting [\s\S]*?, got /, 'unexpected ').replace(/\s+/g, ' ');
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

function rewritten(query: ReadQuery, maximumRows: number): Guarded {
  const ask = query.queryType === 'ASK';
  const limit = ask ? 1 : Math.min(query.limit ?? maximumRows + 1, maximumRows + 1);
  const yes = {
    expression: literalTerm('true', xsd.boolean),
    variable: variable('answer'),
  };
  const select: SelectQuery = ask
    ? { ...query, queryType: 'SELECT', variables: [yes], prefixes: {}, limit }
    : { ...query, prefixes: {}, limit };
  const text = new sparqljs.Generator({ indent: '' }).stringify(select);
  // The generator checks nothing itself: what it wrote is read again and held against the same list.
  const again = parse(text, {});
  const stranger = typeof again === 'string' ? again : strangerIn(again);
  if (stranger !== undefined) return refused(stranger);
  return { kind: 'query', text, ask, ordered: query.queryType === 'SELECT' && query.order !== undefined };
}
