/** Backup and restore by the real engine, with a value for whatever a test does not care about. */
import type { Event } from '../../src/base/events.ts';
import type { Store } from '../../src/store/store.ts';
import { backUp, type BackupOptions, type BackupOutcome } from '../../src/vault/backup/backup.ts';
import type { Root } from '../../src/vault/format/root.ts';
import type { RestoreReport } from '../../src/vault/restore/report.ts';
import { restoreTree, type RestoreOptions } from '../../src/vault/restore/restore.ts';
import { workerUrl } from './worker-url.ts';

export const SERIES = 'acme/shop/files';

export type BackupRun = Partial<BackupOptions> & Pick<BackupOptions, 'store' | 'source' | 'tempDir' | 'now'>;

export function runBackup(run: BackupRun): Promise<BackupOutcome> {
  return backUp({
    series: SERIES,
    base: undefined,
    labels: [],
    context: {},
    mtime: 'exact',
    storageClass: 'STANDARD',
    redefine: false,
    workerUrl: workerUrl('read-worker'),
    redact: (text) => text,
    emit: () => undefined,
    signal: new AbortController().signal,
    ...run,
  });
}

/** Restores with everything selected, into a folder, and keeps the events. */
export async function restoreTo(
  { store, root }: { readonly store: Store; readonly root: Root },
  target: string,
  options: Partial<RestoreOptions> = {},
): Promise<RestoreReport & { readonly events: readonly Event[] }> {
  const events: Event[] = [];
  const report = await restoreTree({
    store,
    root,
    target,
    isSelected: () => true,
    overwrite: 'if-changed',
    dryRun: false,
    workerUrl: workerUrl('restore-worker'),
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    ...options,
  });
  return { ...report, events };
}
