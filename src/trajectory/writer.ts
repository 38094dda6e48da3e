/**
 * Who writes a journal file: a small `run-<uuid>.writer` beside it while it is open, so that a later process can tell
 * whether the writer is gone.
 *
 * "Gone" is said only where it is certain: Linux, the same boot, the same process namespace, and no process with that number
 * and that start time. In every other case (another host on a shared disk, a container, another system, a reboot) the writer
 * may be alive, and its file is left alone; readers cope with torn tails anyway.
 */
import { existsSync, readFileSync, readlinkSync, unlinkSync, writeFileSync } from 'node:fs';

interface Writer {
  readonly boot: string;
  readonly namespace: string;
  readonly process: number;
  /** Clock ticks between boot and the start of the process: tells it from a later one with the same number. */
  readonly started: string;
}

const EXTENSION = /\.jsonl$/;

/** Notes that this process writes the file it has just created. Without a note, nobody will ever take the file for left. */
export function claimFile(path: string): void {
  const writer = thisWriter();
  if (writer === undefined) return;
  try {
    writeFileSync(noteOf(path), JSON.stringify(writer), { flag: 'wx', mode: 0o600 });
  } catch {
    releaseFile(path);
  }
}

/**
 * Notes that this process has taken over a file that stands already.
 *
 * @returns false where somebody else has; true also where notes cannot be kept on this system
 */
export function lockFile(path: string): boolean {
  const writer = thisWriter();
  if (writer === undefined) return true;
  try {
    writeFileSync(noteOf(path), JSON.stringify(writer), { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

/** Takes the note away. @returns whether it was there: of several processes that try, exactly one is told so */
export function releaseFile(path: string): boolean {
  try {
    unlinkSync(noteOf(path));
    return true;
  } catch {
    return false;
  }
}

/** What is known of the one who writes a file: `none` where there is no note, `unknown` where it cannot be told from here. */
export type WriterState = 'none' | 'alive' | 'gone' | 'unknown';

export function writerOf(path: string): WriterState {
  if (!hasWriter(path)) return process.platform === 'linux' ? 'none' : 'unknown';
  const here = thisWriter();
  const writer = readNote(noteOf(path));
  if (here === undefined || writer === undefined) return 'unknown';
  if (writer.boot !== here.boot || writer.namespace !== here.namespace) return 'unknown';
  return startOf(writer.process) === writer.started ? 'alive' : 'gone';
}

/** Whether a note says that somebody writes the file, or did until it died. */
export function hasWriter(path: string): boolean {
  return existsSync(noteOf(path));
}

/** Whether the process that wrote the file has certainly ended without closing it. */
export function isWriterGone(path: string): boolean {
  return writerOf(path) === 'gone';
}

function noteOf(path: string): string {
  return path.replace(EXTENSION, '.writer');
}

function thisWriter(): Writer | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const started = startOf(process.pid);
    if (started === undefined) return undefined;
    return { boot, namespace: readlinkSync('/proc/self/ns/pid'), process: process.pid, started };
  } catch {
    return undefined;
  }
}

/** The 22nd field of `/proc/<pid>/stat`; the second is a name in parentheses that may hold anything. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function readNote(path: string): Writer | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isWriter(note) ? note : undefined;
  } catch {
    return undefined;
  }
}

function isWriter(note: unknown): note is Writer {
  if (typeof note !== 'object' || note === null) return false;
  const { boot, namespace, process, started } = note as Record<string, unknown>;
  return [boot, namespace, started].every((text) => typeof text === 'string') && Number.isSafeInteger(process);
}
