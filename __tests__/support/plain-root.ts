import { chunkerFor } from '../../src/vault/format/chunker.ts';
import { formatUtc, snapshotId } from '../../src/vault/format/keys.ts';
import { encodeRoot, type RootContent } from '../../src/vault/format/root.ts';

/** The header of a complete snapshot of files, without parents, gaps or labels. */
export function plainHeader(
  series: string,
  time: Date,
  fields: Partial<RootContent['header']> = {},
): RootContent['header'] {
  const utc = formatUtc(time);
  return {
    features: { required: [], optional: [] },
    series,
    utc,
    status: 'complete',
    parts: { files: 'complete' },
    source: { kind: 'files', definition: { root: '/' }, identity: {} },
    context: { sha: 'abc', ref: 'refs/heads/main' },
    labels: [],
    parents: [],
    bases: [],
    counts: { files: 1 },
    gaps: {},
    chunker: chunkerFor(0),
    mtime: 'keep-equal',
    adopted: [],
    ...fields,
  };
}

/** A root that needs no object, if not said otherwise. */
export function plainRoot(
  series: string,
  time: Date,
  content: Partial<RootContent> = {},
): { id: string; bytes: Buffer } {
  const sections = { map: [], tree: [], state: [] };
  const bytes = encodeRoot({ header: plainHeader(series, time), objects: [], sections, gaps: [], ...content });
  return { id: snapshotId(time, bytes), bytes };
}
