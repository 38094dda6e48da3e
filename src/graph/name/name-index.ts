/** Which entities bear a name: exactly, but for case, or nearly. Built at the first question. */
import { GrowingArray } from '../index/growing-array.ts';
import { sortPairs } from '../index/sort-pairs.ts';
import type { Labels } from '../labels.ts';
import { createRecent } from '../recent.ts';
import { contains } from '../set.ts';
import { cleanLabel, foldLabel } from './clean.ts';
import { NearNames, NearNamesBuilder, type NearRows } from './near-names.ts';

/** Look-ups that are kept ready, and the longest name among them: what clients send is not to fill the memory. */
const REMEMBERED = 5000;
const LONGEST_REMEMBERED = 200;

/** What a {@link NameIndex} is made of. */
export interface NameRows {
  /** By number of name: whose it is. */
  readonly owners: Uint32Array;
  /** Hashes of folded names, ascending, and the owner of each. */
  readonly hashes: Uint32Array;
  readonly hashed: Uint32Array;
  readonly near: NearRows;
}

/**
 * Knows names by a hash and by their words only; the names themselves stay in the graph and are asked for again to make
 * sure. Some 30 bytes a name.
 */
export class NameIndex {
  readonly rows: NameRows;
  readonly #labels: Labels;
  readonly #owners: Uint32Array;
  readonly #hashes: Uint32Array;
  readonly #hashed: Uint32Array;
  readonly #near: NearNames;
  readonly #recent = createRecent<string, readonly number[]>(REMEMBERED);

  constructor(rows: NameRows, labels: Labels) {
    this.rows = rows;
    this.#labels = labels;
    this.#owners = rows.owners;
    this.#hashes = rows.hashes;
    this.#hashed = rows.hashed;
    this.#near = new NearNames(rows.near);
  }

  /** Entities that bear exactly this name (as it is shown: cleaned); if none, those that bear it but for case, width and white space. */
  named(name: string, limit: number): readonly number[] {
    const all =
      name.length > LONGEST_REMEMBERED ? this.#bearersOf(name) : this.#recent(name, () => this.#bearersOf(name));
    return all.length > limit ? all.slice(0, limit) : all;
  }

  #bearersOf(name: string): readonly number[] {
    const clean = cleanLabel(name);
    const folded = foldLabel(clean);
    const bearers = this.#bearers(folded);
    const exact = bearers.filter((id) => this.#labels.names(id).includes(clean));
    if (exact.length > 0) return exact;
    return bearers.filter((id) => this.#labels.names(id).some((one) => foldLabel(one) === folded));
  }

  /** Entities with a name near this text, best first, equal ones in id order; only those of `within` where given. */
  search(text: string, limit: number, within?: Uint32Array): number[] {
    const found = new Set<number>();
    for (const { name } of this.#near.near(foldLabel(cleanLabel(text)))) {
      if (found.size >= limit) break;
      const id = this.#owners[name] as number;
      if (within === undefined || contains(within, id)) found.add(id);
    }
    return [...found];
  }

  /** Owners of names with the hash of this one, ascending. */
  #bearers(folded: string): number[] {
    const hash = hashOf(folded);
    let low = 0;
    let high = this.#hashes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#hashes[middle] as number) < hash) low = middle + 1;
      else high = middle;
    }
    const bearers = new Set<number>();
    for (; this.#hashes[low] === hash; low++) bearers.add(this.#hashed[low] as number);
    return [...bearers];
  }
}

/** The names of all these entities. */
export function nameRows(entities: Uint32Array, labels: Labels): NameRows {
  const collected = { owners: new GrowingArray(), hashes: new GrowingArray(), near: new NearNamesBuilder() };
  for (const id of entities) {
    for (const name of labels.names(id)) {
      const folded = foldLabel(name);
      collected.owners.push(id);
      collected.hashes.push(hashOf(folded));
      collected.near.add(folded);
    }
  }
  const owners = collected.owners.values();
  const hashes = collected.hashes.values();
  const hashed = owners.slice();
  sortPairs(hashes, hashed);
  return { owners, hashes, hashed, near: collected.near.rows() };
}

/** FNV-1a over UTF-16 units, mixed. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
