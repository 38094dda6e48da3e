/** Apache Jena Fuseki as a process of its own, from Maven Central: a SPARQL server that shares no code with any other here. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const VERSION = '4.10.0';
const JAR = `jena-fuseki-server-${VERSION}.jar`;
const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/graphtrail');

export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** Why there can be no Fuseki here, or undefined. */
export function missingForFuseki(): string | undefined {
  if (spawnSync('java', ['-version']).error !== undefined) return 'there is no java here';
  if (givenJar() !== undefined || existsSync(join(FOLDER, JAR))) return undefined;
  if (spawnSync('mvn', ['-version']).error !== undefined)
    return `there is no mvn here to get ${JAR}; GRAPHTRAIL_FUSEKI_JAR may name it`;
  return undefined;
}

/** Serves a file until it is closed. */
export async function startFuseki(file: string): Promise<Running> {
  const port = await freePort();
  const options = ['-Xmx2g', '-jar', jar(), '--localhost', '--port', String(port), `--file=${file}`, '/kg'];
  const process = spawn('java', options, { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/kg/sparql`;
  await answering(url, process);
  return {
    url,
    close: async () => {
      process.kill();
      await new Promise((done) => process.once('exit', done));
    },
  };
}

async function answering(url: string, process: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    if (process.exitCode !== null) throw new Error(`Fuseki ended with code ${process.exitCode}`);
    const body = new URLSearchParams({ query: 'SELECT ?s WHERE { ?s ?p ?o } LIMIT 1' });
    const answer = await fetch(url, { method: 'POST', body }).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(500);
  }
  process.kill();
  throw new Error('Fuseki did not come up within two minutes');
}

function givenJar(): string | undefined {
  return process.env['GRAPHTRAIL_FUSEKI_JAR'];
}

function jar(): string {
  const given = givenJar();
  if (given !== undefined) return given;
  const path = join(FOLDER, JAR);
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';
  execFileSync('mvn', [
    '-q',
    '-B',
    goal,
    `-Dartifact=org.apache.jena:jena-fuseki-server:${VERSION}`,
    `-DoutputDirectory=${FOLDER}`,
  ]);
  return path;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
