import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TreeEntry } from '../../../src/vault/format/tree.ts';
import { restoreTo } from '../../support/engine.ts';
import { temporaryFolders } from '../../support/folders.ts';
import { makeVault, type MadeEntry, type VaultOptions } from '../../support/made-vault.ts';

const newFolder = temporaryFolders();

/** Restores into `<folder>/target` and expects a refusal that leaves the folder as it was. */
async function refuses(made: readonly MadeEntry[], code: string, options: VaultOptions = {}): Promise<string> {
  const folder = newFolder();
  const vault = await makeVault(made, options);
  const error: unknown = await restoreTo(vault, path.join(folder, 'target')).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'HoldfastError', code });
  expect(fs.readdirSync(folder)).toEqual([]);
  const { message, why } = error as { message: string; why?: string };
  return `${message} ${why ?? ''}`;
}

const good: MadeEntry = { path: 'good', content: 'good' };

describe('a hostile snapshot: nothing is written for', () => {
  test.each<[string, string | Buffer]>([
    ['an absolute path', '/etc/evil'],
    ['a path that climbs out', '../evil'],
    ['a path that climbs out in the middle', 'a/../../evil'],
    ['a dot segment', 'a/./evil'],
    ['an empty segment', 'a//evil'],
    ['a slash at the end', 'a/'],
    ['an empty path', ''],
    ['a NUL byte', Buffer.from('evil\0name')],
    ['a name that is too long', 'n'.repeat(256)],
    ['a path that is too long', Array.from({ length: 50 }, () => 'd'.repeat(100)).join('/')],
  ])('%s', async (_, evil) => {
    const parents: MadeEntry[] = [];
    const text = evil.toString();
    for (let at = text.indexOf('/', 1); at > 0; at = text.indexOf('/', at + 1)) {
      const parent = text.slice(0, at);
      if (parent !== '' && !parents.some((made) => made.path === parent)) parents.push({ path: parent });
    }
    const made = [...parents, { path: evil, content: 'evil' }].filter(
      (entry, i, all) => i === all.length - 1 || entry.path !== all.at(-1)?.path,
    );
    expect(await refuses([...made, good], 'unsafe-paths')).toContain('cannot be restored here');
  });

  test('several bad paths: all are named', async () => {
    const text = await refuses([{ path: '../a', content: '1' }, { path: '/b', content: '2' }, good], 'unsafe-paths');
    expect(text).toMatch(/2 paths.*"\.\.\/a".*"\/b"/);
  });

  test('an entry below a file', async () => {
    await refuses(
      [
        { path: 'a', content: 'x' },
        { path: 'a/b', content: 'evil' },
      ],
      'unsafe-paths',
    );
  });

  test('an entry below a symbolic link that leads out', async () => {
    await refuses(
      [
        { path: 'a', target: '/tmp' },
        { path: 'a/evil', content: 'evil' },
      ],
      'unsafe-paths',
    );
  });

  test('an entry without its folder', async () => {
    await refuses([{ path: 'a/evil', content: 'evil' }], 'unsafe-paths');
  });

  test('a symbolic link with an empty target', async () => {
    await refuses([{ path: 'a', type: 'symlink' }], 'unsafe-paths');
  });

  test('a size that its fragments do not have', async () => {
    await refuses([{ path: 'a', content: 'short', lie: { sizeBytes: 6 } }, good], 'corrupt-tree');
  });

  test('a size far beyond the disk', async () => {
    const fragments = Buffer.alloc(32 * 1000, 1);
    const lie: Partial<TreeEntry> = { sizeBytes: 1000 * 4 * 1024 * 1024, fragments };
    await refuses([{ path: 'a', content: 'x', lie }, good], 'object-lost');
  });

  test('a fragment that is in no pack', async () => {
    const lie: Partial<TreeEntry> = { sha256: Buffer.alloc(32, 7), fragments: Buffer.alloc(32, 7) };
    expect(await refuses([{ path: 'a', content: 'x', lie }, good], 'object-lost')).toContain('"a"');
  });

  test('a pack that the root does not list', async () => {
    expect(await refuses([good], 'object-lost', { unlisted: [0] })).toContain('"good"');
  });
});

describe('a hostile snapshot', () => {
  test('writes nothing through a link that an earlier restore made', async () => {
    const folder = newFolder();
    const outside = path.join(folder, 'outside');
    const target = path.join(folder, 'target');
    fs.mkdirSync(outside);
    await restoreTo(await makeVault([{ path: 'a', target: '../outside' }]), target);
    await restoreTo(await makeVault([{ path: 'a' }, { path: 'a/evil', content: 'evil' }]), target);
    expect(fs.readdirSync(outside)).toEqual([]);
    expect(fs.readFileSync(path.join(target, 'a', 'evil'), 'utf8')).toBe('evil');
  });

  test('does not write through a link in the place of a file', async () => {
    const folder = newFolder();
    fs.writeFileSync(path.join(folder, 'outside'), 'mine');
    fs.mkdirSync(path.join(folder, 'target'));
    fs.symlinkSync('../outside', path.join(folder, 'target', 'a'));
    await restoreTo(await makeVault([{ path: 'a', content: 'evil' }]), path.join(folder, 'target'));
    expect(fs.readFileSync(path.join(folder, 'outside'), 'utf8')).toBe('mine');
    expect(fs.lstatSync(path.join(folder, 'target', 'a')).isFile()).toBe(true);
  });

  test('changes no file outside that a hard link in the target leads to', async () => {
    const folder = newFolder();
    const outside = path.join(folder, 'outside');
    fs.writeFileSync(outside, 'same', { mode: 0o600 });
    fs.mkdirSync(path.join(folder, 'target'));
    fs.linkSync(outside, path.join(folder, 'target', 'a'));
    await restoreTo(await makeVault([{ path: 'a', content: 'same', mode: 0o777 }]), path.join(folder, 'target'));
    expect(fs.statSync(outside).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.join(folder, 'target', 'a')).mode & 0o777).toBe(0o777);
  });

  test('of hard links with different contents: each keeps its own', async () => {
    const target = newFolder();
    await restoreTo(
      await makeVault([
        { path: 'a', content: 'one', linkGroup: 1 },
        { path: 'b', content: 'two', linkGroup: 1 },
      ]),
      target,
    );
    expect(fs.readFileSync(path.join(target, 'b'), 'utf8')).toBe('two');
  });

  test('with a link target that leads anywhere: the link is made, and nothing else', async () => {
    const target = newFolder();
    await restoreTo(await makeVault([{ path: 'a', target: '../../../../etc/passwd' }]), target);
    expect(fs.readlinkSync(path.join(target, 'a'))).toBe('../../../../etc/passwd');
  });

  test('may leave bad paths out by selection', async () => {
    const target = newFolder();
    const vault = await makeVault([{ path: '../evil', content: 'evil' }, good]);
    await restoreTo(vault, target, { isSelected: (entryPath) => entryPath.toString() === 'good' });
    expect(fs.readdirSync(target)).toEqual(['good']);
  });
});
