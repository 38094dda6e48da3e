/** Changes a settings file as if others held it dear: a backup first, all of it or nothing, one writer at a time. */
import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { InstallError } from '../errors.ts';

const LARGEST_FILE = 64 * 1024 * 1024;
const BYTE_ORDER_MARK = '\ufeff';

/** A settings file as it stands on the disk. */
export interface SettingsFile {
  /** Where the bytes are: the end of all symbolic links. */
  readonly target: string;
  /** Undefined where there is no file yet. */
  readonly bytes: Buffer | undefined;
  /** Without a byte order mark. */
  readonly text: string | undefined;
  readonly mode: number | undefined;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

export interface Changed {
  /** Where the bytes went: another path than that of the settings where those are a symbolic link. */
  readonly target: string;
  /** The copy of what stood there; undefined where nothing was written, or nothing stood there. */
  readonly backup: string | undefined;
}

/** What becomes of a text; undefined for "no file" on either side. */
export type Change = (text: string | undefined) => string | undefined | Promise<string | undefined>;

/** @throws InstallError `settings_unreadable`, `not_utf8`, `settings_too_large`, `dangling_link` */
export async function readSettingsFile(path: string): Promise<SettingsFile> {
  const target = await targetOf(path);
  try {
    const { size, mode, uid, gid } = await stat(target);
    if (size > LARGEST_FILE)
      throw new InstallError('settings_too_large', `${path}: expected at most ${LARGEST_FILE} bytes, got ${size}`);
    const bytes = await readFile(target);
    return { target, bytes, text: textOf(bytes, path), mode: mode & 0o7777, owner: { uid, gid } };
  } catch (cause) {
    if (cause instanceof InstallError) throw cause;
    if (isCode(cause, 'ENOENT'))
      return { target, bytes: undefined, text: undefined, mode: undefined, owner: undefined };
    throw unreadable(path, cause);
  }
}

async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    if (!isCode(cause, 'ENOENT')) throw unreadable(path, cause);
    const link = await lstat(path).catch(() => undefined);
    if (link === undefined) return path;
    throw new InstallError('dangling_link', `${path}: is a symbolic link to a file that does not exist; mend it`, {
      cause,
    });
  }
}

function textOf(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InstallError('not_utf8', `${path}: expected UTF-8, got other bytes; nothing was written`, { cause });
  }
}

/**
 * Reads a file, changes its text and puts the result in its place, a byte order mark and the permissions kept. Whoever else runs
 * this on the same file waits; a change by another program meanwhile is found out, and nothing is written over it.
 *
 * @throws those of {@link readSettingsFile} and of `change`; InstallError `settings_busy`, `settings_changed`, `not_writable`
 */
export async function changeSettings(path: string, change: Change, newMode: number): Promise<Changed> {
  const target = await targetOf(path);
  try {
    await mkdir(dirname(target), { recursive: true });
    return await whileLocked(target, (draft) => changeLocked(path, target, draft, change, newMode));
  } catch (cause) {
    if (cause instanceof InstallError || !isCode(cause)) throw cause;
    throw new InstallError('not_writable', `${path}: cannot be written: ${(cause as Error).message}`, { cause });
  }
}

async function changeLocked(
  path: string,
  target: string,
  draft: Draft,
  change: Change,
  newMode: number,
): Promise<Changed> {
  const before = await readSettingsFile(path);
  const after = await change(before.text);
  if (after === before.text) return { target, backup: undefined };
  refuseProtected(path, before);
  const backup = before.bytes === undefined ? undefined : await backUp(path, before.bytes, before.mode ?? newMode);
  if (after !== undefined) await fill(draft.file, withMark(after, before.bytes), before, newMode);
  const now = await readSettingsFile(path);
  if (now.target !== target || !sameBytes(now.bytes, before.bytes)) {
    throw new InstallError(
      'settings_changed',
      `${path}: another program wrote it meanwhile; nothing was written, try again`,
    );
  }
  if (after === undefined) await unlink(target);
  else await draft.place();
  return { target, backup };
}

interface Draft {
  readonly file: FileHandle;
  /** Puts the draft in the place of the file. */
  place(): Promise<void>;
}

const ATTEMPTS = 50;
const PAUSE_MS = 100;

/** The draft of the new file is the lock as well: it can be made only by one, and is gone once it took the file's place. */
async function whileLocked<T>(target: string, work: (draft: Draft) => Promise<T>): Promise<T> {
  const path = `${target}.graphtrail-draft`;
  const file = await made(path);
  if (file === undefined)
    throw new InstallError(
      'settings_busy',
      `${target}: another graphtrail install is writing it, or was killed while it did; in the second case delete ${JSON.stringify(path)}`,
    );
  let placed = false;
  const place = async (): Promise<void> => {
    await rename(path, target);
    placed = true;
  };
  try {
    return await work({ file, place });
  } finally {
    await file.close();
    // Once it is placed, a draft of this name is somebody else's.
    if (!placed) await unlink(path).catch(() => undefined);
  }
}

async function made(path: string): Promise<FileHandle | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      return await open(path, 'wx', 0o600);
    } catch (cause) {
      if (!isCode(cause, 'EEXIST')) throw cause;
      await setTimeout(PAUSE_MS);
    }
  }
  return undefined;
}

async function fill(file: FileHandle, text: string, before: SettingsFile, newMode: number): Promise<void> {
  await file.writeFile(text);
  // Run by another user (sudo), the file stays its owner's; where that is not allowed, it could not be written either.
  if (before.owner !== undefined) await file.chown(before.owner.uid, before.owner.gid).catch(() => undefined);
  await file.chmod(before.mode ?? newMode);
  await file.sync();
}

/** `<file>.graphtrail-backup-<n>`, with the first n that is free. */
async function backUp(path: string, bytes: Buffer, mode: number): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${path}.graphtrail-backup-${number}`;
    try {
      const file = await open(name, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
      try {
        await file.writeFile(bytes);
        await file.chmod(mode);
        await file.sync();
      } finally {
        await file.close();
      }
      return name;
    } catch (cause) {
      if (!isCode(cause, 'EEXIST')) throw cause;
    }
  }
}

/** Putting another file in its place would get round the permissions of the old one. */
function refuseProtected(path: string, { mode }: SettingsFile): void {
  if (mode === undefined || (mode & 0o200) !== 0) return;
  throw new InstallError('not_writable', `${path}: is write-protected; nothing was written`);
}

function withMark(text: string, before: Buffer | undefined): string {
  return before?.subarray(0, 3).equals(Buffer.from(BYTE_ORDER_MARK)) ? `${BYTE_ORDER_MARK}${text}` : text;
}

const sameBytes = (one: Buffer | undefined, other: Buffer | undefined): boolean =>
  one === undefined || other === undefined ? one === other : one.equals(other);

const isCode = (error: unknown, code?: string): boolean => {
  const found = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === undefined ? typeof found === 'string' && found.startsWith('E') : found === code;
};

function unreadable(path: string, cause: unknown): InstallError {
  return new InstallError('settings_unreadable', `${path}: cannot be read: ${(cause as Error).message}`, { cause });
}
