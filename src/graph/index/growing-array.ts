/** A list of 32-bit numbers that grows without keeping its old halves for long. */

const BLOCK = 1 << 16;

export class GrowingArray {
  #blocks: Uint32Array[] = [];
  #last = new Uint32Array(0);
  #at = 0;

  get length(): number {
    return this.#blocks.length * BLOCK - (this.#last.length - this.#at);
  }

  push(value: number): void {
    if (this.#at === this.#last.length) {
      this.#last = new Uint32Array(BLOCK);
      this.#blocks.push(this.#last);
      this.#at = 0;
    }
    this.#last[this.#at++] = value;
  }

  /** All values in one array; the list is empty afterwards. */
  values(): Uint32Array {
    const all = new Uint32Array(this.length);
    let at = 0;
    for (const block of this.#blocks) {
      all.set(at + BLOCK > all.length ? block.subarray(0, all.length - at) : block, at);
      at += BLOCK;
    }
    this.#blocks = [];
    this.#last = new Uint32Array(0);
    this.#at = 0;
    return all;
  }
}
