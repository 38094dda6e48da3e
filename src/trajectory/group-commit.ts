/** Group commit: many writers wait for one sync, and only for one that began after they wrote. */
import { fdatasync } from 'node:fs';

export interface GroupCommit {
  /** Resolves when everything written before this call is on disk; rejects with the system's error. */
  wait(): Promise<void>;
  /** Resolves when no sync is in flight and nobody waits for one. */
  idle(): Promise<void>;
}

interface Waiter {
  resolve(): void;
  reject(cause: unknown): void;
}

/**
 * At most one sync of the descriptor is in flight at a time. When it fails, everybody waiting is told so, those for the next
 * one too: a second sync may succeed although the first has dropped the pages, so nobody could be told "on disk".
 *
 * @param onFailure called before the waiters hear of it
 */
export function createGroupCommit(descriptor: number, onFailure: () => void): GroupCommit {
  let syncing = false;
  let waiting: Waiter[] = [];
  let idlers: (() => void)[] = [];

  function release(): void {
    const released = idlers;
    idlers = [];
    for (const resolve of released) resolve();
  }

  function start(): void {
    const covered = waiting;
    waiting = [];
    syncing = true;
    fdatasync(descriptor, (cause) => {
      syncing = false;
      if (cause === null) {
        for (const waiter of covered) waiter.resolve();
      } else {
        onFailure();
        covered.push(...waiting);
        waiting = [];
        for (const waiter of covered) waiter.reject(cause);
      }
      if (waiting.length > 0) start();
      else release();
    });
  }

  return {
    wait: () =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        if (!syncing) start();
      }),
    idle: () => new Promise((resolve) => (syncing ? idlers.push(resolve) : resolve())),
  };
}
