/** Counts distinct things by the splits in which they stand: some 9 to 25 bytes a thing, however long its name. */
import { SPLITS, type Split } from './split.ts';

export interface Distinct {
  /** @param key the first 52 bits of a hash of the thing (see {@link hexNumber}) */
  note(key: number, split: Split): void;
  /** How many stand in all of these splits. */
  count(...splits: Split[]): number;
}

/** The table is never fuller than this share, so that looking for a place ends soon. */
const FULLEST = 0.75;

/** A set with open addressing (Knuth, The Art of Computer Programming 3, 6.4), and three flags for every member. */
export function createDistinct(): Distinct {
  let keys = new Float64Array(1024);
  let flags = new Uint8Array(keys.length);
  let size = 0;
  const placeOf = (key: number): number => {
    // As many bits from the middle of the hash as a place has.
    let place = ((key / 2 ** 20) >>> 0) & (keys.length - 1);
    while (flags[place] !== 0 && keys[place] !== key) place = (place + 1) & (keys.length - 1);
    return place;
  };
  const set = (key: number, more: number): void => {
    const place = placeOf(key);
    if (flags[place] === 0) size++;
    keys[place] = key;
    flags[place] = (flags[place] as number) | more;
  };
  const grow = (): void => {
    const [oldKeys, oldFlags] = [keys, flags];
    keys = new Float64Array(2 * oldKeys.length);
    flags = new Uint8Array(keys.length);
    size = 0;
    for (const [place, more] of oldFlags.entries()) if (more !== 0) set(oldKeys[place] as number, more);
  };
  return {
    note(key, split) {
      if (size >= FULLEST * keys.length) grow();
      set(key, flagOf(split));
    },
    count(...splits) {
      const all = splits.reduce((sum, split) => sum | flagOf(split), 0);
      return flags.reduce((sum, own) => ((own & all) === all ? sum + 1 : sum), 0);
    },
  };
}

function flagOf(split: Split): number {
  return 1 << SPLITS.indexOf(split);
}
