/** `describe_graph`: what the graph holds, in at most 2 KB, so that an agent knows what to ask for. */
import type { Observations, Source } from '../graph/source.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { Relation } from '../relation/relation.ts';
import { argumentName } from './argument-name.ts';
import type { ToolNames } from './name.ts';
import { classWords, quote } from './quote.ts';
import { type Direction, takenClass } from './relation-tools.ts';
import { resolveName } from './resolve.ts';
import type { Tool } from './tool.ts';

/** In bytes: clients cut longer texts. */
const LONGEST = 2048;
const LONGEST_CLASSES = 500;
const LONGEST_CALL = 200;

const count = (number: number): string => number.toLocaleString('en-US');

export interface Overview {
  readonly observations: Observations;
  readonly vocabulary: Vocabulary;
  readonly names: ToolNames;
  readonly manner: Manner;
}

/** How relations are named and followed on a surface. */
export interface Manner {
  /** What the list of relations names them by, as its heading says. */
  readonly heading: string;
  readonly name: (relation: Relation, tool: string) => string;
  /** How relations are found that the list has no room for. */
  readonly rest: string;
  /** The call that follows a relation; `tool` is the name that the direction has as a tool, `given` names an entity. */
  readonly call: (way: Followed) => string;
}

export interface Followed extends Direction {
  readonly tool: string;
  readonly given: string;
  readonly iri: string;
}

/** @param offered whether a relation has a tool of its own; the others are followed with `follow_relation` */
export function toolManner(offered: (tool: string) => boolean): Manner {
  return {
    heading: 'tool',
    name: (_, tool) => tool,
    rest: 'find_relation, where offered, finds them.',
    call: ({ tool, given, relation, inverse }) =>
      offered(tool)
        ? `${tool} ${JSON.stringify({ [argumentName(takenClass({ relation, inverse }).label)]: given })}`
        : `follow_relation ${JSON.stringify({ relation: tool, from: given })}`,
  };
}

/** By their wordings, for the four actions that take any relation. */
export const genericManner: Manner = {
  heading: 'relation',
  name: ({ wording }) => quote(wording.singular),
  rest: 'get_tail_relations and get_head_relations name those of an entity.',
  call: ({ relation, inverse, given }) =>
    `get_${inverse ? 'head' : 'tail'}_entities ${JSON.stringify({ entity: given, relation: relation.wording.singular })}`,
};

/** Text of the overview: counts, the largest classes, two calls to try, the first relations by rank. */
export async function overview(source: Source, about: Overview): Promise<string> {
  const { observations, vocabulary, names, manner } = about;
  const classes = [...vocabulary.classes].sort((a, b) => b.members - a.members);
  const relations = vocabulary.relations.flatMap((relation) => {
    const { iri, head, tail, valued } = relation;
    const tool = names.get(iri)?.forward;
    const to = valued ? 'value' : classWords(tail.label);
    return tool === undefined ? [] : [`- ${manner.name(relation, tool)}: ${classWords(head.label)} to ${to}`];
  });
  const inferred = observations.inferred ? ` (${count(observations.inferred)} of them inferred)` : '';
  const totals = `${count(observations.triples)} triples${inferred}, ${count(observations.entities)} entities, ${count(relations.length)} relations`;
  const held = classes.map(({ plural, members }) => `${classWords(plural)} (${count(members)})`);
  const notes = classes.flatMap(({ plural, note }) =>
    note === undefined ? [] : [`${classWords(plural)}: ${JSON.stringify(note)}.`],
  );
  const calls = await exampleCalls(source, about);
  const opening = [
    `Graph ${quote(source.name)}: ${totals}.`,
    ...(held.length > 0 ? [`Classes: ${joinUpTo(held, ', ', LONGEST_CLASSES, (more) => `and ${more} more`)}.`] : []),
    ...(notes.length > 0
      ? [`Who serves this graph notes: ${joinUpTo(notes, ' ', LONGEST_CLASSES, (more) => `… and ${more} more`)}`]
      : []),
    ...(calls.length > 0 ? [`Example calls: ${calls.join(' · ')}`] : []),
    `Relations (${manner.heading}: from what to what):\n`,
  ].join('\n');
  const room = LONGEST - Buffer.byteLength(opening);
  return opening + joinUpTo(relations, '\n', room, (more) => `… and ${more} more; ${manner.rest}`);
}

/** As many parts as fit into so many bytes; where some do not, what is said of the rest. */
function joinUpTo(parts: readonly string[], separator: string, limit: number, rest: (more: string) => string): string {
  if (Buffer.byteLength(parts.join(separator)) <= limit) return parts.join(separator);
  const kept: string[] = [];
  let length = Buffer.byteLength(rest(count(parts.length)));
  for (const part of parts) {
    length += Buffer.byteLength(part + separator);
    if (length > limit) break;
    kept.push(part);
  }
  return [...kept, rest(count(parts.length - kept.length))].join(separator);
}

/** A call that follows the first relation between entities, and one that follows it, or the next that can be, back. */
async function exampleCalls(source: Source, { vocabulary, names, manner }: Overview): Promise<string[]> {
  const calls: string[] = [];
  for (const inverse of [false, true]) {
    const relation = vocabulary.relations.find(({ iri, example }) => {
      return example?.object.kind === 'iri' && (!inverse || names.get(iri)?.inverse !== undefined);
    });
    const tool = relation && names.get(relation.iri)?.[inverse ? 'inverse' : 'forward'];
    if (relation?.example?.object.kind !== 'iri' || tool === undefined) continue;
    const { subject, object } = relation.example;
    const iri = inverse ? object.iri : subject;
    const call = manner.call({ relation, inverse, tool, iri, given: await nameOf(iri, { relation, inverse }, source) });
    if (Buffer.byteLength(call) <= LONGEST_CALL) calls.push(call);
  }
  return calls;
}

/** The label, where it names the entity in this tool; else the id. */
async function nameOf(iri: string, direction: Direction, source: Source): Promise<string> {
  const label = await source.label(iri);
  const resolved = await resolveName(label, takenClass(direction).iri, source);
  return 'ok' in resolved && resolved.ok === iri ? label : source.compact(iri);
}

/** @param configuration the hash of what shaped the tools: in the list it makes the toolset's digest another one */
export function overviewTool(text: string, configuration?: string): Tool {
  return {
    ...(configuration === undefined ? {} : { meta: { 'graphtrail/configuration': configuration } }),
    name: 'describe_graph',
    title: 'What the graph holds',
    description:
      'Tells what the graph holds: its classes with counts, its relations, and calls to try. Call it first when you do not know the graph.',
    parameters: [],
    handler: async () => ({ operation: { overview: true }, result: { status: 'ok', message: text } }),
  };
}
