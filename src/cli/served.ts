/** A graph made ready to be served: its tools, what answers its queries, and what a journal says of it. */
import type { Snapshot } from '../mcp/session.ts';
import { compileToolset, type ToolsetOptions } from '../tool/toolset.ts';
import type { Opened } from '../trajectory/record.ts';
import type { OpenedSource } from './graph-options.ts';
import type { Queries } from './querying.ts';
import { VERSION } from './version.ts';

export interface Served {
  readonly snapshot: Snapshot;
  readonly opened: OpenedSource;
  /** What every trajectory on it is opened with, but for the client. */
  readonly shaping: Omit<Opened, 'type' | 'client'>;
  /** Ends what answers queries, when those in flight are answered. */
  close(): Promise<void>;
}

export interface Serves {
  readonly frame: boolean;
  readonly practice: boolean;
  /** Whether files may change while they are served: queries are then answered from what was read of them. */
  readonly live: boolean;
}

export async function makeServed(
  opened: OpenedSource,
  options: ToolsetOptions,
  { frame, practice, live }: Serves,
): Promise<Served> {
  const { source, vocabulary } = opened;
  const { surface = 'auto', budget } = options;
  const queries: Queries | undefined =
    surface === 'sparql' ? (await import('./querying.ts')).queriesOf(opened, live) : undefined;
  const toolset = await compileToolset(source, vocabulary, {
    ...options,
    ...(queries === undefined ? {} : { query: queries.ask }),
    frame: frame || practice,
    practice,
  });
  const { name, digest, triples } = opened.graph;
  return {
    snapshot: { toolset, source },
    opened,
    shaping: {
      graph: { name, digest, triples },
      options: {
        surface,
        ...(budget === undefined ? {} : { budget }),
        ...shapedBy(opened),
        ...(practice ? { practice } : {}),
      },
      toolset: toolset.digest,
      versions: { graphtrail: VERSION },
    },
    close: async () => await queries?.close(),
  };
}

/** The options that shaped the graph and its vocabulary. */
export function shapedBy({ vocabulary, flags }: OpenedSource): Opened['options'] {
  return {
    ...(vocabulary.configuration === undefined ? {} : { configuration: vocabulary.configuration }),
    ...(flags.base === undefined ? {} : { base: flags.base }),
    ...(flags.language === undefined ? {} : { language: flags.language }),
    ...(flags.entail === true ? { entail: true } : {}),
  };
}
