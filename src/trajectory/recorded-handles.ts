/** Handles as they were recorded: what is carried out again names its results as the record did. */
import type { Handles, Held } from '../tool/handles.ts';

export interface RecordedHandles extends Handles {
  /** The name that the next result gets; the first holder of a name keeps it. */
  expect(name: string | undefined): void;
}

export function recordedHandles(): RecordedHandles {
  const held = new Map<string, Held>();
  let expected: string | undefined;
  return {
    expect: (name) => {
      expected = name;
    },
    mint: (entry) => {
      const name = expected ?? 'a result without a handle';
      if (!held.has(name)) held.set(name, entry);
      return name;
    },
    get: (name) => held.get(name),
  };
}
