/** The pages in a real browser: nothing loads or runs, keys alone, narrow, without JavaScript, and WCAG by axe. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { Browser, CHROMIUM } from './browser.ts';
import { type MadeVault, madeView, writeSite } from './made-view.ts';

/** Elsewhere than on Debian with chromium these tests are skipped. */
const inBrowser = CHROMIUM === undefined ? describe.skip : describe;

inBrowser('in chromium', () => {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-pages-'));
  let browser: Browser;
  let pages: readonly string[];
  let view: MadeVault;

  beforeAll(async () => {
    view = await madeView();
    for (const [name, isSingle] of [
      ['folder', false],
      ['single', true],
    ] as const)
      await writeSite(join(root, name), view, isSingle);
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

  test.each(['folder', 'single'])(
    'the search of a %s finds parts of a path in any order, says of which series, and its links lead to the folder',
    async (form) => {
      await browser.visit(join(root, form, form === 'single' ? 'index.html' : 'search.html'));
      const hits = await browser.evaluate<readonly (readonly [string, string, string])[]>(`(() => {
        const field = document.getElementById('q');
        field.value = 'A.md doc'; field.dispatchEvent(new Event('input'));
        return [...document.querySelectorAll('#hits li')].map((item) =>
          [item.firstChild.textContent, item.lastChild.textContent, item.firstChild.getAttribute('href')]); })()`);
      expect(hits.map(([path, series]) => [path, series])).toEqual([
        ...view.series.filter(({ newest }) => newest !== undefined).map(({ series }) => ['docs/a.md', ` ${series}`]),
      ]);
      for (const [, , href] of hits) {
        const [page = '', anchor = ''] = href.split('#');
        await browser.visit(join(root, form, page === '' ? 'index.html' : page));
        expect(await browser.evaluate(`document.getElementById('${anchor}').textContent`)).toContain('docs/');
      }
    },
    60_000,
  );

  test('without JavaScript everything but the search is there, in both forms, and the search says so', async () => {
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
    const count = (what: string): Promise<number> => browser.evaluate(`document.querySelectorAll('${what}').length`);
    const rows = { folder: 0, single: 0 };
    for (const page of pages) {
      await browser.visit(page);
      rows[page.includes('single') ? 'single' : 'folder'] += await count('tbody tr');
      const hasSearch = (await count('#q')) > 0;
      expect(hasSearch).toBe(/single|search\.html$/.test(page));
      if (!hasSearch) continue;
      expect(await browser.evaluate<string>('document.body.innerText')).toContain('The search needs JavaScript');
      expect(await browser.evaluate('document.getElementById("q").disabled')).toBe(true);
    }
    expect(rows['folder']).toBeGreaterThan(100);
    expect(rows['single']).toBe(rows['folder']);
    // A link of the one file shows its section.
    await browser.visit(join(root, 'single', 'index.html'));
    const shown = await browser.evaluate<readonly number[]>(`(() => {
      const links = [...document.querySelectorAll('main a')];
      return links.slice(0, 40).map((link) => { location.hash = link.getAttribute('href');
        return Math.round(document.querySelector(':target').getBoundingClientRect().top); }); })()`);
    expect(shown.filter((top) => top < -1 || top > 800)).toEqual([]);
    await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
  }, 120_000);
});
