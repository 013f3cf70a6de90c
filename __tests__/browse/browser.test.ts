/** The pages in a real browser: nothing loads or runs, keys alone, narrow, without JavaScript, and WCAG by axe. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { renderSite } from '../../src/browse/site.ts';
import { writeSite } from '../../src/browse/write.ts';
import { Browser, CHROMIUM } from './browser.ts';
import { madeView } from './made-view.ts';

/** Elsewhere than on Debian with chromium these tests are skipped. */
const inBrowser = CHROMIUM === undefined ? describe.skip : describe;

inBrowser('in chromium', () => {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-pages-'));
  let browser: Browser;
  let pages: readonly string[];

  beforeAll(async () => {
    const view = await madeView();
    for (const [name, isSingle] of [
      ['folder', false],
      ['single', true],
    ] as const)
      await writeSite(join(root, name), renderSite(view, isSingle));
    pages = ['folder', 'single'].flatMap((name) =>
      readdirSync(join(root, name))
        .filter((file) => file.endsWith('.html'))
        .map((file) => join(root, name, file)),
    );
    browser = await Browser.open(CHROMIUM ?? '');
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    rmSync(root, { recursive: true, force: true });
  });

  /** What is wrong on each page, as long as something is. */
  async function faultsOf(look: (page: string) => Promise<readonly unknown[]>): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const page of pages) {
      await browser.visit(page);
      const faults = await look(page);
      if (faults.length > 0) found[page.slice(root.length)] = faults;
    }
    return found;
  }

  const shape = (width: number): Promise<unknown> =>
    browser.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });

  test('a page asks for nothing but itself, says nothing on the console, and runs nothing of what names say', async () => {
    expect(pages.length).toBeGreaterThanOrEqual(6);
    const faults = await faultsOf(async (page) => {
      expect(await browser.evaluate('document.querySelectorAll("img,iframe,link,object,embed").length')).toBe(0);
      return browser.events.flatMap(({ method, params }) => {
        const { request, entry } = params as { request?: { url: string }; entry?: { text: string } };
        if (method === 'Network.requestWillBeSent') return request?.url === `file://${page}` ? [] : [request?.url];
        return method === 'Log.entryAdded' || method === 'Runtime.consoleAPICalled' ? [entry?.text ?? method] : [];
      });
    });
    expect(faults).toEqual({});
  }, 120_000);

  test('the policy of a page refuses a request, a script and a style that are put into it', async () => {
    await browser.visit(join(root, 'folder', 'index.html'));
    const refused = await browser.evaluate<readonly string[]>(`new Promise((resolve) => {
      const seen = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (seen.push(effectiveDirective) === 3) resolve(seen.sort());
      });
      document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/x.png' }));
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "ran"' }));
      document.body.append(Object.assign(document.createElement('style'), { textContent: 'body { color: red }' }));
    })`);
    expect(refused).toEqual(['img-src', 'script-src-elem', 'style-src-elem']);
    expect(await browser.evaluate('document.title')).toBe('Vault s3://acme-backups');
  }, 60_000);

  test('400 pixels are wide enough, also with the commands shown', async () => {
    await shape(400);
    const faults = await faultsOf(async () => {
      await browser.evaluate(`document.querySelectorAll('input[type=checkbox]').forEach((box) => { box.checked = true });
        document.querySelectorAll('details').forEach((each) => { each.open = true })`);
      const width = await browser.evaluate<number>('document.documentElement.scrollWidth');
      return width <= 400 ? [] : [width];
    });
    await shape(1000);
    expect(faults).toEqual({});
  }, 120_000);

  test('spaces of names are copied as they are, in lists and in commands', async () => {
    const file = pages.find((page) => /-files-1\.html$/.test(page)) ?? '';
    await browser.visit(file);
    await browser.evaluate(`document.querySelector('input[type=checkbox]').checked = true`);
    expect(await browser.evaluate('document.querySelector("table").innerText')).toContain("holdfast cat 'two  spaces'");
  }, 60_000);

  test.each(['light', 'dark'])(
    'WCAG 2.2 AA by axe (%s), with everything unfolded',
    async (value) => {
      await browser.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
      const faults = await faultsOf(async () => {
        await browser.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true })`);
        await browser.evaluate(axe.source);
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        return browser.evaluate<
          readonly string[]
        >(`axe.run({ runOnly: ${JSON.stringify(tags)} }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => id + ': ' + html.slice(0, 200))))`);
      });
      expect(faults).toEqual({});
    },
    240_000,
  );

  test('the key Tab reaches every link and control, and shows where it is', async () => {
    const faults = await faultsOf(async () => {
      const count = await browser.evaluate<number>(`(window.wanted = new Set([...document.querySelectorAll(
        'a[href],input:not([disabled]),summary,[tabindex="0"]')].filter((each) => each.checkVisibility()))).size`);
      const hidden: string[] = [];
      for (let i = 0; i < count; i++) {
        await browser.press('Tab', 9);
        const shown = await browser.evaluate<string>(`(() => { const at = document.activeElement; wanted.delete(at);
          const { outlineStyle, outlineWidth } = getComputedStyle(at);
          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 ? '' : at.outerHTML.slice(0, 200); })()`);
        if (shown !== '') hidden.push(shown);
      }
      const missed = await browser.evaluate<string[]>('[...wanted].map((each) => each.outerHTML.slice(0, 200))');
      return [...hidden, ...missed];
    });
    expect(faults).toEqual({});
  }, 240_000);

  test('the search finds parts of a path in any order, and its links lead to the folder', async () => {
    await browser.visit(join(root, 'folder', 'search.html'));
    const hits = await browser.evaluate(`(() => { const field = document.getElementById('q');
      field.value = 'A.md doc'; field.dispatchEvent(new Event('input'));
      return [...document.querySelectorAll('#hits a')].map((link) => [link.textContent, link.getAttribute('href')]); })()`);
    expect(hits).toEqual([
      ['docs/a.md', expect.stringMatching(/^acme-shop-repository-[0-9a-f]{8}-files-1\.html#f\d+$/)],
    ]);
    const [[, href]] = hits as [[string, string]];
    const [page = '', anchor] = href.split('#');
    await browser.visit(join(root, 'folder', page));
    expect(await browser.evaluate(`document.getElementById('${anchor ?? ''}').textContent`)).toContain('docs/');
  }, 60_000);

  test('without JavaScript everything but the search is there, and the search says so', async () => {
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
    await browser.visit(join(root, 'folder', 'search.html'));
    const search = await browser.evaluate<string>('document.body.innerText');
    expect(search).toContain('The search needs JavaScript');
    expect(await browser.evaluate('document.getElementById("q").disabled')).toBe(true);
    await browser.visit(join(root, 'folder', 'index.html'));
    expect(await browser.evaluate('document.querySelectorAll("tbody tr").length')).toBeGreaterThan(4);
    await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
  }, 60_000);
});
