/** What summaries tell of a series: its snapshots, and how to bring one back. */
import { isAwsEndpoint } from '../aws/partition.ts';
import { holdfastCommand } from '../command-line.ts';
import type { RootHeader } from '../snapshot/root.ts';
import type { SnapshotInfo } from '../snapshot/snapshots.ts';
import type { HistoryPoint } from './result.ts';
import type { Vault } from './vault.ts';

/** What a snapshot added to the bucket: packs and parts, as its header says, and the root itself. */
export function addedBytes(info: SnapshotInfo, { counts }: RootHeader): number {
  return (counts['storedBytes'] ?? 0) + info.sizeBytes;
}

export function historyPoint(info: SnapshotInfo, header: RootHeader): HistoryPoint {
  const { status, counts } = header;
  return {
    id: info.id,
    time: info.utc,
    status,
    files: counts['files'] ?? 0,
    bytes: counts['bytes'] ?? 0,
    storedBytes: addedBytes(info, header),
  };
}

/** A command that restores the snapshot; its id as short as the summary shows it. */
export function restoreCommand({ connection }: Pick<Vault, 'connection'>, series: string, id: string): string {
  const version = /-([0-9a-f]{12})/.exec(id)?.[1] ?? id;
  return holdfastCommand('restore', connection.settings, { name: series, version, path: './restored' });
}

/** Whether what AWS takes for storage is the price of this bucket. */
export function isAtAws({ connection }: Pick<Vault, 'connection'>): boolean {
  const { endpointUrl } = connection.settings;
  return endpointUrl === undefined || isAwsEndpoint(endpointUrl);
}
