import {
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';
import { type BucketSettings, type Reading, readSettings, settingReader } from '../posture.ts';
import { allOrStop } from '../retry.ts';
import type { S3Connection } from '../s3-client.ts';

/** All that a bucket says about itself; nothing is judged yet (bucket.ts does that). */
export interface BucketFacts extends BucketSettings {
  /** JSON; undefined: none. */
  readonly policy: Reading<string | undefined>;
  /** `BucketOwnerEnforced`, `BucketOwnerPreferred`, `ObjectWriter`; undefined: never set, which means ObjectWriter. */
  readonly ownership: Reading<string | undefined>;
  /** undefined: not enabled. Without a mode there is no default retention. */
  readonly objectLock: Reading<{ readonly mode: string | undefined; readonly days: number } | undefined>;
  /** Destinations of enabled rules. */
  readonly replication: Reading<readonly string[]>;
  /** Bucket to which access is logged. */
  readonly logging: Reading<string | undefined>;
}

/** Eleven requests. Throws if the bucket cannot be reached at all. */
export async function readBucketFacts(connection: S3Connection, signal: AbortSignal): Promise<BucketFacts> {
  return allOrStop(signal, async (shared) => {
    const read = settingReader(connection, shared);
    const [settings, policy, ownership, objectLock, replication, logging] = await Promise.all([
      readSettings(read),
      read(
        'GetBucketPolicy',
        async ({ client, input, options }) => (await client.send(new GetBucketPolicyCommand(input), options)).Policy,
        { name: 'NoSuchBucketPolicy', value: undefined },
      ),
      read(
        'GetBucketOwnershipControls',
        async ({ client, input, options }) => {
          const answer = await client.send(new GetBucketOwnershipControlsCommand(input), options);
          return answer.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
        },
        { name: 'OwnershipControlsNotFoundError', value: undefined },
      ),
      read(
        'GetObjectLockConfiguration',
        async ({ client, input, options }) => {
          const answer = await client.send(new GetObjectLockConfigurationCommand(input), options);
          const retention = answer.ObjectLockConfiguration?.Rule?.DefaultRetention;
          const days = retention?.Days ?? (retention?.Years ?? 0) * 365;
          return { mode: retention?.Mode as string | undefined, days };
        },
        { name: 'ObjectLockConfigurationNotFoundError', value: undefined },
      ),
      read(
        'GetBucketReplication',
        async ({ client, input, options }) => {
          const { ReplicationConfiguration } = await client.send(new GetBucketReplicationCommand(input), options);
          const rules = ReplicationConfiguration?.Rules ?? [];
          return rules
            .filter(({ Status }) => Status === 'Enabled')
            .map(({ Destination }) => String(Destination?.Bucket));
        },
        { name: 'ReplicationConfigurationNotFoundError', value: [] },
      ),
      read('GetBucketLogging', async ({ client, input, options }) => {
        const { LoggingEnabled } = await client.send(new GetBucketLoggingCommand(input), options);
        return LoggingEnabled?.TargetBucket;
      }),
    ]);
    return { ...settings, policy, ownership, objectLock, replication, logging };
  });
}
