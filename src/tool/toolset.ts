/** A toolset: the tools offered over one graph, in a fixed order, with a digest that pins what was offered. */
import { createHash } from 'node:crypto';
import type { Source } from '../graph/source.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { Relation } from '../relation/relation.ts';
import type { Example } from './describe-relation.ts';
import { entityTools } from './entity-tools.ts';
import { beginPracticeTool, beginTaskTool, submitAnswerTool } from './frame-tools.ts';
import { genericTools } from './generic-tools.ts';
import { nameTools, type ToolNames } from './name.ts';
import { outputSchema } from './output-schema.ts';
import { genericManner, type Manner, overview, overviewTool, toolManner } from './overview-tool.ts';
import { inputSchema, type JsonSchema, type Parameter } from './parameter.ts';
import { relationTool } from './relation-tools.ts';
import { type GraphSchema, graphSchema } from './schema.ts';
import { searchTools } from './search-tools.ts';
import { setTools } from './set-tools.ts';
import { createShare } from './share.ts';
import { type QueryGraph, queryManner, queryTool, unavailable } from './sparql-tool.ts';
import type { Tool, ToolListing } from './tool.ts';
import { valueTools } from './value-tools.ts';

/**
 * - `relations`: a tool for each relation and each inverse
 * - `search`: `find_relation` and `follow_relation` instead
 * - `generic`: the four schema-free actions of KG-R1, the same for every graph
 * - `sparql`: one guarded query tool, beside what finds and describes entities
 * - `auto`: relation tools up to the budget; where they are more, the first-ranked ones and the search pair
 */
export type Surface = (typeof SURFACES)[number];

export const SURFACES = ['auto', 'relations', 'search', 'generic', 'sparql'] as const;

export interface ToolsetOptions {
  readonly surface?: Surface;
  /** Most relation tools that `auto` offers; default 40, since clients' accuracy falls past 30 to 50. */
  readonly budget?: number;
  /** Whether the task frame is offered: `begin_task`, `submit_answer`, and an optional `task` on every tool. */
  readonly frame?: boolean;
  /** Whether its `begin_task` gives questions to practise on; goes with `frame` only. */
  readonly practice?: boolean;
  /** What answers the queries of the surface `sparql`; without it they are all refused. */
  readonly query?: QueryGraph;
}

export const DEFAULT_BUDGET = 40;

/** Above this many tools the output schema is left out: clients compile a validator for each. */
const SCHEMA_LIMIT = 200;

export interface Toolset {
  readonly tools: readonly Tool[];
  readonly byName: ReadonlyMap<string, Tool>;
  /** What clients are shown, code-free and in order. */
  readonly listing: readonly ToolListing[];
  /** `ts1:` and the SHA-256 of the listing as JSON. */
  readonly digest: string;
  /** What the tools were compiled from, as data; left out of toolsets that were put together by hand. */
  readonly schema?: () => Promise<GraphSchema>;
}

const taskParameter: Parameter = {
  name: 'task',
  kind: 'string',
  description: 'The task handle that begin_task gave, where several tasks are open.',
  required: false,
};

/** The tools of a graph; the same for equal graphs and options, whatever the order of the input. */
export async function compileToolset(
  source: Source,
  vocabulary: Vocabulary,
  options: ToolsetOptions = {},
): Promise<Toolset> {
  const names = nameTools(vocabulary.relations);
  const observations = await source.observe();
  const { surface = 'auto', budget = DEFAULT_BUDGET, frame = false, practice = false, query = unavailable } = options;
  const most = { relations: Number.POSITIVE_INFINITY, auto: budget, search: 0, generic: 0, sparql: 0 }[surface];
  const related = await relationTools(source, vocabulary, names, most);
  const offered = new Set(related.map(({ name }) => name));
  const manner = mannerOf(surface, source, (name) => offered.has(name));
  const tools = [
    ...(frame ? [practice ? beginPracticeTool : beginTaskTool, submitAnswerTool] : []),
    overviewTool(await overview(source, { observations, vocabulary, names, manner }), vocabulary.configuration),
    ...entityTools(vocabulary, names),
    ...related,
    ...(surface === 'sparql'
      ? [queryTool(query, (observations.inferred ?? 0) > 0)]
      : [
          ...(surface === 'generic' ? genericTools(vocabulary, names) : []),
          ...(surface !== 'generic' && related.length < waysOf(names) ? searchTools(vocabulary, names) : []),
          ...setTools(vocabulary),
          ...valueTools(vocabulary, names),
        ]),
  ];
  return withSchema(toolsetOf(frame ? tools.map(withTask) : tools), source, vocabulary);
}

/** Hardly anybody asks for the schema: until then nothing is kept for it, not even the names. */
function withSchema(toolset: Toolset, source: Source, vocabulary: Vocabulary): Toolset {
  const named = (tool: string): boolean => toolset.byName.has('follow_relation') || toolset.byName.has(tool);
  return { ...toolset, schema: () => graphSchema(source, vocabulary, nameTools(vocabulary.relations), named) };
}

/** How many relation tools there could be. */
function waysOf(names: ToolNames): number {
  return [...names.values()].reduce((sum, { inverse }) => sum + (inverse === undefined ? 1 : 2), 0);
}

function mannerOf(surface: Surface, source: Source, offered: (tool: string) => boolean): Manner {
  if (surface === 'generic') return genericManner;
  return surface === 'sparql' ? queryManner(source) : toolManner(offered);
}

function withTask(tool: Tool): Tool {
  return tool.name === beginTaskTool.name ? tool : { ...tool, parameters: [...tool.parameters, taskParameter] };
}

export function toolsetOf(tools: readonly Tool[]): Toolset {
  const share = createShare<JsonSchema>();
  // Frozen: it is turned into text once, not for each client that asks.
  const listing = Object.freeze(tools.map((tool) => listed(tool, tools.length <= SCHEMA_LIMIT, share)));
  return { tools, byName: new Map(tools.map((tool) => [tool.name, tool])), listing, digest: listingDigest(listing) };
}

/** The digest of any list of tools, such as the ones offered with a sample. */
export function listingDigest(listing: readonly object[]): string {
  return `ts1:${createHash('sha256').update(JSON.stringify(listing)).digest('hex')}`;
}

const READING = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
const WRITING = { ...READING, readOnlyHint: false, idempotentHint: false };

/** Frame tools write to the journal; everything else only reads a graph that is closed in itself. */
function listed(tool: Tool, withOutput: boolean, share: (schema: JsonSchema) => JsonSchema): ToolListing {
  const reads = tool.name !== beginTaskTool.name && tool.name !== submitAnswerTool.name;
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: share(inputSchema(tool.parameters)),
    ...(withOutput ? { outputSchema } : {}),
    annotations: reads ? READING : WRITING,
    ...(tool.meta === undefined ? {} : { _meta: tool.meta }),
  };
}

async function relationTools(
  source: Source,
  vocabulary: Vocabulary,
  names: ToolNames,
  budget: number,
): Promise<Tool[]> {
  const tools: Tool[] = [];
  const share = createShare<Tool['parameters']>();
  for (const relation of vocabulary.relations) {
    const named = names.get(relation.iri);
    if (named === undefined) continue;
    const directions = named.inverse === undefined ? [false] : [false, true];
    if (tools.length + directions.length > budget) break;
    const example = await exampleOf(relation, source);
    for (const inverse of directions) {
      const tool = relationTool(inverse ? (named.inverse as string) : named.forward, { relation, inverse }, example);
      tools.push({ ...tool, parameters: share(tool.parameters) });
    }
  }
  return tools;
}

async function exampleOf(relation: Relation, source: Source): Promise<Example | undefined> {
  if (relation.example === undefined) return undefined;
  const { subject, object } = relation.example;
  return {
    subject: await source.label(subject),
    object: object.kind === 'iri' ? await source.label(object.iri) : object.value,
  };
}
