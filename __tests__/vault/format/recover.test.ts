import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SegmentBuilder } from '../../../src/vault/format/columns.ts';
import { blobKey, rootKey } from '../../../src/vault/format/keys.ts';
import { mapSegments, type FrameFragments } from '../../../src/vault/format/map.ts';
import type { RootObject } from '../../../src/vault/format/root.ts';
import type { SegmentRef } from '../../../src/vault/format/sections.ts';
import { encodeSegment } from '../../../src/vault/format/table.ts';
import { TREE, treeRow, type TreeEntry } from '../../../src/vault/format/tree.ts';
import { GOLDEN_VAULT, goldenSnapshots, type GoldenEntry } from '../../support/golden-vault.ts';
import { inlineRef, plainRoot } from '../../support/snapshots.ts';
import { commandsOfPage, hasTools, recover } from './recover-script.ts';

const canRecover = hasTools('python3', 'zstd', 'git');
const describeWithTools = canRecover || process.env['CI'] !== undefined ? describe : describe.skip;

const SERIES = 'acme/shop/files';
const golden = goldenSnapshots();
const [[, first], , [newestId, newest]] = golden as [(typeof golden)[0], (typeof golden)[0], (typeof golden)[0]];

const NOTHING = Buffer.alloc(0);

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'holdfast-recover-'));
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

let targets = 0;
const target = (): string => join(folder, `target-${String(targets++)}`);

function copyOfVault(): string {
  const copy = target();
  fs.cpSync(GOLDEN_VAULT, copy, { recursive: true });
  return copy;
}

/** An entry as it came back; in the shape of the fixture. */
function look(root: string, { path }: GoldenEntry): GoldenEntry {
  const file = Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, 'latin1')]);
  const stat = fs.lstatSync(file);
  const facts = { path, mode: stat.mode & 0o7777 };
  if (stat.isDirectory()) return { ...facts, type: 'directory' };
  if (stat.isSymbolicLink()) return { ...facts, type: 'symlink', target: fs.readlinkSync(file) };
  const sha256 = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  return { ...facts, type: 'file', sizeBytes: stat.size, mtimeMs: stat.mtimeMs, isLinked: stat.nlink > 1, sha256 };
}

describeWithTools('holdfast-recover.py', () => {
  test('shows the series and the snapshots of a vault', () => {
    expect(recover(GOLDEN_VAULT, 'series').stdout).toBe('acme/shop/files\nacme/shop/repository\n');
    const lines = recover(GOLDEN_VAULT, 'list', SERIES).stdout.trim().split('\n');
    const ids = golden.filter(([, { series }]) => series === SERIES).map(([id]) => id);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(ids.reverse());
    expect(lines.at(-1)).toMatch(/complete .*"files": 70.* refs\/heads\/main first$/);
  });

  test('says what is wrong with what it was asked for', () => {
    const said = (...args: string[]): string => {
      const { status, stderr } = recover(...args);
      expect(status).toBe(1);
      return stderr;
    };
    expect(said(join(GOLDEN_VAULT, 'v1'), 'series')).toContain('no snapshots here');
    expect(said(GOLDEN_VAULT, 'list', 'acme/other')).toContain('series acme/other has no snapshots here');
    expect(said(GOLDEN_VAULT, 'restore', SERIES, 'yesterday', target())).toContain(
      "not the id of a snapshot: 'yesterday'",
    );
  });

  test.each(golden.filter(([, { entries }]) => entries !== undefined))(
    'restores the files of %s',
    (id, { entries = [] }) => {
      const to = target();
      expect(recover(GOLDEN_VAULT, 'restore', SERIES, id, to)).toMatchObject({ status: 0 });
      expect(entries.map((entry) => look(to, entry))).toEqual(entries);
      const found = fs.readdirSync(to, { recursive: true }).length;
      // Node leaves out the name that is not UTF-8 or not, by platform; nothing else may be there.
      expect(entries.length - found).toBeLessThanOrEqual(1);
      expect(found).toBeLessThanOrEqual(entries.length);
    },
  );

  test.each(golden.filter(([, { refs }]) => refs !== undefined))(
    'rebuilds the repository of %s',
    (id, { series, refs = [], head }) => {
      const to = target();
      expect(recover(GOLDEN_VAULT, 'git', series, id, to)).toMatchObject({ status: 0 });
      const list = execFileSync('git', ['-C', to, 'for-each-ref', '--format=%(objectname) %(refname)'], {
        encoding: 'utf8',
      });
      expect(list.trim().split('\n')).toEqual(refs);
      expect(fs.readFileSync(join(to, 'HEAD'), 'utf8').trim()).toBe(head);
      execFileSync('git', ['-C', to, 'fsck', '--full', '--strict'], { stdio: 'ignore' });
    },
  );

  test('latest is the newest complete snapshot, damaged ones are passed over', () => {
    const vault = copyOfVault();
    fs.appendFileSync(join(vault, rootKey(SERIES, newestId)), 'x');
    const to = target();
    const { status, stderr } = recover(vault, 'restore', SERIES, 'latest', to);
    expect([status, stderr]).toEqual([
      0,
      expect.stringContaining(`passed over: ${rootKey('acme/shop/files', newestId)}`),
    ]);
    expect(newest.entries?.length).toBe(first.entries?.length);
  });

  test.each<[string, (pack: string) => void]>([
    ['missing', (pack) => fs.rmSync(pack)],
    ['cut off', (pack) => fs.truncateSync(pack, 100)],
    ['changed', (pack) => fs.appendFileSync(pack, 'x')],
  ])('a pack that is %s is an error that names it, and nothing is left behind', (_, damage) => {
    const vault = copyOfVault();
    const packs = fs.readdirSync(join(vault, 'v1/packs', SERIES, '@'));
    damage(join(vault, 'v1/packs', SERIES, '@', packs[0] as string));
    const to = target();
    const { status, stderr } = recover(vault, 'restore', SERIES, 'latest', to);
    expect([status, stderr]).toEqual([1, expect.stringContaining(`${packs[0] as string} is missing`)]);
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('.holdfast-'))).toEqual([]);
    expect(fs.existsSync(to)).toBe(false);
  });

  test('a target that is there already is left alone', () => {
    const to = target();
    fs.mkdirSync(to);
    expect(recover(GOLDEN_VAULT, 'restore', SERIES, 'latest', to)).toMatchObject({ status: 1 });
    expect(fs.readdirSync(to)).toEqual([]);
  });

  test.each([[[]], [[GOLDEN_VAULT]], [[GOLDEN_VAULT, 'what', 'x']], [[GOLDEN_VAULT, 'list', '../x']]])(
    '%j is refused',
    (args) => {
      const { status, stderr } = recover(...args);
      expect([status, stderr]).toEqual([1, expect.stringMatching(/holdfast-recover/)]);
    },
  );

  const link = (path: string, to: string) => entry(path, { type: 'symlink', target: Buffer.from(to) });
  test.each<[string, readonly TreeEntry[]]>([
    ['a path that leads up', [entry('../escaped')]],
    ['a path that leads up later on', [entry('a/../../escaped')]],
    ['an absolute path', [entry(join(tmpdir(), 'escaped'))]],
    ['an empty segment', [entry('a//b')]],
    ['a dot', [entry('./a')]],
    ['a NUL', [entry('a\0b')]],
    ['a file below a symbolic link', [link('a', '..'), entry('a/escaped')]],
    ['a file below a file', [entry('a'), entry('a/b')]],
  ])('a hostile tree with %s is refused whole', (_, entries) => {
    const vault = target();
    const id = hostileSnapshot(vault, entries);
    const to = target();
    const { status, stderr } = recover(vault, 'restore', 'hostile', id, to);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/holdfast-recover: /)]);
    expect(fs.existsSync(to)).toBe(false);
    expect(fs.existsSync(join(folder, 'escaped')) || fs.existsSync(join(tmpdir(), 'escaped'))).toBe(false);
  });
});

describeWithTools('a map that would be decoded over and over', () => {
  const pack = blobKey(
    'packs',
    'hostile',
    new Date('2026-11-23T01:02:03Z'),
    createHash('sha256').update('pack').digest(),
  );
  const frame = (at: number, storedBytes: number, rawBytes: number, id: number): FrameFragments => ({
    frame: { pack, offset: at, storedBytes, rawBytes },
    lengths: [rawBytes],
    ids: createHash('sha256').update(String(id)).digest(),
  });
  const many = Array.from({ length: 65 }, (_, at) => frame(at * 100, 100, 8 * 1024 * 1024, at));
  const tiny = Array.from({ length: 4097 }, (_, at) => frame(at * 100, 100, 5, at));

  test.each<[string, readonly FrameFragments[], string]>([
    ['frames that overlap', [frame(0, 100, 1000, 1), frame(50, 100, 1000, 2)], 'two frames in the same bytes'],
    ['one frame told in two ways', [frame(0, 100, 1000, 1), frame(0, 100, 2000, 2)], 'two frames in the same bytes'],
    ['more raw bytes than a pack may have', many, 'says too much'],
    ['more frames than a pack may have', tiny, 'says too much'],
  ])('%s: refused before anything is fetched', (_, frames, said) => {
    const vault = target();
    const to = target();
    const ids = Buffer.concat(frames.map((one) => one.ids));
    const sizeBytes = frames.reduce((sum, { frame: { rawBytes } }) => sum + rawBytes, 0);
    const id = hostileSnapshot(vault, [entry('a', { fragments: ids, sizeBytes })], {
      map: [mapSegments(frames).map(inlineRef)],
      objects: [{ key: pack, sizeBytes: 1_000_000, liveBytes: 0, etag: '' }],
    });
    const { status, stderr } = recover(vault, 'restore', 'hostile', id, to);
    expect([status, stderr]).toEqual([1, expect.stringContaining(said)]);
    expect(fs.existsSync(to)).toBe(false);
  });
});

(canRecover && hasTools('jq') ? describe : describe.skip)('docs/recovery.md', () => {
  test('its way by hand works as it is written', () => {
    const out = execFileSync('bash', ['-euo', 'pipefail', '-c', commandsOfPage('by-hand')], {
      cwd: copyOfVault(),
      encoding: 'utf8',
    });
    const hex = newestId.slice(17);
    expect(out).toContain(`${hex} is the beginning of ${hex}`);
    expect(out).toMatch(/"status": "complete"/);
    expect(out.match(/^v1.*: OK$/gm)).toHaveLength(3);
    expect(out).toContain('README.md');
    expect(out).toMatch(/^\{"table":"map"/m);
    expect(out).toMatch(/^\{"table":"tree"/m);
    expect(out).toMatch(/^content-\S+:\d+:# Shop$/m);
  });
});

/** An empty file, if not said otherwise. */
function entry(path: string, fields: Partial<TreeEntry> = {}): TreeEntry {
  const times = { mtimeSeconds: 0, mtimeNanos: 0 };
  const sha256 = fields.type === 'symlink' ? NOTHING : createHash('sha256').digest();
  const file = { type: 'file' as const, mode: 0o644, sizeBytes: 0, linkGroup: 0, target: NOTHING, fragments: NOTHING };
  return { path: Buffer.from(path), ...file, ...times, sha256, ...fields };
}

/** A snapshot that is sound but for what its tree and its map say. */
function hostileSnapshot(
  vault: string,
  entries: readonly TreeEntry[],
  { map = [], objects = [] }: { map?: SegmentRef[][]; objects?: RootObject[] } = {},
): string {
  const builder = new SegmentBuilder(TREE);
  for (const item of entries) builder.push(treeRow(item));
  const sections = { map, tree: [[inlineRef(encodeSegment(builder))]], state: [] };
  const { id, bytes } = plainRoot('hostile', new Date('2026-11-23T01:02:03Z'), { sections, objects });
  const file = join(vault, rootKey('hostile', id));
  fs.mkdirSync(dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
  return id;
}
