/** What tools that give sets share: the words for a set argument, and carrying out an operation whose inputs are resolved. */
import { computeSet, present, type SetOperation } from './evaluate.ts';
import type { Context, Outcome } from './tool.ts';

/** A set argument as it is sent. */
export type Given = string | readonly string[];

export const SET_WORDS = 'a handle such as "#r1", a name, or a list of names';

export async function carryOut(operation: SetOperation, { source, handles }: Context): Promise<Outcome> {
  const computed = await computeSet(operation, source, handles);
  return { operation, result: await present(computed, operation, source, handles) };
}
