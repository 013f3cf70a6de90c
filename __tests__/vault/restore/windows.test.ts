/** What Windows does otherwise: a read-only file in the way of a restore, names that it takes for one, links. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { renameOver } from '../../../src/vault/restore/rename-over.ts';
import { restoreTo } from '../../support/engine.ts';
import { look, temporaryFolders } from '../../support/folders.ts';
import { lookOf, makeVault } from '../../support/made-vault.ts';

const newFolder = temporaryFolders();
const onWindows = process.platform === 'win32' ? test : test.skip;

describe('a read-only file in the way', () => {
  const denied = (): never => {
    throw Object.assign(new Error('EPERM: injected'), { code: 'EPERM', syscall: 'rename' });
  };
  const files = (): { from: Buffer; to: Buffer; modeOf: () => number } => {
    const folder = newFolder();
    const [from, to] = [Buffer.from(path.join(folder, 'new')), Buffer.from(path.join(folder, 'old'))];
    fs.writeFileSync(from, 'new');
    fs.writeFileSync(to, 'old');
    fs.chmodSync(to, 0o444);
    return { from, to, modeOf: () => fs.statSync(to).mode & 0o200 };
  };
  /** As Windows does it. */
  const renameSync = (from: Buffer, to: Buffer): void => {
    if ((fs.lstatSync(to).mode & 0o200) === 0) denied();
    fs.renameSync(from, to);
  };

  test('is replaced on Windows', () => {
    const { from, to } = files();
    renameOver(from, to, { platform: 'win32', renameSync });
    expect(fs.readFileSync(to, 'utf8')).toBe('new');
  });

  test('is read-only again if it cannot be replaced all the same', () => {
    const { from, to, modeOf } = files();
    expect(() => renameOver(from, to, { platform: 'win32', renameSync: denied })).toThrow('EPERM');
    expect([fs.readFileSync(to, 'utf8'), modeOf()]).toEqual(['old', 0]);
  });

  test('elsewhere a refusal is one', () => {
    const { from, to, modeOf } = files();
    expect(() => renameOver(from, to, { platform: 'linux', renameSync })).toThrow('EPERM');
    expect(modeOf()).toBe(0);
  });

  test('is replaced by a restore, small files and large ones and hard links', async () => {
    const made = [
      { path: 'empty', content: '' },
      { path: 'large', content: Buffer.alloc(3000, 'ab') },
      { path: 'one', content: 'linked', linkGroup: 1 },
      { path: 'small', content: 'new' },
      { path: 'two', content: 'linked', linkGroup: 1 },
    ];
    const target = newFolder();
    for (const { path: name } of made) {
      fs.writeFileSync(path.join(target, name), 'older');
      fs.chmodSync(path.join(target, name), 0o444);
    }
    await restoreTo(await makeVault(made), target);
    const content = (name: string): unknown => (look(target)[name] as { content: string }).content;
    const expected = lookOf(made) as Record<string, { content: string }>;
    for (const name of Object.keys(expected)) expect(content(name)).toBe(expected[name]?.content);
  });

  test('gets its time if its content is right', async () => {
    const made = [{ path: 'same', content: 'same', mode: 0o444 }];
    const target = newFolder();
    fs.writeFileSync(path.join(target, 'same'), 'same');
    fs.chmodSync(path.join(target, 'same'), 0o444);
    const { kept, unset } = await restoreTo(await makeVault(made), target);
    expect({ kept: kept.count, unset: unset.count }).toEqual({ kept: 1, unset: 0 });
    expect(fs.statSync(path.join(target, 'same')).mtimeMs).toBeCloseTo(1_700_000_000_123, 0);
  });
});

describe('names', () => {
  const two = (a: string, b: string) => makeVault([a, b].map((name) => ({ path: name, content: name })));

  onWindows('NFC and NFD are two files', async () => {
    const target = newFolder();
    await restoreTo(await two('\u00e9', 'e\u0301'), target);
    expect(fs.readdirSync(target).sort()).toEqual(['e\u0301', '\u00e9']);
  });

  onWindows.each([
    ['README', 'ReadMe'],
    ['\u00c9', '\u00e9'],
  ])('%j and %j are one: refused, and nothing is written', async (a, b) => {
    const target = newFolder();
    await expect(restoreTo(await two(a, b), target)).rejects.toMatchObject({
      code: 'unsafe-paths',
      why: expect.stringContaining('cannot distinguish its name from that of another entry') as string,
    });
    expect(fs.readdirSync(target)).toEqual([]);
  });

  onWindows('a link to a name with a backslash is refused', async () => {
    const vault = await makeVault([{ path: 'l', target: 'a\\b' }]);
    await expect(restoreTo(vault, newFolder())).rejects.toMatchObject({ code: 'unsafe-paths' });
  });
});
