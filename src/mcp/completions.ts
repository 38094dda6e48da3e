/** Completions: entities for the address of an entity, and what practice can be chosen by. */
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CompleteRequestSchema, type CompleteResult } from '@modelcontextprotocol/sdk/types.js';
import type { Source } from '../graph/source.ts';
import type { Practice } from '../tool/practice.ts';
import { quote } from '../tool/quote.ts';
import { resolveName } from '../tool/resolve.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { Offered } from './offered.ts';
import { ASK, PRACTICE } from './prompts.ts';
import { INVALID_PARAMS, protocolError } from './protocol-error.ts';
import { ENTITY_TEMPLATE, TRAJECTORY_TEMPLATE } from './resources.ts';

/** The most that MCP lets a completion hold. */
const MOST = 100;
/** A text longer than any name is not looked for. */
const LONGEST = 200;
const MOST_ASKED = 16;

export function offerCompletions(server: Server, { snapshot, practice, finished }: Offered): void {
  server.registerCapabilities({ completions: {} });
  const limited = fewAtOnce(MOST_ASKED);
  server.setRequestHandler(CompleteRequestSchema, ({ params: { ref, argument, context } }, { signal }) =>
    limited(async (): Promise<CompleteResult> => {
      const { name, value } = argument;
      if (ref.type === 'ref/resource') {
        if (ref.uri === ENTITY_TEMPLATE && name === 'id') return await entities(value, snapshot().source, signal);
        if (ref.uri === TRAJECTORY_TEMPLATE && finished !== undefined)
          return beginning(value, name === 'id' ? finished.list().map(({ trajectory }) => trajectory) : []);
        throw protocolError(INVALID_PARAMS, `There is no resource template ${quote(ref.uri)}.`);
      }
      if (ref.name === ASK) return beginning(value, []);
      if (ref.name === PRACTICE && practice !== undefined)
        return beginning(value, choicesOf(name, context?.arguments ?? {}, practice));
      throw protocolError(INVALID_PARAMS, `There is no prompt ${quote(ref.name)}.`);
    }),
  );
}

function choicesOf(
  argument: string,
  { pattern, hops }: Readonly<Record<string, string>>,
  practice: Practice,
): readonly string[] {
  if (argument === 'pattern') return practice.patterns(hops ? Number(hops) : undefined);
  return argument === 'hops' ? practice.hops(pattern || undefined).map(String) : [];
}

function beginning(text: string, all: readonly string[]): CompleteResult {
  const values = all.filter((one) => one.startsWith(text));
  return completed(values.slice(0, MOST), values.length);
}

function completed(values: string[], total: number): CompleteResult {
  return { completion: { values, total, hasMore: total > values.length } };
}

/** Entities with a name near the text; without one, the first there are. Nothing where looking would be dear. */
async function entities(text: string, source: Source, signal: AbortSignal): Promise<CompleteResult> {
  const endpoint = source.digest === undefined;
  if (text.trim() === '') {
    if (endpoint) return completed([], 0);
    const all = await source.members();
    const first = await source.items(all, { offset: 0, limit: MOST });
    return completed(
      first.flatMap((item) => (item.kind === 'entity' ? [item.id] : [])),
      all.size,
    );
  }
  if (text.length > LONGEST) return completed([], 0);
  // An endpoint that fails or is slow has nothing to suggest: that is no fault of whoever types.
  const looking = async () => await source.search(text, { limit: MOST + 1 });
  const found = await (source.during?.(signal, looking) ?? looking()).catch(() => []);
  const values: string[] = [];
  for (const { iri, id, label } of found.slice(0, MOST)) {
    const named = endpoint ? undefined : await resolveName(label, undefined, source);
    values.push(named !== undefined && 'ok' in named && named.ok === iri ? label : id);
  }
  const hasMore = found.length > MOST;
  return { completion: { values, ...(hasMore ? {} : { total: values.length }), hasMore } };
}
