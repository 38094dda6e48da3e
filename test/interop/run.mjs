/**
 * Interoperability: harvests a demo in every format and lets the real consumers read it, in a Python environment of its own.
 * Needs `dist`, Python 3 and a package index; says so and ends well where one of the latter two is missing.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const here = import.meta.dirname;
const root = resolve(here, '../..');
const dist = resolve(process.env.GRAPHTRAIL_DIST ?? join(root, 'dist'));
const environment = join(root, 'node_modules/.cache/graphtrail-interop');
const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** Runs a command; gives its exit code and what it said last. */
function run(command, parameters, { show = false, env = {} } = {}) {
  const stdio = show ? 'inherit' : 'pipe';
  const done = spawnSync(command, parameters, { stdio, encoding: 'utf8', env: { ...process.env, ...env } });
  const said = `${done.stdout ?? ''}\n${done.stderr ?? ''}\n${done.error?.message ?? ''}`;
  return { code: done.status ?? 1, said: said.trim().split('\n').slice(-3).join(' ') };
}

function skip(why) {
  console.log(`interop: skipped, ${why}`);
  process.exit(0);
}

function must({ code, said }, what) {
  if (code === 0) return;
  console.error(`interop: ${what} failed: ${said}`);
  process.exit(1);
}

/** Made once for these requirements and this Python, and used again. */
function prepareEnvironment() {
  const version = run('python3', ['--version']);
  if (version.code !== 0) skip('there is no python3');
  const wanted = ['requirements.txt', 'consumers.txt'].map((file) => readFileSync(join(here, file), 'utf8')).join('');
  const digest = createHash('sha256').update(`${version.said}\n${wanted}`).digest('hex');
  const stamp = join(environment, 'digest');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  rmSync(environment, { recursive: true, force: true });
  const made = run('python3', ['-m', 'venv', environment]);
  if (made.code !== 0) skip(`python3 makes no virtual environment (${made.said})`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '20'];
  const needed = run(python, [...pip, '-r', join(here, 'requirements.txt')]);
  if (needed.code !== 0) skip(`packages cannot be had (${needed.said})`);
  const alone = ['--no-deps', '--ignore-requires-python', '-r', join(here, 'consumers.txt')];
  const consumers = run(python, [...pip, ...alone]);
  if (consumers.code !== 0) skip(`packages cannot be had (${consumers.said})`);
  writeFileSync(stamp, digest);
}

const module = (path) => import(pathToFileURL(join(dist, path)).href);

function harvestDemo(folder, formats) {
  const graph = join(root, 'graphs/countries.ttl');
  const [journals, out] = [join(folder, 'journals'), join(folder, 'demo')];
  const graphtrail = (...parameters) => run(process.execPath, [join(dist, 'cli.js'), ...parameters]);
  must(graphtrail('walk', graph, '--count', '150', '--patterns', 'every', '--record', journals), 'the walk');
  const harvest = ['harvest', journals, '--graph', graph, '--out', out, '--license', 'cc0-1.0', '--format'];
  must(graphtrail(...harvest, formats.map(({ name }) => name).join(',')), 'the harvest');
  return out;
}

/** A Parquet file beside the rows, as the harvester writes it. */
async function writeParquet(format, jsonl) {
  const [{ openParquetFile }, { rowText }] = await Promise.all(
    ['harvest/parquet-file.js', 'harvest/formats/row-text.js'].map(module),
  );
  const file = openParquetFile(dirname(jsonl), basename(jsonl).replace(/jsonl$/, 'parquet'), format);
  const lines = readFileSync(jsonl, 'utf8').trimEnd().split('\n');
  for (const line of lines) file.add(rowText(format, JSON.parse(line)));
  file.close();
}

/** The golden files of the tests, which hold a hostile sample, as a data set folder. */
async function hostileFolder(folder, formats) {
  const { frontMatter } = await module('harvest/front-matter.js');
  const configs = [];
  for (const format of formats) {
    const { name, columns, companions } = format;
    const path = `data/${name}/train.jsonl`;
    mkdirSync(join(folder, 'hostile/data', name), { recursive: true });
    copyFileSync(join(root, 'test/harvest/formats/golden', `${name}.jsonl`), join(folder, 'hostile', path));
    for (const companion of companions?.({ config: name, splits: ['train'] }) ?? []) {
      writeFileSync(join(folder, 'hostile/data', name, companion.path), companion.text);
    }
    await writeParquet(format, join(folder, 'hostile', path));
    configs.push({ name, columns, files: [{ split: 'train', path }] });
  }
  const license = { identifier: 'cc0-1.0', given: 'cc0-1.0' };
  const title = `- "a": #b\n---\nlicense: mit\t\u2028\u0085\u007f'{[&*!|>%@\``;
  const card = frontMatter({ title, license, languages: ['en'], rows: 3, configs });
  writeFileSync(join(folder, 'hostile/README.md'), card);
  return join(folder, 'hostile');
}

prepareEnvironment();
const { FORMATS } = await module('harvest/formats/formats.js');
const folder = mkdtempSync(join(tmpdir(), 'graphtrail-interop-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const folders = [harvestDemo(folder, FORMATS), await hostileFolder(folder, FORMATS)];
const env = { HF_DATASETS_CACHE: join(folder, 'cache'), HF_HOME: join(folder, 'home'), PYTHONDONTWRITEBYTECODE: '1' };
process.exitCode = run(python, [join(here, 'check.py'), ...folders], { show: true, env }).code;
