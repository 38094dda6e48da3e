/** Relation tools: one that follows a relation forward, and one that follows it back. */
import type { Item, Source } from '../graph/source.ts';
import { withArticle } from '../relation/article.ts';
import type { ClassReference, Relation } from '../relation/relation.ts';
import { argumentName } from './argument-name.ts';
import { type Example, relationDescription } from './describe-relation.ts';
import { computeSet, inputSet, present, type SetOperation } from './evaluate.ts';
import type { Input } from './operation.ts';
import { classWords, quote } from './quote.ts';
import { resolveSet } from './resolve.ts';
import type { Result } from './result.ts';
import type { Context, Outcome, Tool } from './tool.ts';

/** One direction of a relation: `taken` is the class of what is given, `given` that of what comes back. */
export interface Direction {
  readonly relation: Relation;
  readonly inverse: boolean;
}

export function takenClass({ relation, inverse }: Direction): ClassReference {
  return inverse ? relation.tail : relation.head;
}

export function relationTool(name: string, direction: Direction, example: Example | undefined): Tool {
  const taken = takenClass(direction);
  const argument = argumentName(taken.label);
  const { title, description } = relationDescription(direction, example);
  return {
    name,
    title,
    description,
    parameters: [
      {
        name: argument,
        kind: 'set',
        description: `Name, id or list of ${classWords(taken.plural)}, or a handle such as "#r1".`,
        required: true,
      },
    ],
    handler: (values, context) => followRelation(direction, values[argument] as string | string[], context),
    relation: { iri: direction.relation.iri, inverse: direction.inverse },
  };
}

/** Follows one direction of a relation from the given names or handle. */
export async function followRelation(
  direction: Direction,
  given: string | readonly string[],
  context: Context,
): Promise<Outcome> {
  const { source, handles } = context;
  const { relation, inverse } = direction;
  const taken = takenClass(direction);
  const resolved = await resolveSet(given, taken.iri, source);
  if ('fault' in resolved) return { result: resolved.fault };
  const operation: SetOperation = { follow: relation.iri, ...(inverse ? { inverse } : {}), of: resolved.ok };
  const computed = await computeSet(operation, source, handles);
  if (computed.set.size === 0 && !computed.set.truncated) {
    const fault = await wrongType(resolved.ok, taken, context);
    if (fault !== undefined) return { result: fault };
  }
  return { operation, result: await present(computed, operation, source, handles) };
}

/**
 * Nothing came back: certainly none, or was the wrong kind of thing given? The latter where something was given, and nothing
 * of it belongs to the class that the relation starts from.
 */
async function wrongType(input: Input, taken: ClassReference, context: Context): Promise<Result | undefined> {
  if (taken.iri === undefined) return undefined;
  const { source, handles } = context;
  const given = await inputSet(input, source, handles);
  const members = await source.members(taken.iri);
  if (members.size === 0 || members.truncated || given.truncated) return undefined;
  if ((await source.intersection([given, members])).size > 0) return undefined;
  const [first] = await source.items(given, { offset: 0, limit: 1 });
  return first && { status: 'wrong_type', message: await wrongTypeMessage(first, taken, source) };
}

async function wrongTypeMessage(first: Item, taken: ClassReference, source: Source): Promise<string> {
  const wanted = `this tool takes ${withArticle(taken.label)}`;
  if (first.kind === 'value') return `${quote(first.value)} is a value, but ${wanted}.`;
  const classes = (await source.classesOf(source.expand(first.id) ?? first.id)).slice(0, 3);
  const kind = classes.length > 0 ? `is of the class ${classes.map(quote).join(', ')}` : 'has no class';
  return `${quote(first.label)} ${kind}, but ${wanted}. See describe_entity for what is known of ${quote(first.label)}.`;
}
