/** A source of files that a test writes down. */
import type { Entry, OpenSource, Source, SourceEntry, SourceResult } from '../../src/sources/source.ts';

export const DIRECTORY = Symbol('directory');

/** Files by path: text, bytes, a link's target or a directory. */
export type Files = Readonly<Record<string, string | Buffer | { readonly link: string } | typeof DIRECTORY>>;

const EMPTY = Buffer.alloc(0);

export function sourceOf(files: Files, result: Partial<SourceResult> = {}): Source {
  const entries = Object.entries(files)
    .map(([path, content]) => entryOf(Buffer.from(path), content))
    .sort((a, b) => Buffer.compare(a.path, b.path));
  const open: OpenSource = {
    totals: { entries: entries.length, bytes: entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) },
    identity: {},
    async *entries() {
      yield entries;
    },
    finish: async () => ({ state: [], parts: { files: 'complete' }, gaps: [], ...result }),
    close: async () => undefined,
  };
  return { kind: 'files', definition: { root: 'test' }, open: async () => open };
}

function entryOf(path: Buffer, content: Files[string]): SourceEntry {
  const times = { mtimeSeconds: 1_700_000_000, mtimeNanos: 500_000_000, linkGroup: 0 };
  const none: Entry = { path, type: 'directory', mode: 0o755, sizeBytes: 0, ...times, target: EMPTY };
  if (content === DIRECTORY) return { ...none, content: { kind: 'none' } };
  if (typeof content === 'object' && 'link' in content) {
    return { ...none, type: 'symlink', mode: 0o777, target: Buffer.from(content.link), content: { kind: 'none' } };
  }
  const bytes = Buffer.from(content);
  return { ...none, type: 'file', mode: 0o644, sizeBytes: bytes.length, content: { kind: 'bytes', bytes } };
}
