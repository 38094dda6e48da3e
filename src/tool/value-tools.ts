/** Value tools: filter a set by a condition on its members' values, rank it by them, count it, and tabulate it. */
import { COMPARISONS, type Comparison, orderOf } from '../graph/value-order.ts';
import type { Order } from '../graph/value-sets.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { carryOut, type Given, SET_WORDS } from './carry-out.ts';
import { countSet } from './evaluate.ts';
import type { ToolNames } from './name.ts';
import type { Parameter } from './parameter.ts';
import { invalid, resolveSet } from './resolve.ts';
import { isRanked, type RelationNames, resolveLiteral, resolveRelation } from './resolve-attribute.ts';
import { MOST_ROWS, tableOf } from './table.ts';
import type { Tool } from './tool.ts';

const setParameter: Parameter = { name: 'set', kind: 'set', description: `The set: ${SET_WORDS}.`, required: true };

const relationParameter: Parameter = {
  name: 'relation',
  kind: 'string',
  description:
    'The relation whose values count: the name of its tool, such as "get_population_of_country", or its wording.',
  required: true,
};

/** The tools there are for a graph; where it has no values, only the count. */
export function valueTools(vocabulary: Vocabulary, names: ToolNames): Tool[] {
  const named = { vocabulary, names };
  return [
    countTool,
    tableTool(named),
    ...(vocabulary.relations.some(({ valued }) => valued) ? [filterTool(named)] : []),
    ...(vocabulary.relations.some(isRanked) ? [topTool(named)] : []),
  ];
}

const countTool: Tool = {
  name: 'count_items',
  title: 'How many are in a set',
  description: 'Counts a set and gives the number.',
  parameters: [setParameter],
  handler: async (values, { source, handles }) => {
    const set = await resolveSet(values['set'] as Given, undefined, source);
    if ('fault' in set) return { result: set.fault };
    const operation = { count: set.ok };
    return { operation, result: await countSet(operation, source, handles) };
  },
};

function filterTool(named: RelationNames): Tool {
  return {
    name: 'filter_by_value',
    title: 'Filter a set by a value',
    description:
      'Keeps those of a set that have a value which compares so, such as a population above 1000000 or a date before 1990-01-01. Texts and truths compare by "=" only.',
    parameters: [
      setParameter,
      relationParameter,
      { name: 'comparison', kind: { oneOf: COMPARISONS }, description: 'How the value compares.', required: true },
      { name: 'value', kind: 'value', description: 'What it is compared with.', required: true },
    ],
    handler: async (values, context) => {
      const found = resolveRelation(
        values['relation'] as string,
        named,
        context.source,
        'relation to values',
        ({ valued }) => valued,
      );
      if ('fault' in found) return { result: found.fault };
      const is = values['comparison'] as Comparison;
      if (is !== '=' && orderOf(found.ok.datatype) === undefined)
        return { result: invalid('The values of this relation have no order: compare them by "=".') };
      const literal = resolveLiteral(values['value'] as string | number, found.ok);
      if ('fault' in literal) return { result: literal.fault };
      const set = await resolveSet(values['set'] as Given, undefined, context.source);
      if ('fault' in set) return { result: set.fault };
      const { value, datatype } = literal.ok;
      return await carryOut({ where: { relation: found.ok.iri, is, value, datatype }, of: set.ok }, context);
    },
  };
}

/** Most columns of a table. */
const MOST_COLUMNS = 10;

function tableTool(named: RelationNames): Tool {
  return {
    name: 'get_table',
    title: 'Several relations of each of a set',
    description: `Gives for each of a set what several relations lead to, such as the capital and the population of each country; at most ${MOST_ROWS} rows and ${MOST_COLUMNS} relations.`,
    parameters: [
      { ...setParameter, name: 'items' },
      {
        name: 'relations',
        kind: 'strings',
        description: 'The relations: the names of their tools, or their wordings.',
        required: true,
      },
    ],
    handler: async (values, { source, handles }) => {
      const table: string[] = [];
      for (const name of values['relations'] as string[]) {
        const found = resolveRelation(name, named, source, 'relation', () => true);
        if ('fault' in found) return { result: found.fault };
        table.push(found.ok.iri);
      }
      if (table.length > MOST_COLUMNS) return { result: invalid(`Ask for at most ${MOST_COLUMNS} relations at once.`) };
      const set = await resolveSet(values['items'] as Given, undefined, source);
      if ('fault' in set) return { result: set.fault };
      const operation = { table: [...new Set(table)], of: set.ok };
      return { operation, result: await tableOf(operation, source, handles) };
    },
  };
}

/** Highest rank that can be asked for. */
const LOWEST_RANK = 1000;

function topTool(named: RelationNames): Tool {
  return {
    name: 'get_top_by_value',
    title: 'The largest or smallest of a set',
    description:
      'Gives those of a set whose values are the largest or smallest (of dates: the latest or earliest). Those with equal values are all given, so there may be more than asked for; those without a value are left out.',
    parameters: [
      setParameter,
      relationParameter,
      {
        name: 'order',
        kind: { oneOf: ['largest', 'smallest'] },
        description: 'Which end comes first.',
        required: true,
      },
      { name: 'count', kind: 'integer', description: 'How many; 1 where it is left out.', required: false },
    ],
    handler: async (values, context) => {
      const found = resolveRelation(
        values['relation'] as string,
        named,
        context.source,
        'relation to numbers or times',
        isRanked,
      );
      if ('fault' in found) return { result: found.fault };
      const top = (values['count'] as number | undefined) ?? 1;
      if (top < 1 || top > LOWEST_RANK)
        return { result: invalid(`The argument "count" must be from 1 to ${LOWEST_RANK}.`) };
      const set = await resolveSet(values['set'] as Given, found.ok.head.iri, context.source);
      if ('fault' in set) return { result: set.fault };
      return await carryOut({ top, by: found.ok.iri, order: values['order'] as Order, of: set.ok }, context);
    },
  };
}
