/** OpenLink Virtuoso as a process of its own, where its programs are at hand (Debian: virtuoso-opensource-7-bin). */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type Running } from './fuseki.ts';

/** The folder of `virtuoso-t` and `isql-vt`, where they do not lie on the path. */
const FOLDER = process.env['GRAPHTRAIL_VIRTUOSO'];
const GRAPH = 'urn:graphtrail:test';

const program = (name: string): string => (FOLDER === undefined ? name : join(FOLDER, name));

/** Why there can be no Virtuoso here, or undefined. */
export function missingForVirtuoso(): string | undefined {
  const [server, client] = ['virtuoso-t', 'isql-vt'].map((name) => spawnSync(program(name), ['-?']).error);
  if (server === undefined && client === undefined) return undefined;
  return 'there are no virtuoso-t and isql-vt here; GRAPHTRAIL_VIRTUOSO may name their folder';
}

/** Serves a file until it is closed. Its own bookkeeping triples are left out by asking for one graph. */
export async function startVirtuoso(file: string): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'graphtrail-virtuoso-'));
  const [port, sql] = [await freePort(), await freePort()];
  writeFileSync(join(folder, 'virtuoso.ini'), settings(folder, dirname(file), port, sql));
  const server = spawn(program('virtuoso-t'), ['-f', '-c', join(folder, 'virtuoso.ini')], {
    stdio: 'ignore',
    cwd: folder,
  });
  const close = async (): Promise<void> => {
    server.kill();
    if (server.exitCode === null) await new Promise((done) => server.once('exit', done));
    rmSync(folder, { recursive: true });
  };
  try {
    await answering(`http://127.0.0.1:${port}/sparql`, () => server.exitCode !== null);
    const load = `ld_dir('${dirname(file)}', '${basename(file)}', '${GRAPH}'); rdf_loader_run(); checkpoint;`;
    const loaded = spawnSync(program('isql-vt'), [`127.0.0.1:${sql}`, 'dba', 'dba', `exec=${load}`]);
    if (loaded.status !== 0) throw new Error(`Virtuoso did not load ${file}: ${loaded.stdout}`);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}/sparql?default-graph-uri=${encodeURIComponent(GRAPH)}`, close };
}

async function answering(url: string, ended: () => boolean): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    if (ended()) throw new Error('Virtuoso ended before it answered');
    const answer = await fetch(`${url}?query=ASK%20%7B%7D`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(500);
  }
  throw new Error('Virtuoso did not come up within two minutes');
}

function settings(folder: string, data: string, port: number, sql: number): string {
  const at = (name: string): string => join(folder, name);
  return `[Database]
DatabaseFile=${at('virtuoso.db')}
ErrorLogFile=${at('virtuoso.log')}
LockFile=${at('virtuoso.lck')}
TransactionFile=${at('virtuoso.trx')}
xa_persistent_file=${at('virtuoso.pxa')}
[TempDatabase]
DatabaseFile=${at('temporary.db')}
TransactionFile=${at('temporary.trx')}
[Parameters]
ServerPort=127.0.0.1:${sql}
DirsAllowed=${data}
NumberOfBuffers=40000
MaxDirtyBuffers=30000
[HTTPServer]
ServerPort=127.0.0.1:${port}
ServerRoot=${folder}
ServerThreads=10
[SPARQL]
ResultSetMaxRows=10000
MaxQueryExecutionTime=60
`;
}
