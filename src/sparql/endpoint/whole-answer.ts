/** The whole answer of a query that we built, as a second opinion needs it: page by page, and never a part taken for all of it. */
import type { SelectQuery, VariableTerm } from 'sparqljs';
import sparqljs from 'sparqljs';
import { EndpointError } from '../../errors.ts';
import type { Term } from '../../graph/term.ts';
import { listAll } from './paging.ts';
import type { Asking } from './set-algebra.ts';

/**
 * The rows of a `SELECT` without modifiers, one term a variable; rows that begin with a blank node are left out, as nowhere shown.
 *
 * @throws EndpointError `endpoint_cut` where there are, or may be, more rows than are read
 */
export async function wholeAnswer(
  { client, reach }: Asking,
  query: string,
): Promise<readonly (readonly (Term | undefined)[])[]> {
  const { variables, distinct = false, where = [] } = new sparqljs.Parser().parse(query) as SelectQuery;
  const names = variables.map((one) => ('variable' in one ? one.variable : (one as VariableTerm)).value);
  const { rows, cut } = await listAll(
    client,
    { variables: variables as SelectQuery['variables'] & VariableTerm[], distinct, where },
    reach,
  );
  if (cut)
    throw new EndpointError(
      'endpoint_cut',
      `the endpoint ${client.name} gives more than the ${rows.length} rows that are read of one answer`,
    );
  return rows
    .filter((row) => row[names[0] as string] !== 'blank')
    .map((row) => names.map((name) => (typeof row[name] === 'object' ? (row[name] as Term) : undefined)));
}
