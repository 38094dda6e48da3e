/** What is done when nobody waits for it. */

/** By then a server has answered the first questions of its client, in milliseconds. */
const QUIET = 1000;

const waiting = new Set<() => Promise<unknown>>();

/** Has something done in a while, or when the command is done. It must not fail. */
export function afterwards(work: () => Promise<unknown>): void {
  const once = async (): Promise<unknown> => waiting.delete(once) && (await work());
  waiting.add(once);
  setTimeout(once, QUIET).unref();
}

/** Does at once what is still to be done: the command is done. */
export async function finish(): Promise<void> {
  for (const work of waiting) await work();
}
