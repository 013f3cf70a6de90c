import { expect } from '@jest/globals';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { freshKey, refused, type Check, type Lab } from './suite.ts';

export const BUCKETS: readonly Check[] = [
  { name: 'a missing bucket is 404 on HEAD and NoSuchBucket on a list', run: missingBucket },
  { name: 'a bucket that holds objects cannot be deleted', run: notEmpty },
  { name: 'an empty bucket can be deleted', run: deleteEmpty },
  { name: 'a new bucket keeps no versions, and says so', run: newBucket },
  { name: 'versioning is read as it was put', run: versioning },
  { name: 'encryption is read as it was put', run: encryption },
  { name: 'the public access block is read as it was put', run: publicAccessBlock },
  { name: 'a deleted public access block is missing', run: noPublicAccessBlock },
  { name: 'the public access block refuses a public policy', run: blockedPolicy },
  { name: 'the ACL of a new bucket names its owner alone', run: privateAcl },
  { name: 'lifecycle rules are read as they were put, and missing after a delete', run: lifecycle },
  { name: 'a policy is read as it was put, and missing after a delete', run: policy },
  { name: 'a policy that is none is refused', run: malformedPolicy },
  { name: 'PolicyStatus tells a public policy from another', run: policyStatus },
  { name: 'PolicyStatus of a bucket without a policy is an error or not public', run: noPolicyStatus },
  { name: 'ownership controls are read as they were put', run: ownership },
  { name: 'an Object Lock configuration is read as it was put', run: objectLock },
  { name: 'a bucket without Object Lock says so', run: noObjectLock },
  { name: 'a policy can refuse requests without TLS', run: denyPlainHttp },
  {
    name: 'a policy can refuse writes without If-None-Match and lets conditional ones through',
    run: denyUnconditional,
  },
  { name: 'a policy can refuse writes without an encryption header', run: denyUnencrypted },
  { name: 'a policy can make objects readable for everyone', run: publicRead },
];

/** A bucket for one check, and gone after it. */
async function withBucket(lab: Lab, run: (bucket: string) => Promise<void>, more: object = {}): Promise<void> {
  const bucket = freshKey('conformance');
  await lab.s3.send(new CreateBucketCommand({ Bucket: bucket, ...more }));
  try {
    await run(bucket);
  } finally {
    await lab.s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  }
}

/** A policy for one check, and gone after it. */
async function withPolicy(lab: Lab, bucket: string, statement: object, run: () => Promise<void>): Promise<void> {
  await putPolicy(lab, bucket, statement);
  try {
    await run();
  } finally {
    await lab.s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
  }
}

async function putPolicy(lab: Lab, bucket: string, statement: object): Promise<void> {
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await lab.s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
}

function put(lab: Lab, key: string, more: object = {}) {
  return lab.s3.send(new PutObjectCommand({ Bucket: lab.bucket, Key: key, Body: 'x', ...more }));
}

const publicStatement = (bucket: string): object => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${bucket}/public/*`,
});

async function missingBucket(lab: Lab): Promise<void> {
  const missing = freshKey('missing');
  await refused(lab.s3.send(new HeadBucketCommand({ Bucket: missing })), 404);
  await refused(lab.s3.send(new ListObjectsV2Command({ Bucket: missing })), 'NoSuchBucket');
}

async function notEmpty(lab: Lab): Promise<void> {
  await put(lab, freshKey());
  await refused(lab.s3.send(new DeleteBucketCommand({ Bucket: lab.bucket })), 'BucketNotEmpty');
}

async function deleteEmpty(lab: Lab): Promise<void> {
  let name = '';
  await withBucket(lab, async (bucket) => {
    name = bucket;
    await lab.s3.send(new HeadBucketCommand({ Bucket: bucket }));
  });
  await refused(lab.s3.send(new HeadBucketCommand({ Bucket: name })), 404);
}

async function newBucket(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    expect((await lab.s3.send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status).toBeUndefined();
  });
}

async function versioning(lab: Lab): Promise<void> {
  expect((await lab.s3.send(new GetBucketVersioningCommand({ Bucket: lab.bucket }))).Status).toBe('Enabled');
}

async function encryption(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    const rule = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: lab.target.kmsKeyId } as const;
    const config = { Rules: [{ ApplyServerSideEncryptionByDefault: rule, BucketKeyEnabled: true }] };
    await lab.s3.send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: config }));
    const read = await lab.s3.send(new GetBucketEncryptionCommand({ Bucket: bucket }));
    expect(read.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault).toEqual(rule);
  });
}

function block(lab: Lab, bucket: string, on = true) {
  const switches = { BlockPublicAcls: on, IgnorePublicAcls: on, BlockPublicPolicy: on, RestrictPublicBuckets: on };
  return lab.s3.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: switches }));
}

async function publicAccessBlock(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    await block(lab, bucket);
    const read = await lab.s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    expect(read.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
  });
}

async function noPublicAccessBlock(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    await block(lab, bucket);
    await lab.s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
    // A client of its own: RGW sends more than this answer's length, which breaks the connection for the next request.
    const get = lab.client().send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    await refused(get, 'NoSuchPublicAccessBlockConfiguration');
  });
}

async function blockedPolicy(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    await block(lab, bucket);
    await refused(putPolicy(lab, bucket, publicStatement(bucket)), 'AccessDenied');
  });
}

async function privateAcl(lab: Lab): Promise<void> {
  const { Grants = [], Owner } = await lab.s3.send(new GetBucketAclCommand({ Bucket: lab.bucket }));
  expect(Grants.map(({ Grantee, Permission }) => [Grantee?.Type, Grantee?.ID, Permission])).toEqual([
    ['CanonicalUser', Owner?.ID, 'FULL_CONTROL'],
  ]);
}

async function lifecycle(lab: Lab): Promise<void> {
  const place = { Bucket: lab.bucket };
  const rule = {
    ID: 'noncurrent',
    Status: 'Enabled',
    Filter: { Prefix: 'nowhere/' },
    NoncurrentVersionExpiration: { NoncurrentDays: 30 },
  } as const;
  const get = () => lab.s3.send(new GetBucketLifecycleConfigurationCommand(place));
  await refused(get(), 'NoSuchLifecycleConfiguration');
  await lab.s3.send(
    new PutBucketLifecycleConfigurationCommand({ ...place, LifecycleConfiguration: { Rules: [rule] } }),
  );
  expect((await get()).Rules).toEqual([rule]);
  await lab.s3.send(new DeleteBucketLifecycleCommand(place));
  await refused(get(), 'NoSuchLifecycleConfiguration');
}

async function policy(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    const get = () => lab.s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    await refused(get(), 'NoSuchBucketPolicy');
    const statement = {
      Sid: 'Named',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${bucket}/none/*`,
    };
    await withPolicy(lab, bucket, statement, async () => {
      const read = JSON.parse((await get()).Policy ?? '') as { Statement: { Sid: string }[] };
      expect(read.Statement[0]?.Sid).toBe('Named');
    });
    await refused(get(), 'NoSuchBucketPolicy');
  });
}

async function malformedPolicy(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    const Resource = `arn:aws:s3:::${bucket}/*`;
    await refused(putPolicy(lab, bucket, { Effect: 'Perhaps', Principal: '*', Action: 's3:GetObject', Resource }), 400);
  });
}

async function policyStatus(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    await block(lab, bucket, false);
    const status = async () =>
      (await lab.s3.send(new GetBucketPolicyStatusCommand({ Bucket: bucket }))).PolicyStatus?.IsPublic;
    await withPolicy(lab, bucket, publicStatement(bucket), async () => {
      expect(await status()).toBe(true);
    });
    await withPolicy(lab, bucket, { ...publicStatement(bucket), Effect: 'Deny' }, async () => {
      expect(await status()).toBe(false);
    });
  });
}

async function noPolicyStatus(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    const status = lab.s3.send(new GetBucketPolicyStatusCommand({ Bucket: bucket }));
    await refused(
      status.then(({ PolicyStatus }) => {
        if (PolicyStatus?.IsPublic === false) throw Object.assign(new Error(), { name: 'NotPublic', $metadata: {} });
      }),
      'NoSuchBucketPolicy',
      'NotPublic',
    );
  });
}

async function ownership(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    const controls = { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' as const }] };
    await lab.s3.send(new PutBucketOwnershipControlsCommand({ Bucket: bucket, OwnershipControls: controls }));
    const read = await lab.s3.send(new GetBucketOwnershipControlsCommand({ Bucket: bucket }));
    expect(read.OwnershipControls).toEqual(controls);
  });
}

async function objectLock(lab: Lab): Promise<void> {
  const run = async (bucket: string): Promise<void> => {
    const config = {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
    } as const;
    await lab.s3.send(new PutObjectLockConfigurationCommand({ Bucket: bucket, ObjectLockConfiguration: config }));
    const read = await lab.s3.send(new GetObjectLockConfigurationCommand({ Bucket: bucket }));
    expect(read.ObjectLockConfiguration).toEqual(config);
    expect((await lab.s3.send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status).toBe('Enabled');
  };
  await withBucket(lab, run, { ObjectLockEnabledForBucket: true });
}

async function noObjectLock(lab: Lab): Promise<void> {
  const call = lab.s3.send(new GetObjectLockConfigurationCommand({ Bucket: lab.bucket }));
  await refused(call, 'ObjectLockConfigurationNotFoundError');
}

async function denyPlainHttp(lab: Lab): Promise<void> {
  if (lab.target.endpoint.startsWith('https:')) return;
  const key = `tls-only/${freshKey()}`;
  const statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${lab.bucket}/tls-only/*`,
    Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } },
  };
  await withPolicy(lab, lab.bucket, statement, () => refused(put(lab, key), 'AccessDenied'));
  await put(lab, key);
}

async function denyUnconditional(lab: Lab): Promise<void> {
  const statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${lab.bucket}/once/*`,
    Condition: { Null: { 's3:if-none-match': 'true' } },
  };
  await withPolicy(lab, lab.bucket, statement, async () => {
    await refused(put(lab, `once/${freshKey()}`), 'AccessDenied');
    await put(lab, `once/${freshKey()}`, { IfNoneMatch: '*' });
  });
}

async function denyUnencrypted(lab: Lab): Promise<void> {
  const statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${lab.bucket}/encrypted/*`,
    Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } },
  };
  await withPolicy(lab, lab.bucket, statement, async () => {
    await refused(put(lab, `encrypted/${freshKey()}`), 'AccessDenied');
    await put(lab, `encrypted/${freshKey()}`, { ServerSideEncryption: 'AES256' });
  });
}

async function publicRead(lab: Lab): Promise<void> {
  await withBucket(lab, async (bucket) => {
    await block(lab, bucket, false);
    const status = async (key: string) => (await fetch(`${lab.target.endpoint}/${bucket}/${key}`)).status;
    await withPolicy(lab, bucket, publicStatement(bucket), async () => {
      // Nothing is there: a reader who may read, but not list, is told 403; a public policy on the list is not given.
      expect([403, 404]).toContain(await status('public/x'));
    });
    await refused(lab.s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'public/x' })), 'NoSuchKey');
  });
}
