/** Finds half characters: a lone surrogate is legal in a JavaScript string and in JSON, but breaks a whole file for pyarrow. */

/** `JSON.stringify` escapes surrogates that stand alone and no others; an even number of backslashes before it are text. */
const ESCAPED = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

/** What stands around the first lone surrogate in a JSON text; undefined where there is none. */
export function brokenText(json: string): string | undefined {
  if (!json.includes('\\ud')) return undefined;
  const found = ESCAPED.exec(json);
  return found === null ? undefined : json.slice(Math.max(0, found.index - 40), found.index + found[0].length + 40);
}
