import { type MarkKind, rootKey } from '../../../src/vault/format/keys.ts';
import { type MarkBody, writeMark } from '../../../src/vault/read/marks.ts';
import {
  findSnapshot,
  parseSelector,
  type FindOptions,
  type UnreadSnapshot,
} from '../../../src/vault/read/selectors.ts';
import { counted } from '../../support/counted-store.ts';
import { thrown } from '../format/arbitraries.ts';
import { plainHeader, plainRoot } from '../../support/snapshots.ts';
import { TestVault } from '../../support/vault.ts';

const SERIES = 'acme/shop/files';
const NOW = new Date('2026-11-23T01:02:03Z');
const ID = '20261123T010203Z-000102030405060708090a0b0c0d0e0f';

describe('parseSelector', () => {
  test.each([
    ['latest', { kind: 'latest', back: 0 }],
    ['latest~2', { kind: 'latest', back: 2 }],
    [ID, { kind: 'id', id: ID }],
    ['  tag:v1  ', { kind: 'tag', value: 'v1' }],
    ['sha:ABCDEF1', { kind: 'sha', value: 'abcdef1' }],
    ['ref:refs/tags/v1:x', { kind: 'ref', value: 'refs/tags/v1:x' }],
    ['run:123', { kind: 'run', value: '123' }],
    ['s3:null', { kind: 's3', versionId: 'null' }],
    ['before:2026-11-22', { kind: 'before', time: new Date('2026-11-22T00:00:00Z') }],
    ['before:2026-11-22T10:00', { kind: 'before', time: new Date('2026-11-22T10:00:00Z') }],
    ['before:2026-11-22T10:00:00+02:00', { kind: 'before', time: new Date('2026-11-22T08:00:00Z') }],
    ['before:7d', { kind: 'before', time: new Date('2026-11-16T01:02:03Z') }],
    ['20261123', { kind: 'any', text: '20261123' }],
    ['release/1.4', { kind: 'any', text: 'release/1.4' }],
  ])('%s', (text, selector) => {
    expect(parseSelector(text, NOW)).toEqual(selector);
  });

  test.each([
    'latest~',
    'latest~x',
    'latest~-1',
    'branch:main',
    'sha:xyz',
    'sha:abc',
    'tag:',
    'before:',
    'before:soon',
  ])('%s is refused with the forms that there are', (text) => {
    expect(() => parseSelector(text, NOW)).toThrow(thrown('bad-selector'));
    expect(() => parseSelector(text, NOW)).toThrow(
      expect.objectContaining({ exitCode: 2, fix: expect.stringContaining('latest~N') as string }) as Error,
    );
  });

  test.each(['before:2026-13-40', 'before:2026-11-22 10:00', 'before:7y', 'a b', 'a\u0007'])(
    '%j is refused',
    (text) => {
      expect(() => parseSelector(text, NOW)).toThrow(thrown('bad-selector'));
    },
  );
});

describe('findSnapshot', () => {
  let vault: TestVault;
  /** Ids of the snapshots, oldest first. */
  const ids: string[] = [];

  beforeAll(async () => {
    vault = new TestVault();
    const night = async (day: string, options: Parameters<TestVault['backUp']>[1] = {}) => {
      vault.now = new Date(`2026-11-${day}T02:00:00Z`);
      ids.push((await vault.backUp({ a: day }, options)).id);
    };
    const context = (sha: string, ref: string, runId: string) => ({ context: { sha: sha.repeat(40), ref, runId } });
    await night('01', { ...context('a', 'refs/heads/main', '1'), labels: ['release-1', '20261120'] });
    await night('10', context('b', 'refs/heads/main', '2'));
    await night('15', { ...context('c', 'refs/heads/topic', '3'), labels: ['release-2', 'b'.repeat(10)] });
    await night('20', { ...context('d', 'refs/tags/v1', '4'), labels: ['release-1'] });
    await night('22', { ...context('e', 'refs/heads/main', '5'), result: { parts: { files: 'partial' } } });
  });

  const find = (lines: readonly string[], options: Partial<FindOptions> = {}, store = vault.store) =>
    findSnapshot(store, SERIES, lines, { now: NOW, emit: (event) => vault.events.push(event), ...options });
  const indexOf = async (lines: readonly string[], options: Partial<FindOptions> = {}) => {
    const found = await find(lines, options);
    return found === undefined ? undefined : ids.indexOf(found.info.id);
  };

  test.each<[string, number | undefined]>([
    ['latest', 3],
    ['latest~1', 2],
    ['latest~3', 0],
    ['latest~4', undefined],
    ['tag:release-1', 3],
    ['tag:release-2', 2],
    ['tag:none', undefined],
    ['sha:aaaaaaa', 0],
    [`sha:${'b'.repeat(40)}`, 1],
    ['sha:eeeeeee', undefined],
    ['ref:main', 1],
    ['ref:refs/heads/main', 1],
    ['ref:v1', 3],
    ['run:3', 2],
    ['before:2026-11-20', 2],
    ['before:2026-11-20T02:00:00Z', 2],
    ['before:2026-11-20T02:00:01Z', 3],
    ['before:20d', 0],
    ['before:60d', undefined],
    ['release-2', 2],
    ['aaaaaaa', 0],
    ['unknown', undefined],
    ['20261110', 1],
  ])('%s', async (line, index) => {
    expect(await indexOf([line])).toBe(index);
  });

  test('no line means latest; of several the first that hits counts', async () => {
    expect(await indexOf([])).toBe(3);
    expect(await indexOf(['tag:none', 'tag:release-2', 'latest'])).toBe(2);
  });

  test('a line that is no selector is refused before anything is looked up', async () => {
    const { store, counts } = counted(vault.store);
    await expect(find(['latest', 'what:ever'], {}, store)).rejects.toMatchObject({ code: 'bad-selector' });
    expect(counts).toEqual({ lists: 0, gets: 0 });
  });

  test('ids, whole or the start of either half, pick partial snapshots too, and say so', async () => {
    for (const [index, id] of ids.entries()) {
      for (const text of [id, id.slice(0, 20), id.slice(17, 27)]) {
        vault.events.length = 0;
        const found = await find([text]);
        expect([found?.info.id, found?.explicit]).toEqual([id, true]);
        const warned = vault.events.some((event) => event.type === 'warning' && event.class === 'partial-snapshot');
        expect(warned).toBe(index === 4);
      }
    }
  });

  test('allow-partial lets every selector pick partial ones, and passing them over is said', async () => {
    expect(await indexOf(['latest'], { allowPartial: true })).toBe(4);
    vault.events.length = 0;
    expect(await indexOf(['ref:main'])).toBe(1);
    expect(vault.events).toContainEqual(expect.objectContaining({ class: 'partial-passed-over' }));
  });

  test('only the parts that are asked for must be complete', async () => {
    expect(await indexOf(['latest'], { isNeeded: () => false })).toBe(4);
    expect(await indexOf(['latest'], { isNeeded: (part) => part === 'files' })).toBe(3);
    expect(await indexOf(['latest'], { isNeeded: (part) => part === 'git' })).toBe(4);
  });

  test('a start that fits two ids, or a value that fits two kinds, is an error that lists them', async () => {
    await expect(find(['202611'])).rejects.toMatchObject({
      code: 'ambiguous-selector',
      exitCode: 2,
      message: expect.stringContaining(ids[4] as string) as string,
    });
    await expect(find(['20261120'])).rejects.toMatchObject({
      code: 'ambiguous-selector',
      message: expect.stringMatching(new RegExp(`id ${ids[3] as string}.*label of ${ids[0] as string}`)) as string,
    });
    await expect(find(['bbbbbbbbbb'])).rejects.toMatchObject({
      message: expect.stringMatching(
        new RegExp(`label of ${ids[2] as string}.*commit of ${ids[1] as string}`),
      ) as string,
    });
  });

  test('an S3 version', async () => {
    const versionId = vault.objects.get(rootKey(SERIES, ids[2] ?? ''))?.versionId ?? '';
    expect(await find([`s3:${versionId}`])).toMatchObject({ versionId, info: { id: ids[2] } });
    expect(await find(['s3:none'])).toBeUndefined();
  });

  test('latest takes a LIST of roots, one of marks, and one GET', async () => {
    const { store, counts } = counted(vault.store);
    await find(['latest'], { now: new Date('2026-11-20T12:00:00Z'), allowPartial: true }, store);
    expect(counts).toEqual({ lists: 2, gets: 1 });
  });

  describe('with marks', () => {
    const mark = (index: number, kind: MarkKind, body: MarkBody = {}) =>
      writeMark(vault.store, { series: SERIES, id: ids[index] ?? '' }, kind, vault.now, body);
    const before = (): Set<string> => new Set(vault.objects.keys());
    let kept: Set<string>;

    beforeEach(() => {
      kept = before();
      vault.events.length = 0;
    });
    afterEach(() => {
      for (const key of before()) if (!kept.has(key)) vault.objects.delete(key);
    });

    test('a late label is found, by tag: and without; the newest match counts', async () => {
      await mark(1, 'label', { labels: ['late', 'release-1'] });
      await mark(0, 'label', { labels: ['late'] });
      expect(await indexOf(['tag:late'])).toBe(1);
      expect(await indexOf(['late'])).toBe(1);
      expect(await indexOf(['tag:release-1'])).toBe(3);
      await mark(4, 'label', { labels: ['release-1'] });
      expect(await indexOf(['tag:release-1'])).toBe(3);
      expect(await indexOf(['tag:release-1'], { allowPartial: true })).toBe(4);
    });

    test('a label costs a LIST of the marks, and a GET for each that is a label', async () => {
      await mark(1, 'label', { labels: ['late'] });
      await mark(3, 'verified', { level: 'full' });
      const { store, counts } = counted(vault.store);
      await find(['tag:release-2'], { now: new Date('2026-11-20T12:00:00Z') }, store);
      // Three windows of roots, and the marks; the label, and three headers down to the match.
      expect(counts).toEqual({ lists: 4, gets: 4 });
    });

    test('a mark that is damaged labels nothing', async () => {
      await mark(1, 'label', { labels: ['late'] });
      const [key = ''] = [...vault.objects.keys()].filter((candidate) => candidate.startsWith('v1/marks/'));
      vault.objects.set(key, { body: Buffer.from('{"labels":7}'), lastModified: vault.now });
      expect(await indexOf(['tag:late'])).toBeUndefined();
    });

    test('a snapshot in quarantine is never picked unless it is named, and then with a warning', async () => {
      await mark(3, 'quarantine', { reason: 'ransomware' });
      for (const [line, index] of [
        ['latest', 2],
        ['latest~1', 1],
        ['tag:release-1', 0],
        ['before:2026-11-21', 2],
      ] as const)
        expect(await indexOf([line])).toBe(index);
      expect(await indexOf(['ref:v1'])).toBeUndefined();
      expect(vault.events.filter(({ type }) => type === 'warning')).toEqual([]);
      expect(await indexOf([ids[3] ?? ''])).toBe(3);
      expect(vault.events.at(-1)).toMatchObject({
        type: 'warning',
        class: 'quarantined-snapshot',
        message: expect.stringContaining('ransomware') as string,
      });
    });
  });

  describe('with roots that cannot be trusted', () => {
    const change = async (index: number, edit: (key: string) => void, check: () => Promise<void>) => {
      const key = rootKey(SERIES, ids[index] as string);
      const object = vault.objects.get(key);
      if (object === undefined) throw new Error('no such root');
      const before = { ...object };
      edit(key);
      try {
        await check();
      } finally {
        vault.objects.set(key, before);
      }
    };

    test('a time that is not trusted is never latest, and can be picked by id', async () => {
      const late = (key: string) => {
        Object.assign(vault.objects.get(key) ?? {}, { lastModified: new Date('2026-11-22T02:00:00Z') });
      };
      await change(3, late, async () => {
        expect(await indexOf(['latest'])).toBe(2);
        expect(await indexOf(['tag:release-1'])).toBe(0);
        expect(await indexOf([ids[3] as string])).toBe(3);
      });
    });

    test('a snapshot of a newer format is never replaced by an older one unseen', async () => {
      const newer = { ...plainHeader(SERIES, NOW), features: { required: ['of-tomorrow'], maintain: [], build: [] } };
      const { id, bytes } = plainRoot(SERIES, NOW, { header: newer });
      vault.objects.set(rootKey(SERIES, id), { body: bytes, lastModified: NOW });
      try {
        await expect(find(['latest'])).rejects.toMatchObject({ code: 'newer-format' });
        await expect(find([id])).rejects.toMatchObject({ code: 'newer-format' });
        expect(await indexOf([ids[3] as string])).toBe(3);
        expect(await indexOf(['before:2026-11-21'])).toBe(3);
      } finally {
        vault.objects.delete(rootKey(SERIES, id));
      }
    });

    test('an older snapshot takes the place of a damaged one only if that is allowed', async () => {
      const damage = (key: string) => {
        const object = vault.objects.get(key);
        if (object !== undefined) object.body = Buffer.concat([object.body, Buffer.from('x')]);
      };
      await change(3, damage, async () => {
        vault.events.length = 0;
        for (const line of ['latest', 'before:2026-11-21', 'ref:v1', 'sha:aaaaaaa', 'run:1', 'tag:release-1'])
          await expect(find([line])).rejects.toMatchObject({ code: 'newest-unreadable' });
        expect(await indexOf(['latest~1'])).toBe(2);
        expect(await indexOf(['latest'], { allowOlder: true })).toBe(2);
        expect(vault.events).toContainEqual(expect.objectContaining({ class: 'unreadable-snapshot' }));
        await expect(find([ids[3] as string])).rejects.toMatchObject({ code: 'corrupt-root' });
      });
    });

    test('with allow-older, one that cannot be read is named where nothing else fits', async () => {
      const damage = (key: string) => {
        const object = vault.objects.get(key);
        if (object !== undefined) object.body = Buffer.concat([object.body, Buffer.from('x')]);
      };
      await change(3, damage, async () => {
        const unread: string[] = [];
        const options = { allowOlder: true, onUnread: ({ info }: UnreadSnapshot) => unread.push(info.id) };
        expect(await find(['tag:never'], options)).toBeUndefined();
        expect(unread).toEqual([ids[3]]);
      });
    });
  });
});
