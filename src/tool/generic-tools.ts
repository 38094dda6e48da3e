/**
 * The four schema-free actions of KG-R1 (arXiv 2509.26383): which relations lead from or to an entity, and where one of them
 * leads. They are the same for every graph, so that what is learnt with them holds on graphs that were never seen.
 */
import type { Vocabulary } from '../relation/discover.ts';
import { relationSentence } from './describe-relation.ts';
import type { ToolNames } from './name.ts';
import { followRelation } from './relation-tools.ts';
import { resolveName } from './resolve.ts';
import { resolveRelation } from './resolve-attribute.ts';
import type { Result } from './result.ts';
import type { Tool } from './tool.ts';

/** Relations listed of one entity, and facts looked at: an entity may stand in thousands. */
const LISTED = 100;
const MOST_FACTS = 400;

/** One way along a relation: from the head of its triples to their tails, or back. */
interface Way {
  readonly inverse: boolean;
  /** What an entity that is given is to the relation, and what comes back. */
  readonly given: 'head' | 'tail';
  readonly found: 'head' | 'tail';
}

const FORWARD: Way = { inverse: false, given: 'head', found: 'tail' };
const BACK: Way = { inverse: true, given: 'tail', found: 'head' };

export function genericTools(vocabulary: Vocabulary, names: ToolNames): Tool[] {
  return [
    relationsTool(FORWARD, vocabulary),
    relationsTool(BACK, vocabulary),
    entitiesTool(FORWARD, vocabulary, names),
    entitiesTool(BACK, vocabulary, names),
  ];
}

const relationsName = ({ found }: Way): string => `get_${found}_relations`;
const entitiesName = ({ found }: Way): string => `get_${found}_entities`;

function relationsTool(way: Way, vocabulary: Vocabulary): Tool {
  const leading = way.inverse ? 'to' : 'from';
  const follower = entitiesName(way);
  return {
    name: relationsName(way),
    title: `Relations that lead ${leading} an entity`,
    description: `Lists the relations that lead ${leading} an entity in this graph, each with the name under which ${follower} takes it; at most ${LISTED}.`,
    parameters: [{ name: 'entity', kind: 'string', description: 'Name or id of the entity.', required: true }],
    handler: async (values, { source }) => {
      const resolved = await resolveName(values['entity'] as string, undefined, source);
      if ('fault' in resolved) return { result: resolved.fault };
      const facts = await source.describe(resolved.ok, { limit: MOST_FACTS, sample: 0 });
      const relations = facts.flatMap((fact) => {
        const relation = fact.inverse === way.inverse ? vocabulary.byIri.get(fact.relation) : undefined;
        if (relation === undefined) return [];
        const description = relationSentence({ relation, inverse: way.inverse });
        return [{ relation: relation.wording.singular, tool: follower, description }];
      });
      const more = relations.length > LISTED ? { message: `Only the first ${LISTED} relations are shown.` } : {};
      const status: Result['status'] = relations.length > 0 ? 'ok' : 'empty';
      return {
        operation: { describe: resolved.ok },
        result: { status, ...more, relations: relations.slice(0, LISTED) },
      };
    },
  };
}

function entitiesTool(way: Way, vocabulary: Vocabulary, names: ToolNames): Tool {
  const back = new Map(vocabulary.relations.map((relation) => [names.get(relation.iri)?.inverse, relation]));
  const direction = way.inverse
    ? 'the entities that a relation leads from, where it leads to these'
    : 'what a relation leads to';
  return {
    name: entitiesName(way),
    title: `The ${way.found}s of a relation`,
    description: `Gives ${direction}: the ${way.found}s of its triples that have one of these entities as ${way.given}.`,
    parameters: [
      {
        name: 'entity',
        kind: 'set',
        description: 'Name, id or list of entities, or a handle such as "#r1".',
        required: true,
      },
      {
        name: 'relation',
        kind: 'string',
        description: `The relation, as ${relationsName(way)} or describe_graph names it.`,
        required: true,
      },
    ],
    handler: async (values, context) => {
      const name = values['relation'] as string;
      // describe_entity names a relation that leads here by the tool it would have on another surface.
      const named = back.get(name);
      const found =
        named === undefined
          ? resolveRelation(name, { vocabulary, names }, context.source, 'relation', () => true)
          : { ok: named };
      if ('fault' in found) return { result: found.fault };
      const { inverse } = way;
      return await followRelation({ relation: found.ok, inverse }, values['entity'] as string | string[], context);
    },
    follows: (iri, inverse) => {
      const relation = inverse === way.inverse ? vocabulary.byIri.get(iri) : undefined;
      const name = relation?.wording.singular;
      return name === undefined ? undefined : { name, lookUp: { tool: relationsName(way), by: 'entity' } };
    },
  };
}
