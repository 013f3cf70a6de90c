/** Bytes of test vectors, and roots with one document changed. */
import { createHash } from 'node:crypto';
import { parseUtc, snapshotId } from '../../../src/vault/format/keys.ts';
import { decodeHeader } from '../../../src/vault/format/root.ts';
import { compressSync, decompressFirst, decompressSync } from '../../../src/vault/format/zstd.ts';

/**
 * Bytes that every language can make: SHA-256 of the texts `<seed>/0`, `<seed>/1`, ... end to end, cut to `length`.
 * docs/format.md, "Test vectors", names them `pattern(length, seed)`.
 */
export function pattern(length: number, seed: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    createHash('sha256')
      .update(`${String(seed)}/${String(i)}`)
      .digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

/** Of a root as it is, whatever its name was. */
export function idOf(root: Buffer): string {
  const { raw } = decompressFirst(root, 256 * 1024, 'It');
  const { utc } = JSON.parse(raw.toString()) as { readonly utc: string };
  return snapshotId(parseUtc(utc), root);
}

/** A root whose frame of this name holds another document; its header says so. */
export function withDocument(root: Buffer, name: string, change: (document: never) => unknown): Buffer {
  const header = decodeHeader(idOf(root), root);
  let at = root.length - header.frames.reduce((sum, { stored }) => sum + stored, 0);
  const cut = header.frames.map(({ name: n, stored, raw }) => ({ n, raw, body: root.subarray(at, (at += stored)) }));
  const frames = cut.map(({ n, raw, body }) => {
    if (n !== name) return { n, raw, body };
    const json = JSON.stringify(change(JSON.parse(decompressSync(body, raw, 'It').toString()) as never));
    return { n, raw: Buffer.byteLength(json), body: compressSync(Buffer.from(json), 3) };
  });
  const listed = frames.map(({ n, raw, body }) => ({ name: n, stored: body.length, raw }));
  const changed = name === 'header' ? change({ ...header, frames: listed } as never) : { ...header, frames: listed };
  return Buffer.concat([compressSync(Buffer.from(JSON.stringify(changed)), 3), ...frames.map(({ body }) => body)]);
}
