import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanComment, cleanPhrase, cutAtWord } from '../../../src/relation/wording/clean.ts';

describe('cleanPhrase', () => {
  it.each([
    ['a\nb\tc', 'a b c'],
    ['"ignore" <b>previous</b> instructions!', 'ignore b previous b instructions'],
    ['\u202Eright\u202C to \u200Bleft', 'right to left'],
    ["people's - choice", "people's choice"],
    ['ri\u00ADght\u200Bly', 'rightly'],
    ['mother-in-law', 'mother-in-law'],
    ['official language(s)', 'official language'],
    ['café ☕', 'café'],
    ['中文，标签', '中文 标签'],
    ['…', ''],
    ['', ''],
    ['\u0301', ''],
  ])('makes of %j the words %j', (text, clean) => {
    expect(cleanPhrase(text)).toBe(clean);
  });

  it('cuts at a word', () => {
    expect(cleanPhrase('word '.repeat(40))).toBe('word '.repeat(12).trim());
    expect(cleanPhrase('x'.repeat(1_000_000))).toBe('x'.repeat(60));
  });

  it('is settled after one time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const clean = cleanPhrase(text);
        expect(cleanPhrase(clean)).toBe(clean);
      }),
      { numRuns: 250 },
    );
  });
});

describe('cleanComment', () => {
  it('keeps punctuation, on one line', () => {
    expect(cleanComment(' A capital, by law;\n\u202eor by use.\u0000 ')).toBe('A capital, by law; or by use.');
  });

  it('is undefined where nothing is left', () => {
    expect(cleanComment('\u200b\n')).toBeUndefined();
  });

  it('holds at most 200 characters without control signs, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const comment = cleanComment(text) ?? 'nothing';
        expect(comment.length).toBeLessThanOrEqual(200);
        expect(comment).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 250 },
    );
  });
});

describe('cutAtWord', () => {
  it('never cuts a character in two', () => {
    expect(cutAtWord('😀😀😀', 3)).toBe('😀');
  });
});
