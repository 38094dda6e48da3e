/** Which entities bear a name: exactly, folded, or nearly. Built at the first question. */
import type { Labels } from '../labels.ts';
import { contains } from '../set.ts';
import { cleanLabel, foldLabel } from './clean.ts';

export class NameIndex {
  readonly #entities: Uint32Array;
  readonly #labels: Labels;

  constructor(entities: Uint32Array, labels: Labels) {
    this.#entities = entities;
    this.#labels = labels;
  }

  named(label: string, limit: number): number[] {
    const clean = cleanLabel(label);
    const folded = foldLabel(clean);
    const exact: number[] = [];
    const near: number[] = [];
    for (const id of this.#entities) {
      const names = this.#labels.names(id);
      if (names.includes(clean)) exact.push(id);
      else if (names.some((name) => foldLabel(name) === folded)) near.push(id);
    }
    return (exact.length > 0 ? exact : near).slice(0, limit);
  }

  search(text: string, limit: number, within?: Uint32Array): number[] {
    const folded = foldLabel(cleanLabel(text));
    const found: number[] = [];
    for (const id of this.#entities) {
      if (found.length >= limit) break;
      if (within !== undefined && !contains(within, id)) continue;
      if (this.#labels.names(id).some((name) => foldLabel(name).includes(folded))) found.push(id);
    }
    return found;
  }
}
