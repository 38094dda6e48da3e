/** Names to entities: what a string in an argument means, and what to say when it means nothing or several things. */
import type { Candidate, Source } from '../graph/source.ts';
import { isHandle } from './handles.ts';
import type { Input } from './operation.ts';
import { quote } from './quote.ts';
import type { Result } from './result.ts';

/** Either what was looked for, or the result that tells the agent what is wrong. */
export type Resolved<T> = { readonly ok: T } | { readonly fault: Result };

/** How many near names or candidates a fault lists. */
const LISTED = 5;

/** How many bearers of one name are told apart by their class; a name of more than these says nothing. */
const MOST_BEARERS = 1000;

const ABSOLUTE_IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/iu;

/** What a string refers to as an absolute IRI or as a CURIE (in `<>`: as an IRI), where such an entity exists. */
async function referenced(text: string, source: Source): Promise<readonly string[]> {
  const bracketed = /^<([^<>\s]+)>$/u.exec(text)?.[1];
  const found = new Set<string>();
  for (const iri of bracketed === undefined ? [text, source.expand(text)] : [bracketed]) {
    if (iri !== undefined && ABSOLUTE_IRI.test(iri) && (await source.has(iri))) found.add(iri);
  }
  return [...found];
}

/** The only one among several bearers of a name that is of the class a tool takes. */
async function fitting(
  bearers: readonly Candidate[],
  headClass: string | undefined,
  source: Source,
): Promise<Candidate | undefined> {
  if (headClass === undefined || bearers.length > MOST_BEARERS) return undefined;
  const all = await source.setOf(bearers.map(({ iri }) => iri));
  const fits = await source.intersection([all, await source.members(headClass)]);
  const [only, ...others] = await source.items(fits, { offset: 0, limit: 2 });
  if (only?.kind !== 'entity' || others.length > 0 || fits.truncated) return undefined;
  return bearers.find(({ id }) => id === only.id);
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
  // Neither an IRI nor a CURIE goes without a colon, and most names do.
  const iris = text.includes(':') ? await referenced(text, source) : [];
  const bearers = await source.named(text, MOST_BEARERS + 1);
  const [iri] = iris;
  if (iri !== undefined) {
    const others = bearers.filter((bearer) => !iris.includes(bearer.iri));
    if (iris.length + others.length === 1) return { ok: iri };
    const own = await Promise.all(iris.map((one) => candidateOf(one, source)));
    return { fault: await ambiguous(text, [...own, ...others], source) };
  }
  const fit = bearers.length <= 1 ? bearers[0] : await fitting(bearers, headClass, source);
  if (fit !== undefined) return { ok: fit.iri };
  if (bearers.length > 0) return { fault: await ambiguous(text, bearers, source) };
  return { fault: unknown(text, await source.search(text, { limit: LISTED })) };
}

/** The set a `set` argument gives: a handle as it stands (whether it is stale shows when it is used), or entities by name. */
export async function resolveSet(
  given: string | readonly string[],
  headClass: string | undefined,
  source: Source,
): Promise<Resolved<Input>> {
  const names = typeof given === 'string' ? [given] : given;
  const handle = names.find(isHandle);
  if (handle !== undefined) {
    if (names.length === 1) return await resolveHandle(handle, source);
    const advice = 'Give it alone, or put sets together with get_union_of first.';
    return { fault: invalid(`The handle "${handle}" stands for a whole set, so not in a list. ${advice}`) };
  }
  const entities = new Set<string>();
  for (const name of names) {
    const resolved = await resolveName(name, headClass, source);
    if ('fault' in resolved) return resolved;
    entities.add(resolved.ok);
  }
  return { ok: { entities: [...entities] } };
}

async function resolveHandle(handle: string, source: Source): Promise<Resolved<Input>> {
  const alike = await source.named(handle, MOST_BEARERS + 1);
  if (alike.length === 0) return { ok: { handle } };
  const fault = await ambiguous(handle, alike, source);
  const otherwise = 'If the result is meant, repeat the call that gave it: its new handle is no name.';
  return { fault: { ...fault, message: `${fault.message} ${otherwise}` } };
}

async function candidateOf(iri: string, source: Source): Promise<Candidate> {
  return { iri, id: source.compact(iri), label: await source.label(iri), classes: await source.classesOf(iri) };
}

/** The shortest form that names an entity and nothing else: a label of another one may read as its CURIE, even as its IRI. */
async function unmistakable({ id, iri }: Candidate, source: Source): Promise<string> {
  for (const form of [id, iri, `<${iri}>`]) {
    const meant = [...(await referenced(form, source)), ...(await source.named(form, 2)).map((one) => one.iri)];
    if (meant.includes(iri) && meant.every((one) => one === iri)) return form;
  }
  return id;
}

async function ambiguous(text: string, meant: readonly Candidate[], source: Source): Promise<Result> {
  const count = meant.length > LISTED ? `More than ${LISTED}` : `${meant.length}`;
  const message = `${count} entities may be meant by ${quote(text)}. Call again with the id of one of the candidates.`;
  const candidates = meant.slice(0, LISTED).map(async (one) => {
    return { id: await unmistakable(one, source), label: one.label, classes: one.classes };
  });
  return { status: 'ambiguous', message, candidates: await Promise.all(candidates) };
}

function unknown(text: string, near: readonly Candidate[]): Result {
  const hint =
    near.length > 0
      ? 'Did you mean one of the candidates? Call again with its id.'
      : 'Nothing has a name like it; look it up with search_entities, or see describe_graph for what the graph holds.';
  const candidates = near.map(({ id, label, classes }) => ({ id, label, classes }));
  return { status: 'unknown', message: `No entity is named ${quote(text)}. ${hint}`, candidates };
}

export function stale(handle: string): Result {
  const message = `The handle "${handle}" names no result of this task on the present graph. Repeat the call that gave it.`;
  return { status: 'stale_handle', message };
}

export function invalid(message: string): Result {
  return { status: 'invalid', message };
}
