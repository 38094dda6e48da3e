/** Verifies a folder of journals in this process, as the command does; prints time and memory as JSON. */
import { openGraph } from '../src/cli/graph-options.ts';
import { openVerifying, readTaskFiles } from '../src/cli/verifying.ts';

export interface VerifyRun {
  readonly verified: number;
  readonly proven: number;
  /** From the first trajectory to the last verdict. */
  readonly seconds: number;
  /** Most that was alive, garbage collected ten times on the way; and the highest resident memory; in bytes. */
  readonly alive: number;
  readonly peak: number;
}

const [graph = '', journals = '', expected = '1000'] = process.argv.slice(2);
const tasks = await readTaskFiles([journals], undefined);
const verifying = await openVerifying(await openGraph([graph], {}), tasks);
const every = Math.ceil(Number(expected) / 10);
const started = performance.now();
let collecting = 0;
let verified = 0;
let proven = 0;
let alive = 0;
for await (const { verdict } of verifying.verdicts([journals])) {
  verified += 1;
  if (verdict.conforms) proven += 1;
  if (verified % every !== 0) continue;
  const since = performance.now();
  // Twice, since what lies outside of the heap goes with the second.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  alive = Math.max(alive, heapUsed + arrayBuffers);
  collecting += performance.now() - since;
}
const run: VerifyRun = {
  verified,
  proven,
  seconds: (performance.now() - started - collecting) / 1000,
  alive,
  peak: process.resourceUsage().maxRSS * 1024,
};
await verifying.close();
process.stdout.write(JSON.stringify(run));
