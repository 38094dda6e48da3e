/** What the writer in fixtures/writer.mjs said, held against what stands in its folder. */
import type { ReadBack } from './folder.ts';

export const WRITER = new URL('fixtures/writer.mjs', import.meta.url).pathname;

export interface Told {
  readonly acknowledged: number[];
  readonly lost: { readonly number: number; readonly code: string }[];
}

/** A last line cut short by the death of the writer was not heard, so it counts as not acknowledged. */
export function toldBy(output: string): Told {
  const words = output
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' '));
  return {
    acknowledged: words.filter(([word]) => word === 'ok').map(([, number]) => Number(number)),
    lost: words
      .filter(([word]) => word === 'lost')
      .map(([, number, code]) => ({ number: Number(number), code: String(code) })),
  };
}

/** The numbers of the calls that are read back. */
export function numbersIn({ trajectories }: ReadBack): number[] {
  return trajectories.flatMap(({ calls }) => calls.map((call) => call.arguments['n'] as number));
}
