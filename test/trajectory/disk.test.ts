/** Disks that are full or broken: the call that could not be recorded is told so, and nothing else is lost. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ReadBack, readBack, temporaryFolder } from './folder.ts';
import { numbersIn, type Told, toldBy, WRITER } from './told.ts';

const NODE = process.execPath;
/** A mount that nobody else sees and that goes with the process; user namespaces allow it without being root. */
const PRIVATE = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'] as const;

function run(command: string, ...words: string[]): string {
  // One thread for syncs, so that strace, which counts by thread, counts them all.
  const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
  const { stdout, stderr, status } = spawnSync(command, words, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return stdout;
}

function works(command: string, ...words: string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}

/** Everything acknowledged is there once, nothing that was refused is, and no line is torn or glued. */
function expectWhole({ acknowledged, lost }: Told, read: ReadBack): void {
  const found = numbersIn(read).sort((one, other) => one - other);
  expect(found).toEqual(acknowledged.toSorted((one, other) => one - other));
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(lost.length).toBeGreaterThan(0);
  for (const { problems, skipped } of read.reports) {
    expect(skipped).toBe(0);
    expect(problems).toEqual([]);
  }
}

const canLimit = process.platform !== 'win32' && works('bash', '-c', 'ulimit -f 64');
test.skipIf(!canLimit)(
  'a file that may not grow ends with a whole record, and the next call starts another',
  async () => {
    const folder = temporaryFolder();
    // With SIGXFSZ ignored a write beyond the limit is first cut short, then refused with EFBIG.
    const limited = 'trap "" XFSZ; ulimit -f 64; exec "$@"';
    const told = toldBy(run('bash', '-c', limited, 'bash', NODE, WRITER, folder, '400', '300'));
    const read = await readBack(folder);
    expectWhole(told, read);
    expect(new Set(told.lost.map(({ code }) => code))).toEqual(new Set(['journal_write_failed']));
    expect(read.reports.length).toBeGreaterThan(2);
    expect(readdirSync(folder).filter((name) => !name.endsWith('.jsonl'))).toEqual([]);
  },
);

const canMount = process.platform === 'linux' && works(...PRIVATE, 'mount -t tmpfs -o size=256k tmpfs /mnt');
const where = canMount ? '' : ' [skipped: no private mounts allowed here]';
test.skipIf(!canMount)(
  `a full disk refuses calls, gathers no empty files, and takes calls again when there is space${where}`,
  async () => {
    const [disk, out] = [temporaryFolder(), temporaryFolder()];
    const script = `mount -t tmpfs -o size=256k tmpfs "$1" && head -c 100k /dev/zero > "$1/filler" &&
    "$3" "$4" "$1" 600 300 && rm "$1/filler" && "$3" "$4" "$1" 5 30 > "$2/again" && cp -r "$1/." "$2"`;
    const [unshare, ...options] = PRIVATE;
    const told = toldBy(run(unshare, ...options, script, 'sh', disk, out, NODE, WRITER));
    const read = await readBack(out);
    const again = toldBy(run('cat', `${out}/again`));
    expect(again).toEqual({ acknowledged: [0, 1, 2, 3, 4], lost: [] });
    expectWhole({ ...told, acknowledged: [...told.acknowledged, ...again.acknowledged] }, read);
    expect(read.reports.every(({ records }) => records > 0)).toBe(true);
    expect(readdirSync(out).filter((name) => name.endsWith('.writer'))).toEqual([]);
  },
);

const canTrace = process.platform === 'linux' && works('strace', '-f', '-e', 'trace=none', 'true');
const tools = canTrace ? '' : ' [skipped: strace is missing or not allowed]';
test.skipIf(!canTrace).each([1, 2, 5])(
  `when sync number %i fails, all who wait for it are told, and a new file is begun${tools}`,
  async (failing) => {
    const folder = temporaryFolder();
    const inject = `inject=fdatasync:error=EIO:when=${failing}`;
    const told = toldBy(
      run(
        'strace',
        '-f',
        '-qq',
        '-o',
        '/dev/null',
        '-e',
        'trace=fdatasync',
        '-e',
        inject,
        NODE,
        WRITER,
        folder,
        '60',
        '20',
      ),
    );
    const found = numbersIn(await readBack(folder));
    // Also those whose lines came after that sync began: a later one would succeed and prove nothing.
    expect(told.lost.length).toBeGreaterThan(1);
    expect(new Set(told.lost.map(({ code }) => code))).toEqual(new Set(['journal_sync_failed']));
    expect(told.acknowledged.filter((number) => !found.includes(number))).toEqual([]);
    expect(told.acknowledged.length + told.lost.length).toBe(60);
    expect(readdirSync(folder).filter((name) => name.endsWith('.jsonl'))).toHaveLength(2);
  },
);
