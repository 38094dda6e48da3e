/** Keeps what is served up to date with the files it comes from: `serve --watch`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphtrailError } from '../errors.ts';
import { resolveInputs } from '../graph/inputs.ts';
import { type FileState, stateOf, watchFiles } from '../graph/watch.ts';
import { configPlaces } from './config.ts';
import { type GraphFlags, openGraph } from './graph-options.ts';
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
 * Watches the files of a graph and serves each new state of them. What cannot be read is told, and the state before goes on
 * being served. While files change they are left alone; what changed while it was read is read again.
 *
 * @param before how the files were before what is served now was read
 */
export async function keepLive(
  paths: readonly string[],
  flags: GraphFlags,
  serving: Serving,
  before: FileState,
): Promise<Live> {
  let known = before.text;
  let asked = false;
  let running = false;
  let stopped = false;

  const hasChanged = async (): Promise<boolean> => (await filesOf(paths, flags)).text !== known;

  async function settled(): Promise<FileState> {
    let state = await filesOf(paths, flags);
    for (let waited = 0; !stopped; waited += REST) {
      await sleep(REST);
      const { text } = state;
      state = await filesOf(paths, flags);
      if (state.text === text && !(state.missing && waited < PATIENCE)) break;
    }
    return state;
  }

  /** Reads the files and serves what they hold; true where they changed meanwhile, so that what was read may be of two states. */
  async function takeUp(): Promise<boolean> {
    const started = performance.now();
    try {
      const opened = await openGraph(paths, flags, { quietly: true });
      if (stopped || (await hasChanged())) return true;
      if (await serving.renew(opened)) tellRenewed(serving, started);
    } catch (error) {
      if (await hasChanged()) return true;
      tellFault(error, serving);
    }
    return false;
  }

  async function run(): Promise<void> {
    while (asked && !stopped) {
      asked = false;
      const { text } = await settled();
      if (text === known) continue;
      known = text;
      asked = (await takeUp()) || asked;
    }
  }

  function look(): void {
    asked = true;
    if (running) return;
    running = true;
    void run().finally(() => {
      running = false;
    });
  }

  const watched = [...paths, ...(flags.labels ?? []), ...configPlaces(paths, flags.config)];
  const watching = await watchFiles(watched, look, (error) => tell(`graphtrail: cannot watch: ${error.message}`));
  const rounds = setInterval(() => void hasChanged().then((changed) => changed && look()), ROUND).unref();
  // What changed before anything was watched.
  look();
  return {
    async stop() {
      stopped = true;
      clearInterval(rounds);
      await watching.stop();
    },
  };
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
