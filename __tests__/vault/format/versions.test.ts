/** The table "Versions" of docs/format.md: what a reader does with values that it does not know. Each row is tried. */
import { readFileSync } from 'node:fs';
import { Segment, SegmentBuilder, type Row } from '../../../src/vault/format/columns.ts';
import { parseBlobKey, parseMarkKey, parseRootKey, parseStateKey } from '../../../src/vault/format/keys.ts';
import { decodeRoot, encodeRoot } from '../../../src/vault/format/root.ts';
import { LevelWriter } from '../../../src/vault/format/table.ts';
import { TREE, treeEntries } from '../../../src/vault/format/tree.ts';
import { isReadInFull, listMarks, type MarkBody, readMarkFacts, writeMark } from '../../../src/vault/read/marks.ts';
import { newestProof, readProof } from '../../../src/vault/read/proof.ts';
import { compressSync } from '../../../src/vault/format/zstd.ts';
import { PARTIAL_GAPS } from '../../../src/sources/source.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { plainHeader, plainRoot } from '../../support/snapshots.ts';
import { idOf, withDocument } from './vectors.ts';

const DOC = readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8');
const TIME = new Date('2026-11-23T01:02:03Z');
const ID = '20261123T010203Z-0123456789abcdef0123456789abcdef';

const decode = (root: Buffer) => decodeRoot({ series: 'a', id: idOf(root) }, root);
const rootWith = (fields: object, gaps: { class: string; path: string; reason: string }[] = []) =>
  encodeRoot({
    header: { ...plainHeader('a', TIME), ...fields },
    objects: [],
    sections: { map: [], tree: [], state: [] },
    gaps,
  });
const headerWith = (fields: object) => decode(rootWith(fields)).header;
const changed = (name: string, change: (document: never) => unknown) =>
  decode(withDocument(rootWith({}), name, change));
const treeRowOf = (type: number): Row => ({
  ...{ path: Buffer.from('a'), type, mode: 0, size: 0, mtime: 0, nanos: 0, link: 0 },
  ...{ target: Buffer.alloc(0), sha256: Buffer.alloc(0), fragments: Buffer.alloc(0) },
});

async function marked(kind: 'verified' | 'proof', body: MarkBody) {
  const { store } = memoryStore();
  await writeMark(store, { series: 'a', id: ID }, kind, TIME, body);
  return { store, marks: await listMarks(store, 'a') };
}

const CHECKS: Readonly<Record<string, () => void | Promise<void>>> = {
  '`status`, `parts`': () => {
    const header = headerWith({ status: 'of-tomorrow', parts: { files: 'of-tomorrow', git: 'complete' } });
    expect(header).toMatchObject({ status: 'partial', parts: { files: 'partial', git: 'complete' } });
  },
  '`chunker`': () => {
    for (const chunker of [{ algorithm: 'of-tomorrow' }, 'of-tomorrow', null])
      expect(headerWith({ chunker }).chunker).toBeUndefined();
  },
  '`mtime`': () => {
    expect(headerWith({ mtime: 'of-tomorrow' }).series).toBe('a');
  },
  '`context`, `counts`': () => {
    const header = headerWith({ context: { sha: 'a', later: 1 }, counts: { files: 1, later: 'x' } });
    expect(header).toMatchObject({ context: { sha: 'a' }, counts: { files: 1 } });
    expect(Object.keys({ ...header.context, ...header.counts })).toEqual(['sha', 'files']);
  },
  '`kind` of a source': () => {
    expect(headerWith({ source: { kind: 'of-tomorrow', definition: {}, identity: {} } }).source.kind).toBe(
      'of-tomorrow',
    );
  },
  'class of a gap': () => {
    const gap = { class: 'of-tomorrow', path: 'a', reason: 'b' };
    const root = decode(rootWith({ gaps: { 'of-tomorrow': { count: 1, first: [gap] } } }, [gap]));
    expect(root).toMatchObject({ gaps: [gap], header: { status: 'complete', gaps: { 'of-tomorrow': { count: 1 } } } });
    expect([...PARTIAL_GAPS].sort()).toEqual(['absent', 'failed', 'unreadable']);
  },
  'a name in `features`, `format`': () => {
    const newer = expect.objectContaining({ code: 'newer-format' }) as Error;
    expect(() => headerWith({ features: { required: ['of-tomorrow'] } })).toThrow(newer);
    expect(() => changed('header', (header: object) => ({ ...header, format: 'holdfast-root/2' }))).toThrow(newer);
  },
  '`codec`, `seal`, `type` of a row': () => {
    for (const [field, value] of [
      ['codec', 'brotli'],
      ['seal', 'of-tomorrow'],
    ] as const)
      expect(() =>
        changed('sections', (json: { tree: object }) => ({ ...json, tree: { ...json.tree, [field]: value } })),
      ).toThrow(expect.objectContaining({ code: 'corrupt-root' }) as Error);
    const writer = new LevelWriter(TREE);
    writer.push(treeRowOf(4));
    expect(() => [...treeEntries([writer.finish()])]).toThrow(
      expect.objectContaining({ code: 'corrupt-tree' }) as Error,
    );
  },
  'kind of a mark, kind of a key': () => {
    const stamp = `20261123T010203Z-${'0'.repeat(24)}`;
    expect(parseMarkKey(`v1/marks/a/@/${ID}/tomorrow-${stamp}`)).toBeUndefined();
    for (const parse of [parseRootKey, parseBlobKey, parseMarkKey, parseStateKey])
      expect(parse(`v1/tomorrow/a/@/${ID}`)).toBeUndefined();
  },
  '`level` of a mark `verified`': async () => {
    const { store, marks } = await marked('verified', { level: 'of-tomorrow' });
    expect((await readMarkFacts(store, marks)).get(ID)?.verified?.level).toBe('of-tomorrow');
    expect(await isReadInFull(store, marks)).toBe(false);
  },
  '`level` of a mark `proof`': async () => {
    const { store, marks } = await marked('proof', {});
    const mark = newestProof(marks);
    if (mark === undefined) throw new Error('there is no proof');
    const body = { level: 'of-tomorrow', packs: { key: [], catalogue: [] }, badPacks: [], badFiles: [] };
    const get: typeof store.get = async (key, options) => ({
      ...(await store.get(key, options)),
      body: compressSync(Buffer.from(JSON.stringify(body)), 3),
    });
    expect(await readProof({ ...store, get }, mark)).toBeUndefined();
  },
  'a field, document or column not named here': () => {
    for (const name of ['header', 'objects', 'sections'])
      expect(changed(name, (document: object) => ({ ...document, later: [1] })).header.series).toBe('a');
    expect(withColumns({ later: 'bytes' })).toBe(1);
  },
  'a name reserved here': () => {
    expect(changed('objects', (json: object) => ({ ...json, codec: [], seal: [] })).objects).toEqual([]);
    expect(withColumns({ xattr: 'bytes', owner: 'bytes', holes: 'bytes', windows: 'uint' })).toBe(1);
    for (const name of ['keys', 'signature']) expect(withFrame(name).series).toBe('a');
  },
};

/** Rows that a reader finds in a tree with further columns. */
function withColumns(more: Readonly<Record<string, 'bytes' | 'uint'>>): number {
  const builder = new SegmentBuilder({ ...TREE, columns: { ...TREE.columns, ...more } });
  const values = Object.entries(more).map(([name, type]) => [name, type === 'uint' ? 7 : Buffer.from('x')] as const);
  builder.push({ ...treeRowOf(2), ...Object.fromEntries(values) });
  return new Segment(TREE, builder.encode(), 'It').rows;
}

/** The header of a root with one more document at its end. */
function withFrame(name: string) {
  const { bytes } = plainRoot('a', TIME);
  const frame = compressSync(Buffer.from('{}'), 3);
  const longer = withDocument(bytes, 'header', (header: { frames: object[] }) => ({
    ...header,
    frames: [...header.frames, { name, stored: frame.length, raw: 2 }],
  }));
  return decode(Buffer.concat([longer, frame])).header;
}

test.each(Object.keys(CHECKS))('%s', async (name) => {
  const check = CHECKS[name];
  if (check === undefined) throw new Error(`no check for ${name}`);
  await check();
});

test('every row has a check, and every check a row', () => {
  const text = DOC.slice(DOC.indexOf('## Versions'), DOC.indexOf('A field, a document or a column that'));
  const named = [...text.matchAll(/^\| (.+?) +\| .+\|$/gm)].map(([, name = '']) => name).slice(2);
  expect(named).toEqual(Object.keys(CHECKS));
});
