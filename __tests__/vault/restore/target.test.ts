import * as fs from 'node:fs';
import * as path from 'node:path';
import { HoldfastError } from '../../../src/base/errors.ts';
import type { DeletionOptions, RestoreOptions } from '../../../src/vault/restore/restore.ts';
import type { Store } from '../../../src/store/store.ts';
import { sha256 } from '../../support/bytes.ts';
import { restoreTo } from '../../support/engine.ts';
import { look, temporaryFolders } from '../../support/folders.ts';
import { lookOf, makeVault, type MadeEntry, type MadeVault } from '../../support/made-vault.ts';

const newFolder = temporaryFolders();

const TREE: readonly MadeEntry[] = [
  { path: 'd' },
  { path: 'd/x', content: 'x of the snapshot' },
  { path: 'link', target: 'd/x' },
  { path: 'y', content: 'y of the snapshot' },
];

function put(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

function names(folder: string): string[] {
  const found = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return found.map((name) => name.split(path.sep).join('/')).sort();
}

const everything: DeletionOptions['wouldStore'] = () => true;

describe('overwrite', () => {
  const there = { 'd/x': 'x of the snapshot', y: 'Y of the snapshot', z: 'not of the snapshot' };

  test('if-changed fetches what differs, although size and name are equal, and repairs modes and times', async () => {
    const target = put(newFolder(), there);
    const inode = fs.statSync(path.join(target, 'd/x')).ino;
    const report = await restoreTo(await makeVault(TREE), target);
    expect(report).toMatchObject({
      replaced: { count: 1, first: ['y'] },
      kept: { count: 1, first: ['d/x'] },
      created: { count: 1, first: ['link'] },
    });
    expect(fs.statSync(path.join(target, 'd/x')).ino).toBe(inode);
    fs.rmSync(path.join(target, 'z'));
    expect(look(target)).toEqual(lookOf(TREE));
  });

  test('refuse names what differs, and writes nothing; what is the same or new is no reason', async () => {
    const target = put(newFolder(), { ...there, link: 'a file' });
    const before = look(target);
    const vault = await makeVault(TREE);
    await expect(restoreTo(vault, target, { overwrite: 'refuse' })).rejects.toMatchObject({
      code: 'would-replace',
      message: `2 paths in ${JSON.stringify(target)} would be replaced by what the snapshot has.`,
      why: '"link" (what is there differs), "y" (what is there differs)',
    });
    expect(look(target)).toEqual(before);
    expect(await restoreTo(vault, target, { overwrite: 'refuse', dryRun: true })).toMatchObject({
      replaced: { count: 2, first: ['link', 'y'] },
    });
    const other = put(newFolder(), { 'd/x': 'x of the snapshot', z: 'mine' });
    await restoreTo(vault, other, { overwrite: 'refuse' });
    fs.rmSync(path.join(other, 'z'));
    expect(look(other)).toEqual(lookOf(TREE));
  });

  test('always fetches everything', async () => {
    const target = put(newFolder(), there);
    const report = await restoreTo(await makeVault(TREE), target, { overwrite: 'always' });
    expect(report).toMatchObject({ replaced: { count: 2 }, kept: { count: 0 } });
  });

  test('never keeps what is there, whatever it is', async () => {
    const target = put(newFolder(), { 'd/x': 'mine', 'y/sub': 'mine' });
    const report = await restoreTo(await makeVault(TREE), target, { overwrite: 'never' });
    expect(report).toMatchObject({ preserved: { count: 2, first: ['d/x', 'y'] }, created: { count: 1 } });
    expect(fs.readFileSync(path.join(target, 'd/x'), 'utf8')).toBe('mine');
  });

  test('hard links come back as links where one of them was kept or changed', async () => {
    const target = put(newFolder(), { a: 'same', b: 'diff' });
    const made = ['a', 'b', 'c'].map((name) => ({ path: name, content: 'same', linkGroup: 1 }));
    await restoreTo(await makeVault(made), target);
    expect(new Set(names(target).map((name) => fs.statSync(path.join(target, name)).ino)).size).toBe(1);
    expect(await restoreTo(await makeVault(made), target)).toMatchObject({ kept: { count: 3 } });
  });
});

describe('what stands in the way', () => {
  test('a full folder for a file is refused, before anything is written', async () => {
    const target = put(newFolder(), { 'y/mine': 'mine' });
    await expect(restoreTo(await makeVault(TREE), target)).rejects.toMatchObject({ code: 'target-conflict' });
    expect(names(target)).toEqual(['y', 'y/mine']);
  });

  test('an empty folder for a file goes, and so does a file for a folder', async () => {
    const target = put(newFolder(), { d: 'a file' });
    fs.mkdirSync(path.join(target, 'y'));
    await restoreTo(await makeVault(TREE), target);
    expect(look(target)).toEqual(lookOf(TREE));
  });

  test('a link for a folder is refused if only what is in the folder is selected', async () => {
    const folder = newFolder();
    fs.mkdirSync(path.join(folder, 'outside'));
    fs.mkdirSync(path.join(folder, 'target'));
    fs.symlinkSync('../outside', path.join(folder, 'target/d'));
    const restored = restoreTo(await makeVault(TREE), path.join(folder, 'target'), {
      isSelected: (entryPath) => entryPath.toString() === 'd/x',
    });
    await expect(restored).rejects.toMatchObject({ code: 'target-conflict' });
    expect(names(path.join(folder, 'outside'))).toEqual([]);
  });

  test('a target that is a file, or lies below one', async () => {
    const folder = put(newFolder(), { file: '' });
    for (const target of ['file', 'file/below']) {
      const restored = restoreTo(await makeVault(TREE), path.join(folder, target));
      await expect(restored).rejects.toMatchObject({ code: 'target-not-a-folder' });
    }
  });

  test('a disk with too little room', async () => {
    const target = path.join(newFolder(), 'target');
    const diskSpace = () => ({ freeBytes: 8191, blockBytes: 4096 });
    await expect(restoreTo(await makeVault(TREE), target, { diskSpace })).rejects.toMatchObject({ code: 'disk-full' });
    expect(fs.existsSync(target)).toBe(false);
  });
});

describe('delete', () => {
  const there = { 'd/x': 'x of the snapshot', 'd/extra': '', '.git/config': '', 'old/sub/file': '', 'kept/a': '' };
  const mirror = (options: Partial<DeletionOptions> = {}): Partial<RestoreOptions> => ({
    deletion: { force: true, wouldStore: everything, ...options },
  });

  test('removes what the snapshot would hold and does not, with folders that are empty then; never .git', async () => {
    const target = put(newFolder(), there);
    const wouldStore: DeletionOptions['wouldStore'] = (name) => !name.toString().startsWith('kept');
    const report = await restoreTo(await makeVault(TREE), target, mirror({ wouldStore }));
    expect(names(target)).toEqual(['.git', '.git/config', 'd', 'd/x', 'kept', 'kept/a', 'link', 'y']);
    expect(report.deleted).toMatchObject({ count: 4 });
  });

  test('of more than a quarter asks for force', async () => {
    const target = put(newFolder(), there);
    const restored = restoreTo(await makeVault(TREE), target, mirror({ force: false }));
    await expect(restored).rejects.toMatchObject({ code: 'delete-too-much' });
    expect(names(target)).not.toContain('y');
  });

  test('is refused for a partial snapshot', async () => {
    const vault = await makeVault(TREE, { status: 'partial' });
    await expect(restoreTo(vault, newFolder(), mirror())).rejects.toMatchObject({ code: 'delete-refused' });
  });

  test('spares what the snapshot knows that it missed', async () => {
    const target = put(newFolder(), { busy: 'changing' });
    const vault = await makeVault(TREE, { gaps: [{ class: 'changed', path: 'busy', reason: 'changed twice' }] });
    await restoreTo(vault, target, mirror());
    expect(names(target)).toContain('busy');
  });

  test('is bounded by the selection', async () => {
    const target = put(newFolder(), there);
    const isSelected = (name: Buffer): boolean => name.toString().startsWith('d');
    await restoreTo(await makeVault(TREE), target, { ...mirror(), isSelected });
    expect(names(target)).toEqual([
      '.git',
      '.git/config',
      'd',
      'd/x',
      'kept',
      'kept/a',
      'old',
      'old/sub',
      'old/sub/file',
    ]);
  });

  test('lets a file take the place of a folder whose content goes', async () => {
    const target = put(newFolder(), { 'y/one': '', 'y/two/three': '' });
    await restoreTo(await makeVault(TREE), target, mirror());
    expect(look(target)).toEqual(lookOf(TREE));
  });

  test('does not follow links', async () => {
    const folder = put(newFolder(), { 'outside/mine': '' });
    fs.mkdirSync(path.join(folder, 'target'));
    fs.symlinkSync('../outside', path.join(folder, 'target/gone'));
    await restoreTo(await makeVault(TREE), path.join(folder, 'target'), mirror());
    expect(names(path.join(folder, 'target'))).not.toContain('gone');
    expect(names(path.join(folder, 'outside'))).toEqual(['mine']);
  });
});

test('a dry run changes nothing and says what would be done', async () => {
  const target = put(newFolder(), { 'd/x': 'x of the snapshot', y: 'other', z: '' });
  const before = look(target);
  const report = await restoreTo(await makeVault(TREE), target, {
    dryRun: true,
    deletion: { force: true, wouldStore: everything },
  });
  expect(look(target)).toEqual(before);
  expect(report).toMatchObject({
    created: { count: 1, first: ['link'] },
    replaced: { count: 1, first: ['y'] },
    kept: { count: 1, first: ['d/x'] },
    deleted: { count: 1, first: ['z'] },
  });
});

test('a selection that nothing fits is an error', async () => {
  const restored = restoreTo(await makeVault(TREE), newFolder(), { isSelected: () => false });
  await expect(restored).rejects.toMatchObject({ code: 'no-match' });
});

test('a part brings the folders on the way, with their modes', async () => {
  const target = newFolder();
  const made: MadeEntry[] = [
    { path: 'a', mode: 0o700 },
    { path: 'a/b', mode: 0o750 },
    { path: 'a/b/c', content: 'c' },
    { path: 'z', content: 'z' },
  ];
  await restoreTo(await makeVault(made), target, { isSelected: (name) => name.toString() === 'a/b/c' });
  expect(look(target)).toEqual(lookOf(made.slice(0, 3)));
});

/** A store that keeps an older S3 version of each object that a test breaks. */
function withVersions(vault: MadeVault): {
  store: Store;
  breakObject: (key: string, body: Buffer | undefined) => void;
} {
  const old = new Map<string, Buffer>();
  const { store: inner, objects } = vault;
  const store: Store = {
    ...inner,
    async get(key, options = {}) {
      const body = options.versionId === 'old' ? old.get(key) : undefined;
      if (body === undefined) return inner.get(key, options);
      const part = Buffer.from(
        body.subarray(options.offset ?? 0, (options.offset ?? 0) + (options.length ?? Infinity)),
      );
      return { body: part, objectBytes: body.length, etag: '', versionId: 'old', lastModified: undefined };
    },
    async *listVersions(prefix) {
      const base = { isDeleteMarker: false, lastModified: new Date(0) };
      yield [...old]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, body]) => ({ ...base, key, versionId: 'old', isLatest: false, sizeBytes: body.length }));
    },
  };
  const breakObject = (key: string, body: Buffer | undefined): void => {
    const object = objects.get(key);
    if (object === undefined) throw new Error(`no object ${key}`);
    old.set(key, object.body);
    if (body === undefined) objects.delete(key);
    else objects.set(key, { ...object, body });
  };
  return { store, breakObject };
}

const MANY: MadeEntry[] = Array.from({ length: 40 }, (_, i) => ({
  path: `f${String(i).padStart(2, '0')}`,
  content: `content of file ${String(i)} `.repeat(20),
}));

function flipped(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  copy[20] = (copy[20] as number) ^ 0xff;
  return copy;
}

describe('damaged objects', () => {
  test.each(['deleted', 'overwritten', 'truncated'])('%s: an older S3 version is read', async (how) => {
    const vault = await makeVault(MANY);
    const { store, breakObject } = withVersions(vault);
    const key = vault.root.objects[1]?.key as string;
    const body = vault.objects.get(key)?.body as Buffer;
    breakObject(key, how === 'deleted' ? undefined : how === 'overwritten' ? flipped(body) : body.subarray(0, 50));
    const target = newFolder();
    const report = await restoreTo({ ...vault, store }, target);
    expect(look(target)).toEqual(lookOf(MANY));
    expect(report.fallbacks).toEqual([key]);
  });

  describe('parts of files that lie in several packs, with other bytes', () => {
    const content = Buffer.concat(Array.from({ length: 40 }, (_, i) => sha256(Buffer.from([i]))));
    const torn: MadeEntry[] = [
      { path: 'a', content },
      { path: 'b', content: Buffer.concat([content.subarray(640), content.subarray(0, 640)]) },
      { path: 'c', content: content.subarray(0, 64) },
    ];
    const tornVault = (): Promise<MadeVault> => makeVault(torn, { fragmentsPerFrame: 1, framesPerPack: 1 });

    test('are read from an older S3 version', async () => {
      const vault = await tornVault();
      const { store, breakObject } = withVersions(vault);
      const broken = [3, 7, 19].map((i) => vault.root.objects[i]?.key as string);
      for (const key of broken) breakObject(key, flipped(vault.objects.get(key)?.body as Buffer));
      const target = newFolder();
      const report = await restoreTo({ ...vault, store }, target);
      expect(look(target)).toEqual(lookOf(torn));
      expect([...report.fallbacks].sort()).toEqual([...broken].sort());
    });

    test('and no older version: the files that need them are named, and only others are there', async () => {
      const vault = await tornVault();
      const { breakObject } = withVersions(vault);
      const key = vault.root.objects[3]?.key as string;
      breakObject(key, flipped(vault.objects.get(key)?.body as Buffer));
      const target = newFolder();
      await expect(restoreTo(vault, target)).rejects.toMatchObject({ code: 'object-lost', why: 'a, b' });
      expect(look(target)).toEqual(lookOf(torn.slice(2)));
    });
  });

  test('lost for good: refused before anything is written, with every path', async () => {
    const vault = await makeVault(MANY);
    vault.objects.delete(vault.root.objects[0]?.key as string);
    const target = path.join(newFolder(), 'target');
    const error: unknown = await restoreTo(vault, target).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'object-lost' });
    expect((error as HoldfastError).why).toContain('"f00"');
    expect(fs.existsSync(target)).toBe(false);
  });

  test('wrong bytes of the right size: fails with the paths, and the target has whole files only', async () => {
    const vault = await makeVault(MANY);
    const key = vault.root.objects[1]?.key as string;
    const object = vault.objects.get(key);
    if (object === undefined) throw new Error('no object');
    vault.objects.set(key, { ...object, body: flipped(object.body) });
    const target = newFolder();
    const events: string[] = [];
    const restored = restoreTo(vault, target, {
      emit: (event) => void (event.type === 'warning' && events.push(event.path ?? '')),
    });
    await expect(restored).rejects.toMatchObject({ code: 'object-lost' });
    expect(events.length).toBeGreaterThan(0);
    const whole = lookOf(MANY);
    for (const [name, seen] of Object.entries(look(target))) expect(seen).toEqual(whole[name]);
    const rest = await restoreTo(vault, target, { isSelected: (name) => !events.includes(name.toString()) });
    expect(rest.files).toBe(MANY.length - events.length);
  });
});

describe('an abort', () => {
  test.each([0, 1, 3])('after %i bodies leaves whole files only, and nothing temporary', async (bodies) => {
    const vault = await makeVault(MANY, { fragmentsPerFrame: 7, framesPerPack: 2 });
    const controller = new AbortController();
    let read = 0;
    const store: Store = {
      ...vault.store,
      async get(key, options) {
        if (key.includes('packs') && read++ === bodies) {
          controller.abort(new HoldfastError({ code: 'cancelled', message: 'Cancelled.' }));
        }
        return vault.store.get(key, options);
      },
    };
    const target = newFolder();
    const restored = restoreTo({ ...vault, store }, target, { signal: controller.signal });
    await expect(restored).rejects.toMatchObject({ code: 'cancelled' });
    const whole = lookOf(MANY);
    for (const [name, seen] of Object.entries(look(target))) expect(seen).toEqual(whole[name]);
    await restoreTo(vault, target);
    expect(look(target)).toEqual(whole);
  });
});
