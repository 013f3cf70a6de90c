import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { ACCESS, ROLES } from './access.ts';
import { BUCKETS } from './buckets.ts';
import { DIFFERENCES, UNSTEADY } from './differences.ts';
import { READS } from './reads.ts';
import { makeLab, type Check, type Lab, type Target } from './suite.ts';
import { WRITES } from './writes.ts';

/**
 * Registers the conformance suite for a server: one test for each behaviour that Holdfast rests on. `open` may give the
 * roles a role for the bucket whose name it gets.
 */
export function conformance(server: string, bucket: string, open: (bucket: string) => Promise<Target>): void {
  describe(`conformance of ${server}`, () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = makeLab(await open(bucket), bucket);
      await makeBucket(lab);
    });
    afterAll(async () => {
      await removeBucket(lab);
    });
    const group = (name: string, checks: readonly Check[]): void => {
      describe(name, () => {
        for (const check of checks) register(server, check, () => lab);
      });
    };
    group('buckets', BUCKETS);
    group('writes', WRITES);
    group('reads', READS);
    group('access', ACCESS);
    group('roles', ROLES);
  });
}

function register(server: string, check: Check, lab: () => Lab): void {
  const { name, run } = check;
  const difference = DIFFERENCES[server]?.[name];
  const unsteady = UNSTEADY[server]?.[name];
  if (unsteady !== undefined) test.skip(`unsteady: ${name} (${unsteady})`, () => run(lab()));
  else if (difference !== undefined) test.failing(`differs: ${name} (${difference})`, () => run(lab()));
  else test(name, () => run(lab()));
}

async function makeBucket({ s3, bucket }: Lab): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }];
  await s3.send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: { Rules } }));
}

async function removeBucket({ s3, bucket }: Lab): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) break;
    await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
  }
  await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
}
