import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import fc from 'fast-check';
import { createFilesSource, wouldStore } from '../../../src/sources/files/index.ts';
import type { FilesSettings } from '../../../src/sources/files/index.ts';
import { codeThrownBy, DEFAULTS, storedPaths } from './helpers.ts';

const OUTSIDE = { homeDir: '/home/me', platform: 'linux' } as const;

function define(settings: Partial<FilesSettings>, workspace = '/work/space'): Record<string, unknown> {
  return createFilesSource({ ...DEFAULTS, root: '/work/space', ...settings }, { ...OUTSIDE, workspace }).definition;
}

describe('the definition of a series', () => {
  test('is the same on every machine', () => {
    const here = define({ patterns: ['/work/space/dist', '# comment', '!./dist/*.map'], exclude: ['tmp/'] });
    const there = createFilesSource(
      { ...DEFAULTS, root: 'D:\\a\\space', patterns: ['D:\\a\\space\\dist', '!dist\\*.map'], exclude: ['tmp\\'] },
      { workspace: 'D:\\a\\space', homeDir: 'C:\\Users\\me', platform: 'win32' },
    ).definition;
    expect(here).toEqual(there);
    expect(here).toEqual({
      source: 'files',
      root: '.',
      patterns: ['dist', '!dist/*.map'],
      exclude: ['**/tmp/'],
      ignoreFiles: [],
      excludeLargerThanBytes: null,
      includeHidden: true,
      includeSecrets: false,
    });
  });

  test('a path of comments alone is refused, and a name that begins with # can be given', () => {
    expect(codeThrownBy(() => define({ patterns: ['#report'] }))).toBe('only-comments');
    expect(codeThrownBy(() => define({ patterns: ['', ' # a', '#b'] }))).toBe('only-comments');
    const definition = define({ patterns: ['./#report', './!x'] });
    expect(definition).toMatchObject({ patterns: ['./#report', './!x'] });
    const stored = (name: string): boolean => wouldStore(definition)(Buffer.from(name), 'file');
    expect(['#report', '!x', 'private', 'x'].filter(stored)).toEqual(['#report', '!x']);
  });

  test.each([
    ['/work/space', '.'],
    ['/work/space/sub/x', 'sub/x'],
    ['/work', '/work'],
    ['/home/me/.cache', '~/.cache'],
    ['/home/me', '~'],
  ])('names the root %s as %s', (root, expected) => {
    expect(define({ root, patterns: [] })).toMatchObject({ root: expected, patterns: ['.'] });
  });

  test.each([
    ['/work/space', '/work/space'],
    ['/home/me/photos', '~/photos'],
  ])('names the root %s as %s outside of a job, wherever the run was started', (root, expected) => {
    expect(createFilesSource({ ...DEFAULTS, root }, { ...OUTSIDE, workspace: undefined }).definition).toMatchObject({
      root: expected,
    });
  });

  test('bad patterns are refused when the source is made', () => {
    expect(codeThrownBy(() => define({ patterns: ['../x'] }))).toBe('pattern-outside-root');
    expect(define({ exclude: ['/etc', 'a/b', 'c', '!/d/'] })['exclude']).toEqual(['./etc', 'a/b', '**/c', '!./d/']);
  });
});

describe('what a recorded definition would have stored', () => {
  const would = (
    settings: Partial<FilesSettings>,
    name: string,
    type: 'file' | 'directory' | 'other' = 'file',
  ): boolean => wouldStore(define(settings))(Buffer.from(name), type);

  test.each<[Partial<FilesSettings>, string, boolean]>([
    [{}, 'a/b', true],
    [{ patterns: ['dist'] }, 'dist/x', true],
    [{ patterns: ['dist'] }, 'src/x', false],
    [{ exclude: ['node_modules'] }, 'node_modules/x/y', false],
    [{ includeHidden: false }, 'a/.cache/x', false],
    [{ includeHidden: false, patterns: ['.github/workflows/*'] }, '.github/workflows/ci.yml', true],
    [{}, '.git', false],
    [{}, '.git/HEAD', false],
    [{}, 'sub/.GIT/HEAD', false],
    [{ includeSecrets: true }, '.npmrc', false],
    [{}, '.aws/credentials', false],
    [{ ignoreFiles: ['.gitignore'] }, 'x', false],
    [{ excludeLargerThanBytes: 5 }, 'of-unknown-size', false],
  ])('%j: %s is %s', (settings, name, expected) => {
    expect(would(settings, name)).toBe(expected);
  });

  test('kinds and sizes', () => {
    expect(would({ patterns: ['a/'] }, 'a', 'directory')).toBe(true);
    expect(would({ patterns: ['a/'] }, 'a', 'file')).toBe(false);
    expect(would({}, 'pipe', 'other')).toBe(false);
    const limited = wouldStore(define({ excludeLargerThanBytes: 5 }));
    expect([limited(Buffer.from('x'), 'file', 5), limited(Buffer.from('x'), 'file', 6)]).toEqual([true, false]);
    expect(limited(Buffer.from('x'), 'symlink')).toBe(true);
  });

  test('ignore files come from the snapshot', () => {
    const stored: Record<string, string> = { '.gitignore': '*.log\nbuild/\n', 'sub/.gitignore': '!keep.log\n' };
    const read = (name: Buffer): Buffer | undefined => {
      const text = stored[name.toString()];
      return text === undefined ? undefined : Buffer.from(text);
    };
    const decide = wouldStore(define({ ignoreFiles: ['.gitignore'] }), read);
    const names = ['x', 'x.log', 'sub/keep.log', 'sub/x.log', 'build/x', 'sub/build/deep/x'];
    expect(names.filter((name) => decide(Buffer.from(name), 'file'))).toEqual(['x', 'sub/keep.log']);
  });

  test.each([
    {},
    { source: 'repository' },
    { ...define({}), patterns: 'x' },
    { ...define({}), includeHidden: 'true' },
    { ...define({}), exclude: [1] },
  ])('a definition of the wrong shape is refused: %j', (definition) => {
    expect(codeThrownBy(() => wouldStore(definition))).toBe('invalid-definition');
  });

  test('patterns of a hostile snapshot cannot lead outside', () => {
    expect(codeThrownBy(() => wouldStore({ ...define({}), patterns: ['../../etc'] }))).toBe('pattern-outside-root');
  });

  test('agrees with what the walk stores, for files', async () => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-files-'));
    const names = ['a', 'b/a', 'b/.h/c', '.h/a', 'b-a', 'c/d/e.ts', 'c/d/f.js', 'c/g.ts'];
    for (const name of names) {
      fs.mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), '');
    }
    const pattern = fc.constantFrom(
      '.',
      'a',
      'b',
      '!b',
      '*',
      '**/*.ts',
      '!**/a',
      'c/*/',
      '.h/**',
      '!c/d',
      'b/.h',
      '**',
    );
    const lines = fc.array(pattern, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.oneof(fc.constant([]), lines),
        fc.boolean(),
        async (patterns, exclude, includeHidden) => {
          const stored = await storedPaths(folder, { patterns, exclude, includeHidden }, ['file']);
          const decide = wouldStore(define({ patterns, exclude, includeHidden }));
          expect(names.filter((name) => decide(Buffer.from(name), 'file')).sort()).toEqual(stored);
        },
      ),
      { numRuns: 200 },
    );
    fs.rmSync(folder, { recursive: true });
  });
});
