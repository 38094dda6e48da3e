/** Resources: what is known of an entity, the schema of the graph, and the trajectories that this client has finished. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ReadResourceRequestSchema,
  type ReadResourceResult,
  type Resource,
  type ResourceTemplate,
} from '@modelcontextprotocol/sdk/types.js';
import { cleanLabel } from '../graph/name/clean.ts';
import { callTool } from '../tool/call.ts';
import { createHandles } from '../tool/handles.ts';
import { quote } from '../tool/quote.ts';
import type { Result } from '../tool/result.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { Offered } from './offered.ts';
import { INTERNAL_ERROR, protocolError, RESOURCE_NOT_FOUND } from './protocol-error.ts';
import type { Finished, Snapshot } from './session.ts';

const SCHEMA = 'graphtrail://schema';
const ENTITY = 'graphtrail://entity/';
const TRAJECTORY = 'graphtrail://trajectory/';
export const ENTITY_TEMPLATE = `${ENTITY}{id}`;
export const TRAJECTORY_TEMPLATE = `${TRAJECTORY}{id}`;

const JSON_TYPE = 'application/json';
const LINES_TYPE = 'application/jsonl';
/** Longest text of an entity, in UTF-16 units: some 50k tokens. */
const LONGEST = 200_000;
const MOST_READ = 64;

const schema: Resource = {
  uri: SCHEMA,
  name: 'schema',
  title: 'Schema of the graph',
  description: 'Its classes and relations with what was counted of them, and the tools that follow each relation.',
  mimeType: JSON_TYPE,
};

const entity: ResourceTemplate = {
  uriTemplate: ENTITY_TEMPLATE,
  name: 'entity',
  title: 'What is known of an entity',
  description: 'The same as describe_entity tells. The id is one that the tools show, percent-encoded, or a name.',
  mimeType: JSON_TYPE,
};

const trajectory: ResourceTemplate = {
  uriTemplate: TRAJECTORY_TEMPLATE,
  name: 'trajectory',
  title: 'A finished trajectory',
  description: 'Question, calls and answer of a task that this client has finished, as they were recorded.',
  mimeType: LINES_TYPE,
};

export function offerResources(server: Server, { snapshot, finished }: Offered): void {
  server.registerCapabilities({ resources: {} });
  const resourceTemplates = finished === undefined ? [entity] : [entity, trajectory];
  const limited = fewAtOnce(MOST_READ);
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: [...(snapshot().toolset.schema === undefined ? [] : [schema]), ...(finished?.list() ?? []).map(listed)],
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }, { signal }) =>
    limited(async () => await read(uri, snapshot(), finished, signal)),
  );
}

function listed({ trajectory: id, question }: ReturnType<Finished['list']>[number]): Resource {
  const title = question === undefined ? {} : { title: cleanLabel(question) };
  return { uri: `${TRAJECTORY}${encodeURIComponent(id)}`, name: id, ...title, mimeType: LINES_TYPE };
}

async function read(
  uri: string,
  { toolset, source }: Snapshot,
  finished: Finished | undefined,
  signal: AbortSignal,
): Promise<ReadResourceResult> {
  if (uri === SCHEMA && toolset.schema !== undefined)
    return contents(uri, JSON_TYPE, JSON.stringify(await toolset.schema()));
  if (uri.startsWith(TRAJECTORY)) {
    const lines = await finished?.read(decoded(uri.slice(TRAJECTORY.length)));
    if (lines !== undefined) return contents(uri, LINES_TYPE, lines);
    throw notFound(uri, 'this client has finished no such trajectory, or it is not kept any more');
  }
  if (!uri.startsWith(ENTITY)) throw notFound(uri, `there are ${SCHEMA} and ${ENTITY_TEMPLATE}; list the resources`);
  const id = uri.slice(ENTITY.length);
  const context = { source, handles: createHandles(), signal };
  const describe = async (entity: string): Promise<Result> =>
    (await callTool(toolset, 'describe_entity', { entity }, context)).result;
  const found = await describe(decoded(id));
  // Some ids have percent signs of their own, and may come as the tools show them.
  const result = found.status === 'unknown' && id !== decoded(id) ? await describe(id) : found;
  const { status, message = '', candidates = [] } = result;
  if (status === 'busy') throw protocolError(INTERNAL_ERROR, message);
  if (status !== 'ok' && status !== 'empty') {
    const meant = candidates.map((one) => `${quote(one.label)} (${one.id})`).join(', ');
    throw notFound(uri, meant === '' ? message : `${message} ${meant}`);
  }
  return contents(uri, JSON_TYPE, bounded(result));
}

/** As JSON; facts that would make it too long are left out from the end. */
function bounded(result: Result): string {
  let facts = result.facts ?? [];
  let text = JSON.stringify(result);
  while (text.length > LONGEST && facts.length > 0) {
    facts = facts.slice(0, Math.floor(facts.length / 2));
    text = JSON.stringify({ ...result, message: `Only the first ${facts.length} relations are shown.`, facts });
  }
  return text;
}

function contents(uri: string, mimeType: string, text: string): ReadResourceResult {
  return { contents: [{ uri, mimeType, text }] };
}

/** As it stands where the percent signs in it encode nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function notFound(uri: string, reason: string): Error {
  return protocolError(RESOURCE_NOT_FOUND, `Resource ${quote(uri)} not found: ${reason}`, { uri: cleanLabel(uri) });
}
