import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backupsOf } from '../../src/install/restore.ts';
import { changeSettings, readSettingsFile } from '../../src/install/settings-file.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'graphtrail-install-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const append = (text: string | undefined): string => `${text ?? ''}+`;

test('a change leaves a backup of what was, and only one that changes something', async () => {
  const path = join(folder(), 'settings.json');
  writeFileSync(path, 'old');
  expect(await changeSettings(path, append, 0o600)).toEqual({ target: path, backup: `${path}.graphtrail-backup-1` });
  expect(await changeSettings(path, append, 0o600)).toEqual({ target: path, backup: `${path}.graphtrail-backup-2` });
  expect(await changeSettings(path, (text) => text, 0o600)).toEqual({ target: path, backup: undefined });
  expect(
    [path, `${path}.graphtrail-backup-1`, `${path}.graphtrail-backup-2`].map((file) => readFileSync(file, 'utf8')),
  ).toEqual(['old++', 'old', 'old+']);
  expect(await backupsOf(path)).toEqual(['old+', 'old']);
  expect(readdirSync(join(path, '..'))).toHaveLength(3);
});

test('a file that was not there is made, with its folders, readable as is asked', async () => {
  const path = join(folder(), 'a/b/settings.json');
  expect(await changeSettings(path, append, 0o640)).toEqual({ target: path, backup: undefined });
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['+', 0o640]);
});

test('a file that is to be no more stays as its backup', async () => {
  const path = join(folder(), 'settings.json');
  writeFileSync(path, 'old');
  const { backup } = await changeSettings(path, () => undefined, 0o600);
  expect([existsSync(path), readFileSync(backup as string, 'utf8')]).toEqual([false, 'old']);
});

test('a byte order mark and permissions stay, on the backup as well', async () => {
  const path = join(folder(), 'settings.json');
  writeFileSync(path, '\ufeffold');
  chmodSync(path, 0o640);
  const { backup } = await changeSettings(path, append, 0o600);
  expect(readFileSync(path, 'utf8')).toBe('\ufeffold+');
  expect([path, backup as string].map((file) => statSync(file).mode & 0o777)).toEqual([0o640, 0o640]);
});

test('a symbolic link stays one: what it points to is written', async () => {
  const home = folder();
  mkdirSync(join(home, 'dotfiles'));
  const [path, target] = [join(home, 'settings.json'), join(home, 'dotfiles/settings.json')];
  writeFileSync(target, 'old');
  symlinkSync('dotfiles/settings.json', path);
  expect((await changeSettings(path, append, 0o600)).target).toBe(target);
  expect([readFileSync(target, 'utf8'), (await readSettingsFile(path)).target]).toEqual(['old+', target]);
});

test.each<[string, (path: string) => void, string]>([
  ['a link to nothing', (path) => symlinkSync('nowhere', path), 'dangling_link'],
  ['a folder', (path) => mkdirSync(path), 'settings_unreadable'],
  ['another encoding', (path) => writeFileSync(path, Buffer.from('{"a": "\u00e9"}', 'latin1')), 'not_utf8'],
  ['a protected file', (path) => writeFileSync(path, '{}', { mode: 0o400 }), 'not_writable'],
])('%s is refused and left as it is', async (_, make, code) => {
  const home = folder();
  make(join(home, 'settings.json'));
  await expect(changeSettings(join(home, 'settings.json'), append, 0o600)).rejects.toMatchObject({ code });
  expect(readdirSync(home)).toEqual(['settings.json']);
});

test('what another program writes meanwhile is not written over', async () => {
  const path = join(folder(), 'settings.json');
  writeFileSync(path, 'old');
  const meanwhile = (text: string | undefined): string => {
    writeFileSync(path, 'theirs');
    return append(text);
  };
  await expect(changeSettings(path, meanwhile, 0o600)).rejects.toMatchObject({ code: 'settings_changed' });
  expect(readFileSync(path, 'utf8')).toBe('theirs');
  expect(readdirSync(join(path, '..'))).not.toContain('settings.json.graphtrail-draft');
});

test('several at once wait for one another, and none is lost', async () => {
  const path = join(folder(), 'settings.json');
  await Promise.all(Array.from({ length: 8 }, () => changeSettings(path, append, 0o600)));
  expect(readFileSync(path, 'utf8')).toBe('++++++++');
});

test('a change that throws leaves nothing behind', async () => {
  const path = join(folder(), 'settings.json');
  const refuse = (): never => {
    throw new RangeError('no');
  };
  await expect(changeSettings(path, refuse, 0o600)).rejects.toThrow('no');
  expect(readdirSync(join(path, '..'))).toEqual([]);
});
