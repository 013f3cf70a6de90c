/** What each role may do, and may not, tried with its credentials on a real vault: on the double and on real servers. */
import { randomBytes } from 'node:crypto';
import * as S3 from '@aws-sdk/client-s3';
import type { Role } from '../../../src/aws/policies/roles.ts';

/** `wide` may do everything by its own policy, and is named as a role that backs up. */
export type Who = Role | 'wide';

export interface ProofOptions {
  readonly bucket: string;
  readonly clientOf: (who: Who) => S3.S3Client;
  /** Whether the server refuses a PUT without If-None-Match. */
  readonly refusesOverwrite: boolean;
  /** Whether the server compares the storage class of a PUT with a policy. */
  readonly refusesArchives: boolean;
  /** Calls that the server does not have. */
  readonly notServed?: readonly CallName[];
  /** A KMS key that is there, and is not the vault's. */
  readonly kmsKeyId: string;
  /** Keys of the server's owner, to see what there is. */
  readonly owner: S3.S3Client;
}

const ID = '20261123T010203Z-0123456789abcdef0123456789abcdef';
/** A run of its own each time, so that no key is taken. */
const newRun = () => `20261123T010203Z-${randomBytes(12).toString('hex')}`;
const mark = (kind: string) => `v1/marks/acme/shop/files/@/${ID}/${kind}-${newRun()}`;
const state = (mode: string) => `v1/state/${mode}/${newRun()}`;

/** Calls by name; each answers, or is refused with AccessDenied. */
function calls(bucket: string, pack: string, versionId: string | undefined, kmsKeyId: string) {
  const Bucket = bucket;
  const put = (Key: string, more: Partial<S3.PutObjectCommandInput> = {}) =>
    new S3.PutObjectCommand({ Bucket, Key, Body: 'x', IfNoneMatch: '*', ...more });
  const root = () => `v1/roots/acme/shop/files/@/${newRun()}`;
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: `arn:aws:s3:::${bucket}/*` };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const rule = { ID: 'all', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } } as const;
  return {
    'read a pack': () => new S3.GetObjectCommand({ Bucket, Key: pack }),
    'list the vault': () => new S3.ListObjectsV2Command({ Bucket, Prefix: 'v1/' }),
    'list S3 versions': () => new S3.ListObjectVersionsCommand({ Bucket, Prefix: 'v1/' }),
    'add a pack': () => put(`v1/packs/acme/shop/files/@/${newRun()}/0`),
    'add a pack that is read less often': () =>
      put(`v1/packs/acme/shop/files/@/${newRun()}/0`, { StorageClass: 'STANDARD_IA' }),
    'add a root that has to be thawed': () => put(root(), { StorageClass: 'GLACIER' }),
    'add a root under a key of its own': () => put(root(), { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }),
    'mark a pack deleted': () => new S3.DeleteObjectCommand({ Bucket, Key: pack }),
    'delete an S3 version': () => new S3.DeleteObjectCommand({ Bucket, Key: pack, VersionId: versionId }),
    'overwrite a pack': () => new S3.PutObjectCommand({ Bucket, Key: pack, Body: 'poison' }),
    'copy over a pack': () => new S3.CopyObjectCommand({ Bucket, Key: pack, CopySource: `${bucket}/v1/probe` }),
    'tag a pack': () =>
      new S3.PutObjectTaggingCommand({ Bucket, Key: pack, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }),
    'vouch for a snapshot': () => put(mark('verified')),
    'acknowledge an anomaly': () => put(mark('acknowledged')),
    'quarantine a snapshot': () => put(mark('quarantine')),
    'readmit a snapshot': () => put(mark('readmitted')),
    'change what audit knows': () => put(state('audit')),
    'change what prune knows': () => put(state('prune')),
    'change what verify knows': () => put(state('verify')),
    'say what the vault asks of writers': () => put(`v1/vault/${ID}`),
    'add keys of the vault': () => put(`v1/keys/${ID}`),
    'suspend versioning': () =>
      new S3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
    'set a lifecycle rule': () =>
      new S3.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [rule] } }),
    'remove the lifecycle rules': () => new S3.DeleteBucketLifecycleCommand({ Bucket }),
    'set a policy': () => new S3.PutBucketPolicyCommand({ Bucket, Policy: policy }),
    'remove the policy': () => new S3.DeleteBucketPolicyCommand({ Bucket }),
    'open the bucket': () => new S3.DeletePublicAccessBlockCommand({ Bucket }),
    'delete the bucket': () => new S3.DeleteBucketCommand({ Bucket }),
    'read the policy status': () => new S3.GetBucketPolicyStatusCommand({ Bucket }),
  };
}

type CallName = keyof ReturnType<typeof calls>;

const ADDS: readonly CallName[] = ['add a pack', 'add a pack that is read less often'];
const READS: readonly CallName[] = ['list the vault', 'list S3 versions'];

/** All that a role may do; everything else of the table must be refused. */
const MAY: Readonly<Record<Role, readonly CallName[]>> = {
  backup: [...READS, 'read a pack', ...ADDS, 'read the policy status'],
  restore: [...READS, 'read a pack'],
  verify: [...READS, 'read a pack', 'vouch for a snapshot', 'change what verify knows'],
  prune: [
    ...READS,
    'read a pack',
    ...ADDS,
    'readmit a snapshot',
    'change what prune knows',
    'mark a pack deleted',
    'read the policy status',
  ],
  repair: [
    ...READS,
    'read a pack',
    ...ADDS,
    // Marks and state that were overwritten are put back too.
    'vouch for a snapshot',
    'readmit a snapshot',
    'acknowledge an anomaly',
    'quarantine a snapshot',
    'change what audit knows',
    'change what prune knows',
    'change what verify knows',
    'say what the vault asks of writers',
    'add keys of the vault',
    'mark a pack deleted',
  ],
  audit: [...READS, 'read a pack', 'change what audit knows', 'read the policy status'],
  setup: [...READS, 'read the policy status'],
};

/** Setup is meant to change settings: those calls are not tried with it. */
const OF_SETUP: readonly CallName[] = [
  'suspend versioning',
  'set a lifecycle rule',
  'remove the lifecycle rules',
  'set a policy',
  'open the bucket',
];

/** By role, the calls whose answer is not as it should be; to be compared with {}. */
export async function wrongAnswers(options: ProofOptions): Promise<Record<string, string[]>> {
  const { bucket, clientOf, owner, refusesOverwrite, refusesArchives, kmsKeyId } = options;
  const { Contents = [] } = await owner.send(new S3.ListObjectsV2Command({ Bucket: bucket, Prefix: 'v1/packs/' }));
  const pack = Contents[0]?.Key ?? '';
  const { VersionId } = await owner.send(new S3.HeadObjectCommand({ Bucket: bucket, Key: pack }));
  const table = calls(bucket, pack, VersionId, kmsKeyId);
  const wrong: Record<string, string[]> = {};
  const tried = async (who: Who, name: CallName, mayDo: boolean): Promise<void> => {
    const answer = await answerTo(clientOf(who), table[name]());
    const isRight = mayDo ? answer === 'done' : answer === 'AccessDenied';
    if (!isRight) (wrong[who] ??= []).push(`${name}: ${answer}`);
  };
  const names = (Object.keys(table) as CallName[]).filter((name) => options.notServed?.includes(name) !== true);
  for (const [role, may] of Object.entries(MAY) as [Role, readonly CallName[]][]) {
    // Who may put packs can put one over another where the server cannot refuse it; versioning keeps what was there.
    const overwrites = !refusesOverwrite && may.includes('add a pack') ? (['overwrite a pack'] as const) : [];
    for (const name of names) {
      if (role === 'setup' && OF_SETUP.includes(name)) continue;
      const archives = name === 'add a root that has to be thawed' && !refusesArchives && may.includes('add a pack');
      await tried(role, name, archives || may.includes(name) || overwrites.some((each) => each === name));
      if (name === 'mark a pack deleted' || name === 'overwrite a pack')
        await undo(owner, bucket, pack, String(VersionId));
    }
  }
  const notByPolicy: readonly CallName[] = ['read a pack', ...ADDS, ...READS, 'read the policy status'];
  for (const name of names) {
    const may =
      notByPolicy.includes(name) ||
      (name === 'overwrite a pack' && !refusesOverwrite) ||
      (name === 'add a root that has to be thawed' && !refusesArchives);
    await tried('wide', name, may);
  }
  return wrong;
}

async function undo(owner: S3.S3Client, bucket: string, pack: string, good: string): Promise<void> {
  const place = { Bucket: bucket, Key: pack };
  const { Versions = [], DeleteMarkers = [] } = await owner.send(
    new S3.ListObjectVersionsCommand({ Bucket: bucket, Prefix: pack }),
  );
  for (const { VersionId } of [...Versions, ...DeleteMarkers].filter(({ VersionId: id }) => id !== good))
    await owner.send(new S3.DeleteObjectCommand({ ...place, VersionId, BypassGovernanceRetention: true }));
}

async function answerTo(client: S3.S3Client, command: ReturnType<ReturnType<typeof calls>[CallName]>): Promise<string> {
  try {
    const answer = await client.send(command as S3.GetObjectCommand);
    // What nobody reads would hold the connection.
    await (answer.Body as { transformToByteArray?: () => Promise<unknown> } | undefined)?.transformToByteArray?.();
    return 'done';
  } catch (error) {
    return (error as Error).name;
  }
}
