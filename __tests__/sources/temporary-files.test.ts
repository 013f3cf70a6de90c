/**
 * A run's own temporary files that cannot be written or read: the run fails and says so. The source is well, so the
 * snapshot must not be stored without what these files held.
 */
import { jest } from '@jest/globals';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { saveBody } from '../../src/github/download.ts';
import { saveStream } from '../../src/net/save.ts';
import { RuntimeService } from '../../src/sources/artifacts/runtime.ts';
import type { Artifact } from '../../src/sources/artifacts/service.ts';
import { Shelf } from '../../src/sources/repository/metadata/shelf.ts';
import { downloadAll, EFFORT, type Transfer } from '../../src/sources/repository/lfs/transfer.ts';
import { startGitServer } from '../../tools/git-server.ts';
import { Bench } from './artifacts/bench.ts';
import { makeZip } from './artifacts/zips.ts';
import { backUp, Repository, Workbench } from './repository/harness.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'holdfast-temporary-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const UNUSABLE = { code: 'temp-folder', message: expect.stringContaining('temporary file') as string };

/** A path that no file can be written to, for the superuser either. */
function blocked(): string {
  fs.mkdirSync(join(folder, 'blocked'));
  return join(folder, 'blocked');
}

test('a download that cannot be written is no fault of the server, and one that breaks off is none of the disk', async () => {
  const body = Readable.from([Buffer.from('abc')]);
  await expect(saveStream(body, blocked(), 9)).rejects.toMatchObject(UNUSABLE);
  expect(body.destroyed).toBe(true);
  const file = join(folder, 'file');
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('a');
      throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read', errno: -104 });
    })(),
  );
  await expect(saveStream(broken, file, 9)).rejects.toMatchObject({ name: 'BodyFailure', kind: 'broken' });
  const long = saveStream(Readable.from([Buffer.from('abc')]), file, 2);
  await expect(long).rejects.toMatchObject({ name: 'BodyFailure', kind: 'too-long' });
  await expect(saveStream(Readable.from([Buffer.from('abc')]), file, 3)).resolves.toMatchObject({ bytes: 3 });
});

test('GitHub is asked again for what it broke off, and not for what the disk refused', async () => {
  const bodyOf = () => new Blob(['abc']).stream();
  await expect(saveBody(bodyOf(), blocked(), 9)).rejects.toMatchObject(UNUSABLE);
  await expect(saveBody(bodyOf(), join(folder, 'file'), 2)).rejects.toMatchObject({ name: 'BrokenAnswer' });
});

test('an LFS object that cannot be written ends the run', async () => {
  const pointer = { oid: 'a'.repeat(64), sizeBytes: 3 };
  fs.mkdirSync(join(folder, `${pointer.oid}-3`));
  const href = 'https://lfs.example/object';
  const answers = [
    JSON.stringify({ objects: [{ oid: pointer.oid, size: 3, actions: { download: { href } } }] }),
    'abc',
  ];
  const request = () => Promise.resolve(Object.assign(Readable.from([Buffer.from(answers.shift() ?? '')]), ANSWERED));
  const transfers = downloadAll([pointer], {
    http: { request, close: () => undefined } as never,
    server: { url: new URL('https://lfs.example/repo.git/info/lfs'), token: undefined },
    dir: folder,
    retryDelayMs: 1,
    signal: new AbortController().signal,
    hadServer: true,
    effort: EFFORT,
  });
  await expect(allOf(transfers)).rejects.toMatchObject(UNUSABLE);
});

const ANSWERED = { statusCode: 200, headers: { 'content-type': 'application/vnd.git-lfs+json' } };

async function allOf(transfers: AsyncIterable<Transfer>): Promise<Transfer[]> {
  const all: Transfer[] = [];
  for await (const transfer of transfers) all.push(transfer);
  return all;
}

test('an artifact whose temporary folder vanishes ends the run', async () => {
  const bench = await Bench.start();
  try {
    bench.server.addRun({ id: 11 });
    bench.server.add('dist', makeZip([{ name: 'f', content: 'good' }]), { runId: 11 });
    bench.server.onContent = () => {
      for (const path of fs.readdirSync(bench.folder, { recursive: true, encoding: 'utf8' })) {
        if (dirname(path).endsWith('artifacts')) fs.rmSync(join(bench.folder, path), { recursive: true });
      }
    };
    await expect(bench.backUp({ runId: '11' })).rejects.toMatchObject(UNUSABLE);
  } finally {
    await bench.close();
  }
});

test('an artifact of the current run that cannot be written ends the run, though its client says no more than that it failed', async () => {
  const bench = await Bench.start();
  try {
    const { id } = bench.server.add('own', makeZip([{ name: 'f', content: 'good' }]));
    fs.writeFileSync(join(folder, 'file'), '');
    const service = new RuntimeService(bench.server.runnerEnv(), new AbortController().signal);
    const artifact = { id, name: 'own' } as Artifact;
    await expect(service.download(artifact, join(folder, 'file', 'below'))).rejects.toMatchObject(UNUSABLE);
  } finally {
    await bench.close();
  }
});

describe('metadata that waits for its turn', () => {
  const contentsOf = (shelf: Shelf) => {
    const read: string[] = [];
    for (const batch of shelf.entries('github/issues')) {
      for (const { content } of batch) if (content.kind === 'bytes') read.push(content.bytes.toString());
    }
    return read;
  };

  test('is written whole where the system takes a part at a time', async () => {
    const path = join(folder, 'shelf');
    const written: number[] = [];
    const threeBytes = (fd: number, bytes: Buffer, from: number, length: number, at: number) => {
      written.push(Math.min(length, 3));
      return fs.writeSync(fd, bytes, from, Math.min(length, 3), at);
    };
    jest.resetModules();
    jest.unstable_mockModule('node:fs', () => ({ ...fs, default: fs, writeSync: threeBytes }));
    const shelf = new (await import('../../src/sources/repository/metadata/shelf.ts')).Shelf(path, undefined);
    shelf.put('github/issues/1.json', Buffer.from('the first issue'), 0);
    shelf.put('github/issues/2.json', Buffer.from('the second issue'), 0);
    expect(written).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1]);
    expect(contentsOf(shelf)).toEqual(['the first issue', 'the second issue']);
    shelf.close();
  });

  test('is not stored with holes where its file became shorter', () => {
    const path = join(folder, 'shelf');
    const shelf = new Shelf(path, undefined);
    shelf.put('github/issues/1.json', Buffer.from('the first issue'), 0);
    fs.truncateSync(path, 3);
    expect(() => contentsOf(shelf)).toThrow(expect.objectContaining(UNUSABLE) as Error);
    shelf.close();
  });
});

test.each([
  ['No space left on device', 'disk-full'],
  ['Input/output error', 'io-error'],
  ['inflate: data stream error', undefined],
])('git says "%s" of the objects of a wiki: %s', async (said, code) => {
  const bench = new Workbench();
  const root = bench.fresh('root');
  const source = Repository.init(join(root, 'octo', 'shop'));
  source.commit('a.txt', 'one\n');
  const wiki = Repository.init(join(root, 'octo', 'shop.wiki.git'));
  wiki.commit('Home.md', '# Welcome\n');
  const server = await startGitServer({ root, token: 'ghs_token' });
  const bin = bench.fresh('bin');
  fs.mkdirSync(bin);
  const fails = `case "$* $GIT_DIR" in *index-pack*/wiki/*) cat >/dev/null; echo "fatal: ${said}" >&2; exit 128;; esac`;
  const rest = `PATH='${process.env['PATH'] ?? ''}' exec git "$@"`;
  fs.writeFileSync(join(bin, 'git'), `#!/bin/sh\n${fails}\n${rest}\n`, { mode: 0o755 });
  const settings = { repository: 'octo/shop', serverUrl: server.url, token: 'ghs_token' };
  try {
    const night = backUp(bench, settings, { env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
    if (code !== undefined) await expect(night).rejects.toMatchObject({ code });
    else expect((await night).result.parts).toMatchObject({ git: 'complete', wiki: 'partial' });
  } finally {
    await server.close();
    bench.remove();
  }
});
