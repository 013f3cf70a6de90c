/** Makes entries for files that a source generates itself. */
import { lstat } from 'node:fs/promises';
import type { Entry, SourceEntry } from './source.ts';

/** Tree entries for files that a part generates itself; their owners and times have no meaning. */
export function plainEntry(path: string, type: Entry['type'], mode: number): Entry {
  return {
    path: Buffer.from(path, 'latin1'),
    type,
    mode,
    sizeBytes: 0,
    mtimeSeconds: 0,
    mtimeNanos: 0,
    target: Buffer.alloc(0),
    linkGroup: 0,
  };
}

export function folderEntry(path: string): SourceEntry {
  return { ...plainEntry(path, 'directory', 0o755), content: { kind: 'none' } };
}

export function bytesEntry(path: string, bytes: Buffer): SourceEntry {
  return { ...plainEntry(path, 'file', 0o644), sizeBytes: bytes.length, content: { kind: 'bytes', bytes } };
}

export function carriedEntry(entry: Entry): SourceEntry {
  return { ...entry, content: { kind: entry.type === 'file' ? 'carry' : 'none' } };
}

/** `temporary`: the backup removes the file once it has read it. */
export async function fileEntry(path: string, file: string, temporary: boolean): Promise<SourceEntry> {
  const { size, mtimeNs } = await lstat(file, { bigint: true });
  return {
    ...plainEntry(path, 'file', 0o644),
    sizeBytes: Number(size),
    mtimeSeconds: Number(mtimeNs / 1_000_000_000n),
    mtimeNanos: Number(mtimeNs % 1_000_000_000n),
    content: { kind: 'file', absolutePath: Buffer.from(file), temporary },
  };
}
