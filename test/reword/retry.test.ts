import { describe, expect, test } from 'vitest';
import type { NotPosted, Posted } from '../../src/http/post.ts';
import { waitBefore } from '../../src/reword/retry.ts';

const OPTIONS = { tries: 4, firstWait: 500 };

const posted = (status: number, retryAfter?: string): Posted => ({
  status,
  headers: new Headers(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  body: '',
});
const missing = (what: NotPosted['missing']): NotPosted => ({ missing: what, why: '' });

describe('the wait before another try', () => {
  test('doubles, and ends with the tries', () => {
    expect([1, 2, 3, 4].map((tried) => waitBefore(posted(503), tried, OPTIONS))).toEqual([500, 1000, 2000, undefined]);
    expect(waitBefore(missing('broken'), 3, OPTIONS)).toBe(2000);
  });

  test('is what Retry-After says where that is longer', () => {
    expect(waitBefore(posted(429, '7'), 1, OPTIONS)).toBe(7000);
    expect(waitBefore(posted(429, '0'), 1, OPTIONS)).toBe(500);
    expect(waitBefore(posted(429, 'Thu, 01 Jan 1970 00:00:00 GMT'), 1, OPTIONS)).toBe(500);
    expect(waitBefore(posted(429, 'soon'), 1, OPTIONS)).toBe(500);
    const inHalfAMinute = new Date(Date.now() + 30_000).toUTCString();
    expect(waitBefore(posted(429, inHalfAMinute), 1, OPTIONS)).toBeGreaterThan(500);
  });

  test('is never longer than a minute: then there is no other try', () => {
    expect(waitBefore(posted(429, '61'), 1, OPTIONS)).toBeUndefined();
    expect(waitBefore(posted(429, 'Thu, 01 Jan 2995 00:00:00 GMT'), 1, OPTIONS)).toBeUndefined();
    expect(waitBefore(posted(500), 10, { tries: 99, firstWait: 500 })).toBeUndefined();
  });

  test('is not for what another try would not change', () => {
    for (const status of [200, 301, 400, 401, 404, 501])
      expect(waitBefore(posted(status, '1'), 1, OPTIONS)).toBeUndefined();
    expect(waitBefore(missing('late'), 1, OPTIONS)).toBeUndefined();
    expect(waitBefore(missing('unreachable'), 1, OPTIONS)).toBeUndefined();
  });
});
