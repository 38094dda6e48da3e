/** Names to entities: what a string in an argument means, and what to say when it means nothing or several things. */
import type { Candidate, Source } from '../graph/source.ts';
import { type Handles, isHandle } from './handles.ts';
import type { Input } from './operation.ts';
import type { Result } from './result.ts';

/** Either what was looked for, or the result that tells the agent what is wrong. */
export type Resolved<T> = { readonly ok: T } | { readonly fault: Result };

/** How many near names or candidates a fault lists. */
const LISTED = 5;

const ABSOLUTE_IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/iu;

/** What an absolute IRI or a CURIE in a string refers to, where such an entity exists. */
async function referenced(text: string, source: Source): Promise<string | undefined> {
  const bracketed = /^<([^<>\s]+)>$/u.exec(text)?.[1];
  for (const iri of bracketed === undefined ? [text, source.expand(text)] : [bracketed]) {
    if (iri !== undefined && ABSOLUTE_IRI.test(iri) && (await source.has(iri))) return iri;
  }
  return undefined;
}

/** The one candidate that fits the class a tool expects, where a name alone does not decide. */
async function fitting(
  candidates: readonly Candidate[],
  headClass: string | undefined,
  source: Source,
): Promise<Candidate | undefined> {
  if (candidates.length === 1) return candidates[0];
  if (headClass === undefined || candidates.length === 0) return undefined;
  const members = await source.members(headClass);
  const fits: Candidate[] = [];
  for (const candidate of candidates) {
    if ((await source.intersection([await source.setOf([candidate.iri]), members])).size > 0) fits.push(candidate);
  }
  return fits.length === 1 ? fits[0] : undefined;
}

/**
 * The entity a string names: an IRI in `<>`, an absolute IRI or CURIE that exists, else a label. A label that also reads
 * as an IRI or CURIE of something else is ambiguous, and so is one that several entities bear, unless just one of them is
 * of the class that the tool takes.
 */
export async function resolveName(
  text: string,
  headClass: string | undefined,
  source: Source,
): Promise<Resolved<string>> {
  const iri = await referenced(text, source);
  const candidates = await source.named(text, LISTED + 1);
  if (iri !== undefined) {
    const others = candidates.filter((candidate) => candidate.iri !== iri);
    if (others.length === 0) return { ok: iri };
    const own = { iri, id: source.compact(iri), label: await source.label(iri), classes: await source.classesOf(iri) };
    return { fault: ambiguous(text, [own, ...others]) };
  }
  const fit = await fitting(candidates, headClass, source);
  if (fit !== undefined) return { ok: fit.iri };
  if (candidates.length > 0) return { fault: ambiguous(text, candidates) };
  return { fault: unknown(text, await source.search(text, { limit: LISTED })) };
}

/** The set a `set` argument gives: a handle as it stands, or entities by name. */
export async function resolveSet(
  given: string | readonly string[],
  headClass: string | undefined,
  source: Source,
  handles: Handles,
): Promise<Resolved<Input>> {
  if (typeof given === 'string' && isHandle(given)) return await resolveHandle(given, source, handles);
  const names = typeof given === 'string' ? [given] : given;
  const entities: string[] = [];
  for (const name of names) {
    if (isHandle(name)) return { fault: invalid(`The handle "${name}" stands alone, not inside a list of names.`) };
    const resolved = await resolveName(name, headClass, source);
    if ('fault' in resolved) return resolved;
    entities.push(resolved.ok);
  }
  return { ok: { entities: [...new Set(entities)] } };
}

async function resolveHandle(handle: string, source: Source, handles: Handles): Promise<Resolved<Input>> {
  const held = handles.get(handle);
  if (held === undefined || held.source !== source) return { fault: stale(handle) };
  const alike = await source.named(handle, LISTED);
  return alike.length === 0 ? { ok: { handle } } : { fault: ambiguous(handle, alike) };
}

const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);

function shown(candidates: readonly Candidate[]) {
  return candidates.slice(0, LISTED).map(({ id, label, classes }) => ({ id, label, classes }));
}

function ambiguous(text: string, candidates: readonly Candidate[]): Result {
  const more = candidates.length > LISTED ? `More than ${LISTED}` : `${candidates.length}`;
  const message = `${more} entities may be meant by ${quoted(text)}. Call again with the id of one of the candidates.`;
  return { status: 'ambiguous', message, candidates: shown(candidates) };
}

export function unknown(text: string, near: readonly Candidate[]): Result {
  const hint =
    near.length > 0
      ? 'Did you mean one of the candidates? Call again with its id.'
      : 'Nothing has a name like it; look it up with search_entities, or see describe_graph for what the graph holds.';
  return { status: 'unknown', message: `No entity is named ${quoted(text)}. ${hint}`, candidates: shown(near) };
}

export function stale(handle: string): Result {
  const message = `The handle "${handle}" names no result of this task on the present graph. Repeat the call that gave it.`;
  return { status: 'stale_handle', message };
}

export function invalid(message: string): Result {
  return { status: 'invalid', message };
}
