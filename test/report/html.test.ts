import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '../../src/report/html.ts';
import { label, shown } from '../../src/report/label.ts';
import { NAUGHTY_STRINGS } from '../hostile/naughty-strings.ts';

const MADE = /^<i title="[^<>"'`]*">[^<>"'`]*<\/i>$/u;

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|#96);/g, (_, name: string) => UNESCAPED[name] ?? '');
const UNESCAPED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };

test('no text leaves its place, in content or in an attribute', () => {
  for (const text of NAUGHTY_STRINGS) expect(html`<i title="${text}">${text}</i>`.markup).toMatch(MADE);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => MADE.test(html`<i title="${text}">${text}</i>`.markup)),
  );
});

test('text comes back as it was, but for what no document may hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const cleaned = text.replace(/(?![\n\t])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, '\ufffd');
      return unescaped(html`${text}`.markup) === cleaned;
    }),
  );
});

test('only the template itself makes markup: an object out of a file that claims to be some says nothing', () => {
  expect(html`<b>${html`<i>${'<'}</i>`}${['a', 1, undefined, false]}</b>`.markup).toBe('<b><i>&lt;</i>a1</b>');
  expect(html`${{ markup: '<script>' }}`.markup).toBe('');
});

test('labels are one visible line, cut where they are long, with a direction of their own', () => {
  for (const text of NAUGHTY_STRINGS) {
    expect(shown(text)).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{1,80}$/u);
    expect([...shown(text, 20)].length).toBeLessThanOrEqual(20);
    expect(label(text).markup).toMatch(/^<bdi[ >].*<\/bdi>$/su);
  }
  expect(shown('')).toBe('–');
});
