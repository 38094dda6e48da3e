/** Reads Freebase paths: `/film/film/genre`, and two hops joined through a mediator, `/tv/tv_program/regular_cast./tv/…/actor`. */
import { decodePercent } from './identifier.ts';

export interface FreebasePath {
  /** As Freebase writes it, such as `/film/film/genre`. */
  readonly path: string;
  /** The type whose instances have the relation: the last part but one of the first hop. */
  readonly type: string;
  readonly domain: string;
  /** The property, and that of the mediator where two hops are joined. */
  readonly properties: readonly [string] | readonly [string, string];
}

const joined = /^((?:\/[a-z0-9_]+){3,6})(?:\.((?:\/[a-z0-9_]+){3,6}))?$/i;
const dotted = /^https?:\/\/(?:rdf\.)?(?:www\.)?freebase\.com\/ns\/([a-z0-9_]+(?:\.[a-z0-9_]+){2,5})$/i;

/** The Freebase path in a relation's IRI or label: raw, percent-encoded behind a base, or dotted; undefined where none is. */
export function readFreebasePath(text: string): FreebasePath | undefined {
  if (text.length > 600) return undefined;
  const dots = dotted.exec(text)?.[1];
  const encoded = text.search(/%2f/i);
  const raw = dots === undefined ? text.slice(Math.max(encoded, 0)) : `/${dots.replaceAll('.', '/')}`;
  const path = encoded === -1 ? raw : decodePercent(raw);
  const [, first, second] = joined.exec(path) ?? [];
  const [property, type] = first?.split('/').reverse() ?? [];
  if (first === undefined || property === undefined || type === undefined) return undefined;
  const last = second?.split('/').at(-1);
  return {
    path,
    type,
    domain: first.split('/')[1] ?? '',
    properties: last === undefined ? [property] : [property, last],
  };
}
