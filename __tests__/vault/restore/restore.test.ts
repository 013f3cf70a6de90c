import * as fs from 'node:fs';
import * as path from 'node:path';
import { restoreTo } from '../../support/engine.ts';
import { look, temporaryFolders } from '../../support/folders.ts';
import { lookOf, makeVault, type MadeEntry } from '../../support/made-vault.ts';

const newFolder = temporaryFolders();

const LONG = Buffer.from(Buffer.alloc(3000, 'holdfast ').map((byte, i) => byte ^ (i >> 6)));
const NAME_255 = 'n'.repeat(255);

const SMALL: readonly MadeEntry[] = [
  { path: 'a', mode: 0o750, mtime: [1_600_000_000, 5_000] },
  { path: 'a-b', content: 'beside a' },
  { path: 'a/b', content: 'below a', mode: 0o600, mtime: [1_500_000_000, 999_999_000] },
  { path: 'a/deep' },
  { path: 'a/deep/er' },
  { path: `a/deep/er/${NAME_255}`, content: 'a long name' },
  { path: 'empty' },
  { path: 'empty-file', content: '' },
  { path: 'hard-1', content: 'linked', linkGroup: 1 },
  { path: 'hard-2', content: 'linked', linkGroup: 1 },
  { path: 'link', target: 'a/b' },
  { path: 'link-dangling', target: '/nowhere/at all' },
  { path: 'long', content: LONG },
  { path: 'long-again', content: LONG },
  { path: 'newline\nname', content: 'odd' },
  { path: Buffer.from([0x6e, 0xff, 0xfe]), content: 'not utf-8' },
  { path: 'read-only', content: 'r', mode: 0o444 },
  { path: 'setgid', mode: 0o2755 },
  { path: 'world', content: 'w', mode: 0o666 },
];

describe('a whole restore', () => {
  test('brings back content, modes, times, links, odd names, into a folder that is not there yet', async () => {
    const target = path.join(newFolder(), 'not', 'yet');
    const report = await restoreTo(await makeVault(SMALL), target);
    expect(look(target)).toEqual(lookOf(SMALL));
    expect(fs.statSync(path.join(target, 'hard-1')).ino).toBe(fs.statSync(path.join(target, 'hard-2')).ino);
    expect(report).toMatchObject({ files: 12, created: { count: 14 }, kept: { count: 0 }, deleted: { count: 0 } });
  });

  test('needs no more than the frames that hold it, each once', async () => {
    const vault = await makeVault(SMALL);
    const packs = vault.root.objects.reduce((sum, object) => sum + object.sizeBytes, 0);
    expect((await restoreTo(vault, newFolder())).fetchedBytes).toBeLessThan(packs);
  });

  test('again: nothing is fetched, nothing changes', async () => {
    const target = newFolder();
    const vault = await makeVault(SMALL);
    await restoreTo(vault, target);
    const before = look(target);
    const again = await restoreTo(vault, target);
    expect(again).toMatchObject({
      created: { count: 0 },
      replaced: { count: 0 },
      kept: { count: 14 },
      fetchedBytes: 0,
    });
    expect(look(target)).toEqual(before);
  });
});
