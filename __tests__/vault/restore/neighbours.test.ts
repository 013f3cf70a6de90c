import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import * as path from 'node:path';
import type { Store } from '../../../src/store/store.ts';
import { setTimeout } from 'node:timers/promises';
import { sha256 } from '../../support/bytes.ts';
import { restoreTo } from '../../support/engine.ts';
import { look, temporaryFolders } from '../../support/folders.ts';
import { lookOf, makeVault, type MadeEntry, type MadeVault } from '../../support/made-vault.ts';

/** Others who write in the target, or have written there. */
const newFolder = temporaryFolders();
const LARGE = Buffer.concat(Array.from({ length: 256 }, (_, i) => sha256(Buffer.from([i]))));
const TREE: readonly MadeEntry[] = [
  { path: 'd' },
  { path: 'd/large', content: LARGE },
  { path: 'd/small', content: 'small' },
  { path: 'e', content: LARGE.subarray(7) },
];

/** Frames of one fragment, packs of one frame: a file comes in many ranges. */
function tornVault(tree = TREE): Promise<MadeVault> {
  return makeVault(tree, { fragmentBytes: 256, fragmentsPerFrame: 1, framesPerPack: 1 });
}

/** Calls `meanwhile` before the n-th body of a pack is handed over. */
function during(vault: MadeVault, n: number, meanwhile: () => void | Promise<void>): MadeVault {
  let bodies = 0;
  const store: Store = {
    ...vault.store,
    async get(key, options) {
      const got = await vault.store.get(key, options);
      if (key.includes('packs') && ++bodies === n) await meanwhile();
      return got;
    },
  };
  return { ...vault, store };
}

const ours = (folder: string): string[] =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.holdfast-'));

/** A restore is at work there: it has a file that is not whole. */
async function atWork(target: string): Promise<void> {
  while (!ours(target).some((name) => !name.includes('restore-'))) await setTimeout(5);
}

describe('another restore into the same folder', () => {
  test('leaves the files of a running one alone, and both come out whole', async () => {
    const target = newFolder();
    const vault = await tornVault();
    const other = await makeVault([{ path: 'd' }, { path: 'd/other', content: 'other' }]);
    const slow = during(vault, 20, async () => {
      await atWork(target);
      await restoreTo(other, target);
      expect(ours(target)).not.toEqual([]);
    });
    await restoreTo(slow, target);
    expect(look(target)).toMatchObject({
      ...lookOf(TREE.slice(1)),
      ...lookOf([{ path: 'd/other', content: 'other' }]),
    });
    expect(ours(target)).toEqual([]);
  });

  test('with delete does not delete them', async () => {
    const target = newFolder();
    const other = await makeVault([{ path: 'other', content: 'other' }]);
    const slow = during(await tornVault(), 20, async () => {
      await atWork(target);
      const before = ours(target);
      await restoreTo(other, target, { deletion: { force: true, wouldStore: () => true } });
      expect(ours(target)).toEqual(before);
    });
    // What was whole by then is deleted, as was asked for; what was not is not broken by it.
    await restoreTo(slow, target).catch((error: unknown) => expect(error).toMatchObject({ code: 'target-changed' }));
    for (const [name, seen] of Object.entries(look(target))) {
      if (name in lookOf(TREE) && name !== 'd') expect(seen).toEqual(lookOf(TREE)[name]);
    }
  });
});

describe('a cleaner in the target', () => {
  test('a temporary file that vanishes fails the restore, and no file has other bytes', async () => {
    const target = newFolder();
    const vault = await tornVault();
    const cleaned = during(vault, 20, async () => {
      await atWork(target);
      for (const name of ours(target)) fs.rmSync(path.join(target, name));
    });
    await expect(restoreTo(cleaned, target)).rejects.toMatchObject({ code: 'target-changed' });
    const whole = lookOf(TREE);
    for (const [name, seen] of Object.entries(look(target))) if (name !== 'd') expect(seen).toEqual(whole[name]);
    await restoreTo(vault, target);
    expect(look(target)).toEqual(whole);
  });

  test('a temporary file that is replaced, or written to, is never put in place', async () => {
    for (const harm of [
      (file: string) => (fs.rmSync(file), fs.writeFileSync(file, Buffer.alloc(LARGE.length))),
      (file: string) => fs.writeFileSync(file, Buffer.alloc(256)),
    ]) {
      const target = newFolder();
      const harmed = during(await tornVault(), 30, async () => {
        await atWork(target);
        for (const name of ours(target)) if (!name.includes('restore-')) harm(path.join(target, name));
      });
      await restoreTo(harmed, target).catch(() => undefined);
      const whole = lookOf(TREE);
      for (const [name, seen] of Object.entries(look(target))) {
        if (name in whole && name !== 'd') expect(seen).toEqual(whole[name]);
      }
    }
  });
});

describe('what a killed run has left', () => {
  const RUN = '0123456789abcdef';
  const left = [`.holdfast-${RUN}-00000001`, `d/.holdfast-${RUN}-00000002`];

  function namespace(): string {
    try {
      return fs.readlinkSync('/proc/self/ns/pid');
    } catch {
      return '';
    }
  }

  function leave(target: string, journal: Readonly<Record<string, unknown>>): void {
    fs.mkdirSync(path.join(target, 'd'));
    for (const name of left) fs.writeFileSync(path.join(target, name), 'half');
    const file = path.join(target, `.holdfast-restore-${RUN}.json`);
    fs.writeFileSync(file, '');
    const inode = String(fs.statSync(file, { bigint: true }).ino);
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const place = `${hostname()} ${namespace()}`.trim();
    fs.writeFileSync(file, JSON.stringify({ holdfast: 'restore', run: RUN, pid, place, inode, ...journal }));
  }

  test('is removed', async () => {
    const target = newFolder();
    leave(target, {});
    await restoreTo(await makeVault(TREE), target);
    expect(look(target)).toEqual(lookOf(TREE));
  });

  test.each([
    ['a run that is alive', { pid: process.pid }],
    ['another machine', { place: 'elsewhere' }],
    ['a file that came out of a backup', { inode: '1' }],
    ['no such file', { holdfast: 'something else' }],
  ])('stays if it is of %s', async (_, journal) => {
    const target = newFolder();
    leave(target, journal);
    await restoreTo(await makeVault(TREE), target);
    for (const name of left) expect(fs.existsSync(path.join(target, name))).toBe(true);
  });

  test('stays if the snapshot has a file of that name', async () => {
    const target = newFolder();
    leave(target, {});
    const tree = [...TREE, { path: left[1] as string, content: 'half' }];
    await restoreTo(await makeVault(tree), target);
    expect(look(target)).toEqual(lookOf(tree));
  });

  test('files of users with names like ours stay, whatever they are', async () => {
    const target = newFolder();
    const names = ['.holdfast-01234567', `.holdfast-${RUN}-00000001`, `.holdfast-restore-${RUN}.json`];
    for (const name of names) fs.writeFileSync(path.join(target, name), 'mine');
    await restoreTo(await makeVault(TREE), target);
    for (const name of names) expect(fs.readFileSync(path.join(target, name), 'utf8')).toBe('mine');
  });
});

describe('a folder of the target that becomes a link while the restore runs', () => {
  /** Swaps d for a link before the n-th body. */
  async function swapped(n: number, tree: readonly MadeEntry[] = TREE) {
    const target = path.join(newFolder(), 'target');
    const outside = newFolder();
    fs.writeFileSync(path.join(outside, 'small'), 'of another');
    fs.mkdirSync(path.join(outside, 'sub'), { mode: 0o751 });
    for (const name of [path.join(outside, 'small'), path.join(outside, 'sub'), outside]) fs.utimesSync(name, 1, 1);
    const before = look(outside);
    const restored = restoreTo(
      during(await tornVault(tree), n, async () => {
        while (!fs.existsSync(path.join(target, 'd'))) await setTimeout(5);
        fs.renameSync(path.join(target, 'd'), path.join(target, 'd.was'));
        fs.symlinkSync(outside, path.join(target, 'd'));
      }),
      target,
    );
    await expect(restored).rejects.toMatchObject({ code: 'target-changed' });
    expect(look(outside)).toEqual(before);
    expect(fs.statSync(outside).mtimeMs).toBe(1000);
  }

  test.each([2, 9, 30])('nothing outside changes, neither content nor mode nor time (body %i)', (n) => swapped(n));

  test('also where it holds links and folders', () =>
    swapped(5, [
      ...TREE,
      { path: 'd/link', target: 'small' },
      { path: 'd/sub', mode: 0o700 },
      { path: 'd/sub/f', content: 'f' },
      { path: 'd/twin', content: LARGE, linkGroup: 1 },
      { path: 'd/twin2', content: LARGE, linkGroup: 1 },
    ]));
});
