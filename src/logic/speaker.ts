/** Speakers: how one graph's relations, classes and anchors are called in questions. */

import { TaskError } from '../errors.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { ClassReference, Relation } from '../relation/relation.ts';
import type { Speaker } from './english/voice.ts';
import type { Lexicon, Reader } from './exact.ts';

/** Natural names. `entities` maps the IRI of each anchor to what the question calls it. */
export function speakerOf(vocabulary: Vocabulary, entities: ReadonlyMap<string, string>): Speaker {
  return {
    relation: (iri) => relationOf(vocabulary, iri),
    entity: (iri) => entities.get(iri) ?? iri,
    className: (iri) => classReference(vocabulary, iri),
    wordedAs: (singular) => wordings(vocabulary).get(singular),
  };
}

/** Exact names: wordings are unique in a vocabulary, anchor names among the anchors of a task. */
export function lexiconOf(vocabulary: Vocabulary, entities: ReadonlyMap<string, string>): Lexicon {
  return {
    relation: (iri) => relationOf(vocabulary, iri).wording.singular,
    entity: (iri) => entities.get(iri) ?? iri,
    className: (iri) => classReference(vocabulary, iri).label,
  };
}

/** The way back from an exact question, given the anchors of its task. */
export function readerOf(
  vocabulary: Vocabulary,
  anchors: readonly { readonly iri: string; readonly name: string }[],
): Reader {
  const relations = new Map(vocabulary.relations.map(({ iri, wording }) => [wording.singular, iri]));
  const entities = new Map(anchors.map(({ iri, name }) => [name, iri]));
  const classes = new Map(vocabulary.classes.map(({ iri, label }) => [label, iri]));
  return {
    relation: (wording) => relations.get(wording),
    entity: (name) => entities.get(name),
    className: (label) => classes.get(label),
  };
}

const known = new WeakMap<Vocabulary, ReadonlyMap<string, string>>();

/** Relations by their wording, put together once for each vocabulary. */
function wordings(vocabulary: Vocabulary): ReadonlyMap<string, string> {
  const found =
    known.get(vocabulary) ?? new Map(vocabulary.relations.map(({ iri, wording }) => [wording.singular, iri]));
  known.set(vocabulary, found);
  return found;
}

function relationOf(vocabulary: Vocabulary, iri: string): Relation {
  const relation = vocabulary.byIri.get(iri);
  if (relation === undefined)
    throw new TaskError('unknown_relation', `the formula follows <${iri}>, which is no relation of this graph`);
  return relation;
}

function classReference(vocabulary: Vocabulary, iri: string): ClassReference {
  const known = vocabulary.classes.find((one) => one.iri === iri);
  if (known === undefined)
    throw new TaskError('unknown_class', `the formula names <${iri}>, which is no class of this graph`);
  return { iri, label: known.label, plural: known.plural, basis: 'declared' };
}
