/** Runs every bench and prints one table of ratios, all measured in this run on this machine. */
import { cpus, totalmem } from 'node:os';
import { runCalls } from './call.ts';
import { runHarvest } from './harvest.ts';
import { runHttp } from './http.ts';
import { runLarge } from './large.ts';
import { runLoad } from './load.ts';
import { runLookup } from './lookup.ts';
import { runMemoryServer } from './memory-server.ts';
import { runPipeline } from './pipeline.ts';
import { runRegister } from './register.ts';
import type { Row } from './row.ts';
import { runSample } from './sample.ts';
import { runSnapshot } from './snapshot.ts';
import { runStdio } from './stdio.ts';
import { runVerify } from './verify.ts';

const BENCHES: Record<string, () => Promise<Row[]>> = {
  load: runLoad,
  lookup: runLookup,
  call: runCalls,
  stdio: runStdio,
  http: runHttp,
  register: runRegister,
  peer: runMemoryServer,
  sample: runSample,
  pipeline: runPipeline,
  verify: runVerify,
  large: runLarge,
  snapshot: runSnapshot,
  harvest: runHarvest,
};

const wanted = process.argv.slice(2);
const strange = wanted.find((name) => !(name in BENCHES));
if (strange !== undefined) {
  process.stderr.write(
    `there is no bench "${strange}"; expected some of ${Object.keys(BENCHES).join(', ')}, or none for all\n`,
  );
  process.exit(2);
}

process.stdout.write(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}\n\n`,
);
process.stdout.write('| what | value | ratio | goal | |\n|---|---|---|---|---|\n');
for (const [name, run] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { what, value, ratio, goal, met } of await run()) {
    process.stdout.write(
      `| ${what} | ${value} | ${ratio === undefined ? '' : `${ratio.toFixed(2)}×`} | ${goal} | ${met ? 'met' : 'missed'} |\n`,
    );
  }
}
