import type { RootHeader } from '../snapshot/root.ts';
import type { SnapshotInfo } from '../snapshot/snapshots.ts';
import type { HistoryPoint } from './result.ts';

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
