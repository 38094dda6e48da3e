/** Goes on finding out what an endpoint holds while it is served, and serves what was found. */
import { GraphtrailError } from '../errors.ts';
import { during } from '../sparql/endpoint/stopping.ts';
import { type EndpointFlags, openSource } from './endpoint-flags.ts';
import { counted, tell } from './print.ts';
import type { Serving } from './recording.ts';

export interface FindingOut {
  /** Breaks it off; what came until then is on disk. */
  stop(): Promise<void>;
}

/** Seconds of each round: what came in one is kept for the next, whose single questions may take longer. */
const ROUNDS: readonly number[] = [60, 300, 1800];
/** Questions at once: agents go first. */
const AT_ONCE = 2;

/**
 * Looks on until all is counted, in rounds of a minute and more. Handles that were given before stay good; tools that have become
 * others are told of to all clients. A fault of the endpoint ends it, which is told: what is served goes on being served.
 *
 * @param rounds seconds of each
 */
export function findOut(
  paths: readonly string[],
  flags: EndpointFlags,
  serving: Serving,
  rounds: readonly number[] = ROUNDS,
): FindingOut {
  const stopping = new AbortController();
  const { fresh: _, ...others } = flags;
  const begun = serving.current.opened.endpoint;

  async function lookOn(): Promise<void> {
    for (const discoveryTime of rounds) {
      if (discoveryTime <= (flags.discoveryTime ?? 0)) continue;
      const found = await openSource(paths, { ...others, discoveryTime }, { atOnce: AT_ONCE });
      if (stopping.signal.aborted || found.endpoint === undefined) return;
      begun?.takeOver(found.endpoint);
      const { source } = serving.current.opened;
      const renewed = await serving.renew({ ...found, source });
      if (renewed)
        tell(`More is known of ${source.name}: ${counted(serving.toolset.tools.length, 'tool')} from now on.`);
      if (found.endpoint.rough.length === 0) return;
    }
  }

  const looking = during(stopping.signal, lookOn).catch((error: unknown) => {
    if (stopping.signal.aborted) return;
    if (!(error instanceof GraphtrailError)) throw error;
    tell(`graphtrail: no more was found out: ${error.message} [${error.code}]`);
  });
  return {
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}
