/** Numbers and data as sections, and back. */
import { damaged, type Sections } from './container.ts';

/** The bytes of an array of numbers, not copied. */
export function bytesOf(numbers: Uint32Array | Uint8Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

export function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

/** A section that must be there. @throws GraphError `damaged_snapshot`, as all of these */
export function sectionOf(sections: Sections, name: string): Buffer {
  const bytes = sections.get(name);
  if (bytes === undefined) throw damaged(`the section ${name} is missing`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A view on a section of 32-bit numbers. */
export function numbersOf(sections: Sections, name: string): Uint32Array {
  const { buffer, byteOffset, byteLength } = sectionOf(sections, name);
  if (byteLength % 4 !== 0) throw damaged(`the section ${name} holds no whole numbers`);
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}

/** The data of a section written by {@link jsonBytes}. */
export function jsonOf(sections: Sections, name: string): unknown {
  try {
    return JSON.parse(sectionOf(sections, name).toString('utf8'));
  } catch {
    throw damaged(`the section ${name} cannot be read`);
  }
}
