/** The one order of strings: by Unicode code points, which is also the order of their UTF-8 bytes. */

/** Negative, zero or positive, for `Array.prototype.sort`. JavaScript's own `<` goes by UTF-16 units, which differs beyond U+FFFF. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return weight(a) - weight(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all other units. */
function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit;
}
