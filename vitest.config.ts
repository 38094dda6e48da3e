import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Tests keep no graphs in the cache folder of whoever runs them.
const cache = mkdtempSync(join(tmpdir(), 'graphtrail-test-cache-'));
process.on('exit', () => rmSync(cache, { recursive: true, force: true }));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { GRAPHTRAIL_CACHE: cache },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One less is the default: on two cores that is half of them.
    maxWorkers: '100%',
  },
});
