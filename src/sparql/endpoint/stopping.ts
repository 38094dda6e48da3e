/** Who has taken a call back: known to every request that the call leads to, however deep. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setMaxListeners } from 'node:events';
import { EndpointError } from '../../errors.ts';

const signals = new AsyncLocalStorage<AbortSignal | undefined>();

/** Does something whose requests are given up when the signal is aborted. */
export function during<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
  // One call may well lead to more requests than Node thinks sane; each takes its listener away.
  setMaxListeners(0, signal);
  return signals.run(signal, action);
}

/** Does something for everybody: who asked first may go away. */
export function whole<T>(action: () => Promise<T>): Promise<T> {
  return signals.run(undefined, action);
}

/** Waits for an answer on behalf of whoever is asking now. */
export interface Shared<T> {
  readonly answer: Promise<T>;
  /** @throws EndpointError `endpoint_cancelled` as soon as the asker takes its call back */
  wait(): Promise<T>;
}

/**
 * Asks once for all who wait. Where all of them have gone, the asking is broken off.
 *
 * @param onLeft hears of that, before it happens
 */
export function share<T>(ask: (stop: AbortSignal) => Promise<T>, onLeft: () => void): Shared<T> {
  const stop = new AbortController();
  const answer = ask(stop.signal);
  let waiting = 0;
  return {
    answer,
    wait() {
      const signal = signals.getStore();
      waiting += 1;
      if (signal === undefined) return answer;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          waiting -= 1;
          if (waiting === 0) {
            onLeft();
            stop.abort();
          }
          reject(new EndpointError('endpoint_cancelled', 'The call that asked this was taken back.'));
        };
        if (signal.aborted) return leave();
        signal.addEventListener('abort', leave, { once: true });
        answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      });
    },
  };
}
