/** Keeps what is served up to date with the files it comes from: `serve --watch`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphtrailError } from '../errors.ts';
import { resolveInputs } from '../graph/inputs.ts';
import { type FileState, stateOf, watchFiles } from '../graph/watch.ts';
import { configPlaces } from './config.ts';
import type { GraphFlags } from './graph-options.ts';
import { openApart } from './open-apart.ts';
import { counted, tell } from './print.ts';
import type { Serving } from './recording.ts';

export interface Live {
  /** Takes nothing up any more. */
  stop(): Promise<void>;
}

/** How long files must be left alone before they are read, in milliseconds. */
const REST = 200;
/** How long a file may be gone before that is told: some programs delete it and then write it anew. */
const PATIENCE = 2000;
/** How often files are looked at even where no change was heard of: not every file system tells. */
const ROUND = 5000;

/** What stands on disk of a graph: its files, those with its labels, and its configuration. */
export async function filesOf(paths: readonly string[], flags: GraphFlags): Promise<FileState> {
  const { labels = [], config } = flags;
  const inputs = await resolveInputs(paths).catch(() => undefined);
  const files = inputs?.map(({ path }) => path) ?? paths;
  const state = await stateOf([...files, ...labels], configPlaces(paths, config));
  return inputs === undefined ? { ...state, missing: true } : state;
}

/**
 * Watches the files of a graph and serves each new state of them, read on a thread of its own. What cannot be read is told, and the
 * state before goes on being served. While files change they are left alone; what changed while it was read is read again.
 *
 * @param before how the files were before what is served now was read
 */
export async function keepLive(
  paths: readonly string[],
  flags: GraphFlags,
  serving: Serving,
  before: FileState,
): Promise<Live> {
  const stopping = new AbortController();
  const look = createLook(paths, flags, { serving, before, stop: stopping.signal });
  const watched = [...paths, ...(flags.labels ?? []), ...configPlaces(paths, flags.config)];
  const watching = await watchFiles(watched, look, (error) => tell(`graphtrail: cannot watch: ${error.message}`));
  const rounds = setInterval(look, ROUND).unref();
  // What changed before anything was watched.
  look();
  return {
    async stop() {
      stopping.abort();
      clearInterval(rounds);
      await watching.stop();
    },
  };
}

interface Following {
  readonly serving: Serving;
  readonly before: FileState;
  readonly stop: AbortSignal;
}

/** Looks whether files have changed, and takes up what did; asked again meanwhile, looks once more afterwards. */
function createLook(paths: readonly string[], flags: GraphFlags, { serving, before, stop }: Following): () => void {
  const filesNow = (): Promise<FileState> => filesOf(paths, flags);
  let known = before.text;
  let asked = false;
  let running = false;

  /** True where files changed while they were read, so that what was read may be of two states. */
  async function takeUp(): Promise<boolean> {
    const started = performance.now();
    try {
      const opened = await openApart(paths, flags, stop);
      if ((await filesNow()).text !== known) return true;
      if (!stop.aborted && (await serving.renew(opened))) tellRenewed(serving, started);
    } catch (error) {
      if (stop.aborted) return false;
      // Half-written, perhaps: what is wrong with it is told when it rests.
      if ((await filesNow()).text !== known) return true;
      tellFault(error, serving);
    }
    return false;
  }

  async function run(): Promise<void> {
    while (asked && !stop.aborted) {
      asked = false;
      if ((await filesNow()).text === known) continue;
      const { text } = await settled(filesNow, stop);
      if (text === known || stop.aborted) continue;
      known = text;
      asked = (await takeUp()) || asked;
    }
  }

  return () => {
    asked = true;
    if (running) return;
    running = true;
    void run().finally(() => {
      running = false;
    });
  };
}

/** The state of files that have been left alone for a while. */
async function settled(filesNow: () => Promise<FileState>, stop: AbortSignal): Promise<FileState> {
  let state = await filesNow();
  for (let waited = 0; !stop.aborted; waited += REST) {
    await sleep(REST);
    const { text } = state;
    state = await filesNow();
    if (state.text === text && !(state.missing && waited < PATIENCE)) break;
  }
  return state;
}

function tellRenewed({ current, toolset }: Serving, started: number): void {
  const { name, triples, digest } = current.opened.graph;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  tell(
    `Changed: serving ${name} (${counted(triples, 'triple')}) as ${counted(toolset.tools.length, 'tool')} from now on, ${digest}, read in ${seconds} s.`,
  );
}

function tellFault(error: unknown, { current }: Serving): void {
  const said =
    error instanceof GraphtrailError ? `${error.message} [${error.code}]` : String((error as Error).stack ?? error);
  tell(`graphtrail: ${said}\nThe change is not taken up; ${current.opened.graph.name} goes on being served as it was.`);
}
