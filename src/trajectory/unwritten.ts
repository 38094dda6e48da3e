/** A recorder that tells trajectories apart and writes nothing: for practice without a record. */
import { randomUUID } from 'node:crypto';
import { createKeys } from './key.ts';
import type { Recorder } from './recorder.ts';

/** Nobody was promised a record, so none is missing. */
const DONE = { recorded: true } as const;

export function createUnwritten(id: () => string = randomUUID): Recorder {
  const keys = createKeys(id, () => undefined);
  return {
    begin: async () => ({ ...keys.begin(), ...DONE }),
    resolve: keys.resolve,
    call: async () => DONE,
    answer: async (trajectory) => {
      keys.end(trajectory);
      return DONE;
    },
  };
}
