/** What relations are called on the page: as their tools quote them, else by the words of their IRIs. */
import { wordRelation } from '../../relation/wording/word.ts';
import type { Row } from '../read/rows.ts';
import type { Step } from './steps.ts';

export interface RelationNames {
  add(row: Row, steps: readonly Step[]): void;
  /** Never empty; two relations may have one name. */
  nameOf(iri: string): string;
}

const VALUES = { valued: true, datatype: undefined };

/** The name of a relation in the description of the tool that follows it, and of the one that goes back. */
const FORWARD = /"((?:[^"\\]|\\.)+)"/;
const BACK = /whose "((?:[^"\\]|\\.)+)"/;

export function createRelationNames(): RelationNames {
  const forward = new Map<string, string>();
  const back = new Map<string, string>();
  return {
    add({ conversation }, steps) {
      for (const step of steps) {
        for (const { iri, tool, inverse } of toolsOf(step)) {
          const names = inverse ? back : forward;
          if (names.has(iri)) continue;
          const description = conversation?.tools.find(({ name }) => name === tool)?.description ?? '';
          const text = (inverse ? BACK : FORWARD).exec(description.slice(0, 1000))?.[1];
          if (text !== undefined) names.set(iri, unquoted(text));
        }
      }
    },
    nameOf: (iri) =>
      forward.get(iri) ?? back.get(iri) ?? wordRelation(iri.slice(0, 1000), undefined, VALUES).wording.singular,
  };
}

/** Descriptions quote names as JSON does. */
function unquoted(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

interface RelationTool {
  readonly iri: string;
  readonly tool: unknown;
  readonly inverse: boolean;
}

/** The tools that a step's call is or names, with the relations that they follow. */
function toolsOf({ operation, call }: Step): readonly RelationTool[] {
  if (call === undefined) return [];
  const { relation, relations } = call.arguments;
  if ('follow' in operation) return [{ iri: operation.follow, tool: call.tool, inverse: operation.inverse === true }];
  if ('where' in operation) return [{ iri: operation.where.relation, tool: relation, inverse: false }];
  if ('top' in operation) return [{ iri: operation.by, tool: relation, inverse: false }];
  if (!('table' in operation) || !Array.isArray(relations)) return [];
  return operation.table.map((iri, index) => ({ iri, tool: relations[index], inverse: false }));
}
