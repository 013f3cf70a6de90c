import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import fc from 'fast-check';
import { createFilesSource } from '../../../src/sources/files/index.ts';
import type { Entry, ParentView } from '../../../src/sources/source.ts';
import { DEFAULTS, openFiles, storedPaths } from './helpers.ts';

let root = '';
beforeEach(() => (root = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-files-'))));
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const at = (name: string): string => path.join(root, name);
function put(name: string, content = name): void {
  fs.mkdirSync(path.dirname(at(name)), { recursive: true });
  fs.writeFileSync(at(name), content);
}

/** Permissions do not bind root, so these tests run as another user. */
async function unprivileged<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  fs.chmodSync(root, 0o755);
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('entries', () => {
  test('come in byte order of the whole path', async () => {
    ['a/b', 'a-b', 'a.d/x', 'a/-', 'a0', 'a', 'B', 'ä', 'a-b-c/d', 'a/b c/d', 'a/b/z'].forEach((name) => {
      if (!fs.existsSync(at(name)) && !['a', 'a/b'].includes(name)) put(name);
    });
    const { entries } = await openFiles(root, {});
    const paths = entries.map((entry) => entry.path);
    expect(paths).toEqual([...paths].sort((a, b) => Buffer.compare(a, b)));
    expect(paths.map(String)).toEqual([
      ...['B', 'a', 'a-b', 'a-b-c', 'a-b-c/d', 'a.d', 'a.d/x', 'a/-', 'a/b', 'a/b c', 'a/b c/d', 'a/b/z', 'a0', 'ä'],
    ]);
  });

  test('come in strictly ascending order for any names', async () => {
    const name = fc.stringMatching(/^[ -.0-9a\u00e4]{1,3}$/).filter((text) => !['.', '..'].includes(text));
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { maxLength: 15 }), async (paths) => {
        const folder = at(`${run++}`);
        for (const one of paths) fs.mkdirSync(path.join(folder, ...one), { recursive: true });
        fs.mkdirSync(folder, { recursive: true });
        const { entries, source } = await openFiles(folder, {});
        entries.slice(1).forEach((entry, i) => {
          expect(Buffer.compare(entries[i]?.path ?? Buffer.alloc(0), entry.path)).toBe(-1);
        });
        const wanted = new Set(paths.flatMap((one) => one.map((_, i) => one.slice(0, i + 1).join('/'))));
        expect(new Set(entries.map((entry) => entry.path.toString()))).toEqual(wanted);
        expect(source.totals.entries).toBe(wanted.size);
      }),
      { numRuns: 100 },
    );
  });

  test('hold type, mode, size, exact times, link target and where to read', async () => {
    put('dir/file', 'hello');
    fs.chmodSync(at('dir/file'), 0o4751);
    fs.chmodSync(at('dir'), 0o2710);
    fs.mkdirSync(at('empty'), { mode: 0o700 });
    fs.symlinkSync('nowhere/../x', at('dangling'));
    fs.symlinkSync('dir', at('to-dir'));
    execFileSync('touch', ['-d', '2001-02-03T04:05:06.123456789Z', at('dir/file')]);
    execFileSync('touch', ['-d', '1960-01-01T00:00:00.25Z', at('empty')]);
    const { entries, source } = await openFiles(root, {});
    const byPath = new Map(entries.map((entry) => [entry.path.toString(), entry]));
    expect([...byPath.keys()]).toEqual(['dangling', 'dir', 'dir/file', 'empty', 'to-dir']);
    expect(byPath.get('dir/file')).toMatchObject({ type: 'file', mode: 0o4751, sizeBytes: 5, linkGroup: 0 });
    expect(byPath.get('dir/file')).toMatchObject({ mtimeSeconds: 981173106, mtimeNanos: 123456789 });
    expect(byPath.get('dir/file')?.content).toEqual({ kind: 'file', absolutePath: Buffer.from(at('dir/file')) });
    expect(byPath.get('dir')).toMatchObject({
      type: 'directory',
      mode: 0o2710,
      sizeBytes: 0,
      content: { kind: 'none' },
    });
    expect(byPath.get('empty')).toMatchObject({ mode: 0o700, mtimeSeconds: -315619200, mtimeNanos: 250_000_000 });
    expect(byPath.get('dangling')).toMatchObject({
      type: 'symlink',
      sizeBytes: 0,
      target: Buffer.from('nowhere/../x'),
    });
    expect(byPath.get('to-dir')).toMatchObject({ type: 'symlink', target: Buffer.from('dir') });
    expect(source.totals).toEqual({ entries: 5, bytes: 5 });
    const { mode, mtimeNs } = fs.statSync(root, { bigint: true });
    const folder = {
      mode: Number(mode) & 0o7777,
      mtime: Number(mtimeNs / 10n ** 9n),
      nanos: Number(mtimeNs % 10n ** 9n),
    };
    expect(source.identity).toEqual({ root: '.', folder });
  });

  test('of one file share a link group, if two of its names are here', async () => {
    put('a');
    put('other/b');
    fs.linkSync(at('other/b'), at('c'));
    fs.linkSync(at('a'), at('z'));
    fs.linkSync(at('a'), at('other/y'));
    put('lone');
    fs.linkSync(at('lone'), at('outside'));
    const { entries } = await openFiles(root, { exclude: ['outside'] });
    const groups = Object.fromEntries(entries.map((entry) => [entry.path.toString(), entry.linkGroup]));
    expect(groups).toEqual({ a: 2, c: 1, lone: 0, other: 0, 'other/b': 1, 'other/y': 2, z: 2 });
  });

  test('keep any legal name', async () => {
    const names = [
      'new\nline',
      '-rf',
      ' lead',
      'tab\t',
      '*',
      '[a]',
      '\\',
      '"',
      '::warning::x',
      'a\u0301',
      '\u00e1',
    ].map((one) => Buffer.from(one));
    names.push(Buffer.from([0x66, 0xff, 0xfe]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.alloc(255, 'x'));
    for (const name of names) fs.writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), 'x');
    const { entries, events } = await openFiles(root, {});
    expect(entries.map((entry) => entry.path)).toEqual(names.sort((a, b) => Buffer.compare(a, b)));
    for (const { content } of entries) {
      expect(content.kind === 'file' && fs.readFileSync(content.absolutePath, 'utf8')).toBe('x');
    }
    expect(events).toEqual([
      expect.objectContaining({ class: 'name-not-utf8', message: expect.stringContaining('f\\xff\\xfe') as string }),
    ]);
  });

  test('include the folders above what a pattern selects, and no others', async () => {
    ['a/b/c.ts', 'a/b/c.js', 'a/d/e.js', 'f/g/h.js', '.h/i.ts'].forEach((name) => put(name));
    expect(await storedPaths(root, { patterns: ['**/*.ts'] })).toEqual(['.h', '.h/i.ts', 'a', 'a/b', 'a/b/c.ts']);
    expect(await storedPaths(root, { patterns: ['**/*.ts'], includeHidden: false })).toEqual(['a', 'a/b', 'a/b/c.ts']);
    expect(await storedPaths(root, { patterns: ['a/d', `${root}/f`] })).toEqual([
      'a',
      'a/d',
      'a/d/e.js',
      'f',
      'f/g',
      'f/g/h.js',
    ]);
    expect(await storedPaths(root, { exclude: ['a', '!a/d', '**/*.ts'] })).toEqual([
      '.h',
      'a',
      'a/d',
      'a/d/e.js',
      'f',
      'f/g',
      'f/g/h.js',
    ]);
  });

  test('of a large folder arrive in batches, and a cancelled walk stops', async () => {
    for (let i = 0; i < 2500; i++) put(`${i}`);
    const abort = new AbortController();
    const source = createFilesSource({ ...DEFAULTS, root }, { workspace: root, homeDir: '/nowhere' });
    const context = { parent: undefined, tempDir: tmpdir(), emit: () => undefined, signal: abort.signal };
    const open = await source.open(context);
    const sizes: number[] = [];
    for await (const batch of open.entries()) sizes.push(batch.length);
    expect(sizes).toEqual([1000, 1000, 500]);
    const again = source.open(context);
    abort.abort(new Error('cancelled'));
    await expect(again).rejects.toThrow('cancelled');
  });
});

describe('what is left out', () => {
  test('is never entered', async () => {
    ['in/x', 'out/deep/y'].forEach((name) => put(name));
    fs.chmodSync(at('out'), 0);
    const { source } = await unprivileged(() => openFiles(root, { patterns: ['in', '!out'] }));
    const { source: excluding } = await unprivileged(() => openFiles(root, { patterns: ['.', '!out'] }));
    const { source: both } = await unprivileged(() => openFiles(root, { exclude: ['out'] }));
    for (const one of [source, excluding, both]) expect((await one.finish()).gaps).toEqual([]);
  });

  test('an unreadable folder makes the part partial, and is named', async () => {
    ['good', 'locked/x', 'z'].forEach((name) => put(name));
    fs.chmodSync(at('locked'), 0o311);
    const { source, entries, events } = await unprivileged(() => openFiles(root, {}));
    expect(entries.map((entry) => entry.path.toString())).toEqual(['good', 'locked', 'z']);
    expect(await source.finish()).toMatchObject({
      parts: { files: 'partial' },
      gaps: [{ class: 'unreadable', path: 'locked', reason: expect.stringContaining('EACCES') as string }],
    });
    expect(events).toEqual([expect.objectContaining({ type: 'warning', class: 'unreadable-file', path: 'locked' })]);
  });

  test('a folder whose entries cannot be looked at leaves each of them a gap', async () => {
    put('listed/x');
    put('y');
    fs.chmodSync(at('listed'), 0o444);
    const { source } = await unprivileged(() => openFiles(root, {}));
    expect((await source.finish()).gaps).toEqual([expect.objectContaining({ class: 'unreadable', path: 'listed/x' })]);
  });

  test('sockets and named pipes, with one notice', async () => {
    put('x');
    execFileSync('mkfifo', [at('pipe')]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
    const { source, entries, events } = await openFiles(root, {});
    await new Promise((resolve) => server.close(resolve));
    expect(entries.map((entry) => entry.path.toString())).toEqual(['x']);
    expect(await source.finish()).toMatchObject({
      parts: { files: 'complete' },
      gaps: [
        { class: 'special', path: 'pipe', reason: 'it is a named pipe' },
        { class: 'special', path: 'socket', reason: 'it is a socket' },
      ],
    });
    expect(events).toEqual([expect.objectContaining({ type: 'notice', class: 'special-file' })]);
  });

  test('files over the size limit, with a notice', async () => {
    put('small', '12345');
    put('large', '123456');
    const { entries, events } = await openFiles(root, { excludeLargerThanBytes: 5 });
    expect(entries.map((entry) => entry.path.toString())).toEqual(['small']);
    expect(events).toEqual([expect.objectContaining({ type: 'notice', class: 'larger-than-limit' })]);
  });

  test('what ignore files say, only on request', async () => {
    put('.gitignore', '*.log\n/build\n');
    ['a.log', 'build/x', 'sub/build/y', 'sub/b.log', 'sub/keep.log', 'sub/.gitignore'].forEach((name) => put(name));
    put('sub/.gitignore', '!keep.log\n');
    expect(await storedPaths(root, {}, ['file'])).toHaveLength(7);
    const kept = await storedPaths(root, { ignoreFiles: ['.gitignore'] }, ['file']);
    expect(kept).toEqual(['.gitignore', 'sub/.gitignore', 'sub/build/y', 'sub/keep.log']);
  });

  test('a path that a pattern names and that is not there is warned of; without wildcards it makes the backup partial', async () => {
    put('real/x');
    fs.symlinkSync('nowhere', at('dangling'));
    const patterns = ['real/x', 'gone', 'real/x/deeper', 'far/**', 'dangling', 'old', '!old', './#odd'];
    const { entries, events, source } = await openFiles(root, { patterns });
    expect(entries.map((entry) => entry.path.toString())).toEqual(['dangling', 'real', 'real/x']);
    expect(events.map((event) => ('class' in event ? [event.class, event.path] : []))).toEqual(
      ['gone', 'real/x/deeper', 'far', 'dangling', 'old', '#odd'].map((one) => ['path-not-found', one]),
    );
    const { gaps, parts } = await source.finish();
    expect(parts).toEqual({ files: 'partial' });
    expect(gaps.map((gap) => [gap.class, gap.path])).toEqual(
      ['gone', 'real/x/deeper', 'dangling', '#odd'].map((one) => ['absent', one]),
    );
  });

  test('with none of the paths there, what if-no-files-found says is done', async () => {
    const patterns = ['gone', 'far/away'];
    await expect(openFiles(root, { patterns, ifNoFilesFound: 'error' })).rejects.toMatchObject({
      code: 'no-files-found',
    });
    const { source } = await openFiles(root, { patterns, ifNoFilesFound: 'ignore' });
    expect(await source.finish()).toMatchObject({ parts: { files: 'complete' }, gaps: [] });
  });

  test.each([['result/**'], ['resul[t]/**'], ['result'], ['result/'], ['result/deep/g'], ['./result/d*/**']])(
    'a link that %s names is followed, links below it are not',
    async (pattern) => {
      put('real/deep/g');
      fs.symlinkSync('..', at('real/deep/up'));
      fs.symlinkSync('real', at('result'));
      const { entries, events } = await openFiles(root, { patterns: [pattern, 'result/deep/g'] });
      const found = new Map(entries.map((entry) => [entry.path.toString(), entry]));
      expect(found.get('result')?.type).toBe('directory');
      expect(found.get('result/deep/g')?.type).toBe('file');
      expect(found.get('result/deep/up')?.type).toBe(pattern === 'result/deep/g' ? undefined : 'symlink');
      expect([...found.keys()].some((one) => one.startsWith('real'))).toBe(false);
      expect(events).toEqual([expect.objectContaining({ type: 'notice', class: 'named-link' })]);
    },
  );

  test('a link in a link that is named, one to a file and one to a folder above are followed once', async () => {
    put('real/f', 'content');
    fs.mkdirSync(at('src/sub'), { recursive: true });
    fs.symlinkSync('../real', at('src/result'));
    fs.symlinkSync('../result', at('src/sub/l2'));
    fs.symlinkSync('../real/f', at('src/file'));
    fs.symlinkSync('..', at('src/loop'));
    const { entries } = await openFiles(at('src'), { patterns: ['sub/l2/**', 'file', 'loop/src/**'] });
    expect(entries.map((entry) => `${entry.path.toString()} ${entry.type}`)).toEqual([
      'file file',
      'loop directory',
      ...['loop/src directory', 'loop/src/file symlink', 'loop/src/loop symlink', 'loop/src/result symlink'],
      ...['loop/src/sub directory', 'loop/src/sub/l2 symlink'],
      ...['sub directory', 'sub/l2 directory', 'sub/l2/f file'],
    ]);
    const file = entries.find((entry) => entry.path.toString() === 'file');
    expect(file).toMatchObject({ content: { absolutePath: Buffer.from(fs.realpathSync(at('real/f'))) } });
  });

  test('credentials behind a link that is named are known by where they lie', async () => {
    const secret = 'aws_secret_access_key = abc';
    put('home/.aws/credentials', secret);
    put('home/.aws/rest');
    fs.mkdirSync(at('src'));
    fs.symlinkSync('../home/.aws', at('src/conf'));
    fs.symlinkSync('../home/.aws/credentials', at('src/one'));
    const { entries, source } = await openFiles(at('src'), { patterns: ['conf/**', 'one'] });
    expect(entries.map((entry) => entry.path.toString())).toEqual(['conf', 'conf/rest']);
    expect((await source.finish()).gaps.map((gap) => [gap.class, gap.path])).toEqual([
      ['secret', 'conf/credentials'],
      ['secret', 'one'],
    ]);
  });

  test('a backup of nothing but links that wildcards found is warned of', async () => {
    put('real/x');
    fs.symlinkSync('real', at('result'));
    const { events } = await openFiles(root, { patterns: ['resul?/**'] });
    expect(events).toMatchObject([{ type: 'warning', class: 'only-links' }]);
  });
});

describe('ignore files', () => {
  test('are read as git reads them', async () => {
    const line = fc.constantFrom(
      '*.log',
      '/a',
      'a/',
      '!a',
      'b/*',
      '!b/x',
      '**/c',
      '# no',
      'x',
      '!x.log',
      '/b/**/x',
      '!*.log',
    );
    const folder = fc.constantFrom('', 'a/', 'b/', 'a/b/');
    const file = fc.constantFrom('x', 'x.log', 'c/x', 'a', 'y.log', 'c');
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(folder, fc.array(line, { maxLength: 3 })),
        fc.uniqueArray(fc.tuple(folder, file), { maxLength: 10 }),
        async (ignoreFiles, files) => {
          const tree = at(`${run++}`);
          const write = (name: string, text: string): void => {
            try {
              fs.mkdirSync(path.join(tree, path.dirname(name)), { recursive: true });
              fs.writeFileSync(path.join(tree, name), text);
            } catch (error) {
              fc.pre(!['EEXIST', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? ''));
              throw error;
            }
          };
          fs.mkdirSync(tree);
          for (const [below, name] of files) write(below + name, 'x');
          for (const [below, lines] of Object.entries(ignoreFiles)) write(`${below}.gitignore`, lines.join('\n'));
          const git = (...args: string[]): string => execFileSync('git', ['-C', tree, ...args], { encoding: 'utf8' });
          git('init', '-q');
          const expected = git('ls-files', '-z', '--others', '--exclude-per-directory=.gitignore')
            .split('\0')
            .filter(Boolean);
          const kept = await storedPaths(tree, { ignoreFiles: ['.gitignore'], exclude: ['.git'] }, ['file']);
          expect(kept).toEqual(expected.sort());
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('an empty source', () => {
  test('is an error, a warning, or nothing', async () => {
    fs.mkdirSync(at('empty/folder'), { recursive: true });
    await expect(openFiles(root, { ifNoFilesFound: 'error' })).rejects.toMatchObject({ code: 'no-files-found' });
    expect((await openFiles(root, { ifNoFilesFound: 'warn' })).events).toEqual([
      expect.objectContaining({ type: 'warning', class: 'no-files-found' }),
    ]);
    expect((await openFiles(root, { ifNoFilesFound: 'ignore' })).events).toEqual([]);
  });

  test('a root that is missing, a file, or unreadable is a clear error', async () => {
    put('file');
    fs.mkdirSync(at('locked'), { mode: 0 });
    await expect(openFiles(at('gone'), {})).rejects.toMatchObject({ code: 'root-not-found', exitCode: 2 });
    await expect(openFiles(at('file'), {})).rejects.toMatchObject({ code: 'root-not-a-folder' });
    await expect(openFiles('relative', {})).rejects.toMatchObject({ code: 'root-not-a-folder' });
    await unprivileged(() => expect(openFiles(at('locked'), {})).rejects.toMatchObject({ code: 'root-unreadable' }));
  });
});

describe('against the last snapshot', () => {
  const row = (name: string, type: Entry['type'] = 'file'): { entry: Entry; available: boolean } => ({
    entry: {
      ...{ path: Buffer.from(name), type, mode: 0o644, sizeBytes: 0, mtimeSeconds: 0, mtimeNanos: 0 },
      ...{ target: Buffer.alloc(0), linkGroup: 0 },
    },
    available: true,
  });
  const parent = (...names: string[]): ParentView => ({
    id: 'the-parent',
    entries: () => names.map((name) => row(name, name.endsWith('dir') ? 'directory' : 'file')),
    state: () => [],
  });

  test('a loss of more than a quarter of the files is an anomaly', async () => {
    ['a', 'b', 'new/c', 'new/d'].forEach((name) => put(name));
    const finish = async (view: ParentView): Promise<string | undefined> =>
      (await (await openFiles(root, {}, view)).source.finish()).anomaly;
    expect(await finish(parent('a', 'b', 'gone', 'new/c', 'xdir'))).toBeUndefined();
    expect(await finish(parent('a', 'b', 'gone', 'new', 'new-dir'))).toBe(
      '2 of the 4 files of the last snapshot (the-parent) are gone.',
    );
    expect(await finish(parent())).toBeUndefined();
  });
});
