/** Names anchors so that a tool given the name finds the entity and nothing else. */
import type { Source } from '../graph/source.ts';
import type { AskedFormula } from '../logic/asked.ts';
import { classOf } from '../logic/english/voice.ts';
import { anchorsOf, partsOf } from '../logic/formula.ts';
import { speakerOf } from '../logic/speaker.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { ClassReference } from '../relation/relation.ts';
import type { Named } from './task.ts';

/**
 * What a tool is given for an entity: the label where that resolves to it alone in the tools that take it, else the id. What
 * the question calls it: the label; "Mary Poppins (film)" where other kinds of things bear it too, "Mexico (countries:Mexico)"
 * where the class would not do.
 */
export interface AnchorName extends Named {
  readonly name: string;
  readonly spoken: string;
}

const NOBODY: ReadonlyMap<string, string> = new Map();

/** Longer labels make no readable question. */
const LONGEST_LABEL = 80;
/** Entities with one name that are looked through for the only one of a class. */
const MOST_BEARERS = 50;

export async function nameEntity(iri: string, source: Source): Promise<Named> {
  return { id: source.compact(iri), iri, label: await source.label(iri) };
}

/** The anchors of a formula in reading order, or undefined where one has no label worth saying, or two would be named alike. */
export async function nameAnchors(
  formula: AskedFormula,
  vocabulary: Vocabulary,
  source: Source,
): Promise<AnchorName[] | undefined> {
  const anchors: AnchorName[] = [];
  for (const iri of anchorsOf(formula)) {
    const named = await nameAnchor(iri, takersOf(iri, formula, vocabulary), source);
    if (named === undefined || anchors.some(({ name }) => name === named.name)) return undefined;
    anchors.push(named);
  }
  return anchors;
}

/** The classes that the tools which are given an entity take; undefined where a tool takes anything. */
function takersOf(iri: string, formula: AskedFormula, vocabulary: Vocabulary): (ClassReference | undefined)[] {
  // What is ranked is of the class that has the values, and whoever is asked about of that of the set: no tool is given it.
  if ('top' in formula && 'or' in formula.of && formula.of.or.some((part) => 'entity' in part && part.entity === iri))
    return [vocabulary.byIri.get(formula.by)?.head];
  const asked = 'is' in formula && formula.is === iri ? [classOf(formula.among, speakerOf(vocabulary, NOBODY))] : [];
  const below = [...asked, ...partsOf(formula).flatMap((part) => takersOf(iri, part, vocabulary))];
  if ('relation' in formula && 'entity' in formula.of && formula.of.entity === iri) {
    const relation = vocabulary.byIri.get(formula.relation);
    return [formula.inverse ? relation?.tail : relation?.head];
  }
  return 'entity' in formula && formula.entity === iri ? [undefined] : below;
}

async function nameAnchor(
  iri: string,
  takers: readonly (ClassReference | undefined)[],
  source: Source,
): Promise<AnchorName | undefined> {
  const named = await nameEntity(iri, source);
  const { id, label } = named;
  if (label.length === 0 || label.length > LONGEST_LABEL || !/\p{L}|\p{N}/u.test(label)) return undefined;
  const byId: AnchorName = { ...named, name: id, spoken: `${label} (${id})` };
  if (await readsAsReference(label, source)) return byId;
  const bearers = (await source.named(label, MOST_BEARERS)).map((candidate) => candidate.iri);
  if (!bearers.includes(iri) || bearers.length === MOST_BEARERS) return byId;
  if (bearers.length === 1) return { ...named, name: label, spoken: label };
  const [taker] = takers;
  for (const one of takers.length === 0 ? [undefined] : takers) {
    if (!(await isOnlyOfClass(iri, bearers, one?.iri, source))) return byId;
  }
  return { ...named, name: label, spoken: `${label} (${taker?.label})` };
}

/** Whether a tool would take the label for something else than a label: a handle, an IRI, a CURIE. */
async function readsAsReference(label: string, source: Source): Promise<boolean> {
  if (/^#r\d+$/.test(label) || /^<.*>$/.test(label)) return true;
  const other = source.expand(label);
  return (await source.has(label)) || (other !== undefined && (await source.has(other)));
}

/** Whether of all bearers of a name just this one is of the class that a tool takes; then the tool takes the name for it. */
async function isOnlyOfClass(
  iri: string,
  bearers: readonly string[],
  classIri: string | undefined,
  source: Source,
): Promise<boolean> {
  if (classIri === undefined) return false;
  const fits = await source.intersection([await source.setOf(bearers), await source.members(classIri)]);
  return fits.size === 1 && (await source.intersection([fits, await source.setOf([iri])])).size === 1;
}
