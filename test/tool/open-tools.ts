/** Opens the tools of a small graph, with a trajectory's handles, as a server would. */
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { discoverRelations, type Vocabulary } from '../../src/relation/discover.ts';
import { callTool } from '../../src/tool/call.ts';
import { createHandles, type Handles } from '../../src/tool/handles.ts';
import type { Result } from '../../src/tool/result.ts';
import type { Arguments, Frame, Outcome } from '../../src/tool/tool.ts';
import { compileToolset, type Toolset, type ToolsetOptions } from '../../src/tool/toolset.ts';

export const PREFIXES = `
@prefix : <http://e.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;

/** Two countries, three cities, a person, and a name that a city and a person share. */
export const EUROPE = `${PREFIXES}
:Country a owl:Class ; rdfs:label "country"@en .
:City a owl:Class ; rdfs:label "city"@en .
:Person a owl:Class ; rdfs:label "person"@en .
:capital rdfs:label "capital"@en ; rdfs:domain :Country ; rdfs:range :City .
:hasCity rdfs:label "city"@en ; rdfs:domain :Country ; rdfs:range :City .
:population rdfs:label "population"@en ; rdfs:domain :City .
:motto rdfs:label "motto"@en ; rdfs:domain :Country .
:birthplace rdfs:label "birthplace"@en ; rdfs:domain :Person ; rdfs:range :City .
:France a :Country ; rdfs:label "France"@en, "Frankreich"@de ; :capital :Paris ; :hasCity :Paris, :Lyon ;
  :motto "Liberté, égalité, fraternité"@fr .
:Spain a :Country ; rdfs:label "Spain"@en ; :capital :Madrid ; :hasCity :Madrid .
:Andorra a :Country ; rdfs:label "Andorra"@en .
:Paris a :City ; rdfs:label "Paris"@en ; :population "02102650"^^xsd:integer .
:Lyon a :City ; rdfs:label "Lyon"@en ; :population 522250 .
:Madrid a :City ; rdfs:label "Madrid"@en .
:ParisOfTroy a :Person ; rdfs:label "Paris"@en ; :birthplace :Madrid .
`;

export interface OpenTools {
  readonly source: LocalSource;
  readonly vocabulary: Vocabulary;
  readonly toolset: Toolset;
  readonly handles: Handles;
  /** Calls a tool and gives what the agent sees. */
  call(tool: string, values?: Arguments): Promise<Result>;
  /** The same with the operation that is recorded. */
  outcome(tool: string, values?: Arguments): Promise<Outcome>;
}

export async function sourceOf(turtle: string): Promise<LocalSource> {
  return new LocalSource(await loadGraphFromText(turtle, { format: 'turtle', name: 'graph.ttl' }));
}

export async function openTools(turtle: string, options: ToolsetOptions = {}, frame?: Frame): Promise<OpenTools> {
  return await openSource(await sourceOf(turtle), options, frame);
}

export async function openSource(source: LocalSource, options: ToolsetOptions = {}, frame?: Frame): Promise<OpenTools> {
  const vocabulary = await discoverRelations(source);
  const toolset = await compileToolset(source, vocabulary, options);
  const handles = createHandles();
  const context = { source, handles, ...(frame === undefined ? {} : { frame }) };
  const outcome = (tool: string, values: Arguments = {}) => callTool(toolset, tool, values, context);
  const call = async (tool: string, values: Arguments = {}) => (await outcome(tool, values)).result;
  return { source, vocabulary, toolset, handles, call, outcome };
}

/** The ids (or lexical forms) of the items of a result. */
export function idsOf({ items = [] }: Result): string[] {
  return items.map((item) => (item.kind === 'entity' ? item.id : item.value));
}
