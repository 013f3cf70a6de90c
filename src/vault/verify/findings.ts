/** The findings of verify, and how each can be recovered. */
import type { Store } from '../../store/store.ts';
import { ifServed } from '../read/damage.ts';
import { versionsOfKey } from '../read/versions.ts';
import type { PathList } from '../restore/report.ts';

/**
 * `object-*`: what the bucket holds is not what was stored. `content-damaged`: it is, and cannot be decoded.
 * `snapshot-*`: the root, or what it describes. `restore-*`, `repository-damaged`: a real restore did not bring it
 * back.
 */
export type FindingClass =
  | 'object-missing'
  | 'object-changed'
  | 'object-archived'
  | 'content-damaged'
  | 'snapshot-damaged'
  | 'snapshot-forbidden'
  | 'snapshot-sealed'
  | 'snapshot-foreign'
  | 'snapshot-inconsistent'
  | 'newer-format'
  | 'restore-failed'
  | 'restore-differs'
  | 'repository-damaged'
  | 'too-old'
  | 'no-snapshot';

/** One problem that verify found. */
export interface VerifyFinding {
  readonly class: FindingClass;
  readonly series: string;
  readonly snapshot: string | undefined;
  /** Its key. */
  readonly object: string | undefined;
  readonly message: string;
  /** Paths of the snapshot that cannot be restored because of it, as far as they can be told. */
  readonly paths: PathList;
  readonly fix: string;
}

const LISTED_PATHS = 10;

/** Counts paths and keeps the first. */
export class PathSink implements PathList {
  count = 0;
  readonly first: string[] = [];

  add(path: string): void {
    if (this.count++ < LISTED_PATHS) this.first.push(path);
  }
}

/** What is wrong with one object. */
export interface ObjectProblem {
  readonly class: FindingClass;
  readonly key: string;
  /** The end of a sentence that begins with the key. */
  readonly detail: string;
}

/** What to do about an object whose current bytes are not those that were stored: one request. */
export async function recoveryOf(
  store: Store,
  { key, sizeBytes }: { readonly key: string; readonly sizeBytes: number | undefined },
  signal: AbortSignal,
): Promise<string> {
  let isLike = false;
  const unlisted = await ifServed(async () => {
    for await (const version of versionsOfKey(store, key, signal))
      isLike ||=
        !version.isDeleteMarker && !version.isLatest && (sizeBytes === undefined || version.sizeBytes === sizeBytes);
  });
  if (isLike) return 'An older S3 version of it still exists: mode repair recovers it if its bytes are right.';
  if (unlisted !== undefined)
    return 'This server keeps no S3 versions, or does not list them: mode repair cannot recover it. The next backup stores again what the source still has.';
  return 'No older S3 version of it is left: mode repair shows what is lost. The next backup stores again what the source still has.';
}
