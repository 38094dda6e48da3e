/** Fingerprints: what was met before, remembered as 64 bits each in flat memory. */

/** The 64 bits, as two unsigned halves. */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

export interface Fingerprints {
  readonly size: number;
  has(fingerprint: Fingerprint): boolean;
  /** Whether it was new. */
  add(fingerprint: Fingerprint): boolean;
}

const SMALLEST = 1 << 10;

/**
 * An open table of 8 bytes a place, at most half full. Two of a million things share a fingerprint once in forty million
 * runs; one of them is then taken for a repeat, and no harm is done.
 */
export function createFingerprints(): Fingerprints {
  let table = new Uint32Array(2 * SMALLEST);
  let mask = SMALLEST - 1;
  let size = 0;
  /** Where it stands, or where it would. No place holds 0: such a half is moved to 1. */
  const placeOf = (high: number, low: number): number => {
    let place = (low ^ (high >>> 7)) & mask;
    while (table[2 * place + 1] !== 0 && (table[2 * place] !== high || table[2 * place + 1] !== low))
      place = (place + 1) & mask;
    return place;
  };
  const grow = (): void => {
    const old = table;
    table = new Uint32Array(2 * old.length);
    mask = old.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      const place = placeOf(old[at] as number, old[at + 1] as number);
      table[2 * place] = old[at] as number;
      table[2 * place + 1] = old[at + 1] as number;
    }
  };
  return {
    get size() {
      return size;
    },
    has: ({ high, low }) => table[2 * placeOf(high >>> 0, low >>> 0 || 1) + 1] !== 0,
    add: ({ high, low }) => {
      const [upper, lower] = [high >>> 0, low >>> 0 || 1];
      const place = placeOf(upper, lower);
      if (table[2 * place + 1] !== 0) return false;
      table[2 * place] = upper;
      table[2 * place + 1] = lower;
      size += 1;
      if (size > mask / 2) grow();
      return true;
    },
  };
}

/** The fingerprint of a text: two lanes of multiply and rotate over its UTF-16 code units. */
export function textFingerprint(text: string): Fingerprint {
  let high = 0x9e3779b9 ^ text.length;
  let low = 0x85ebca6b;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 15;
    low = Math.imul(low ^ unit, 0xc2b2ae35) + high;
    low ^= low >>> 13;
  }
  return mixed(high, low);
}

/** Spreads every bit of two halves over both (the finalizer of MurmurHash3, crosswise). */
export function mixed(high: number, low: number): Fingerprint {
  const upper = mixedHigh(high, low);
  return { high: upper, low: mixedLow(upper, low) };
}

/** The upper half of what is mixed. */
export function mixedHigh(high: number, low: number): number {
  let half = high ^ Math.imul(low ^ (low >>> 16), 0x7feb352d);
  half = Math.imul(half ^ (half >>> 15), 0x846ca68b);
  half = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
  return (half ^ (half >>> 16)) >>> 0;
}

/** The lower half of what is mixed, from the upper one that came out. */
export function mixedLow(upper: number, low: number): number {
  let half = low ^ Math.imul(upper, 0x85ebca6b);
  half = Math.imul(half ^ (half >>> 15), 0x7feb352d);
  half = Math.imul(half ^ (half >>> 13), 0x846ca68b);
  return (half ^ (half >>> 16)) >>> 0;
}
