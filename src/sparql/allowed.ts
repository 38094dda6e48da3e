/** What may stand in the syntax tree of a query that somebody else wrote: a list of what is known, all else is refused. */
import type { SparqlQuery } from 'sparqljs';
import { SparqlError } from '../errors.ts';
import { xsd } from '../graph/namespaces.ts';
import { iriTerm } from './build.ts';

const PATTERNS: ReadonlySet<string> = new Set('bgp group optional union minus filter bind values query'.split(' '));
const EXPRESSIONS: ReadonlySet<string> = new Set('operation functionCall aggregate path'.split(' '));
const OPERATORS: ReadonlySet<string> = new Set(
  (
    '! UMINUS UPLUS + - * / = != < <= > >= && || in notin exists notexists bound if coalesce sameterm isiri isuri isblank ' +
    'isliteral isnumeric str lang langmatches datatype iri uri strdt strlang abs ceil floor round strlen ucase lcase ' +
    'encode_for_uri contains strstarts strends strbefore strafter concat substr replace regex year month day hours minutes ' +
    'seconds timezone tz md5 sha1 sha256 sha384 sha512'
  )
    .split(' ')
    .map((name) => name.toLowerCase()),
);
/** Each closes over any number of steps. */
const CLOSURES: ReadonlySet<string> = new Set(['*', '+']);
const MOST_CLOSURES = 4;
const LONE_SURROGATE = /\p{Surrogate}/u;

interface Seen {
  closures: number;
}

/** What in a query is not allowed, in plain English; undefined where all of it is. */
export function strangerIn(query: SparqlQuery): string | undefined {
  if (query.type !== 'query' || (query.queryType !== 'SELECT' && query.queryType !== 'ASK'))
    return 'Only SELECT and ASK are answered.';
  return strange(query, { closures: 0 }, false);
}

type Tree = Readonly<Record<string, unknown>>;

/** @param closed whether it stands inside `*` or `+` */
function strange(node: unknown, seen: Seen, closed: boolean): string | undefined {
  if (Array.isArray(node)) return firstOf(node, seen, closed);
  if (typeof node !== 'object' || node === null) return undefined;
  if ('termType' in node) return strangeTerm(node as unknown as Term);
  const tree = node as Tree;
  const reason = strangeNode(tree, seen, closed);
  if (reason !== undefined) return reason;
  const within = closed || isClosure(tree);
  const parts = Object.entries(tree).flatMap(([key, value]) => (key === 'prefixes' ? [] : [value]));
  return firstOf(parts, seen, within);
}

function firstOf(nodes: readonly unknown[], seen: Seen, closed: boolean): string | undefined {
  for (const node of nodes) {
    const reason = strange(node, seen, closed);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

const isClosure = ({ type, pathType }: Tree): boolean => type === 'path' && CLOSURES.has(String(pathType));

function strangeNode(tree: Tree, seen: Seen, closed: boolean): string | undefined {
  const { type, operator } = tree;
  if (tree['from'] !== undefined) return 'All triples are in the default graph: leave out FROM.';
  if (isClosure(tree)) {
    seen.closures += 1;
    if (closed) return 'A path with * or + must not stand inside another one.';
    if (seen.closures > MOST_CLOSURES) return `At most ${MOST_CLOSURES} paths with * or + are answered at once.`;
  }
  if (type === undefined) return undefined;
  if (type === 'query')
    return tree['queryType'] === 'SELECT' || tree['queryType'] === 'ASK'
      ? undefined
      : 'Only SELECT and ASK are answered.';
  if (!PATTERNS.has(String(type)) && !EXPRESSIONS.has(String(type))) return `"${String(type)}" is not answered here.`;
  if (type === 'operation' && !OPERATORS.has(String(operator).toLowerCase()))
    return `The function "${String(operator)}" is not answered here.`;
  if (type === 'functionCall' && !isCast(tree['function']))
    return 'Of functions named by an IRI only casts such as xsd:integer are answered.';
  return undefined;
}

function isCast(called: unknown): boolean {
  const { value } = (called ?? {}) as { value?: unknown };
  return typeof value === 'string' && value.startsWith(xsd.base);
}

interface Term {
  readonly termType: string;
  readonly value: string;
  readonly datatype?: Term;
}

/** Terms are written anew by a generator that writes IRIs as they are: none may end before its `>`. */
function strangeTerm({ termType, value, datatype }: Term): string | undefined {
  if (LONE_SURROGATE.test(value)) return 'The query holds half a character.';
  if (datatype !== undefined) return strangeTerm(datatype);
  if (termType !== 'NamedNode') return undefined;
  try {
    iriTerm(value);
    return undefined;
  } catch (error) {
    if (error instanceof SparqlError) return `${error.message}.`;
    throw error;
  }
}
