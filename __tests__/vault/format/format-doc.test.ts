import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LIMITS } from '../../../src/base/limits.ts';
import { cutLength } from '../../../src/vault/format/chunker.ts';
import { Segment, SegmentBuilder } from '../../../src/vault/format/columns.ts';
import { mapFrames } from '../../../src/vault/format/map.ts';
import { readPack, readToc } from '../../../src/vault/format/pack.ts';
import { decodeRoot } from '../../../src/vault/format/root.ts';
import type { SectionName } from '../../../src/vault/format/sections.ts';
import { STATE } from '../../../src/vault/format/state.ts';
import { TreeCounts, treeEntries } from '../../../src/vault/format/tree.ts';
import { decompressSync } from '../../../src/vault/format/zstd.ts';
import { decodeJournal } from '../../../src/vault/backup/journal.ts';
import { isNameOf, parseMarkKey } from '../../../src/vault/format/keys.ts';
import { hashOfBlock } from '../../../src/vault/format/sections.ts';
import { tableRows } from '../../../src/vault/format/table.ts';
import { openBlob } from '../../../src/vault/seal/age-blob.ts';
import { parseVaultKey, vaultKeysOf, type IdentityFile } from '../../../src/vault/seal/keys.ts';
import { rootMac } from '../../../src/vault/seal/root-mac.ts';
import { thrown } from './arbitraries.ts';
import { pattern } from './vectors.ts';
import { inlineSegment } from '../../support/snapshots.ts';

/** docs/format.md is a specification: its values are read from it and held against the code. */
const DOC = readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8');

const PACK = 'v1/packs/acme/shop/files/@/20261123T010203Z-0b8c37e675a196f25eb0766ae00836a9';

/** The bytes in a fenced block, `hex` or `base64`. */
function block(encoding: 'hex' | 'base64', name: string): Buffer {
  const [, text] = new RegExp(`^\`\`\`${encoding} ${name}\n([^\`]+)^\`\`\``, 'm').exec(DOC) ?? [];
  return Buffer.from((text ?? '').replaceAll('\n', ''), encoding);
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Rows of the table whose heading starts with these cells, each as its cells. */
function table(...heading: string[]): string[][] {
  const lines = DOC.split('\n');
  const start = lines.findIndex((line) => heading.every((cell, i) => cellsOf(line)[i] === cell));
  const end = lines.findIndex((line, i) => i > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map(cellsOf);
}

describe('docs/format.md', () => {
  test('limits', () => {
    const rows = table('name in `limits.ts`').map(([name, , value]) => [name?.replaceAll('`', ''), Number(value)]);
    expect(Object.fromEntries(rows)).toEqual(LIMITS);
  });

  test('gear table', () => {
    const rows = table('i', 'gear[i], signed');
    expect(rows).toHaveLength(4);
    for (const [index, value] of rows) {
      const digest = createHash('sha256')
        .update(`holdfast gear ${String(index)}`)
        .digest();
      expect(digest.readInt32LE(0)).toBe(Number(value));
    }
  });

  test.each(table('content', 'avgBytes'))('cuts of %s at %s', (name, average, lengths) => {
    const [, size, seed] = /^pattern\((\d+), (\d+)\)$/.exec(name ?? '') ?? [];
    const content = size === undefined ? Buffer.alloc(300_000) : pattern(Number(size), Number(seed));
    const avgBytes = Number(average);
    const params = { algorithm: 'gear32' as const, minBytes: avgBytes / 4, avgBytes, maxBytes: avgBytes * 4 };
    const cuts: number[] = [];
    for (let at = 0; at < content.length; at += cuts.at(-1) as number) {
      cuts.push(cutLength(content, at, content.length, params));
    }
    expect(cuts.join(' ')).toBe(lengths);
  });

  test('a segment', () => {
    const builder = new SegmentBuilder(STATE);
    const push = (key: string, alive: number, value: string) => {
      builder.push({ key: Buffer.from(key), alive, value: Buffer.from(value) });
    };
    push('git/format', 1, 'sha1');
    push('git/head', 1, 'ref: refs/heads/main');
    push('git/ref/refs/heads/gone', 0, '');
    expect(builder.encode()).toEqual(block('hex', 'segment'));
    expect(new Segment(STATE, block('hex', 'segment'), 'It').rows).toBe(3);
  });

  test('all types', () => {
    const columns = { n: 'uint', i: 'int', h: 'hash', b: 'bytes', hs: 'hashes' } as const;
    const schema = { table: 'example', columns };
    const hashes = (text = '') =>
      [...text.matchAll(/h\((\w)\)/g)].map(([, name = '']) => createHash('sha256').update(name).digest('hex')).join('');
    const segment = new Segment(schema, block('hex', 'types'), 'It');
    const builder = new SegmentBuilder(schema);
    const rows = table('n', 'i', 'h');
    expect(rows).toHaveLength(segment.rows);
    for (const [row, [n, i, h, b = '', hs]] of rows.entries()) {
      const values = { n: Number(n), i: Number(i), h: hashes(h), b: b.replaceAll('`', ''), hs: hashes(hs) };
      expect([segment.number('n', row), segment.number('i', row)]).toEqual([values.n, values.i]);
      for (const name of ['h', 'b', 'hs'] as const) expect(segment.bytes(name, row).toString('hex')).toBe(values[name]);
      const bytes = (text: string) => Buffer.from(text, 'hex');
      builder.push({ n: values.n, i: values.i, h: bytes(values.h), b: bytes(values.b), hs: bytes(values.hs) });
    }
    expect(builder.encode()).toEqual(block('hex', 'types'));
  });

  test('a part with two levels of the state of git, as the example of sections describes it', () => {
    interface Described {
      readonly blocks: readonly { stored: number; raw: number; object?: number; offset: number; sha256: string }[];
      readonly state: {
        readonly levels: readonly (readonly { rows: number; block: number; start: number; raw: number }[])[];
      };
    }
    const [, text = ''] = /^```json\n(\{\n {2}"blocks"[^`]+)^```/m.exec(DOC) ?? [];
    const { blocks, state } = JSON.parse(text) as Described;
    const part = block('hex', 'part');
    const [, key = ''] = /The part `(\S+)`/.exec(DOC) ?? [];
    expect(key.slice(-32)).toBe(createHash('sha256').update(part).digest('hex').slice(0, 32));
    const inPart = blocks.filter(({ object }) => object !== undefined);
    expect(inPart.reduce((sum, { stored }) => sum + stored, 0)).toBe(part.length);
    const levels = state.levels.map((level) =>
      level.map(({ rows, block: index, start, raw: rawBytes }) => {
        const { offset, stored, raw, sha256 } = blocks[index] as Described['blocks'][number];
        const bytes = part.subarray(offset, offset + stored);
        expect(hashOfBlock(bytes)).toBe(sha256);
        const decoded = decompressSync(bytes, raw, 'It').subarray(start, start + rawBytes);
        return { rows, rawBytes, storedBytes: stored, raw: () => decoded };
      }),
    );
    const merged = [...tableRows(STATE, levels)].map(({ key: name, segment, row }) => [
      `\`${String(name)}\``,
      `\`${segment.bytes('value', row).toString('hex')}\``,
    ]);
    expect(merged).toEqual(table('merged key'));
  });

  test('a mark', () => {
    const [, key = '', body = ''] = /^`(v1\/marks\/\S+)`:\s+`(\{[^`]+\})`/m.exec(DOC) ?? [];
    expect(parseMarkKey(key)).toMatchObject({ series: 'acme/shop/files', kind: 'verified' });
    expect(JSON.parse(body)).toEqual({ level: 'full' });
    expect(DOC).toContain(`Snapshot \`${String(parseMarkKey(key)?.id)}\``);
  });

  test('a pack', async () => {
    const body = block('hex', 'pack');
    const rows = (await readPack(PACK, body)).flatMap(({ frame: { offset, storedBytes, rawBytes }, ids, lengths }) =>
      lengths.map((length, i) => [offset, storedBytes, rawBytes, length, ids.toString('hex', i * 32, i * 32 + 32)]),
    );
    expect(rows.map((row) => row.map(String))).toEqual(table('frame', 'stored', 'raw', 'length', 'id'));
    const [first] = readToc(PACK, body);
    expect(decompressSync(body.subarray(0, first?.frame.storedBytes), 15, 'It').toString()).toBe('hello\nholdfast\n');
  });

  test('a root', async () => {
    const [, id = ''] = /^Snapshot `(\S+)`/m.exec(DOC) ?? [];
    const root = decodeRoot({ series: 'acme/shop/files', id }, block('base64', 'root'));
    const segments = (name: SectionName) => root.sections[name].map((level) => level.map(inlineSegment));
    const entries = [...treeEntries(segments('tree'))];
    expect(entries.map(({ path, type, sizeBytes, target }) => [String(path), type, sizeBytes, String(target)])).toEqual(
      [
        ['docs', 'directory', 0, ''],
        ['docs/hello.txt', 'file', 6, ''],
        ['empty', 'file', 0, ''],
        ['link', 'symlink', 0, 'docs/hello.txt'],
      ],
    );
    const body = block('hex', 'pack');
    expect(
      segments('map')
        .flat()
        .flatMap((segment) => [...mapFrames(segment)]),
    ).toEqual(await readPack(PACK, body));
    expect(DOC).toContain(`The pack \`${PACK}\``);
    expect(root.objects).toMatchObject([{ key: PACK, sizeBytes: body.length, liveBytes: 1 }]);
    const counts = new TreeCounts();
    for (const entry of entries) counts.add(entry);
    expect(root.header.counts).toMatchObject({ ...counts });
  });

  test('a sealed root, and the key it was made with', () => {
    const [, secret = ''] = /`(AGE-SECRET-KEY-1\S+)`/.exec(DOC) ?? [];
    const [, id = ''] = /^The sealed snapshot `(\S+)`/m.exec(DOC) ?? [];
    const file = parseVaultKey(secret, () => undefined);
    const keys = vaultKeysOf(file as IdentityFile);
    const { identity, recipient, fingerprint } = keys.sealing;
    expect(identity.secretBytes()).toEqual(Buffer.from(Array.from({ length: 32 }, (_, index) => index + 1)));
    for (const text of [recipient, fingerprint, rootMac(identity, Buffer.from('holdfast')).toString('hex')])
      expect(DOC).toContain(`\`${text}\``);
    const key = { series: 'acme/shop/files', id };
    const bytes = block('base64', 'sealed-root');
    const { header, objects, sections } = decodeRoot(key, bytes, { keys });
    expect([header.seal, objects]).toEqual([{ kind: 'age-x25519', key: fingerprint, to: fingerprint }, []]);
    const entries = treeEntries(sections.tree.map((level) => level.map(inlineSegment)));
    expect([...entries].map(({ path, type, target }) => [String(path), type, String(target)])).toEqual([
      ['docs', 'directory', ''],
      ['empty', 'file', ''],
      ['link', 'symlink', 'docs/hello.txt'],
    ]);
    expect(() => decodeRoot(key, bytes)).toThrow(thrown('sealed'));
  });

  test('a sealed pack and a journal', async () => {
    const [, secret = ''] = /`(AGE-SECRET-KEY-1\S+)`/.exec(DOC) ?? [];
    const [, packKey = ''] = /^The sealed pack `(\S+)`/m.exec(DOC) ?? [];
    const [, name = ''] = /^The journal `(\S+)`/m.exec(DOC) ?? [];
    const key = vaultKeysOf(parseVaultKey(secret, () => undefined) as IdentityFile).sealing;
    const stored = block('base64', 'sealed-pack');
    expect(isNameOf(packKey, stored)).toBe(true);
    expect(openBlob(stored, key.identity, 'It')).toEqual(block('hex', 'pack'));
    const seal = { kind: 'age-x25519' as const, key: key.fingerprint, to: key.fingerprint };
    const journal = decodeJournal(name, block('base64', 'journal'), { series: 'acme/shop/files', seal, key });
    expect(journal?.objects).toMatchObject([{ key: packKey, sizeBytes: stored.length }]);
    const frames = (journal?.map ?? []).flatMap((segment) => [...mapFrames(segment)]);
    expect(frames).toEqual(await readPack(packKey, stored, undefined, () => block('hex', 'pack')));
  });
});
