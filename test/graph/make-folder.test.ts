import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, PRIVATE } from '../../src/graph/make-folder.ts';
import { temporaryFolder } from './folder.ts';

const place = temporaryFolder();

test('all folders on the way are made, for this user alone, and made again they stay', () => {
  const folder = join(place.path, 'a', 'b', 'c');
  expect(makeFolder(folder, PRIVATE)).toBe(join(place.path, 'a'));
  writeFileSync(join(folder, 'kept'), '');
  expect(makeFolder(folder, PRIVATE)).toBeUndefined();
  expect(existsSync(join(folder, 'kept'))).toBe(true);
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a file on the way is an error', () => {
  expect(() => makeFolder(join(place.write('file', ''), 'below'))).toThrow(
    expect.objectContaining({ code: 'ENOTDIR' }),
  );
});

test.skipIf(!existsSync('/proc/self'))('where nothing can be made there is an error, and no end of trying', () => {
  expect(() => makeFolder('/proc/graphtrail/graphs')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});
