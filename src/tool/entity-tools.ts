/** Entity tools: find an entity by name, and tell what is known of one. */
import type { Fact } from '../graph/source.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { ToolNames } from './name.ts';
import { resolveName } from './resolve.ts';
import { resolveClass } from './resolve-class.ts';
import type { Result } from './result.ts';
import type { Tool } from './tool.ts';

const FOUND = 10;
/** Relations told of one entity, and those looked at: facts without a tool are passed over. */
const FACTS = 40;
const MOST_FACTS = 200;
const SAMPLE = 5;

export function entityTools(vocabulary: Vocabulary, names: ToolNames): Tool[] {
  return [searchTool(vocabulary), describeTool(vocabulary, names)];
}

function searchTool(vocabulary: Vocabulary): Tool {
  return {
    name: 'search_entities',
    title: 'Search entities by name',
    description: `Finds entities by a name or a part of one, misspellings included; gives at most ${FOUND}, best first, with their classes.`,
    parameters: [
      { name: 'name', kind: 'string', description: 'What to look for.', required: true },
      {
        name: 'class',
        kind: 'string',
        description: 'Only entities of this class, as describe_graph lists them.',
        required: false,
      },
    ],
    handler: async (values, { source }) => {
      const search = values['name'] as string;
      const named = values['class'] as string | undefined;
      const found = named === undefined ? { ok: undefined } : resolveClass(named, vocabulary, source);
      if ('fault' in found) return { result: found.fault };
      const within = found.ok === undefined ? {} : { class: found.ok };
      const candidates = await source.search(search, { ...within, limit: FOUND });
      const shown = candidates.map(({ id, label, classes }) => ({ id, label, classes }));
      const status = shown.length > 0 ? 'ok' : 'empty';
      return { operation: { search, ...within, limit: FOUND }, result: { status, candidates: shown } };
    },
  };
}

function describeTool(vocabulary: Vocabulary, names: ToolNames): Tool {
  return {
    name: 'describe_entity',
    title: 'What is known of an entity',
    description: `Tells what the graph says of one entity: its classes, and relation by relation how many values there are, the first ${SAMPLE} of them, and the tool that gives them all.`,
    parameters: [{ name: 'entity', kind: 'string', description: 'Name or id of the entity.', required: true }],
    handler: async (values, { source }) => {
      const resolved = await resolveName(values['entity'] as string, undefined, source);
      if ('fault' in resolved) return { result: resolved.fault };
      const iri = resolved.ok;
      const facts = await source.describe(iri, { limit: MOST_FACTS, sample: SAMPLE });
      const known = { id: source.compact(iri), label: await source.label(iri), classes: await source.classesOf(iri) };
      const told = facts.flatMap((fact) => factShown(fact, vocabulary, names));
      const more = told.length > FACTS ? { message: `Only the first ${FACTS} relations are shown.` } : {};
      const status = told.length > 0 ? 'ok' : 'empty';
      return {
        operation: { describe: iri },
        result: { status, ...more, candidates: [known], facts: told.slice(0, FACTS) },
      };
    },
  };
}

/** A fact with the tool that gives all of it; facts of the schema itself have no tool and are left out. */
function factShown(fact: Fact, vocabulary: Vocabulary, names: ToolNames): NonNullable<Result['facts']> {
  const relation = vocabulary.byIri.get(fact.relation);
  const named = names.get(fact.relation);
  const tool = fact.inverse ? named?.inverse : named?.forward;
  if (relation === undefined || tool === undefined) return [];
  return [{ relation: relation.wording.singular, tool, total: fact.total, items: fact.items }];
}
