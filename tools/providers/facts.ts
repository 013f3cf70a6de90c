/** Asks a server for each fact that Holdfast builds on, with the SDK and in a bucket of its own. */
import * as S3 from '@aws-sdk/client-s3';
import { hash } from 'node:crypto';
import type { Fact, Verdict } from './result.ts';

const WORKS: Verdict = { outcome: 'works' };
const BYTES = Buffer.from('holdfast conformance');
const OTHER_BYTES = Buffer.from('other bytes');
const NOT_SERVED = ['NotImplemented', 'MethodNotAllowed', 'NoSuchMethod', 'UnsupportedOperation'];

/** The server, a bucket that is made for the run, and a key prefix. */
export interface Bench {
  readonly client: S3.S3Client;
  readonly bucket: string;
}

type Probe = (bench: Bench) => Promise<Verdict>;

/** In this order: later facts stand on earlier ones. */
const PROBES: Readonly<Record<Fact, Probe>> = {
  'versioning-call': versioningCall,
  versions,
  'delete-marker': deleteMarker,
  'conditional-put': conditionalPut,
  'put-over-marker': putOverMarker,
  checksum: (bench) => checksum(bench, BYTES),
  'checksum-verified': wrongChecksum,
  encryption,
  'encryption-call': encryptionCall,
  'public-access-block': publicAccessBlock,
  lifecycle,
  'bucket-policy': bucketPolicy,
};

export async function askFacts(bench: Bench): Promise<Readonly<Record<Fact, Verdict>>> {
  await bench.client.send(new S3.CreateBucketCommand({ Bucket: bench.bucket }));
  const facts: Partial<Record<Fact, Verdict>> = {};
  for (const [fact, probe] of Object.entries(PROBES) as [Fact, Probe][])
    facts[fact] = await probe(bench).catch((error: unknown) => refusal(error));
  return facts as Record<Fact, Verdict>;
}

/** The verdict on an error of the SDK. What is no answer of S3's is thrown on. */
function refusal(error: unknown): Verdict {
  if (!(error instanceof S3.S3ServiceException)) throw error;
  const status = error.$metadata.httpStatusCode;
  const code = error.name === 'UnknownError' || error.name === '' ? `HTTP ${String(status)}` : error.name;
  return { outcome: status === 501 || NOT_SERVED.includes(error.name) ? 'not-served' : 'refused', code };
}

function noEffect(note: string): Verdict {
  return { outcome: 'no-effect', note };
}

function put(
  { client, bucket: Bucket }: Bench,
  input: Omit<S3.PutObjectCommandInput, 'Bucket'>,
): Promise<S3.PutObjectCommandOutput> {
  return client.send(new S3.PutObjectCommand({ Bucket, Body: BYTES, ...input }));
}

async function versioningCall({ client, bucket: Bucket }: Bench): Promise<Verdict> {
  await client.send(new S3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const { Status } = await client.send(new S3.GetBucketVersioningCommand({ Bucket }));
  return Status === 'Enabled' ? WORKS : noEffect(`it says ${Status ?? 'nothing'}`);
}

async function versions(bench: Bench): Promise<Verdict> {
  const { client, bucket: Bucket } = bench;
  const Key = 'versions';
  const { VersionId } = await put(bench, { Key });
  if (VersionId === undefined || VersionId === 'null') return noEffect('the answer to a PUT has no version id');
  await put(bench, { Key, Body: OTHER_BYTES });
  const older = await client.send(new S3.GetObjectCommand({ Bucket, Key, VersionId }));
  const bytes = await older.Body?.transformToByteArray();
  return bytes !== undefined && BYTES.equals(bytes) ? WORKS : noEffect('the older version has other bytes');
}

async function deleteMarker(bench: Bench): Promise<Verdict> {
  const { client, bucket: Bucket } = bench;
  const Key = 'deleted';
  await put(bench, { Key });
  await client.send(new S3.DeleteObjectCommand({ Bucket, Key }));
  const { DeleteMarkers = [] } = await client.send(new S3.ListObjectVersionsCommand({ Bucket, Prefix: Key }));
  return DeleteMarkers[0]?.VersionId === undefined ? noEffect('the listing shows none') : WORKS;
}

async function conditionalPut(bench: Bench): Promise<Verdict> {
  await put(bench, { Key: 'conditional', IfNoneMatch: '*' });
  try {
    await put(bench, { Key: 'conditional', Body: OTHER_BYTES, IfNoneMatch: '*' });
  } catch (error) {
    if (error instanceof S3.S3ServiceException && error.$metadata.httpStatusCode === 412) return WORKS;
    throw error;
  }
  return noEffect('it overwrites');
}

/** The key that `deleteMarker` left deleted. */
async function putOverMarker(bench: Bench): Promise<Verdict> {
  await put(bench, { Key: 'deleted', IfNoneMatch: '*' });
  return WORKS;
}

/** The checksum of these bytes, with a PUT of others if they differ. */
async function checksum(bench: Bench, of: Buffer): Promise<Verdict> {
  await put(bench, {
    Key: 'checksum',
    ChecksumAlgorithm: 'SHA256',
    ChecksumSHA256: hash('sha256', of, 'base64'),
  });
  return WORKS;
}

async function wrongChecksum(bench: Bench): Promise<Verdict> {
  try {
    await checksum(bench, OTHER_BYTES);
  } catch (error) {
    const { code } = refusal(error);
    return { outcome: 'works', ...(code !== undefined && { code }) };
  }
  return noEffect('it stores the bytes');
}

async function encryption(bench: Bench): Promise<Verdict> {
  const { client, bucket: Bucket } = bench;
  const Key = 'encrypted';
  await put(bench, { Key, ServerSideEncryption: 'AES256' });
  const { ServerSideEncryption } = await client.send(new S3.HeadObjectCommand({ Bucket, Key }));
  return ServerSideEncryption === 'AES256' ? WORKS : noEffect(`a HEAD names ${ServerSideEncryption ?? 'none'}`);
}

async function encryptionCall({ client, bucket: Bucket }: Bench): Promise<Verdict> {
  const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }];
  const ServerSideEncryptionConfiguration = { Rules };
  await client.send(new S3.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
  const answer = await client.send(new S3.GetBucketEncryptionCommand({ Bucket }));
  const seen = answer.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
  return seen === 'AES256' ? WORKS : noEffect(`it says ${seen ?? 'nothing'}`);
}

async function publicAccessBlock({ client, bucket: Bucket }: Bench): Promise<Verdict> {
  const PublicAccessBlockConfiguration = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  // Asked first: a server that does not know the call may take its PUT for another one.
  await client.send(new S3.GetPublicAccessBlockCommand({ Bucket })).catch((error: unknown) => {
    if (refusal(error).outcome === 'not-served') throw error;
  });
  await client.send(new S3.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  const answer = await client.send(new S3.GetPublicAccessBlockCommand({ Bucket }));
  return answer.PublicAccessBlockConfiguration?.RestrictPublicBuckets === true ? WORKS : noEffect('it says nothing');
}

async function lifecycle({ client, bucket: Bucket }: Bench): Promise<Verdict> {
  const rule = {
    ID: 'older',
    Status: 'Enabled' as const,
    Filter: { Prefix: 'v1/' },
    NoncurrentVersionExpiration: { NoncurrentDays: 60 },
  };
  await client.send(
    new S3.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [rule] } }),
  );
  const { Rules = [] } = await client.send(new S3.GetBucketLifecycleConfigurationCommand({ Bucket }));
  return Rules[0]?.NoncurrentVersionExpiration?.NoncurrentDays === 60 ? WORKS : noEffect('the rule is not kept');
}

/** A policy that refuses PUTs below one prefix: it is kept, and it refuses. */
async function bucketPolicy(bench: Bench): Promise<Verdict> {
  const { client, bucket: Bucket } = bench;
  const Statement = [
    { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/refused/*` },
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await client.send(new S3.PutBucketPolicyCommand({ Bucket, Policy }));
  await client.send(new S3.GetBucketPolicyCommand({ Bucket }));
  try {
    await put(bench, { Key: 'refused/object' });
  } catch (error) {
    if (refusal(error).code === 'AccessDenied') return WORKS;
    throw error;
  }
  return noEffect("it is stored, and a PUT that it denies is taken from the administrator's keys of this run");
}
