/** Makes entries for files that a source generates itself. */
import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import type { Entry, SourceEntry } from './source.ts';

/** Tree entries for files that a part generates itself; their owners and times have no meaning. */
function plainEntry(path: string, type: Entry['type'], mode: number): Entry {
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

const NAME_MAX_CHARS = 120;

/**
 * Turns an untrusted name into a file name that is valid on every system. Everything but letters, digits, `-`, `_` and
 * `.` becomes %XX. A long name is cut and ends with a part of its hash.
 */
export function safeName(name: string): string {
  const encoded = Array.from(Buffer.from(name), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9_.-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
  const safe = encoded.replace(/^\./, '%2E');
  if (safe.length <= NAME_MAX_CHARS) return safe;
  return `${safe.slice(0, NAME_MAX_CHARS)}~${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}
