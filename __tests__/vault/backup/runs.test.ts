import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { writeMark } from '../../../src/vault/read/marks.ts';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { countingStore } from '../../../src/store/counting.ts';
import { warnings, workshops, type Workshop } from './workshop.ts';
import { noise } from '../../support/bytes.ts';
import { runBackup } from '../../support/engine.ts';
import { look } from '../../support/folders.ts';
import { sourceOf } from '../../support/made-source.ts';
import { SERIES } from '../../support/vault.ts';

const newWorkshop = workshops();

function fill(workshop: Workshop): void {
  workshop.write('a.txt', 'first');
  workshop.write('b/deep/er.txt', 'second');
  workshop.write('b/empty', '');
  workshop.write('big', noise(300_000, 1));
  fs.symlinkSync('a.txt', path.join(workshop.source, 'link'));
  fs.linkSync(path.join(workshop.source, 'a.txt'), path.join(workshop.source, 'hard'));
  fs.mkdirSync(path.join(workshop.source, 'hollow'), { mode: 0o750 });
}

/** A node of a random tree: a file's content, a link's target, or a folder. */
type Node = { readonly file: Uint8Array } | { readonly link: string } | { readonly folder: Record<string, Node> };

const name = fc.stringMatching(/^[A-Za-z0-9 _+-]{1,12}$/);
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.uint8Array({ maxLength: 3000 }).map((file) => ({ file })),
    name.map((link) => ({ link })),
    fc.dictionary(name, tie('node'), { maxKeys: 6, noNullPrototype: true }).map((folder) => ({ folder })),
  ),
}));

function plant(folder: string, nodes: Record<string, Node>): void {
  for (const [child, made] of Object.entries(nodes)) {
    const target = path.join(folder, child);
    if ('file' in made) fs.writeFileSync(target, made.file);
    else if ('link' in made) fs.symlinkSync(made.link, target);
    else {
      fs.mkdirSync(target);
      plant(target, made.folder);
    }
  }
}

test('any tree, and the tree that follows it, come back as they were', async () => {
  const tree = fc.dictionary(name, node, { minKeys: 1, maxKeys: 8, noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(tree, tree, async (first, second) => {
      const workshop = newWorkshop();
      for (const each of [first, second]) {
        fs.rmSync(workshop.source, { recursive: true });
        fs.mkdirSync(workshop.source);
        plant(workshop.source, each);
        await workshop.backUpFolder();
        workshop.advance(3_600_000);
      }
      await workshop.expectNothingLost();
    }),
    { numRuns: 4 },
  );
});

describe('an unchanged run', () => {
  test('writes a root and nothing else, for seven requests', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    await workshop.backUpFolder();
    workshop.advance(86_400_000);
    const before = workshop.objects.size;
    const counted = countingStore(workshop.store);
    const outcome = await workshop.backUpFolder({ store: counted.store });
    expect(workshop.objects.size).toBe(before + 1);
    expect(workshop.keysOf('roots')).toHaveLength(2);
    expect(outcome).toMatchObject({ newBytes: 0, storedBytes: outcome.rootBytes });
    // Lists of roots, marks, packs and vault documents; the parent's root and its one pack; the new root.
    expect(counted.traffic().requests).toEqual({
      list: 4,
      get: 2,
      head: 0,
      listVersions: 0,
      markDeleted: 0,
      putNew: 1,
    });
    await workshop.expectNothingLost();
  });

  test('with new times of every file: keep-equal stores no row, exact stores the times', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const first = await workshop.backUpFolder({ mtime: 'keep-equal' });
    const seen = workshop.look();
    for (const file of ['a.txt', 'b/deep/er.txt', 'b/empty', 'big'])
      fs.utimesSync(path.join(workshop.source, file), 1_800_000_000, 1_800_000_000);
    workshop.advance(60_000);
    const kept = await workshop.backUpFolder({ mtime: 'keep-equal' });
    expect(kept.root.sections).toEqual(first.root.sections);
    expect(look((await workshop.restore(SERIES, kept.id)).target)).toEqual(seen);
    workshop.advance(60_000);
    const exact = await workshop.backUpFolder({ mtime: 'exact' });
    expect(exact.newBytes).toBe(0);
    expect(look((await workshop.restore(SERIES, exact.id)).target)).toEqual(workshop.look());
  });
});

describe('changes between two runs', () => {
  test('content, deletions, and entries that became something else', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    await workshop.backUpFolder();
    workshop.advance(60_000);
    workshop.write('a.txt', 'FIRST');
    workshop.delete('b');
    workshop.write('b', 'a file where a folder was');
    workshop.delete('link');
    fs.mkdirSync(path.join(workshop.source, 'link'));
    workshop.write('link/inside', 'a folder where a link was');
    workshop.delete('hollow');
    fs.symlinkSync('b', path.join(workshop.source, 'hollow'));
    await workshop.backUpFolder();
    workshop.advance(60_000);
    workshop.delete('big');
    workshop.write('a.txt', 'first');
    await workshop.backUpFolder();
    expect(workshop.expected.size).toBe(3);
    await workshop.expectNothingLost();
  });

  test('a large file changed in its middle costs little of it again', async () => {
    const workshop = newWorkshop();
    const large = noise(9_500_000, 2);
    workshop.write('large', large);
    await workshop.backUpFolder();
    workshop.advance(60_000);
    large.fill(0x2a, 5_000_000, 5_000_100);
    workshop.write('large', large);
    const outcome = await workshop.backUpFolder();
    expect(outcome.newBytes).toBeGreaterThan(0);
    expect(outcome.newBytes).toBeLessThan(1_000_000);
    await workshop.expectNothingLost();
  });

  test('thousands of files in many frames', async () => {
    const workshop = newWorkshop();
    for (let i = 0; i < 2500; i++) workshop.write(`d${String(i % 50)}/f${String(i)}`, noise(2000 + (i % 700), i));
    const outcome = await workshop.backUpFolder();
    expect(outcome.counts.files).toBe(2500);
    workshop.advance(60_000);
    for (let i = 0; i < 2500; i += 100) workshop.write(`d${String(i % 50)}/f${String(i)}`, noise(2500, 10_000 + i));
    await workshop.backUpFolder();
    await workshop.expectNothingLost();
  });
});

describe('a source that moves while it is read', () => {
  test('a file that vanishes is left out, and the snapshot is complete', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const beforeRead = (file: string): void => {
      if (file === 'b/deep/er.txt') workshop.delete('b/deep/er.txt');
    };
    const outcome = await workshop.backUpFolder({ beforeRead });
    expect(outcome.root.header.status).toBe('complete');
    expect(outcome.gaps).toMatchObject([{ class: 'vanished', path: 'b/deep/er.txt' }]);
  });

  test('a file that cannot be read makes it partial, and the rest is stored', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    await workshop.backUpFolder();
    workshop.advance(60_000);
    const beforeRead = (file: string): void => {
      // A folder in its place opens and cannot be read, whoever runs the test.
      if (file !== 'a.txt') return;
      workshop.delete('a.txt');
      fs.mkdirSync(path.join(workshop.source, 'a.txt'));
    };
    const outcome = await workshop.backUpFolder({ beforeRead });
    expect(outcome.root.header).toMatchObject({ status: 'partial', parts: { files: 'partial' } });
    expect(outcome.gaps).toMatchObject([{ class: 'unreadable', path: 'a.txt', reason: 'EISDIR' }]);
    const seen = look((await workshop.restore(SERIES, outcome.id)).target);
    expect(Object.keys(seen).sort()).toEqual(
      Object.keys(workshop.look())
        .filter((file) => file !== 'a.txt')
        .sort(),
    );
  });

  test('a secret in the text of a server is not stored with its gap', async () => {
    const workshop = newWorkshop();
    const reason = 'the server says: no access with Bearer ghs_secret';
    const outcome = await runBackup({
      ...workshop.engine(),
      tempDir: workshop.fresh(),
      source: sourceOf({ a: 'a' }, { gaps: [{ class: 'failed', path: 'github/ghs_secret', reason }] }),
      redact: (text) => text.replaceAll('ghs_secret', '***'),
    });
    const root = await readRoot(workshop.store, { series: SERIES, id: outcome.id });
    // A name is data.
    const gap = { path: 'github/ghs_secret', reason: 'the server says: no access with Bearer ***' };
    expect(outcome.gaps).toMatchObject([gap]);
    expect(root.header.gaps).toMatchObject({ failed: { first: [gap] } });
  });

  test('a pipe in place of a file does not block the run', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const beforeRead = (file: string): void => {
      if (file !== 'b/empty') return;
      workshop.delete('b/empty');
      execFileSync('mkfifo', [path.join(workshop.source, 'b/empty')]);
    };
    const outcome = await workshop.backUpFolder({ beforeRead, mtime: 'keep-equal' });
    expect(outcome.gaps).toMatchObject([{ class: 'unreadable', path: 'b/empty' }]);
    expect(outcome.root.header.status).toBe('partial');
  });

  test('a link in place of a file is not followed', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    workshop.write('../outside', 'not of this source');
    const beforeRead = (file: string): void => {
      if (file !== 'a.txt') return;
      workshop.delete('a.txt');
      fs.symlinkSync(path.join(workshop.folder, 'outside'), path.join(workshop.source, 'a.txt'));
    };
    const outcome = await workshop.backUpFolder({ beforeRead });
    expect(outcome.gaps).toMatchObject([{ class: 'vanished', path: 'a.txt' }]);
  });

  test.each([
    ['grew', Buffer.concat([noise(300_000, 1), Buffer.from('more')])],
    ['shrank', noise(1000, 1)],
    ['was rewritten at the same size', noise(300_000, 3)],
    ['became larger than a window', noise(6_000_000, 4)],
  ])('a file that %s after it was listed is stored as it is at the second look', async (_, content) => {
    const workshop = newWorkshop();
    fill(workshop);
    const beforeRead = (file: string): void => {
      if (file === 'big') workshop.write('big', content);
    };
    const outcome = await workshop.backUpFolder({ beforeRead });
    expect(outcome.gaps).toEqual([]);
    await workshop.expectNothingLost();
  });
});

describe('series', () => {
  test('another definition is refused before anything is stored, and accepted with redefine', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    await workshop.backUpFolder();
    workshop.advance(60_000);
    const before = [...workshop.objects.keys()];
    const files = { patterns: ['b'] };
    await expect(workshop.backUpFolder({ files })).rejects.toMatchObject({
      code: 'series-redefined',
      why: expect.stringMatching(/ differ in: patterns \(\[".*"\] before, \["b"\] now\)\.$/) as string,
    });
    expect([...workshop.objects.keys()]).toEqual(before);
    const outcome = await workshop.backUpFolder({ files, redefine: true, mtime: 'keep-equal' });
    expect(outcome).toMatchObject({ newBytes: 0, counts: { files: 2 } });
    workshop.advance(60_000);
    // Nobody has verified the one of another definition: it could be false, and must not end the backups.
    const { parent, id } = await workshop.backUpFolder();
    expect(parent).not.toBe(outcome.id);
    expect(workshop.events).toContainEqual(
      expect.objectContaining({ class: 'series-redefined', fix: expect.stringContaining(outcome.id) as string }),
    );
    await writeMark(workshop.store, { series: SERIES, id }, 'verified', workshop.now, { level: 'full' });
    workshop.advance(60_000);
    await expect(workshop.backUpFolder({ files })).rejects.toMatchObject({ code: 'series-redefined' });
  });

  test.each(['pr/7', 'ref/topic'])('a first run of %s builds on its base, and the base never on it', async (suffix) => {
    const workshop = newWorkshop();
    fill(workshop);
    await workshop.backUpFolder();
    workshop.advance(60_000);
    workshop.write('new', 'of the branch');
    const series = `${SERIES}/${suffix}`;
    const branch = await workshop.backUpFolder({ series, base: SERIES });
    expect(branch.root.header.parents).toMatchObject([{ series: SERIES }]);
    expect(branch.newBytes).toBe('of the branch'.length);
    expect(workshop.keysOf('packs', series)).toHaveLength(1);
    workshop.advance(60_000);
    const main = await workshop.backUpFolder();
    expect(main.newBytes).toBe('of the branch'.length);
    expect(main.root.objects.every(({ key }) => key.includes(`/${SERIES}/@/`))).toBe(true);
    await workshop.expectNothingLost();
  });

  test('two writers in the same second: two snapshots, both whole', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    await workshop.backUpFolder();
    workshop.advance(60_000);
    workshop.write('new', noise(50_000, 9));
    const [one, other] = await Promise.all([
      workshop.backUpFolder({ labels: ['one'] }),
      workshop.backUpFolder({ labels: ['other'] }),
    ]);
    expect(one.id).not.toBe(other.id);
    expect(one.id.slice(0, 16)).toBe(other.id.slice(0, 16));
    workshop.advance(60_000);
    expect((await workshop.backUpFolder()).newBytes).toBe(0);
    await workshop.expectNothingLost();
  });

  test('two writers that read the same thing never overwrite each other', async () => {
    const workshop = newWorkshop();
    fill(workshop);
    const [one, other] = await Promise.all([workshop.backUpFolder(), workshop.backUpFolder()]);
    // In one second, and of the same bytes: one snapshot, which both have made.
    expect(one.id).toBe(other.id);
    expect(workshop.keysOf('roots')).toHaveLength(1);
    await workshop.expectNothingLost();
  });
});

test('a pack of which less than a quarter is in use is let go, and older snapshots keep it', async () => {
  const workshop = newWorkshop();
  for (let i = 0; i < 10; i++) workshop.write(`f${String(i)}`, noise(40_000, 100 + i));
  const first = await workshop.backUpFolder();
  workshop.advance(60_000);
  for (let i = 1; i < 10; i++) workshop.write(`f${String(i)}`, noise(40_000, 200 + i));
  const second = await workshop.backUpFolder();
  const [oldPack] = first.root.objects.map(({ key }) => key);
  const inSecond = second.root.objects.find(({ key }) => key === oldPack);
  expect((inSecond?.liveBytes ?? 0) / (inSecond?.sizeBytes ?? 1)).toBeCloseTo(0.1, 1);
  workshop.advance(60_000);
  const third = await workshop.backUpFolder();
  expect(third.newBytes).toBe(40_000);
  expect(third.root.objects.map(({ key }) => key)).not.toContain(oldPack);
  workshop.advance(60_000);
  expect((await workshop.backUpFolder()).newBytes).toBe(0);
  expect(warnings(workshop.events)).toEqual([]);
  await workshop.expectNothingLost();
});
