/** Finds half characters: a lone surrogate is legal in a JavaScript string and in JSON, but breaks a whole file for pyarrow. */
import { rememberedJson } from './canonical-json.ts';
import type { SampleContent } from './sample.ts';

/** `JSON.stringify` escapes surrogates that stand alone and no others; an even number of backslashes before it are text. */
const ESCAPED = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

/** What stands around the first lone surrogate in a sample's texts, as JSON; undefined where there is none. */
export function brokenText({ messages, tools, provenance }: SampleContent): string | undefined {
  for (const json of [JSON.stringify(messages), JSON.stringify(provenance), ...tools.map(rememberedJson)]) {
    if (!json.includes('\\ud')) continue;
    const found = ESCAPED.exec(json);
    if (found !== null) return json.slice(Math.max(0, found.index - 40), found.index + found[0].length + 40);
  }
  return undefined;
}
