/** Pages of a made vault: hostile names, links, the policy, the same bytes again. */
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesOf, typedPath } from '../../src/browse/parts.ts';
import { checkFolder, SiteWriter } from '../../src/browse/write.ts';
import { textBytes } from '../../src/base/platform.ts';
import { shownPath, typedPaths, unescapedText } from '../../src/base/text.ts';
import { madeView, renderSite, type Site } from './made-view.ts';

const all = (site: Site): string => site.map(({ content }) => content).join('\n');

test('untrusted names are text wherever they stand, and what is not visible is shown', async () => {
  const text = all(await renderSite(await madeView(), false)).replace(
    /<script type="application\/json"[^]*?<\/script>/g,
    '',
  );
  expect(text).not.toMatch(/<img|<script>document|<i>lost|<u>|<s>|\u202e|-> <b>|&rarr; <b>/);
  for (const shown of [
    '&lt;img src=x onerror=alert(1)&gt;',
    'a\\u202egnp.exe',
    '&lt;i&gt;lost',
    '&lt;u&gt;audit',
    'refs/heads/&lt;s&gt;',
  ])
    expect(text).toContain(shown);
  expect(all(await renderSite(await madeView(), true))).not.toContain('</td><script>document');
});

test('the policy of each page lets its own style and script be used, and nothing else', async () => {
  for (const { content } of [
    ...(await renderSite(await madeView(), false)),
    ...(await renderSite(await madeView(), true)),
  ]) {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(content) ?? [];
    const hashes = [...content.matchAll(/<(?:style|script)>([^]*?)<\/(?:style|script)>/g)].map(
      ([, body = '']) => `'sha256-${createHash('sha256').update(body).digest('base64')}'`,
    );
    expect(policy.match(/'sha256-[^']*'/g)).toEqual(hashes);
    expect(policy).toMatch(/^default-src 'none'; .*base-uri 'none'; form-action 'none'$/);
    expect(content).not.toMatch(/<[a-z][^<>]*\s(?:src|style|on[a-z]+)=/);
    expect(content).not.toMatch(/\shref="(?!#|[A-Za-z0-9-]+\.html)/);
  }
});

test.each([false, true])('each link leads to a place that is there (single file: %s)', async (single) => {
  const site = await renderSite(await madeView(), single);
  const ids = new Set(
    site.flatMap(({ name, content }) => [
      name,
      ...[...content.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => `${name}#${id}`),
    ]),
  );
  const links = site.flatMap(({ name, content }) =>
    [...content.matchAll(/<a href="([^"]+)"/g)].map(([, href = '']) =>
      href.startsWith('#') ? `${name}${href}` : href,
    ),
  );
  expect(links.length).toBeGreaterThan(10);
  const rows = site.flatMap(({ name, content }) => {
    const [, json = '[]'] = /id="paths">([^]*?)<\/script>/.exec(content) ?? [];
    // Each folder, by its number from 1 on, is a place on the page.
    return (JSON.parse(json) as readonly string[][]).flatMap(([href = '', , ...folders]) =>
      folders.filter((_, index) => index % 2 === 0).map((_, at) => (single ? name : '') + href + String(at + 1)),
    );
  });
  expect(rows.length).toBeGreaterThan(10);
  links.push(...rows);
  expect(links.filter((href) => !ids.has(href))).toEqual([]);
  for (const { content } of site) {
    const own = [...content.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(own).size).toBe(own.length);
  }
});

test('what a coverage recorded is text, sorted by urgency, and links to the series that have a page', async () => {
  const site = await renderSite(await madeView(), false);
  const index = site.find(({ name }) => name === 'index.html')?.content ?? '';
  const table = /<h2>Coverage of acme<\/h2>[^]*?<\/table>/.exec(index)?.[0] ?? '';
  expect([...table.matchAll(/<td><span class="\w+">(\w+)</g)].map(([, state]) => state)).toEqual([
    ...['never', 'gone', 'covered', 'excluded'],
  ]);
  expect(table).not.toMatch(/<img|<b>|\u202e/);
  expect(table).toContain('&lt;img src=x&gt; javascript:\\u202e');
  expect(table).toContain('excluded by archived');
  expect(table).toContain('transferred to other/&lt;b&gt;');
  expect([...table.matchAll(/<a href="[^"]*">([^<]*)</g)].map(([, name]) => name)).toEqual(['shop']);
});

test('rows have the commands that bring them back', async () => {
  const text = all(await renderSite(await madeView(), false))
    .replace(/<\/?i>/g, '')
    .replaceAll('&#39;', "'");
  expect(text).toMatch(
    /holdfast restore --bucket acme-backups --name acme\/shop\/repository --version [0-9a-f]{12} --path \.\/restored/,
  );
  for (const line of [
    'holdfast cat docs/a.md',
    "holdfast cat 'a b'",
    'holdfast cat --path=-rf',
    "--path='it'\\''s'",
    "--include '/docs/**'",
    '--include /link',
  ])
    expect(text).toContain(line);
  expect(text).toMatch(/holdfast cat --version [0-9a-f]{12} docs\/b\.md/);
});

test.each([
  ...[
    'plain',
    'a  two',
    'a\\nb',
    'a\nb',
    ' both ',
    'tab\t',
    '\\x41\n',
    ' \\n ',
    '\\',
    'c:\\x/\n',
    '\xc2\xa0x',
    '\xe2\x80\xae',
  ],
  ...[
    'bad\xff\xfe',
    '\xc3\n',
    '\xed\xa0\x80',
    '\xf3\xa0\x81\x81',
    '\xff\\x41',
    '\xc3\\n\xa9',
    '\xe2\x81\xaa',
    '\xef\xb8\x80',
  ],
])('each text of %j for mode cat means this path, and is visible on one line', (name) => {
  const path = Buffer.from(name, 'latin1');
  for (const typed of typedPaths(path)) {
    const isName = Buffer.from(typed).equals(path);
    expect((isName ? path : textBytes(unescapedText(typed))).toString('latin1')).toBe(name);
    expect([typed.trim(), shownPath(Buffer.from(typed))]).toEqual([typed, typed]);
  }
});

test.each(['\u206a', '\ufe00', '\ufff0', '\u{1bca0}', '\u{1d173}'])('%j is shown as an escape', (invisible) => {
  expect(shownPath(Buffer.from(`a${invisible}`))).toMatch(/^a(?:\\u[0-9a-f]{4})+$/);
});

test('a path is not given as a text that is the name of another one', () => {
  const taken = new Set(['a\\x0ab']);
  expect(typedPath(Buffer.from('a\\x0ab'), taken)).toBe('a\\x0ab');
  expect(typedPath(Buffer.from('a\nb'), new Set())).toBe('a\\x0ab');
  expect(typedPath(Buffer.from('a\nb'), taken)).toBe('a\\X0Ab');
  expect(typedPath(Buffer.from('a\nb'), new Set([...taken, 'a\\X0Ab']))).toBeUndefined();
});

test('names of pages differ wherever those of series do, by a hash of 128 bits, and no page is written twice', async () => {
  const names = ['a/b', 'a-b', 'a.b', 'A/b', 'a_b', '-', '.', 'x'.repeat(200), `${'x'.repeat(199)}y`].map((series) =>
    namesOf.series(series),
  );
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^(?:[A-Za-z0-9-]+-)?[0-9a-z]{25}$/);
  const bits = createHash('sha256').update('a/b').digest('hex').slice(0, 32);
  expect(names[0]).toBe(`a-b-${BigInt(`0x${bits}`).toString(36).padStart(25, '0')}`);
  const writer = await SiteWriter.open(mkdtempSync(join(tmpdir(), 'holdfast-pages-')));
  await writer.put('a.html', ['1']);
  await expect(writer.put('a.html', ['2'])).rejects.toThrow('a.html was made twice');
  await writer.discard();
});

test('a line for a terminal unsets what another page may have set: diff takes no version', async () => {
  const site = await renderSite(await madeView(), false);
  const lineOf = (kind: RegExp): string =>
    /<code class="cmd">(unset [^<]*)<\/code>/.exec(site.find(({ name }) => kind.test(name))?.content ?? '')?.[1] ?? '';
  expect(lineOf(/-files-1\.html$/)).toMatch(/export .*HOLDFAST_VERSION=[0-9a-f]{12}/);
  for (const kind of [/-changes\.html$/, /-gone-1\.html$/])
    expect(lineOf(kind)).toMatch(/^unset [^;]*\bHOLDFAST_VERSION\b[^;]*; export (?!.*VERSION)/);
});

test('made again, the pages are the same bytes', async () => {
  expect(all(await renderSite(await madeView(), false))).toBe(all(await renderSite(await madeView(), false)));
});

describe('the folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-pages-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const site = (...names: string[]): readonly string[] => names;
  const writeSite = async (folder: string, names: readonly string[]): Promise<void> => {
    const writer = await SiteWriter.open(folder);
    for (const name of names) await writer.put(name, [name]);
    await writer.commit();
  };

  test('is made, written again, and loses pages that are not made any more', async () => {
    const folder = join(root, 'new', 'pages');
    await writeSite(folder, site('index.html', 'a.html'));
    await writeSite(folder, site('index.html', 'b.html'));
    expect(readdirSync(folder).sort()).toEqual(['b.html', 'holdfast-browse.json', 'index.html']);
  });

  test.each(['_', '.github', '-x/-', 'x'.repeat(200)])('takes the pages of a series named %s again', async (series) => {
    const folder = join(root, namesOf.series(series));
    await writeSite(folder, site('index.html', `${namesOf.gone(series, 12)}.html`));
    await checkFolder(folder);
  });

  test('is as it was until all pages are there, and after a run that failed', async () => {
    const folder = join(root, 'failed');
    await writeSite(folder, site('index.html', 'a.html'));
    const pagesOf = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.html'));
    const writer = await SiteWriter.open(folder);
    await writer.put('b.html', ['b']);
    await writer.append('rows', 'x');
    expect(pagesOf()).toEqual(['a.html', 'index.html']);
    // Another run may come and go meanwhile, and a killed one leaves this.
    await writeSite(folder, site('index.html', 'a.html'));
    await writer.discard();
    expect(readdirSync(folder).sort()).toEqual(['a.html', 'holdfast-browse.json', 'index.html']);
    const killed = join(folder, 'holdfast-browse-0123456789abcdef.new');
    mkdirSync(join(killed, 'of somebody'), { recursive: true });
    writeFileSync(join(killed, 'a.html'), 'half');
    utimesSync(killed, 1_700_000_000, 1_700_000_000);
    await writeSite(folder, site('index.html'));
    expect([readdirSync(folder).sort(), readdirSync(killed)]).toEqual([
      ['holdfast-browse-0123456789abcdef.new', 'holdfast-browse.json', 'index.html'],
      ['of somebody'],
    ]);
    rmSync(join(killed, 'of somebody'), { recursive: true });
    utimesSync(killed, 1_700_000_000, 1_700_000_000);
    await writeSite(folder, site('index.html'));
    expect(readdirSync(folder).sort()).toEqual(['holdfast-browse.json', 'index.html']);
  });

  test('is refused if it holds anything else, and nothing in it is touched', async () => {
    const folder = join(root, 'taken');
    mkdirSync(folder);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    await expect(checkFolder(folder)).rejects.toMatchObject({ code: 'target-not-empty', exitCode: 2 });
    await expect(writeSite(folder, site('index.html'))).rejects.toMatchObject({ code: 'target-not-empty' });
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });

  test('two runs at once leave the pages of both whole, and what a killed run left is no stranger', async () => {
    const folder = join(root, 'twice');
    const pages = site('index.html', 'a.html');
    await Promise.all([writeSite(folder, pages), writeSite(folder, pages)]);
    const left = join(folder, 'a.html.0123456789abcdef.new');
    writeFileSync(left, 'half');
    await checkFolder(folder);
    utimesSync(left, 1_700_000_000, 1_700_000_000);
    await writeSite(folder, pages);
    expect(readdirSync(folder).sort()).toEqual(['a.html', 'holdfast-browse.json', 'index.html']);
  });

  test('a link in the place of a page is replaced and not followed; a record that names other files counts for nothing', async () => {
    const folder = join(root, 'linked');
    await writeSite(folder, site('index.html'));
    const other = join(root, 'other.txt');
    writeFileSync(other, 'other');
    rmSync(join(folder, 'index.html'));
    symlinkSync(other, join(folder, 'index.html'));
    await writeSite(folder, site('index.html'));
    expect(readFileSync(other, 'utf8')).toBe('other');
    writeFileSync(join(folder, 'holdfast-browse.json'), '{"format":"holdfast-browse/1","files":["../other.txt"]}');
    await expect(writeSite(folder, site('index.html'))).rejects.toMatchObject({ code: 'target-not-empty' });
    expect(readFileSync(other, 'utf8')).toBe('other');
  });
});
