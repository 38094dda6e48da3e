/** Progress bars on stderr, drawn only on a terminal. */
import cliProgress from 'cli-progress';

export interface Bar {
  /** `said` stands beside the bars that tell more than how far they are. */
  readonly update: (done: number, total?: number, said?: string) => void;
  readonly stop: () => void;
}

/** Bars appear only where there is something to wait for. */
const SHORTEST_WAIT = 300;

function bar(format: string, total: number): Bar {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  let started: number | undefined;
  const drawn = new cliProgress.SingleBar({ format, stream: process.stderr, clearOnComplete: true, hideCursor: true });
  let running = false;
  return {
    update: (done, newTotal = total, said = '') => {
      started ??= performance.now();
      if (!running && performance.now() - started > SHORTEST_WAIT) {
        drawn.start(newTotal, done, { said });
        running = true;
      }
      if (running) drawn.update(done, { said });
    },
    stop: () => drawn.stop(),
  };
}

export function countBar(what: string, total: number): Bar {
  return bar(`${what} {bar} {value}/{total} | {eta_formatted} left`, total);
}

export function byteBar(what: string): Bar {
  return bar(`${what} {bar} {percentage}% | {eta_formatted} left`, 100);
}

/** How far reading has come, with what it led to so far. */
export function readingBar(what: string, bytes: number): Bar {
  return bar(`${what} {bar} {percentage}% | {said} | {eta_formatted} left`, bytes);
}
