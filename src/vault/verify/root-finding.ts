/** A root that cannot be read, as a finding. */
import { messageOf, type HoldfastError } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import { rootKey } from '../format/keys.ts';
import { type Unreadable, unreadableKind } from '../read/damage.ts';
import { type FindingClass, PathSink, recoveryOf, type VerifyFinding } from './findings.ts';

export const ROOT_CLASSES: Readonly<Record<Unreadable, FindingClass>> = {
  lost: 'snapshot-damaged',
  damaged: 'snapshot-damaged',
  newer: 'newer-format',
  sealed: 'snapshot-sealed',
  foreign: 'snapshot-foreign',
  forbidden: 'snapshot-forbidden',
  archived: 'object-archived',
};

/** What to do if no older S3 version helps. */
export function rootFix(error: unknown): string | undefined {
  const kind = unreadableKind(error);
  if (kind === 'newer') return 'Nothing of it was verified. Use a newer version of Holdfast.';
  if (kind === 'sealed' || kind === 'foreign' || kind === 'forbidden' || kind === 'archived')
    return (error as HoldfastError).fix;
  return undefined;
}

/** A root that cannot be read, as a finding. Throws what is not the root's fault. */
export async function rootFinding(
  store: Store,
  { series, id }: { readonly series: string; readonly id: string },
  error: unknown,
  signal: AbortSignal,
): Promise<VerifyFinding> {
  const kind = unreadableKind(error);
  if (kind === undefined) throw error;
  const object = rootKey(series, id);
  return {
    class: ROOT_CLASSES[kind],
    series,
    snapshot: id,
    object,
    message: messageOf(error),
    paths: new PathSink(),
    fix: rootFix(error) ?? (await recoveryOf(store, { key: object, sizeBytes: undefined }, signal)),
  };
}
