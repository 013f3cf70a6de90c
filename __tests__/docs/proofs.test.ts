/** The tables of docs/ that say which test tries to refute what: each row names a test, and each test in them exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../process/support.ts';

/** Titles of the tests and groups of a file, and what the rows of its tables begin with. */
function titlesOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:(?:\bdescribe|\btest|\))\(|^ *\[)\s*(['"`])((?:\\.|(?!\1).)*)\1/gm)].map(
    ([, , title = '']) => title,
  );
}

/** Rows of the tables whose last column is the tests. */
function rowsOf(page: string): string[] {
  const tables = readFileSync(join(ROOT, page), 'utf8').split('\n\n');
  return tables
    .map((table) => table.split('\n').filter((line) => line.startsWith('|')))
    .filter(([head = '']) => /\| Tests? +\|$/.test(head))
    .flatMap(([, , ...rows]) => rows);
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
  ['docs/safety.md', '__tests__/vault/prune'],
  ['docs/security.md', ''],
  ['docs/verify.md', '__tests__'],
  ['docs/retention.md', '__tests__'],
])('each test that %s names is there', (page, folder) => {
  const rows = rowsOf(page);
  const named = rows.flatMap(namedIn);
  expect(named.length).toBeGreaterThan(10);
  const missing = named.flatMap(({ file, titles }) => {
    const path = join(ROOT, folder, file);
    if (!existsSync(path)) return [file];
    const known = titlesOf(path);
    return titles.filter((title) => !known.some((one) => one.includes(title))).map((title) => `${file}: ${title}`);
  });
  expect(missing).toEqual([]);
  // A file alone, or a title that any test has, says nothing.
  const vague = named.filter(({ titles }) => titles.length === 0 || titles.some((title) => title.length < 4));
  expect(vague).toEqual([]);
  expect(rows.filter((row) => namedIn(row).length === 0)).toEqual([]);
});
