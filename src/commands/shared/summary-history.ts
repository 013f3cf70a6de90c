/** What summaries show about a series: its snapshots, and how to restore one. */
import { isAwsEndpoint } from '../../aws/credentials/partition.ts';
import { holdfastCommand } from '../../base/command-line.ts';
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

/** A command that restores the snapshot; its id as short as the summary shows it. */
export function restoreCommand(
  inputs: Inputs,
  { env }: Pick<Deps, 'env'>,
  { series, id }: { readonly series: string; readonly id: string },
): string {
  const version = /-([0-9a-f]{12})/.exec(id)?.[1] ?? id;
  const { bucket, prefix, awsRegion: region, forcePathStyle } = inputs;
  const place = { bucket, prefix, region, endpointUrl: endpointOf(inputs, env), forcePathStyle };
  return holdfastCommand('restore', place, { name: series, version, path: './restored' });
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
