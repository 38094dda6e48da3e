/** The schema of a graph as data: its classes and relations with what was counted of them, and the tools that follow each. */
import type { Source } from '../graph/source.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { Relation } from '../relation/relation.ts';
import type { ToolNames } from './name.ts';

const MOST_CLASSES = 200;
const MOST_RELATIONS = 300;

/** The largest classes and the first-ranked relations of all there are. Labels are cleaned as everywhere. */
export interface GraphSchema {
  readonly graph: string;
  readonly digest: string | undefined;
  readonly triples: number;
  readonly entities: number;
  readonly classes: { readonly total: number; readonly shown: readonly ClassEntry[] };
  readonly relations: { readonly total: number; readonly shown: readonly RelationEntry[] };
}

interface ClassEntry {
  readonly id: string;
  readonly label: string;
  readonly members: number;
}

interface RelationEntry {
  readonly id: string;
  readonly label: string;
  /** Labels of classes, or the datatype of the values. */
  readonly from: string;
  readonly to: string;
  readonly triples: number;
  readonly subjects: number;
  readonly objects: number;
  /** The most objects of one subject, and the most subjects of one object. */
  readonly most: readonly [objects: number, subjects: number];
  /** Names under which it is followed: those of its own tools, or else what `follow_relation` takes; none on other surfaces. */
  readonly tool?: string;
  readonly inverse_tool?: string;
}

/** @param named whether the name of a relation tool says anything to whoever calls the tools */
export async function graphSchema(
  source: Source,
  vocabulary: Vocabulary,
  names: ToolNames,
  named: (tool: string) => boolean,
): Promise<GraphSchema> {
  const { triples, entities } = await source.observe();
  const classes = [...vocabulary.classes].sort((a, b) => b.members - a.members);
  const { relations } = vocabulary;
  return {
    graph: source.name,
    digest: source.digest,
    triples,
    entities,
    classes: {
      total: classes.length,
      shown: classes
        .slice(0, MOST_CLASSES)
        .map(({ iri, label, members }) => ({ id: source.compact(iri), label, members })),
    },
    relations: {
      total: relations.length,
      shown: relations.slice(0, MOST_RELATIONS).map((relation) => entryOf(relation, source, names, named)),
    },
  };
}

function entryOf(
  relation: Relation,
  source: Source,
  names: ToolNames,
  named: (tool: string) => boolean,
): RelationEntry {
  const { iri, wording, head, tail, valued, datatype, triples, subjects, objects } = relation;
  const { forward, inverse } = names.get(iri) ?? {};
  return {
    id: source.compact(iri),
    label: wording.singular,
    from: head.label,
    to: valued ? (datatype === undefined ? 'value' : source.compact(datatype)) : tail.label,
    triples,
    subjects,
    objects,
    most: [relation.maximumObjects, relation.maximumSubjects],
    ...(forward === undefined || !named(forward) ? {} : { tool: forward }),
    ...(inverse === undefined || !named(inverse) ? {} : { inverse_tool: inverse }),
  };
}
