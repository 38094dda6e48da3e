/** What relations are called on the page: the words of their IRIs, or where those are codes, the words of their tools. */
import { wordRelation } from '../../relation/wording/word.ts';
import type { Row } from '../read/rows.ts';
import { followedBy, type Step } from './steps.ts';

export interface RelationNames {
  add(row: Row, steps: readonly Step[]): void;
  /** Never empty; two relations may have one name. */
  nameOf(iri: string): string;
}

const VALUES = { valued: true, datatype: undefined };

export function createRelationNames(): RelationNames {
  const quoted = new Map<string, string>();
  const names = new Map<string, string>();
  return {
    add({ conversation }, steps) {
      for (const { operation, call } of steps) {
        const { iri, inverse } = followedBy(operation) ?? {};
        if (iri === undefined || inverse === true || call === undefined || quoted.has(iri)) continue;
        const description = conversation?.tools.find(({ name }) => name === call.tool)?.description ?? '';
        const text = /"((?:[^"\\]|\\.)+)"/.exec(description)?.[1];
        if (text !== undefined) quoted.set(iri, text);
      }
    },
    nameOf(iri) {
      const known = names.get(iri);
      if (known !== undefined) return known;
      const { wording, legibility } = wordRelation(iri, undefined, VALUES);
      const readable = legibility === 'name' || legibility === 'label';
      const name = readable ? wording.singular : (quoted.get(iri) ?? wording.singular);
      names.set(iri, name);
      return name;
    },
  };
}
