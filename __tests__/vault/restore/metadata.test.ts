import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import type { Event } from '../../../src/base/events.ts';
import { fileTimeOf } from '../../../src/base/platform.ts';
import { fileTime, isTime } from '../../../src/vault/restore/times.ts';
import { restoreTo } from '../../support/engine.ts';
import { USER, look, temporaryFolders, unprivileged } from '../../support/folders.ts';
import { lookOf, makeVault, type MadeEntry } from '../../support/made-vault.ts';

/** Modes, times, holes and links, and what this user may not set. */
const newFolder = temporaryFolders();
const warnings = (events: readonly Event[]): string[] =>
  events.flatMap((event) => (event.type === 'warning' ? [event.class] : []));
const isRoot = process.getuid?.() === 0;

const hasAcls = spawnSync('setfacl', ['--version']).error === undefined;
(hasAcls ? test : test.skip)('a default ACL that closes new folders to their owner (needs setfacl)', async () => {
  const target = newFolder();
  if (isRoot) fs.chownSync(target, USER, USER);
  spawnSync('setfacl', ['-d', '-m', 'u::r--,g::---,o::---', target]);
  const vault = await makeVault([{ path: 'd' }, { path: 'd/e' }, { path: 'd/e/f', content: 'in it', mode: 0o640 }]);
  await unprivileged(() => restoreTo(vault, target));
  const modes = ['d', 'd/e', 'd/e/f'].map((name) => fs.statSync(path.join(target, name)).mode & 0o7777);
  expect(modes).toEqual([0o755, 0o755, 0o640]);
});

describe('times', () => {
  const TIMES: readonly (readonly [number, number])[] = [
    [-1, 0],
    [-1, 999_999_999],
    [-2_040_000_000, 250_000_000],
    [0, 0],
    [1_772_366_400, 999_999_999],
    [1_772_366_400, 500_000_100],
    [4_000_000_000, 1],
  ];
  const tree: MadeEntry[] = TIMES.flatMap((mtime, i) => [
    { path: `d${i}`, mtime },
    { path: `d${i}/f`, content: `${i}`, mtime },
    { path: `d${i}/l`, target: 'f', mtime },
  ]);

  function wrong(target: string): string[] {
    return tree.flatMap(({ path: name, mtime }) => {
      const { mtimeNs } = fs.lstatSync(path.join(target, String(name)), { bigint: true });
      const [seconds, nanos] = mtime as readonly [number, number];
      return isTime(mtimeNs, seconds, nanos) ? [] : [`${String(name)}: ${mtimeNs}`];
    });
  }

  test('before 1970, at the end of a second and far ahead come back: of files, folders and links', async () => {
    const target = newFolder();
    const vault = await makeVault(tree);
    await restoreTo(vault, target);
    expect(wrong(target)).toEqual([]);
    // Over a tree with other times, as after a checkout.
    for (const { path: name } of tree) fs.lutimesSync(path.join(target, String(name)), 1e9, 1e9);
    const { kept, writtenBytes } = await restoreTo(vault, target);
    expect([kept.count, writtenBytes]).toEqual([14, 0]);
    expect(wrong(target)).toEqual([]);
  });

  test('any times keep their order, and none is later than it was', () => {
    const nanos = fc.bigInt({ min: -4_000_000_000n * 10n ** 9n, max: 8_000_000_000n * 10n ** 9n });
    const near = fc.tuple(nanos, fc.bigInt({ min: 0n, max: 2000n })).map(([at, more]) => [at, at + more] as const);
    fc.assert(
      fc.property(near, (pair) => {
        const [first, second] = pair.map((ns) => {
          const { seconds, nanos: rest } = fileTimeOf(ns);
          return Number(fileTime(seconds, rest));
        }) as [number, number];
        expect(first).toBeLessThanOrEqual(second);
        const { seconds, nanos: rest } = fileTimeOf(pair[0]);
        expect((first - seconds) * 1e9).toBeLessThanOrEqual(rest);
      }),
    );
  });
});

describe('the folder that was backed up', () => {
  const identity = { root: '.', folder: { mode: 0o700, mtime: 1_500_000_000, nanos: 0 } };

  test('comes back with its mode and time', async () => {
    const target = path.join(newFolder(), 'new');
    await restoreTo(await makeVault([{ path: 'f', content: 'f' }], { identity }), target);
    const { mode, mtimeMs } = fs.statSync(target);
    expect([mode & 0o7777, mtimeMs]).toEqual([0o700, 1.5e12]);
  });

  test('changes nothing of a target that was there', async () => {
    const target = newFolder();
    fs.chmodSync(target, 0o711);
    await restoreTo(await makeVault([{ path: 'f', content: 'f' }], { identity }), target);
    expect(fs.statSync(target).mode & 0o7777).toBe(0o711);
  });

  test.each([{}, { folder: 'x' }, { folder: { mode: 1e9, mtime: 0, nanos: 0 } }])(
    'is made as usual for %j',
    async (odd) => {
      const target = path.join(newFolder(), 'new');
      await restoreTo(await makeVault([{ path: 'f', content: 'f' }], { identity: odd }), target);
      expect(fs.statSync(target).mode & 0o700).toBe(0o700);
    },
  );
});

describe('setuid, setgid and sticky bits of files', () => {
  const tree: readonly MadeEntry[] = [
    { path: 'd', mode: 0o1777 },
    { path: 'tool', content: 'tool', mode: 0o6755 },
  ];

  test('are left out, which is said once, and again is nothing to do', async () => {
    const target = newFolder();
    const vault = await makeVault(tree);
    const { events, droppedBits } = await restoreTo(vault, target);
    expect(look(target)).toEqual(lookOf([tree[0] as MadeEntry, { path: 'tool', content: 'tool', mode: 0o755 }]));
    expect(droppedBits).toEqual({ count: 1, first: ['tool'] });
    expect(events.filter((event) => event.type === 'info').map(({ message }) => message)).toEqual([
      '1 file were restored without the setuid, setgid or sticky bit. The first is "tool": see keep-special-bits.',
    ]);
    expect((await restoreTo(vault, target)).writtenBytes).toBe(0);
  });

  test('come back where they are asked for', async () => {
    const target = newFolder();
    await restoreTo(await makeVault(tree), target, { keepSpecialBits: true });
    expect(look(target)).toEqual(lookOf(tree));
  });
});

describe('holes', () => {
  const MiB = 1024 * 1024;
  const content = Buffer.concat([Buffer.from('begin'), Buffer.alloc(8 * MiB), Buffer.from('end'), Buffer.alloc(MiB)]);

  test.each([
    ['in frames of their own', 1],
    ['in one frame', 64],
  ])('long runs of zeros are not written: fragments %s', async (_, fragmentsPerFrame) => {
    const target = newFolder();
    const vault = await makeVault([{ path: 'img', content }], { fragmentBytes: 256 * 1024, fragmentsPerFrame });
    await restoreTo(vault, target);
    const file = path.join(target, 'img');
    expect(fs.readFileSync(file).equals(content)).toBe(true);
    expect(fs.statSync(file).blocks * 512).toBeLessThan(MiB);
  });

  test('need no room in the plan', async () => {
    const vault = await makeVault([{ path: 'img', content }], { fragmentBytes: 256 * 1024 });
    const diskSpace = () => ({ freeBytes: 2 * MiB, blockBytes: 4096 });
    await restoreTo(vault, newFolder(), { diskSpace });
    const dense = await makeVault([{ path: 'img', content: Buffer.alloc(4 * MiB, 'x') }], {
      fragmentBytes: 256 * 1024,
    });
    await expect(restoreTo(dense, newFolder(), { diskSpace })).rejects.toMatchObject({ code: 'disk-full' });
  });
});

test('files of one size are replaced on a disk that has no room for all of them twice', async () => {
  const target = newFolder();
  const tree = Array.from({ length: 9 }, (_, i) => ({ path: `f${i}`, content: `${i}`.repeat(8192) }));
  for (const { path: name } of tree) fs.writeFileSync(path.join(target, name), 'x'.repeat(8192));
  const diskSpace = () => ({ freeBytes: 8192, blockBytes: 4096 });
  await restoreTo(await makeVault(tree), target, { diskSpace });
  expect(look(target)).toEqual(lookOf(tree));
});

describe('content that its fragments do not give', () => {
  const content = 'the real content '.repeat(20);
  const lie = { sha256: Buffer.alloc(32, 7) };

  test.each([
    ['in one frame', 64],
    ['in several', 1],
  ])('is not put in place: fragments %s', async (_, fragmentsPerFrame) => {
    const target = newFolder();
    const vault = await makeVault([{ path: 'f', content, lie }], { fragmentsPerFrame });
    const restored = restoreTo(vault, target);
    await expect(restored).rejects.toMatchObject({
      code: 'corrupt-tree',
      message: expect.stringContaining('"f"') as string,
    });
    expect(look(target)).toEqual({});
  });

  test('of one fragment, and of none, is refused before anything is written', async () => {
    for (const text of ['x', '']) {
      const target = path.join(newFolder(), 'target');
      const vault = await makeVault([{ path: 'f', content: text, lie: { ...lie, fragments: Buffer.alloc(0) } }]);
      await expect(restoreTo(vault, target)).rejects.toMatchObject({
        code: expect.stringMatching(/^corrupt-tree|object-lost$/) as string,
      });
      expect(fs.existsSync(path.join(target, 'f'))).toBe(false);
    }
  });
});

(isRoot ? describe : describe.skip)('as another user', () => {
  const tree: readonly MadeEntry[] = [{ path: 'd' }, { path: 'd/f', content: 'f' }, { path: 'g', content: 'g' }];

  function folderOfUser(): string {
    const folder = newFolder();
    fs.chownSync(folder, USER, USER);
    return folder;
  }

  test('things of others that have the right content stand; what cannot be set is said once', async () => {
    const target = newFolder();
    fs.chmodSync(target, 0o777);
    fs.mkdirSync(path.join(target, 'd'));
    fs.chmodSync(path.join(target, 'd'), 0o777);
    fs.writeFileSync(path.join(target, 'g'), 'g');
    const vault = await makeVault(tree);
    const { events, unset } = await unprivileged(() => restoreTo(vault, target));
    expect(fs.readFileSync(path.join(target, 'd/f'), 'utf8')).toBe('f');
    expect(unset).toEqual({ count: 2, first: ['d', 'g'] });
    expect(warnings(events)).toEqual(['metadata-not-set']);
  });

  test.each([0o300, 0o333, 0o555, 0o600, 0o000])('a folder of mode %o comes back twice', async (mode) => {
    const closed: readonly MadeEntry[] = [{ path: 'p', mode }, { path: 'p/q' }, { path: 'p/q/f', content: 'f' }];
    const vault = await makeVault(closed);
    const target = folderOfUser();
    await unprivileged(() => restoreTo(vault, target));
    const again = await unprivileged(() => restoreTo(vault, target));
    expect(again.writtenBytes).toBe(0);
    expect(look(target)).toEqual(lookOf(closed));
  });

  test.each([0o000, 0o100, 0o200, 0o400, 0o500, 0o600])(
    'a folder of the target with mode %o is no obstacle',
    async (mode) => {
      const target = folderOfUser();
      fs.mkdirSync(path.join(target, 'd'));
      fs.writeFileSync(path.join(target, 'd/f'), 'old');
      for (const name of ['d', 'd/f']) fs.chownSync(path.join(target, name), USER, USER);
      fs.chmodSync(path.join(target, 'd'), mode);
      await unprivileged(async () => restoreTo(await makeVault(tree), target));
      expect(look(target)).toEqual(lookOf(tree));
    },
  );

  test('a parent that may be passed and not listed', async () => {
    const parent = newFolder();
    const target = path.join(parent, 'mine');
    fs.mkdirSync(target);
    fs.chownSync(target, USER, USER);
    fs.chmodSync(parent, 0o711);
    await unprivileged(async () => restoreTo(await makeVault(tree), path.join(target, 'new/er')));
    expect(look(path.join(target, 'new/er'))).toEqual(lookOf(tree));
  });

  test('delete keeps a folder that may not be listed, and says so', async () => {
    const target = folderOfUser();
    fs.mkdirSync(path.join(target, 'lost+found'), { mode: 0o700 });
    const { events } = await unprivileged(async () =>
      restoreTo(await makeVault(tree), target, { deletion: { force: true, wouldStore: () => true } }),
    );
    expect(warnings(events)).toEqual(['delete-unlisted']);
    expect(fs.existsSync(path.join(target, 'lost+found'))).toBe(true);
  });

  test('a target that may not be written is a clear error', async () => {
    const target = newFolder();
    fs.chmodSync(target, 0o755);
    const restored = unprivileged(async () => restoreTo(await makeVault(tree), target));
    await expect(restored).rejects.toMatchObject({ code: 'target-not-writable' });
  });
});

const hasPerl = process.platform === 'linux' && spawnSync('perl', ['-e', '1']).status === 0;
(hasPerl ? test : test.skip)('times are exact to the nanosecond where Perl can set them', async () => {
  const exact: readonly MadeEntry[] = [
    { path: 'a', content: 'a', mtime: [1_772_366_400, 123_456_789] },
    { path: 'd', mode: 0o500, mtime: [1_772_366_400, 999_999_999] },
    { path: Buffer.from('d/\xff odd \n', 'latin1'), content: 'b', mtime: [-5, 999_999_999] },
    { path: 'd/1', content: 'twin', linkGroup: 1, mtime: [1_772_366_400, 500_000_100] },
    { path: 'd/2', content: 'twin', linkGroup: 1, mtime: [1_772_366_400, 500_000_100] },
    { path: 'd/l', target: '../a', mtime: [1_772_366_400, 500_000_200] },
  ];
  const target = newFolder();
  await restoreTo(await makeVault(exact), target);
  for (const { path: name, mtime } of exact) {
    const { mtimeNs } = fs.lstatSync(Buffer.concat([Buffer.from(`${target}/`), Buffer.from(name)]), { bigint: true });
    const { seconds, nanos } = fileTimeOf(mtimeNs);
    expect([Buffer.from(name).toString('latin1'), seconds, nanos]).toEqual([
      Buffer.from(name).toString('latin1'),
      ...(mtime ?? []),
    ]);
  }
});

(process.platform === 'linux' ? test : test.skip)(
  'a Perl that fails is named, and times are right to the microsecond',
  async () => {
    const target = newFolder();
    const tools = newFolder();
    fs.writeFileSync(path.join(tools, 'perl'), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const vault = await makeVault([{ path: 'a', content: 'a', mtime: [1_772_366_400, 123_456_789] }]);
    const events: string[] = [];
    const before = process.env['PATH'];
    process.env['PATH'] = tools;
    try {
      await restoreTo(vault, target, { emit: (event) => void (event.type === 'debug' && events.push(event.message)) });
    } finally {
      process.env['PATH'] = before;
    }
    expect(events).toEqual([expect.stringContaining('perl failed: it ended with 3')]);
    const wrongNs = 1_772_366_400_123_456_789n - fs.lstatSync(path.join(target, 'a'), { bigint: true }).mtimeNs;
    expect(wrongNs >= 0n && wrongNs < 1000n).toBe(true);
  },
);
