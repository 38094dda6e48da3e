/** The page in a real browser. Skipped where there is no Chromium; `CHROMIUM` says where it is. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportPage } from '../../src/report/report.ts';
import { NAUGHTY_STRINGS } from '../hostile/naughty-strings.ts';
import { harvestFolder, rowSaying, writeFolder } from './dataset.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];
const executablePath = [process.env['CHROMIUM'], ...PLACES].find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined) console.warn('No Chromium: the report is not looked at in a browser (set CHROMIUM).');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--mute-audio'];

/** Executed by whatever of these is taken for markup. */
const ATTACKS = [
  '<script>attacked = 1</script>',
  '"><img src=http://127.0.0.1:9/x onerror="attacked = 1">',
  "' onmouseover='attacked = 1",
  '</style><script>attacked = 1</script>',
  '</title><svg onload="attacked = 1">',
  '</text><foreignObject><iframe srcdoc="<script>parent.attacked = 1</script>"></iframe></foreignObject>',
  'javascript:attacked=1',
  '<a href="http://127.0.0.1:9/">x</a>',
  '\u202e]]><script>attacked = 1</script>',
  'w'.repeat(5000),
  'ﷺ𒐫'.repeat(40),
  '中文'.repeat(60),
  'شرح '.repeat(40),
];

describe.skipIf(executablePath === undefined)('in Chromium', () => {
  let root: string;
  let browser: Browser;
  const pages: Record<string, string> = {};
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'report-'));
    const hostile = [...ATTACKS, ...NAUGHTY_STRINGS].slice(0, 60).map((text, index) => rowSaying(text, index));
    const [attack = ''] = ATTACKS;
    const facts = { license: attack, seed: attack, graphs: [{ name: attack, digest: attack, rows: 1 }] };
    const folders = {
      harvested: await harvestFolder(join(root, 'harvested'), 300),
      hostile: writeFolder(join(root, 'hostile'), hostile, { ...facts, refused: { [attack]: 3 } }),
      empty: writeFolder(join(root, 'empty'), []),
    };
    for (const [name, folder] of Object.entries(folders)) {
      pages[name] = join(root, `${name}.html`);
      writeFileSync(pages[name], reportPage(folder));
    }
    browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    if (root !== undefined) rmSync(root, { recursive: true, force: true });
  });

  /** Opens a page; `heard` gathers what it says on the console, throws, or asks the network for. */
  async function open(name: string, width: number, height: number, colorScheme: 'light' | 'dark' = 'light') {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    const heard: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(String(error)));
    page.on('request', (request) => heard.push(...(request.url().startsWith('file:') ? [] : [request.url()])));
    page.on('dialog', (dialog) => heard.push(dialog.message()));
    await page.addInitScript({ path: join(import.meta.dirname, 'in-page.js') });
    await page.goto(pathToFileURL(pages[name] as string).href);
    await page.evaluate('inPage.openAll()');
    return { page, heard };
  }

  test.each(['harvested', 'hostile', 'empty'])(
    'the page (%s) asks for nothing, runs nothing and complains of nothing',
    async (name) => {
      const { page, heard } = await open(name, 1280, 800);
      await page.mouse.move(300, 400);
      expect(heard).toEqual([]);
      expect(await page.evaluate(() => 'attacked' in globalThis)).toBe(false);
      expect(await page.locator('script, img, iframe, object, embed, link, form, foreignObject').count()).toBe(0);
      expect(await page.evaluate('document.compatMode')).toBe('CSS1Compat');
      await page.close();
    },
  );

  const SIZES = [
    [1280, 800],
    [390, 844],
    [360, 640],
  ] as const;
  test.each(SIZES)('at %d × %d nothing runs over the edge', async (width, height) => {
    for (const name of Object.keys(pages)) {
      const { page } = await open(name, width, height);
      expect(await page.evaluate('inPage.over()'), name).toEqual([0]);
      await page.close();
    }
  });

  test.each(['light', 'dark'] as const)(
    'in %s mode all text stands out from its ground (WCAG AA, 4.5 : 1)',
    async (scheme) => {
      for (const name of ['harvested', 'hostile']) {
        const { page } = await open(name, 1280, 800, scheme);
        expect(await page.evaluate('inPage.faint()'), name).toEqual([]);
        await page.close();
      }
    },
  );

  test('every link leads to a section, and every picture and histogram says in words what it shows', async () => {
    const { page } = await open('harvested', 1280, 800);
    const targets = (await page.evaluate('inPage.targets()')) as string[];
    expect(targets.length).toBeGreaterThanOrEqual(7);
    expect(new Set(targets)).toEqual(new Set(['SECTION']));
    await page.locator('nav a[href="#lengths"]').click();
    expect(await page.evaluate('document.querySelector("#lengths").getBoundingClientRect().top')).toBeLessThan(120);
    const silent = page.locator('svg:not([aria-label]), [role=img]:not([aria-label])');
    expect(await silent.count()).toBe(0);
    expect(await page.locator('h1').count()).toBe(1);
    await page.close();
  });

  test('in pictures no text is wider than its box', async () => {
    for (const name of ['harvested', 'hostile']) {
      const { page } = await open(name, 1280, 800);
      expect(await page.evaluate('inPage.broad()'), name).toEqual([]);
      await page.close();
    }
  });
});
