/** The tables of docs/safety.md and docs/security.md that say which test tries to refute what: each test in them exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './process/support.ts';

/** Titles of the tests and groups of a file. */
function titlesOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:\bdescribe|\btest|\))\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g)].map(
    ([, , title = '']) => title,
  );
}

/** What a table row names: a file, and the parts of titles after it, one each between semicolons. */
function namedIn(row: string): { file: string; titles: string[] }[] {
  return [...row.matchAll(/`([\w./-]+\.test\.ts)`(?:: ([^|`]+))?/g)].map(([, file = '', titles = '']) => ({
    file,
    titles: titles
      .split(';')
      .map((title) => title.trim())
      .filter((title) => title !== ''),
  }));
}

test.each([
  ['docs/safety.md', '__tests__/prune'],
  ['docs/security.md', ''],
])('each test that %s names is there', (page, folder) => {
  const rows = readFileSync(join(ROOT, page), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const named = rows.flatMap(namedIn);
  expect(named.length).toBeGreaterThan(10);
  const missing = named.flatMap(({ file, titles }) => {
    const path = join(ROOT, folder, file);
    if (!existsSync(path)) return [file];
    const known = titlesOf(path);
    return titles.filter((title) => !known.some((one) => one.includes(title))).map((title) => `${file}: ${title}`);
  });
  expect(missing).toEqual([]);
});
