/** What summaries show about a series: its snapshots, and the commands that bring one back. */
import { isAwsEndpoint } from '../../aws/credentials/partition.ts';
import { holdfastCommand, type VaultPlace } from '../../base/command-line.ts';
import type { RootHeader } from '../../vault/format/root.ts';
import type { SnapshotInfo } from '../../vault/read/snapshots.ts';
import type { HistoryPoint } from '../../report/result.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { Deps } from './command.ts';

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

interface NamedSnapshot {
  readonly series: string;
  readonly id: string;
}

/** A command that restores the snapshot. */
export function restoreCommand(inputs: Inputs, deps: Pick<Deps, 'env'>, snapshot: NamedSnapshot): string {
  return snapshotCommand('restore', inputs, deps, snapshot, { path: './restored' });
}

/** A command that brings back a snapshot under a delete marker. */
export function undeleteCommand(inputs: Inputs, deps: Pick<Deps, 'env'>, snapshot: NamedSnapshot): string {
  return snapshotCommand('undelete', inputs, deps, snapshot, { apply: true });
}

/** The id of the snapshot is as short as the summary shows it. */
function snapshotCommand(
  mode: 'restore' | 'undelete',
  inputs: Inputs,
  { env }: Pick<Deps, 'env'>,
  { series, id }: NamedSnapshot,
  flags: Readonly<Record<string, string | true>>,
): string {
  const version = /-([0-9a-f]{12})/.exec(id)?.[1] ?? id;
  return holdfastCommand(mode, placeOf(inputs, { env }), { name: series, version, ...flags });
}

/** Where the vault lies, for commands to copy. */
export function placeOf(inputs: Inputs, { env }: Pick<Deps, 'env'>): VaultPlace {
  const { bucket, prefix, awsRegion: region, forcePathStyle } = inputs;
  return { bucket, prefix, region, endpointUrl: endpointOf(inputs, env), forcePathStyle };
}

/** The endpoint of a server other than AWS: from the input, or from the environment. */
export function endpointOf({ endpointUrl }: Pick<Inputs, 'endpointUrl'>, env: Deps['env']): string | undefined {
  return endpointUrl ?? (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined);
}

/** Whether the AWS prices for storage apply to this bucket. */
export function isAtAws(inputs: Inputs, { env }: Pick<Deps, 'env'>): boolean {
  const endpointUrl = endpointOf(inputs, env);
  return endpointUrl === undefined || isAwsEndpoint(endpointUrl);
}
