import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { jest } from '@jest/globals';
import * as glob from '@actions/glob';
import fc from 'fast-check';
import { printablePath } from '../../../src/base/platform.ts';
import { compilePatterns } from '../../../src/sources/files/index.ts';
import { PatternSet, relativePatterns } from '../../../src/sources/files/patterns.ts';
import { codeThrownBy, storedPaths } from './helpers.ts';

const place = { root: '/work/space', homeDir: '/home/me', platform: 'linux' } as const;
const matching = (lines: string[], paths: string[]): string[] => {
  const { matches } = compilePatterns(lines, 'linux');
  return paths.filter((one) => matches(Buffer.from(one.replace(/\/$/, '')), one.endsWith('/')));
};

describe('filters over stored trees', () => {
  const paths = ['a/', 'a/b.ts', 'a/c/', 'a/c/d.ts', 'a/c/d.js', 'a-b', '.hidden/', '.hidden/x', 'z\n'];

  test.each([
    [['.'], paths],
    [['**'], paths],
    [['a'], ['a/', 'a/b.ts', 'a/c/', 'a/c/d.ts', 'a/c/d.js']],
    [['/a/c/'], ['a/c/', 'a/c/d.ts', 'a/c/d.js']],
    [['./a/*'], ['a/b.ts', 'a/c/', 'a/c/d.ts', 'a/c/d.js']],
    [['**/*.ts'], ['a/b.ts', 'a/c/d.ts']],
    [
      ['a', '!a/c', 'a/c/*.js'],
      ['a/', 'a/b.ts', 'a/c/d.js'],
    ],
    [
      ['# a comment', '', '.hidden'],
      ['.hidden/', '.hidden/x'],
    ],
    [['?-[a-c]'], ['a-b']],
    [
      ['*', '!**/*.ts', '! a/c'],
      ['a/', 'a-b', '.hidden/', '.hidden/x', 'z\n'],
    ],
    [['!!a-b'], ['a-b']],
    [['./a-b'], ['a-b']],
    [[], []],
  ])('%j', (lines, expected) => {
    expect(matching(lines, paths)).toEqual(expected);
  });

  test.each([
    [['b.ts'], ['a/b.ts']],
    [['c'], ['a/c/', 'a/c/d.ts', 'a/c/d.js']],
    [['c/'], ['a/c/', 'a/c/d.ts', 'a/c/d.js']],
    [['/c'], []],
    [['./b.ts'], []],
    [['*.ts', '!/a/b.ts'], ['a/c/d.ts']],
  ])('without a slash at any depth, with one from the top: %j', (lines, expected) => {
    expect(matching(lines, paths)).toEqual(expected);
  });

  test('recorded patterns mean the same when they are read again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^!?(\.?\/)?[a*[\]]{1,2}(\/[ab*]{1,2}){0,2}\/?$/), { maxLength: 3 }),
        (lines) => {
          const once = relativePatterns(lines, place, 'any-depth');
          expect(relativePatterns(once, { ...place, root: undefined }, 'any-depth')).toEqual(once);
        },
      ),
    );
  });

  test('a name as lists show it matches that path, and what fits nothing is known', () => {
    const odd = ['a[1]*', '-x', Buffer.from([0x61, 0xff])].map((name) => Buffer.from(name));
    for (const name of odd) {
      const { matches, unused } = compilePatterns([printablePath(name), 'absent', '!gone'], 'linux');
      expect(odd.filter((one) => matches(one, false))).toEqual([name]);
      expect(unused()).toEqual(['absent', '!gone']);
    }
  });

  test('a name that is not UTF-8 is matched by wildcards', () => {
    const name = Buffer.from([0x61, 0xff]);
    expect(compilePatterns(['*']).matches(name, false)).toBe(true);
    expect(compilePatterns(['a?']).matches(name, false)).toBe(true);
    expect(compilePatterns(['b*']).matches(name, false)).toBe(false);
  });
});

describe('patterns relative to the root', () => {
  test.each([
    ['dist', 'dist'],
    ['./dist//sub/', 'dist/sub/'],
    ['/work/space', '.'],
    ['/work/space/**/*.ts', '**/*.ts'],
    ['!/work/space/x', '!x'],
    ['! ! y', 'y'],
    ['/work/[s]pace/x', 'x'],
    ['.', '.'],
    ['./', '.'],
    ['./#report', './#report'],
    ['./!important', './!important'],
    ['!./!important', '!./!important'],
    ['./ lead', './ lead'],
    ['/work/space/#a', './#a'],
  ])('%s is %s', (line, expected) => {
    expect(relativePatterns([line], place)).toEqual([expected]);
  });

  test.each(['/etc', '/work', '/**', '../x', 'a/../b', '~/x', '!/elsewhere'])('%s leads outside', (line) => {
    expect(codeThrownBy(() => relativePatterns([line], place))).toBe('pattern-outside-root');
  });

  test.each(['a/./b', '!', `${'x'.repeat(5000)}`])('%.20s is refused', (line) => {
    expect(codeThrownBy(() => relativePatterns([line], place))).toBe('invalid-pattern');
  });

  test('~ is the home folder, and its own special characters are not wildcards', () => {
    const home = { ...place, root: '/home/m[ey]*', homeDir: '/home/m[ey]*' };
    expect(relativePatterns(['~/x*', '~'], home)).toEqual(['x*', '.']);
  });

  test('backslashes and drive letters, on Windows only', () => {
    const windows = { root: 'C:\\work\\space', homeDir: 'C:\\Users\\me', platform: 'win32' } as const;
    expect(relativePatterns(['dist\\**', 'c:\\WORK\\space\\x', '.\\y'], windows)).toEqual(['dist/**', 'x', 'y']);
    expect(codeThrownBy(() => relativePatterns(['D:\\x'], windows))).toBe('pattern-outside-root');
    expect(codeThrownBy(() => relativePatterns(['C:x'], windows))).toBe('pattern-outside-root');
    expect(relativePatterns(['a\\*b'], place)).toEqual(['a\\*b']);
    expect(matching(['a\\*b'], ['a*b', 'axb'])).toEqual(['a*b']);
  });
});

const segment = fc.constantFrom('a', 'b', 'a-b', '.h', 'x.ts', 'y.ts', 'A', 'ä', 'sp ace', 'new\nline');
const treePath = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
const patternSegment = fc.oneof(
  segment,
  fc.constantFrom('*', '**', '?', '*.ts', '[ab]*', '[!a]', '.*', '*b', '[*]', '{a,b}'),
);
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '', '!', './', '!!'),
    fc.array(patternSegment, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '', '/'),
  )
  .map(([before, segments, after]) => before + segments.join('/') + after)
  .filter((text) => !text.includes('\n'));

describe("@actions/glob's Globber finds the same", () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'holdfast-files-'));
    // The Globber prints debug commands.
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  /** Makes a tree of the paths: leaves are files, unless a longer path makes a folder of them. */
  function makeTree(root: string, paths: readonly string[]): void {
    for (const one of [...paths].sort((a, b) => b.length - a.length)) {
      try {
        mkdirSync(path.join(root, path.dirname(one)), { recursive: true });
        writeFileSync(path.join(root, one), one, { flag: 'wx' });
      } catch (error) {
        if (!['EEXIST', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      }
    }
  }

  test('on random trees and patterns', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(treePath, { minLength: 1, maxLength: 12 }),
        fc.array(pattern, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (paths, patterns, includeHidden) => {
          const root = path.join(folder, `${run++}`);
          mkdirSync(root);
          makeTree(root, paths);
          const absolute = patterns.map((one) => one.replace(/^(!*)(\.\/)?/, `$1${root}/`));
          const globber = await glob.create(absolute.join('\n'), {
            followSymbolicLinks: false,
            matchDirectories: false,
            excludeHiddenFiles: !includeHidden,
          });
          const found = await globber.glob().catch((error: NodeJS.ErrnoException) => {
            // It fails on a pattern that leads through a file, where there is nothing to find.
            fc.pre(error.code !== 'ENOTDIR');
            throw error;
          });
          const expected = found.map((one) => path.relative(root, one));
          expect(await storedPaths(root, { patterns, includeHidden }, ['file'])).toEqual([...new Set(expected)].sort());
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what is said about everything below a folder holds for each path in it', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 4 }),
        treePath,
        treePath,
        fc.boolean(),
        (lines, above, below, isFolder) => {
          const set = new PatternSet(relativePatterns(lines, { ...place, root: undefined }), 'linux');
          const said = set.below(above);
          const found = set.matches(`${above}/${below}`, isFolder);
          expect(said === 'some' || found === (said === 'all')).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
