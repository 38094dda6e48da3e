/** The search pair: find a relation by words, then follow it. What a graph has beyond the budget is reached through these two. */

import type { Vocabulary } from '../relation/discover.ts';
import type { Relation } from '../relation/relation.ts';
import { relationPhrase } from './describe-relation.ts';
import type { ToolNames } from './name.ts';
import { followRelation } from './relation-tools.ts';
import { invalid } from './resolve.ts';
import type { Tool } from './tool.ts';

const FOUND = 10;

const words = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** One name under which a relation can be followed, in one direction. */
interface Entry {
  readonly tool: string;
  readonly relation: Relation;
  readonly inverse: boolean;
  readonly phrase: string;
  readonly words: ReadonlySet<string>;
}

function entriesOf(vocabulary: Vocabulary, names: ToolNames): Entry[] {
  return vocabulary.relations.flatMap((relation) => {
    const named = names.get(relation.iri);
    if (named === undefined) return [];
    const entry = (tool: string, inverse: boolean): Entry => {
      const phrase = relationPhrase({ relation, inverse });
      const { head, tail } = relation;
      const text = [
        phrase,
        tool.replaceAll('_', ' '),
        head.label,
        head.plural,
        tail.label,
        tail.plural,
        relation.comment ?? '',
      ];
      return { tool, relation, inverse, phrase, words: new Set(words(text.join(' '))) };
    };
    return named.inverse === undefined
      ? [entry(named.forward, false)]
      : [entry(named.forward, false), entry(named.inverse, true)];
  });
}

/** How many of the words asked for an entry has; a word counts half where it only begins one. */
function score(entry: Entry, asked: readonly string[]): number {
  return asked.reduce((sum, word) => {
    if (entry.words.has(word)) return sum + 1;
    const begun =
      word.length >= 3 &&
      [...entry.words].some((own) => own.startsWith(word) || (own.length >= 4 && word.startsWith(own)));
    return begun ? sum + 0.5 : sum;
  }, 0);
}

export function searchTools(vocabulary: Vocabulary, names: ToolNames): Tool[] {
  const entries = entriesOf(vocabulary, names);
  return [findTool(entries), followTool(entries)];
}

function findTool(entries: readonly Entry[]): Tool {
  return {
    name: 'find_relation',
    title: 'Find a relation by words',
    description: `Finds relations of the graph by words of what you want to know, such as "place of birth"; gives at most ${FOUND}, best first, each with the name under which follow_relation takes it.`,
    parameters: [
      { name: 'words', kind: 'string', description: 'What the relation should say, in a few words.', required: true },
    ],
    handler: async (values) => {
      const find = values['words'] as string;
      const asked = [...new Set(words(find))];
      const found = entries
        .map((entry, rank) => ({ entry, rank, score: score(entry, asked) }))
        .filter((one) => one.score > 0)
        .sort((a, b) => b.score - a.score || a.rank - b.rank)
        .slice(0, FOUND);
      const relations = found.map(({ entry }) => ({
        relation: entry.relation.wording.singular,
        tool: entry.tool,
        description: `Gives the ${entry.phrase}.`,
      }));
      return {
        operation: { find, limit: FOUND },
        result: { status: relations.length > 0 ? 'ok' : 'empty', relations },
      };
    },
  };
}

function followTool(entries: readonly Entry[]): Tool {
  const byTool = new Map(entries.map((entry) => [entry.tool, entry]));
  return {
    name: 'follow_relation',
    title: 'Follow a relation',
    description: 'Follows a relation that find_relation or describe_entity named, from one or several entities.',
    parameters: [
      {
        name: 'relation',
        kind: 'string',
        description: 'The "tool" name that find_relation or describe_entity gave.',
        required: true,
      },
      {
        name: 'from',
        kind: 'set',
        description: 'Name, id or list of entities, or a handle such as "#r1".',
        required: true,
      },
    ],
    handler: async (values, context) => {
      const entry = byTool.get(values['relation'] as string);
      if (entry === undefined) {
        const given = JSON.stringify((values['relation'] as string).slice(0, 80));
        return { result: invalid(`There is no relation ${given}. Find its name with find_relation first.`) };
      }
      return await followRelation(entry, values['from'] as string | string[], context);
    },
  };
}
