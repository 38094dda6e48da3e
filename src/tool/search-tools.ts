/** The search pair: find a relation by words, then follow it. What a graph has beyond the budget is reached through these two. */
import type { Vocabulary } from '../relation/discover.ts';
import type { Relation } from '../relation/relation.ts';
import { relationSentence } from './describe-relation.ts';
import type { ToolNames } from './name.ts';
import { quote } from './quote.ts';
import { followRelation } from './relation-tools.ts';
import type { Result } from './result.ts';
import type { Tool } from './tool.ts';

const FOUND = 10;

/** Of a question, however long, so many characters are read. */
const LONGEST_ASKED = 500;

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
  readonly sentence: string;
  readonly words: ReadonlySet<string>;
}

function entriesOf(vocabulary: Vocabulary, names: ToolNames): Entry[] {
  return vocabulary.relations.flatMap((relation) => {
    const named = names.get(relation.iri);
    if (named === undefined) return [];
    const entry = (tool: string, inverse: boolean): Entry => {
      const sentence = relationSentence({ relation, inverse });
      const { head, tail } = relation;
      const text = [
        sentence,
        tool.replaceAll('_', ' '),
        head.label,
        head.plural,
        tail.label,
        tail.plural,
        relation.comment ?? '',
      ];
      return { tool, relation, inverse, sentence, words: new Set(words(text.join(' '))) };
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

/** The relations that have most of the words, best first; of equal ones the first by rank. */
function find(entries: readonly Entry[], text: string): NonNullable<Result['relations']> {
  const asked = [...new Set(words(text.slice(0, LONGEST_ASKED)))];
  return entries
    .map((entry, rank) => ({ entry, rank, score: score(entry, asked) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || a.rank - b.rank)
    .slice(0, FOUND)
    .map(({ entry: { relation, tool, sentence } }) => {
      return { relation: relation.wording.singular, tool, description: sentence };
    });
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
      const text = values['words'] as string;
      const relations = find(entries, text);
      const result: Result = { status: relations.length > 0 ? 'ok' : 'empty', relations };
      return { operation: { find: text, limit: FOUND }, result };
    },
  };
}

function followTool(entries: readonly Entry[]): Tool {
  const byTool = new Map(entries.map((entry) => [entry.tool, entry]));
  const wayOf = (iri: string, inverse: boolean): string => `${inverse ? '-' : '+'}${iri}`;
  const byWay = new Map(entries.map((entry) => [wayOf(entry.relation.iri, entry.inverse), entry]));
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
      const name = values['relation'] as string;
      const entry = byTool.get(name);
      if (entry === undefined) return { result: unknownRelation(name, entries) };
      return await followRelation(entry, values['from'] as string | string[], context);
    },
    follows: (iri, inverse) => {
      const entry = byWay.get(wayOf(iri, inverse));
      if (entry === undefined) return undefined;
      const words = `${entry.tool.replaceAll('_', ' ')} ${entry.relation.wording.singular}`;
      return { name: entry.tool, lookUp: { tool: 'find_relation', by: 'words', words } };
    },
  };
}

function unknownRelation(name: string, entries: readonly Entry[]): Result {
  const relations = find(entries, name.replaceAll('_', ' '));
  const hint = relations.length > 0 ? 'Did you mean one of these?' : 'Find its name with find_relation first.';
  return { status: 'unknown', message: `No relation is named ${quote(name)}. ${hint}`, relations };
}
