/** Links in README and docs lead to files and headings that are there, as do paths that they name; docs/README.md leads to every page. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../process/support.ts';

const PAGES = globSync(['*.md', 'docs/*.md', 'src/**/*.md', 'tools/**/*.md'], { cwd: ROOT }).sort();
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** A page without what is shown as code: links there are none. */
function prose(page: string): string {
  return read(page)
    .replaceAll(/^ *(`{3,})[\s\S]*?^ *\1$/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''));
}

/** The anchors of a page: its headings as GitHub names them, and the places that are named by hand. */
function anchorsOf(page: string): ReadonlySet<string> {
  const text = prose(page);
  const seen = new Map<string, number>();
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
  const named = [...read(page).matchAll(/<a id="([^"]+)"/g)].map(([, id = '']) => id);
  return new Set([...headings, ...named]);
}

/** Links to other files and other places, as `[page, target]`. */
const LINKS = PAGES.flatMap((page) =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => [page, target] as const)
    .filter(([, target]) => !/^[a-z]+:/.test(target)),
);

function problemOf([page, target]: readonly [string, string]): string | undefined {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, file))) return `${page}: no such file: ${target}`;
  if (anchor === undefined || anchorsOf(file).has(anchor)) return undefined;
  return `${page}: no such heading: ${target}`;
}

test('each relative link in README and docs leads to a file, and to a heading of it', () => {
  expect(LINKS.length).toBeGreaterThan(100);
  expect(LINKS.flatMap((link) => problemOf(link) ?? [])).toEqual([]);
});

test('docs/README.md leads to every page of docs', () => {
  const linked = LINKS.filter(([page]) => page === 'docs/README.md').map(
    ([, target]) => `docs/${target.split('#')[0]}`,
  );
  const pages = PAGES.filter((page) => dirname(page) === 'docs' && page !== 'docs/README.md');
  expect(pages.filter((page) => !linked.includes(page))).toEqual([]);
});

test('pages that the source names, in messages and comments, are there', () => {
  const named = globSync('{src,tools,scripts,infra}/**/*.{ts,js,py,yaml,tf}', { cwd: ROOT }).flatMap((file) =>
    [...read(file).matchAll(/(?<![/\w'])docs\/[a-z-]+\.md(?:#[a-z0-9-]+)?/g)].map(
      ([target]) => [file, target] as const,
    ),
  );
  expect(named.length).toBeGreaterThan(5);
  const problems = named.flatMap(
    ([file, target]) => problemOf([file, join(relative(dirname(file), ''), target)]) ?? [],
  );
  expect(problems).toEqual([]);
});

/** Paths in code, from the root of the project, with `*` for what varies. */
const PATH = /^(?:src|__tests__|tools|scripts|infra|examples|\.github|\.ci)\/[\w./*-]*$/;
/** A file of the source, by the end of its path. */
const FILE = /^[\w./-]+\.ts$/;

test('files and folders that pages name are there', () => {
  const sources = globSync('{src,tools,__tests__,scripts}/**/*.ts', { cwd: ROOT }).map((path) => `/${path}`);
  const isThere = (path: string): boolean =>
    PATH.test(path)
      ? path.includes('*')
        ? globSync(path, { cwd: ROOT }).length > 0
        : existsSync(join(ROOT, path))
      : sources.some((file) => file.endsWith(`/${path.replaceAll('../', '')}`));
  const named = PAGES.flatMap((page) =>
    [...read(page).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => [page, code] as const),
  ).filter(([, code]) => PATH.test(code) || FILE.test(code));
  expect(named.length).toBeGreaterThan(200);
  expect(named.filter(([, path]) => !isThere(path))).toEqual([]);
});

test('files that the diagrams of docs/architecture.md name are there', () => {
  const nodes = [...read('docs/architecture.md').matchAll(/\["([a-z-]+(?:\/[a-z-]+)+)[:,]/g)].map(
    ([, path = '']) => path,
  );
  expect(nodes.length).toBeGreaterThan(10);
  expect(nodes.filter((path) => !existsSync(join(ROOT, 'src', `${path}.ts`)))).toEqual([]);
});
