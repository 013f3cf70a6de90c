import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lfsServer } from '../../../../src/sources/repository/lfs/batch.ts';
import { parsePlace } from '../../../../src/sources/repository/git/remote.ts';
import { parsePointer } from '../../../../src/sources/repository/lfs/pointers.ts';
import { startGitServer, type GitServer } from '../../../../tools/git-server.ts';
import { LfsService } from '../../../../tools/lfs-server.ts';
import { backUp, bringBack, Repository, Workbench, type Kept } from '../harness.ts';

const TOKEN = 'ghs_secretTokenOfTheTest';
const bench = new Workbench();
const root = bench.fresh('root');
let lfs: LfsService;
let server: GitServer;
let source: Repository;
let count = 0;

beforeEach(async () => {
  lfs = new LfsService();
  server = await startGitServer({ root, token: TOKEN, lfs });
  source = Repository.init(join(root, 'octo', `repo${String(count++)}`));
  source.commit('.gitattributes', '*.bin filter=lfs diff=lfs merge=lfs -text\n');
});

afterEach(() => server.close());

afterAll(() => {
  bench.remove();
});

function pointerOf(content: Buffer, sizeBytes = content.length): string {
  const oid = createHash('sha256').update(content).digest('hex');
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${String(sizeBytes)}\n`;
}

/** Commits a pointer as git-lfs would; the content goes to the server. */
function commitLarge(file: string, text: string): string {
  const content = Buffer.from(text);
  source.commit(file, pointerOf(content));
  return lfs.add(content);
}

function night(parent?: Kept, missing?: (path: string) => boolean): Promise<Kept> {
  const settings = { repository: source.path.slice(root.length + 1), serverUrl: server.url, token: TOKEN };
  return backUp(bench, settings, { parent, ...(missing === undefined ? {} : { missing }) });
}

const at = (oid: string) => `lfs/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`;

function stateKeys(kept: Kept): string[] {
  return kept.state.map(({ key }) => key.toString('latin1')).filter((key) => key.startsWith('lfs/'));
}

test('objects are fetched once, and restored as git-lfs lays them out', async () => {
  const a = commitLarge('a.bin', 'content a');
  const b = commitLarge('b.bin', 'content b');
  const first = await night();
  expect(first.contents.get(at(a))?.toString()).toBe('content a');
  expect(first.contents.get(at(b))?.toString()).toBe('content b');
  expect(first.result.parts).toEqual({ git: 'complete', lfs: 'complete', wiki: 'complete' });
  const c = commitLarge('a.bin', 'content c, a new version of a');
  const second = await night(first);
  expect(lfs.batches.slice(1)).toEqual([[c]]);
  expect(second.stored.filter((path) => path.startsWith('lfs/'))).toEqual([at(c)]);
  expect(second.contents.get(at(a))?.toString()).toBe('content a');
  const third = await night(second);
  expect([lfs.batches.length, third.stored]).toEqual([2, []]);
  const bare = await bringBack(bench, third);
  for (const [oid, text] of [
    [a, 'content a'],
    [c, 'content c, a new version of a'],
  ] as const) {
    expect(readFileSync(join(bare, at(oid).replace('lfs/', 'lfs/objects/')), 'utf8')).toBe(text);
  }
});

test('a clone has contents where pointers were, and only where .gitattributes says so', async () => {
  const oid = commitLarge('big.bin', 'the content');
  source.commit('fixture.txt', pointerOf(Buffer.from('the content')));
  source.git('update-index', '--chmod=+x', 'big.bin');
  source.git('commit', '-q', '-m', 'executable');
  const clone = await bringBack(bench, await night(), 'clone');
  expect(readFileSync(join(clone, 'big.bin'), 'utf8')).toBe('the content');
  expect(readFileSync(join(clone, 'fixture.txt'), 'utf8')).toContain(`oid sha256:${oid}`);
  expect(execFileSync('stat', ['-c', '%A', join(clone, 'big.bin')], { encoding: 'utf8' })).toMatch(/^-rwx/);
});

test('objects of all branches and of history are found, not those of files that only look alike', async () => {
  const old = commitLarge('a.bin', 'old');
  source.git('checkout', '-q', '-b', 'side');
  const side = commitLarge('side.bin', 'side');
  source.git('checkout', '-q', 'main');
  source.git('rm', '-q', 'a.bin');
  source.git('commit', '-q', '-m', 'remove');
  source.commit('no-pointer.txt', 'version https://git-lfs.github.com/spec/v1\n'.padEnd(300, 'x'));
  const kept = await night();
  expect([...kept.contents.keys()].filter((path) => path.startsWith('lfs/')).sort()).toEqual(
    [at(old), at(side)].sort(),
  );
});

test('more than a hundred objects: batches of a hundred', async () => {
  const oids = Array.from({ length: 205 }, (_, i) => {
    const content = Buffer.from(`object ${String(i)}`);
    writeFileSync(join(source.path, `${String(i)}.bin`), pointerOf(content));
    return lfs.add(content);
  });
  source.git('add', '.');
  source.git('commit', '-q', '-m', 'many');
  const kept = await night();
  expect(lfs.batches.map((batch) => batch.length)).toEqual([100, 100, 5]);
  expect(kept.stored.filter((path) => path.startsWith('lfs/'))).toEqual(oids.map(at).sort());
});

test('an object that the server lost is a named gap, and the snapshot complete; it is asked for again', async () => {
  const oid = commitLarge('a.bin', 'lost');
  const content = lfs.objects.get(oid) ?? Buffer.alloc(0);
  lfs.objects.delete(oid);
  const first = await night();
  expect(first.result.parts['lfs']).toBe('complete');
  expect(first.result.gaps).toMatchObject([{ class: 'missing', path: at(oid) }]);
  expect(stateKeys(first)).toEqual(['lfs/format', `lfs/missing/${oid}`]);
  const second = await night(first);
  expect(second.result.gaps).toHaveLength(1);
  lfs.objects.set(oid, content);
  const third = await night(second);
  expect(third.contents.get(at(oid))).toEqual(content);
  expect([third.result.gaps, stateKeys(third)]).toEqual([[], ['lfs/format']]);
});

test.each(['wrong bytes', 'too long', 'cut', 500, 403] as const)('a download that fails once: %s', async (fault) => {
  const oid = commitLarge('a.bin', 'some content that has a length');
  lfs.objectFaults.set(oid, [fault]);
  const kept = await night();
  expect(kept.contents.get(at(oid))).toEqual(lfs.objects.get(oid));
  expect(lfs.transfers).toHaveLength(2);
});

test('a download that fails every time is a gap that makes the part partial, tried again the next night', async () => {
  const good = commitLarge('a.bin', 'good');
  const bad = commitLarge('b.bin', 'bad');
  lfs.objectFaults.set(bad, Array(10).fill('cut') as 'cut'[]);
  const first = await night();
  expect(first.result.parts).toEqual({ git: 'complete', lfs: 'partial', wiki: 'complete' });
  expect(first.result.gaps).toMatchObject([{ class: 'failed', path: at(bad) }]);
  expect(first.contents.has(at(good))).toBe(true);
  lfs.objectFaults.clear();
  const second = await night(first);
  expect(second.result.parts['lfs']).toBe('complete');
  expect(second.contents.get(at(bad))?.toString()).toBe('bad');
});

test('a batch call that is throttled is repeated, one that is refused is a gap each', async () => {
  const oid = commitLarge('a.bin', 'a');
  lfs.batchFaults.push({ status: 429, retryAfter: '0' }, { status: 503 });
  expect((await night()).contents.has(at(oid))).toBe(true);
  lfs.batchFaults.push({ status: 403 });
  const refused = await night();
  expect(refused.result.gaps).toMatchObject([{ class: 'failed', reason: expect.stringContaining('403') as string }]);
  lfs.batchFaults.push({ status: 404 });
  const absent = await night();
  expect(absent.result.gaps).toMatchObject([{ class: 'missing' }]);
  lfs.batchFaults.push({ status: 503, retryAfter: '86400' });
  expect((await night()).result.parts['lfs']).toBe('partial');
});

test('the token goes to the LFS server, not to where the objects lie', async () => {
  commitLarge('a.bin', 'a');
  const storage = new LfsService();
  for (const content of lfs.objects.values()) storage.add(content);
  const elsewhere = await startGitServer({ root: bench.fresh('nothing'), lfs: storage });
  try {
    lfs.hrefBase = elsewhere.url;
    await night();
    expect(storage.objectCredentials).toEqual([undefined]);
    // And not through a redirect either.
    lfs.hrefBase = undefined;
    const [oid = ''] = lfs.objects.keys();
    lfs.objectFaults.set(oid, [{ location: `${elsewhere.url}/objects/${oid}` }]);
    const kept = await night();
    expect(kept.contents.has(at(oid))).toBe(true);
    expect(storage.objectCredentials).toEqual([undefined, undefined]);
    // Nor do the headers that the LFS server gave for its own address.
    expect(storage.objectSignatures).toEqual(['yes', undefined]);
    lfs.objectFaults.set(oid, Array(20).fill({ location: `${server.url}/objects/${oid}` }) as never[]);
    expect((await night()).result.gaps).toMatchObject([{ class: 'failed' }]);
  } finally {
    await elsewhere.close();
  }
});

describe('.lfsconfig', () => {
  const configure = (url: string) => source.commit('.lfsconfig', `[lfs]\n\turl = ${url}\n`);

  test('names another server: objects come from there, without the token; it is remembered', async () => {
    const content = Buffer.from('elsewhere');
    const other = new LfsService();
    const oid = other.add(content);
    const elsewhere = await startGitServer({ root: bench.fresh('nothing'), lfs: other });
    try {
      configure(`${elsewhere.url.replace('//', '//user:secret@')}/some/place`);
      source.commit('a.bin', pointerOf(content));
      other.objectFaults.set(oid, [404]);
      const first = await night();
      expect(first.result.gaps).toMatchObject([{ class: 'missing' }]);
      const second = await night(first);
      expect(second.contents.get(at(oid))).toEqual(content);
      expect(elsewhere.requests).toContain('POST /some/place/objects/batch');
      expect(lfs.batches).toEqual([]);
      expect(other.batchCredentials.filter((credentials) => credentials !== undefined)).toEqual([]);
      const url = second.state.find(({ key }) => key.toString() === 'lfs/url');
      expect(url?.value.toString()).toBe(`${elsewhere.url}/some/place`);
      source.commit('.lfsconfig', '[lfs]\n\tlocksverify = true\n');
      expect(stateKeys(await night(second))).not.toContain('lfs/url');
    } finally {
      await elsewhere.close();
    }
  });

  test('names one that cannot be used: the objects are gaps, with the reason', async () => {
    configure('ssh://git@git.example.com/lfs');
    commitLarge('a.bin', 'a');
    const kept = await night();
    expect(kept.result.parts['lfs']).toBe('partial');
    expect(kept.result.gaps).toMatchObject([
      { class: 'failed', reason: expect.stringContaining('only https is supported') as string },
    ]);
  });
});

test.each(['http://lfs.example', 'http://github.com/octo/repo', 'file:///etc', 'ftp://lfs.example', '/objects', ''])(
  'a repository that is read by https: its LFS server is asked by https alone, not as %j',
  (configured) => {
    const place = parsePlace({ repository: 'octo/repo' }, '/');
    if (place.kind !== 'http') throw new Error('it is one of a server');
    expect(lfsServer(place, TOKEN, configured)).toContain('only https is supported');
    expect(lfsServer(place, TOKEN, 'https://lfs.example')).toMatchObject({ token: undefined });
  },
);

test('a pointer with a wrong size, as anybody may put into a pull request, does not hide the right one', async () => {
  const oid = commitLarge('a.bin', 'right');
  source.commit('wrong.bin', pointerOf(Buffer.from('right'), 1));
  const kept = await night();
  expect(kept.contents.get(at(oid))?.toString()).toBe('right');
  expect(kept.result.gaps).toEqual([]);
});

test('an object that is lost in the vault is fetched anew; a new base keeps what is still named', async () => {
  const a = commitLarge('a.bin', 'a');
  const first = await night();
  const second = await night(first, (path) => path === at(a));
  expect(second.stored).toContain(at(a));
  const gone = commitLarge('gone.bin', 'gone');
  const third = await night(second);
  source.git('reset', '-q', '--hard', 'HEAD~1');
  const rebased = await night(third, (path) => path.startsWith('git/packs/'));
  expect(rebased.contents.has(at(a))).toBe(true);
  expect(rebased.contents.has(at(gone))).toBe(false);
});

test('the empty object needs no server', async () => {
  const oid = createHash('sha256').digest('hex');
  source.commit('empty.bin', pointerOf(Buffer.alloc(0)));
  const kept = await night();
  expect(kept.contents.get(at(oid))).toEqual(Buffer.alloc(0));
});

test('a local repository: objects come from its own folder, damaged ones are told', async () => {
  const a = commitLarge('a.bin', 'a');
  const b = commitLarge('b.bin', 'b');
  const folder = join(source.path, '.git', 'lfs', 'objects');
  for (const [oid, text] of [
    [a, 'a'],
    [b, 'x'],
  ] as const) {
    mkdirSync(dirname(join(folder, at(oid).slice(4))), { recursive: true });
    writeFileSync(join(folder, at(oid).slice(4)), text);
  }
  const kept = await backUp(bench, { repository: source.path });
  expect(kept.contents.get(at(a))?.toString()).toBe('a');
  expect(kept.result.gaps).toMatchObject([{ class: 'failed', path: at(b) }]);
  rmSync(folder, { recursive: true });
  const without = await backUp(bench, { repository: source.path });
  expect(without.result.gaps).toMatchObject([{ class: 'missing' }, { class: 'missing' }]);
});

test('an object of a damaged snapshot that is not what its name says is not restored', async () => {
  const oid = commitLarge('a.bin', 'a');
  const kept = await night();
  const contents = new Map(kept.contents).set(at(oid), Buffer.from('evil'));
  await expect(bringBack(bench, { ...kept, contents })).rejects.toMatchObject({ code: 'lfs-object-damaged' });
});

describe('forms of pointers', () => {
  const oid = 'a'.repeat(64);
  const lines = ['version https://git-lfs.github.com/spec/v1', `oid sha256:${oid}`, 'size 12345', ''];
  const plain = lines.join('\n');

  // Each is a pointer for `git lfs pointer --check`, but for the unknown key.
  test.each([
    ['of the specification', plain],
    ['without a line end at the end', plain.trimEnd()],
    ['line ends of Windows', lines.join('\r\n')],
    ['a blank line before, and others between', `\n${lines.join('\n\n')}`],
    ['space at the end of lines', lines.join('  \n')],
    ['of the pre-release', plain.replace('git-lfs.github.com', 'hawser.github.com')],
    ['of the alpha', plain.replace('https://git-lfs.github.com/spec/v1', 'http://git-media.io/v/2')],
    ['keys of extensions', [lines[0], `ext-0-foo sha256:${'b'.repeat(64)}`, ...lines.slice(1)].join('\n')],
    ['an unknown key', `${plain}x-more something\n`],
    ['an oid in capitals', plain.replace(oid, oid.toUpperCase())],
  ])('%s', (_, text) => {
    expect(parsePointer(Buffer.from(text))).toEqual({ oid, sizeBytes: 12345 });
  });

  test.each([
    ['another order', lines.toReversed().join('\n')],
    ['another hash', plain.replace('sha256', 'md5')],
    ['a size below zero', plain.replace('12345', '-1')],
    ['a size that is no number', plain.replace('12345', '1e3')],
    ['too long', plain.padEnd(1025, 'x')],
    ['of a later version', plain.replace('spec/v1', 'spec/v2')],
    ['of another place', plain.replace('https://git-lfs.github.com', 'https://git-lfs.example.com')],
  ])('none: %s', (_, text) => {
    expect(parsePointer(Buffer.from(text))).toBeUndefined();
  });

  test('a history that was searched for fewer forms is searched again, although nothing in it is new', async () => {
    const content = Buffer.from('of the alpha');
    source.commit('a.bin', pointerOf(content).replace('https://git-lfs.github.com/spec/v1', 'http://git-media.io/v/2'));
    lfs.add(content);
    const first = await night();
    const id = createHash('sha256').update(content).digest('hex');
    expect(first.contents.has(at(id))).toBe(true);
    const older: Kept = {
      ...first,
      entries: first.entries.filter(({ path }) => !path.toString().startsWith('lfs')),
      state: first.state.map(({ key, value }) => ({
        key,
        value: key.toString() === 'lfs/format' ? Buffer.from('1') : value,
      })),
    };
    const second = await night(older);
    expect(second.stored).toEqual([at(id)]);
    expect((await night(second)).stored).toEqual([]);
  });
});

describe('what the batch call answers', () => {
  test.each([301, 302, 307, 308])('a redirect is followed with the same question: %d', async (status) => {
    const oid = commitLarge('a.bin', 'a');
    const renamed = `${server.url}/octo/renamed.git/info/lfs/objects/batch`;
    lfs.batchFaults.push({ status, location: renamed });
    const kept = await night();
    expect(kept.contents.has(at(oid))).toBe(true);
    expect(server.requests).toContain('POST /octo/renamed.git/info/lfs/objects/batch');
    expect(lfs.batchCredentials).toEqual([expect.stringMatching(/^Basic /)]);
  });

  test('a redirect to another server gets no token; one without end is a gap', async () => {
    const oid = commitLarge('a.bin', 'a');
    const other = new LfsService();
    for (const content of lfs.objects.values()) other.add(content);
    const elsewhere = await startGitServer({ root: bench.fresh('nothing'), lfs: other });
    try {
      lfs.batchFaults.push({ status: 307, location: `${elsewhere.url}/lfs/objects/batch` });
      expect((await night()).contents.has(at(oid))).toBe(true);
      expect(other.batchCredentials).toEqual([undefined]);
      const here = `${server.url}/octo/x.git/info/lfs/objects/batch`;
      lfs.batchFaults.push(...Array<{ status: number; location: string }>(9).fill({ status: 307, location: here }));
      const lost = await night();
      expect(lost.result.gaps).toMatchObject([
        { class: 'failed', reason: expect.stringContaining('too often') as string },
      ]);
    } finally {
      await elsewhere.close();
    }
  });

  test('too many objects at once (413): smaller batches, and no large one again', async () => {
    for (let i = 0; i < 205; i++) {
      const content = Buffer.from(`object ${String(i)}`);
      writeFileSync(join(source.path, `${String(i)}.bin`), pointerOf(content));
      lfs.add(content);
    }
    source.git('add', '.');
    source.git('commit', '-q', '-m', 'many');
    lfs.mostObjects = 30;
    const kept = await night();
    expect(kept.result.gaps).toEqual([]);
    expect(kept.stored.filter((path) => path.startsWith('lfs/'))).toHaveLength(205);
    expect(lfs.batches.map((batch) => batch.length)).toEqual([...Array<number>(8).fill(25), 5]);
    expect(server.requests.filter((request) => request.endsWith('/batch'))).toHaveLength(2 + 9);
    // A single object that is too large for it is a gap, and nothing is asked for without end.
    lfs.mostObjects = 0;
    const refused = await night();
    expect(refused.result.parts['lfs']).toBe('partial');
  });

  test('objects that can never be had take nothing from those that are new, the next night either', async () => {
    const contents = Array.from({ length: 40 }, (_, i) => Buffer.from(`object ${String(i)}`));
    const oids = contents.map((content) => lfs.add(content)).sort();
    // The first thirty by their names: more than the failures in a row after which a server counts as down.
    for (const oid of oids.slice(0, 15)) lfs.objectFaults.set(oid, Array<number>(99).fill(500));
    for (const oid of oids.slice(15, 30)) lfs.refusedObjects.set(oid, 403);
    for (const [i, content] of contents.entries()) {
      writeFileSync(join(source.path, `${String(i)}.bin`), pointerOf(content));
    }
    source.git('add', '.');
    source.git('commit', '-q', '-m', 'many');
    const first = await night();
    expect(first.result.parts['lfs']).toBe('partial');
    expect(stateKeys(first).filter((key) => key.startsWith('lfs/left/'))).not.toEqual([]);
    const fresh = commitLarge('new.bin', 'new');
    const second = await night(first);
    expect(second.contents.has(at(fresh))).toBe(true);
    let kept = second;
    // What was not tried comes before what failed, so that each night gets further.
    for (let i = 0; i < 3; i++) kept = await night(kept);
    for (const oid of oids.slice(30)) expect(kept.contents.has(at(oid))).toBe(true);
    expect(kept.result.gaps).toHaveLength(30);
    lfs.objectFaults.clear();
    lfs.refusedObjects.clear();
    expect((await night(kept)).result.gaps).toEqual([]);
    expect(stateKeys(kept).filter((key) => key.startsWith('lfs/left/'))).toEqual([]);
  });

  test('a server that answers 404 for all: none where there never was one, else a failure', async () => {
    const absent = Array<{ status: number }>(4).fill({ status: 404 });
    commitLarge('a.bin', 'a');
    lfs.batchFaults.push({ status: 404 });
    expect((await night()).result.parts['lfs']).toBe('complete');
    lfs.batchFaults.push(...absent);
    const settings = { repository: source.path.slice(root.length + 1), serverUrl: server.url, token: TOKEN };
    const named = await backUp(bench, { ...settings, chosenParts: ['lfs'] });
    expect(named.result.parts['lfs']).toBe('partial');
    lfs.batchFaults.length = 0;
    const first = await night();
    const fresh = commitLarge('b.bin', 'b');
    lfs.batchFaults.push(...absent);
    const second = await night(first);
    expect(second.result.parts['lfs']).toBe('partial');
    expect(second.result.gaps).toMatchObject([{ class: 'failed', path: at(fresh) }]);
    expect([...second.contents.keys()].filter((path) => path.startsWith('lfs/'))).toHaveLength(1);
  });
});
