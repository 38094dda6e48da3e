/** What becomes of the output where nobody reads it, or where it cannot be kept. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';

const shell = (command: string) =>
  spawnSync('bash', ['-o', 'pipefail', '-c', command.replaceAll('graphtrail', `${process.execPath} dist/cli.js`)], {
    encoding: 'utf8',
  });

test.each([
  'graphtrail tools graphs/countries.ttl --json | head -1',
  'graphtrail look graphs/elements.ttl | head -1',
  'graphtrail tasks graphs/countries.ttl --count 50 | head -1',
  'graphtrail look graphs/elements.ttl 2>&1 >/dev/null | true',
])('a reader that leaves is no fault: %s', (command) => {
  expect(shell(command)).toMatchObject({ status: 0, stderr: expect.not.stringContaining('EPIPE') });
});

test.skipIf(!existsSync('/dev/full'))('what cannot be written fails the command', () => {
  const { status, stderr } = shell('graphtrail tools graphs/countries.ttl --json > /dev/full');
  expect({ status, told: stderr.includes('[output_failed]') }).toEqual({ status: 3, told: true });
});
