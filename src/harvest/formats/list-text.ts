/** Lists of objects that come back in many rows, as JSON: each object is written once. */

const written = new WeakMap<object, string>();

/** What `JSON.stringify` makes of a list of objects that never change. */
export function listText(objects: readonly object[]): string {
  return `[${objects.map(textOf).join(',')}]`;
}

function textOf(object: object): string {
  let text = written.get(object);
  if (text === undefined) {
    text = JSON.stringify(object);
    written.set(object, text);
  }
  return text;
}
