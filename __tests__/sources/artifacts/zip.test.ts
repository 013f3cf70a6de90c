import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateEntry, isZip, readZip, ZIP_LIMITS, ZipProblem, type ZipEntry } from '../../../src/github/zip.ts';
import { makeZip, type MadeEntry } from './zips.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

function withZip<T>(bytes: Buffer, work: (fd: number) => T): T {
  const file = join(folder, 'archive.zip');
  writeFileSync(file, bytes);
  const fd = openSync(file, 'r');
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}

function read(bytes: Buffer, limits = ZIP_LIMITS): ZipEntry[] {
  return withZip(bytes, (fd) => readZip(fd, bytes.length, limits));
}

function contents(bytes: Buffer): string[] {
  return withZip(bytes, (fd) =>
    readZip(fd, bytes.length)
      .filter((entry) => entry.type === 'file')
      .map((entry) => inflateEntry(fd, entry).toString()),
  );
}

function problemOf(work: () => unknown): ZipProblem {
  try {
    work();
  } catch (error) {
    if (error instanceof ZipProblem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('names in UTF-8 are read as such without the flag that says so; others are of code page 437', () => {
  const names = ['größe.txt', '日本語/ファイル', 'plain'];
  const unflagged = names.map((name) => ({ name, content: 'x', flags: 0 }));
  const paths = read(makeZip(unflagged)).flatMap(({ path, type }) => (type === 'file' ? [path] : []));
  expect(paths.sort()).toEqual([...names].sort());
  const old = makeZip([{ name: Buffer.from([0x81, 0x2e, 0x74]), content: 'x', flags: 0 }]);
  expect(read(old).map(({ path }) => path)).toEqual(['ü.t']);
});

test('entries come in the order of their bytes, with the folders they imply, modes and times', () => {
  const entries = read(
    makeZip([
      { name: 'b/c/deep.txt', content: 'deep', mode: 0o100755, mtime: 1_700_000_000 },
      { name: 'a-b/x', content: '' },
      { name: 'a/', mode: 0o40700 },
      { name: 'a/näme', content: 'n', isStored: true },
    ]),
  );
  expect(entries.map(({ path, type }) => `${path}${type === 'directory' ? '/' : ''}`)).toEqual([
    'a/',
    'a-b/',
    'a-b/x',
    'a/näme',
    'b/',
    'b/c/',
    'b/c/deep.txt',
  ]);
  expect(entries[0]).toMatchObject({ mode: 0o700 });
  expect(entries.at(-1)).toMatchObject({ mode: 0o755, mtimeSeconds: 1_700_000_000, sizeBytes: 4 });
});

test('contents, stored and deflated, empty ones too', () => {
  const zip = makeZip([
    { name: 'a', content: 'x'.repeat(5000) },
    { name: 'b', content: '' },
    { name: 'c', content: 'stored', isStored: true },
    { name: 'd', content: '', isStored: true },
  ]);
  expect(contents(zip)).toEqual(['x'.repeat(5000), '', 'stored', '']);
  expect(isZip(zip)).toBe(true);
  expect(isZip(makeZip([]))).toBe(true);
  expect(read(makeZip([]))).toEqual([]);
  expect(isZip(Buffer.from('PK'))).toBe(false);
});

test('set-user-id bits are not taken over', () => {
  expect(read(makeZip([{ name: 'su', content: 'x', mode: 0o104755 }]))[0]).toMatchObject({ mode: 0o755 });
});

const UNSAFE: Readonly<Record<string, readonly [readonly MadeEntry[], RegExp]>> = {
  'zip slip': [[{ name: '../../etc/passwd' }], /leads out of the artifact/],
  'zip slip in the middle': [[{ name: 'a/../../b' }], /leads out/],
  'an absolute name': [[{ name: '/etc/passwd' }], /is absolute/],
  'a drive': [[{ name: 'C:/windows/x' }], /is absolute/],
  'a backslash': [[{ name: '..\\x' }], /backslash/],
  'a NUL character': [[{ name: 'a\0b' }], /NUL/],
  'a dot': [[{ name: 'a/./b' }], /a dot/],
  'two slashes': [[{ name: 'a//b' }], /empty segment/],
  'no name': [[{ name: '' }], /no name|empty segment/],
  'bytes that are no UTF-8': [[{ name: Buffer.from([0x61, 0xff, 0xfe]) }], /not valid UTF-8/],
  'a symbolic link': [[{ name: 'link', content: '/etc/passwd', mode: 0o120777 }], /is a link/],
  'a device': [[{ name: 'dev', mode: 0o020666 }], /special file/],
  'a folder that says it is a file': [[{ name: 'a/', mode: 0o100644 }], /special file/],
  'a name twice': [[{ name: 'a' }, { name: 'a' }], /is there twice/],
  'names that differ in case': [[{ name: 'README' }, { name: 'readme' }], /only in case/],
  'folders that differ in case': [[{ name: 'a/x' }, { name: 'A/y' }], /only in case/],
  'names that differ in Unicode form': [[{ name: 'e\u0301' }, { name: '\u00e9' }], /only in case/],
  'a file that is a folder too': [[{ name: 'a' }, { name: 'a/b' }], /is there twice/],
  'entries that share their bytes': [
    [
      { name: 'a', content: 'x' },
      { name: 'b', content: 'x', sameAs: 0 },
    ],
    /overlap/,
  ],
  encryption: [[{ name: 'a', content: 'x', flags: 0x801 }], /encrypted/],
  'another method': [[{ name: 'a', content: 'x', method: 14 }], /method 14/],
};

test.each(Object.keys(UNSAFE))('refused before anything is expanded: %s', (what) => {
  const [entries, reason] = UNSAFE[what] as (typeof UNSAFE)[string];
  expect(problemOf(() => read(makeZip(entries)))).toMatchObject({
    kind: 'unsafe',
    message: expect.stringMatching(reason) as string,
  });
});

test('a bomb is refused by its ratio, its size or its number of entries', () => {
  const zip = makeZip([{ name: 'zeros', content: Buffer.alloc(4_000_000) }]);
  const refusal = (limits: Partial<typeof ZIP_LIMITS>): string =>
    problemOf(() => read(zip, { ...ZIP_LIMITS, ...limits })).message;
  expect(refusal({ freeBytes: 1_000_000 })).toMatch(/more than 200 times its size/);
  expect(refusal({ maxBytes: 1_000_000 })).toMatch(/would expand to 4000000 bytes/);
  expect(refusal({ maxEntries: 0 })).toMatch(/1 entries, more than 0/);
  expect(read(zip)).toHaveLength(1);
});

test('an entry that expands to more than it says is stopped at once', () => {
  const zip = makeZip([{ name: 'liar', content: Buffer.alloc(10_000_000), sizeBytes: 10 }]);
  expect(problemOf(() => contents(zip))).toMatchObject({
    kind: 'broken',
    message: expect.stringContaining('cannot be expanded') as string,
  });
});

test('a wrong checksum, a wrong size, a cut archive', () => {
  expect(problemOf(() => contents(makeZip([{ name: 'a', content: 'x', crc32: 1 }])))).toMatchObject({
    kind: 'broken',
    message: '"a" does not have the checksum it should have',
  });
  expect(problemOf(() => contents(makeZip([{ name: 'a', content: 'xyz', sizeBytes: 5 }]))).message).toMatch(
    /3 bytes and not 5/,
  );
  const zip = makeZip([{ name: 'a', content: 'x'.repeat(100) }]);
  expect(problemOf(() => read(zip.subarray(0, zip.length - 30))).kind).toBe('broken');
  expect(problemOf(() => read(Buffer.from('PK\x03\x04 and nothing else'))).kind).toBe('broken');
});
