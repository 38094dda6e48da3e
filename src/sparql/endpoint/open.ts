/** Opens an endpoint: checks the address, finds out what it holds, and gives the source that tools are made from. */
import { Prefixes } from '../../graph/prefixes.ts';
import type { Source } from '../../graph/source.ts';
import type { Term } from '../../graph/term.ts';
import { iriTerm, type VariableTerm, variable } from '../build.ts';
import { type Credentials, credentialHeader, endpointUrl } from './address.ts';
import { createBudget } from './budget.ts';
import { type Client, createClient } from './client.ts';
import { createDeclared } from './declared.ts';
import { type Discovery, discover } from './discover.ts';
import { EndpointSource } from './endpoint-source.ts';
import { withExamples } from './examples.ts';
import { createFacts, type EndpointFacts } from './facts.ts';
import { keptClient } from './kept-answers.ts';
import { createLabels } from './labels.ts';
import { createNameSearch } from './name-search.ts';
import type { Scope } from './relation-list.ts';
import { canName, select, statement } from './select.ts';
import { wholeAnswer } from './whole-answer.ts';

export interface EndpointOptions extends Scope {
  /** Says who asks: `graphtrail/<version>`. */
  readonly userAgent: string;
  readonly credentials?: Credentials;
  readonly language?: string | undefined;
  /** Namespaces by prefix, for short ids: an endpoint declares none. */
  readonly prefixes?: Prefixes;
  /** Seconds that one query may take; default 30. */
  readonly timeout?: number | undefined;
  /** Seconds that finding out what there is may take; default 10. */
  readonly discovery?: number | undefined;
  /** Questions at once while finding out; default 6. */
  readonly atOnce?: number;
  /** Milliseconds before a query is sent again; default 500. */
  readonly firstWait?: number;
  /** Most rows that are read of one list; default 50,000. */
  readonly most?: number;
  /** Folder in which what was found out is kept; nothing is kept where it is left out. */
  readonly cache?: string | undefined;
  /** Whether what is kept is asked for again. */
  readonly fresh?: boolean;
}

export interface OpenedEndpoint {
  readonly source: EndpointSource;
  /** The same source for finding out what its relations say: what takes long is given up there. */
  readonly discovering: Source;
  /** Single triples, for whoever holds a record against them. */
  readonly facts: EndpointFacts;
  /** All rows of a query that we built ourselves. Throws EndpointError `endpoint_cut` where there are more than are read. */
  rows(query: string): Promise<readonly (readonly (Term | undefined)[])[]>;
  /** What is only known roughly, in words; empty where all was counted. */
  readonly rough: readonly string[];
  /** From now on answers by what was found out later; sets that were made before stay good. */
  takeOver(later: OpenedEndpoint): void;
  /** Keeps on disk what was found out until now. */
  keep(): void;
}

const MOST = 50_000;
const REMEMBERED = 50_000;

/** @throws UsageError for addresses and credentials that are none; EndpointError where the endpoint cannot be asked. */
export async function openEndpoint(address: string, options: EndpointOptions): Promise<OpenedEndpoint> {
  const url = endpointUrl(address);
  const { timeout = 30, discovery: seconds = 10, firstWait, userAgent, credentials = {} } = options;
  const headers = { 'user-agent': userAgent, ...credentialHeader(credentials) };
  const client = createClient({
    url,
    headers,
    timeout: timeout * 1000,
    ...(firstWait === undefined ? {} : { firstWait }),
  });
  const kept = keptClient(client, url, options.cache, options.fresh);
  // Examples come last, and get what is left, or a little.
  const budget = createBudget(seconds * 1000, options.atOnce);
  let discovery = await discover(kept.client, options, createBudget(seconds * 800, options.atOnce));
  const asking = { client, reach: { page: discovery.page, most: options.most ?? MOST } };
  const labels = createLabels(asking, discovery.preferred, options.language);
  const relations = await withExamples(kept.client, discovery.observations.relations, labels, budget);
  kept.save();
  discovery = { ...discovery, observations: { ...discovery.observations, relations } } satisfies Discovery;
  await labels.stated(discovery.others);
  const declared = createDeclared(kept.client, asking.reach, discovery.others);
  const exists = createExists(client);
  const names = createNameSearch(asking, discovery, labels, exists);
  const prefixes = options.prefixes ?? new Prefixes([]);
  const parts = { asking, discovery, labels, names, prefixes, declared, exists };
  const discovering = new EndpointSource(parts, createBudget(seconds * 500));
  const source = new EndpointSource(parts);
  return {
    source,
    takeOver: (later) => source.takeOver(later.source),
    discovering,
    facts: createFacts(asking),
    rows: (query) => wholeAnswer(asking, query),
    rough: discovery.rough,
    keep: kept.save,
  };
}

/** Whether an IRI occurs; what was seen once is not asked again. */
function createExists(client: Client): (iri: string) => Promise<boolean> {
  const seen = new Set<string>();
  const [p, x] = ['p', 'x'].map(variable) as [VariableTerm, VariableTerm];
  return async (iri) => {
    if (seen.has(iri)) return true;
    if (!canName(iri)) return false;
    const own = iriTerm(iri);
    for (const where of [statement(own, p, x), statement(x, p, own)]) {
      const { rows } = await client.select(select({ variables: [p], where: [where], limit: 1 }));
      if (rows.length === 0) continue;
      if (seen.size < REMEMBERED) seen.add(iri);
      return true;
    }
    return false;
  };
}
