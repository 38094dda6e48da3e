/** Changes a vocabulary as whoever serves the graph wants it: what is offered, under which names, with which words beside it. */
import { UsageError } from '../errors.ts';
import type { ClassInfo } from './classes.ts';
import type { Vocabulary } from './discover.ts';
import type { ClassReference, Relation } from './relation.ts';
import { wordClass, wordRelation } from './wording/word.ts';

/** Everything by IRI. */
export interface Configuration {
  /** `cf1:` and a hash of what was asked for, the language included. */
  readonly digest: string;
  readonly relations: Choice & { readonly renamed: ReadonlyMap<string, RelationNaming> };
  readonly classes: Choice & { readonly renamed: ReadonlyMap<string, string> };
}

export interface Choice {
  /** Only these, where there are any. */
  readonly included: ReadonlySet<string> | undefined;
  readonly excluded: ReadonlySet<string>;
  /** A sentence for each that is described, clean and on one line. */
  readonly described: ReadonlyMap<string, string>;
}

/** How a relation is said, and the names of its tools. */
export interface RelationNaming {
  readonly label?: string;
  readonly forward?: string;
  readonly inverse?: string;
}

/**
 * The vocabulary with fewer relations and classes, other names and notes; the order stays. It shapes the tools and no more: what is
 * left out is still in the graph, and entities of a class that is left out can still be named. A relation goes with the class that it
 * starts from or leads to.
 *
 * @throws UsageError `config_no_relation` where nothing is left, `config_same_name` where two relations would be said alike
 */
export function configureVocabulary(vocabulary: Vocabulary, { digest, relations, classes }: Configuration): Vocabulary {
  const kept = vocabulary.classes.filter(({ iri }) => isChosen(iri, classes));
  const offered = new Set(kept.map(({ iri }) => iri));
  const known = new Set(vocabulary.classes.map(({ iri }) => iri));
  const isOffered = ({ iri }: ClassReference): boolean => iri === undefined || !known.has(iri) || offered.has(iri);
  const left = vocabulary.relations.filter(
    ({ iri, head, tail }) => isChosen(iri, relations) && isOffered(head) && isOffered(tail),
  );
  if (left.length === 0) {
    throw new UsageError(
      'config_no_relation',
      'expected at least one relation, but "include" and "exclude" of relations and classes leave none',
    );
  }
  const settings = { relations, classes, left: new Set(left.map(({ iri }) => iri)) };
  const changed = left.map((relation) => changeRelation(relation, settings));
  refuseNamesakes(changed);
  return {
    ...vocabulary,
    relations: changed,
    classes: kept.map((info) => changeClass(info, classes)),
    byIri: new Map(changed.map((relation) => [relation.iri, relation])),
    configuration: digest,
  };
}

function isChosen(iri: string, { included, excluded }: Choice): boolean {
  return (included === undefined || included.has(iri)) && !excluded.has(iri);
}

interface Settings extends Pick<Configuration, 'relations' | 'classes'> {
  /** The relations that are left. */
  readonly left: ReadonlySet<string>;
}

function changeRelation(relation: Relation, { relations, classes, left }: Settings): Relation {
  const { iri, inverseOf, valued, datatype } = relation;
  const { label, forward, inverse } = relations.renamed.get(iri) ?? {};
  const inverseLabel = inverseOf === undefined ? undefined : relations.renamed.get(inverseOf)?.label;
  const note = relations.described.get(iri);
  const toolNames = { ...(forward === undefined ? {} : { forward }), ...(inverse === undefined ? {} : { inverse }) };
  return {
    ...relation,
    head: changeReference(relation.head, classes.renamed),
    tail: changeReference(relation.tail, classes.renamed),
    // What was said by the inverse alone must now be said by this one.
    inverseHoldsSameFacts: relation.inverseHoldsSameFacts && inverseOf !== undefined && left.has(inverseOf),
    ...(label === undefined ? {} : { wording: wordRelation(iri, label, { valued, datatype }).wording }),
    ...(inverseLabel === undefined
      ? {}
      : {
          inverseWording: wordRelation(inverseOf as string, inverseLabel, { valued: false, datatype: undefined })
            .wording,
        }),
    ...(note === undefined ? {} : { note }),
    ...(Object.keys(toolNames).length === 0 ? {} : { toolNames }),
  };
}

function changeReference(reference: ClassReference, renamed: ReadonlyMap<string, string>): ClassReference {
  const label = reference.iri === undefined ? undefined : renamed.get(reference.iri);
  return label === undefined ? reference : { ...reference, ...wordClass(reference.iri as string, label) };
}

function changeClass(info: ClassInfo, { renamed, described }: Configuration['classes']): ClassInfo {
  const label = renamed.get(info.iri);
  const note = described.get(info.iri);
  return {
    ...info,
    ...(label === undefined ? {} : wordClass(info.iri, label)),
    ...(note === undefined ? {} : { note }),
  };
}

function refuseNamesakes(relations: readonly Relation[]): void {
  const bearers = new Map<string, string>();
  for (const { iri, wording } of relations) {
    const said = wording.singular.toLowerCase();
    const other = bearers.get(said);
    if (other !== undefined) {
      throw new UsageError(
        'config_same_name',
        `<${other}> and <${iri}> would both be called ${JSON.stringify(wording.singular)}; rename one of them otherwise`,
      );
    }
    bearers.set(said, iri);
  }
}
