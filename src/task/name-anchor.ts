/** Names anchors so that a tool given the name finds the entity and nothing else. */
import type { Source } from '../graph/source.ts';
import type { Named } from './task.ts';

/**
 * What a question calls an entity and what a tool is given for it: the label where it resolves to this entity alone, else the
 * id. `spoken` then says both: "Paris (films:Paris_Texas)". Undefined where there is no label worth saying.
 */
export interface AnchorName extends Named {
  readonly name: string;
  readonly spoken: string;
}

/** Longer labels make no readable question. */
const LONGEST_LABEL = 80;

export async function nameEntity(iri: string, source: Source): Promise<Named> {
  return { id: source.compact(iri), iri, label: await source.label(iri) };
}

export async function nameAnchor(iri: string, source: Source): Promise<AnchorName | undefined> {
  const named = await nameEntity(iri, source);
  const { id, label } = named;
  if (label.length === 0 || label.length > LONGEST_LABEL || !/\p{L}|\p{N}/u.test(label)) return undefined;
  if (await resolvesAlone(label, iri, source)) return { ...named, name: label, spoken: label };
  return { ...named, name: id, spoken: `${label} (${id})` };
}

/** The rule that tools follow for a string: handle, IRI, CURIE, label; here all but the last must not apply. */
async function resolvesAlone(label: string, iri: string, source: Source): Promise<boolean> {
  if (/^#r\d+$/.test(label) || /^<.*>$/.test(label)) return false;
  const other = source.expand(label);
  if ((await source.has(label)) || (other !== undefined && (await source.has(other)))) return false;
  const candidates = await source.named(label, 2);
  return candidates.length === 1 && candidates[0]?.iri === iri;
}
