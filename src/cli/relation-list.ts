/** Relations as a person names them on the command line: by IRI, CURIE, tool name or wording. */
import { UsageError } from '../errors.ts';
import type { Relation } from '../relation/relation.ts';
import { nameTools } from '../tool/name.ts';
import { quote } from '../tool/quote.ts';
import type { OpenedSource } from './graph-options.ts';

/** How many near names an error lists. */
const LISTED = 3;

type Opened = Pick<OpenedSource, 'source' | 'vocabulary'>;

/**
 * IRIs of the relations that are named (default: all) and not excluded; undefined where neither is asked for.
 *
 * @throws UsageError `unknown_relation` with near ones where a name is none, `no_relation` where nothing is left.
 */
export function allowedRelations(
  opened: Opened,
  named: readonly string[] | undefined,
  excluded: readonly string[] | undefined,
): ReadonlySet<string> | undefined {
  if (named === undefined && excluded === undefined) return undefined;
  const find = relationFinder(opened);
  const chosen = named?.map(find) ?? opened.vocabulary.relations;
  const without = new Set(excluded?.map(find));
  const allowed = chosen.filter((relation) => !without.has(relation) && !relation.bookkeeping);
  if (allowed.length > 0) return new Set(allowed.map(({ iri }) => iri));
  throw new UsageError(
    'no_relation',
    'expected at least one relation to ask about, but --relations and --exclude-relations leave none (types, links and other bookkeeping are never asked about)',
  );
}

/** An IRI goes before a CURIE, that before the name of a tool, and that before a wording, whatever a graph calls its relations. */
export function relationFinder({ source, vocabulary }: Opened): (text: string) => Relation {
  const { relations, byIri } = vocabulary;
  const tools = nameTools(relations);
  const toolOf = ({ iri }: Relation): string => tools.get(iri)?.forward ?? '';
  const byTool = new Map(relations.map((relation) => [toolOf(relation), relation]));
  const byWording = new Map(relations.map((relation) => [relation.wording.singular, relation]));
  return (text) => {
    const iri = text.replace(/^<(.*)>$/, '$1');
    const found = byIri.get(iri) ?? byIri.get(source.expand(text) ?? '') ?? byTool.get(text) ?? byWording.get(text);
    if (found !== undefined) return found;
    const near = nearest(text, relations, (relation) => [toolOf(relation), relation.wording.singular]);
    const shown = near.map((relation) => `${toolOf(relation)} (${quote(relation.wording.singular)})`).join(', ');
    throw new UsageError(
      'unknown_relation',
      `there is no relation ${quote(text)}; ${shown === '' ? 'expected an IRI, a CURIE, a tool name or a wording, which "graphtrail look" shows' : `did you mean ${shown}?`}`,
    );
  };
}

/** Those that have a name most like a text, by the pairs of letters they share (Dice's coefficient); none without any. */
export function nearest<T extends { readonly iri: string }>(
  text: string,
  things: readonly T[],
  namesOf: (thing: T) => readonly string[],
): T[] {
  const asked = letterPairs(text);
  const likeness = (name: string): number => {
    const pairs = letterPairs(name);
    return (2 * [...pairs].filter((pair) => asked.has(pair)).length) / (pairs.size + asked.size || 1);
  };
  const scored = things.map((thing) => ({ thing, score: Math.max(...namesOf(thing).map(likeness)) }));
  scored.sort((a, b) => b.score - a.score || (a.thing.iri < b.thing.iri ? -1 : 1));
  const best = scored[0]?.score ?? 0;
  const near = scored.filter(({ score }) => score > 0 && score > best / 2);
  return near.slice(0, LISTED).map(({ thing }) => thing);
}

function letterPairs(text: string): Set<string> {
  const letters = [...text.toLowerCase().replaceAll('_', ' ')];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}
