import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { S3Settings } from '../../src/aws/s3/client.ts';
import { connectS3 } from '../../src/aws/s3/client.ts';
import { checkBucket } from '../../src/aws/provider/preflight.ts';
import { storeOver } from '../../src/aws/s3/store.ts';
import { allow, startDouble } from '../../tools/double/double.ts';
import type { Double } from '../../tools/double/double.ts';
import type { Fault } from '../../tools/double/faults.ts';
import { storeSuite } from '../support/store-suite.ts';

let double: Double;
beforeAll(async () => {
  double = await startDouble();
  double.makeVaultBucket('vault');
  double.makeVaultBucket('far', { region: 'eu-west-1' });
  double.makeVaultBucket('theirs', { accountId: '999988887777' });
});
afterAll(() => double.close());
beforeEach(() => {
  double.faults = undefined;
  double.clearRequests();
});

describe('as on any server', () => {
  storeSuite(async () => ({ endpointUrl: double.endpoint, region: double.region, credentials: keysOf(double) }));
});

const keysOf = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }): Keys => ({
  accessKeyId,
  secretAccessKey,
});
interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

function connect(changes: Partial<S3Settings> = {}, credentials: Keys = keysOf(double)): ReturnType<typeof connectS3> {
  const settings = {
    bucket: 'vault',
    prefix: '',
    region: 'us-east-1',
    endpointUrl: double.endpoint,
    forcePathStyle: true,
  };
  return connectS3(
    { ...settings, retry: { attempts: 3, baseMs: 1 }, ...changes },
    { credentials, requestHandler: new NodeHttpHandler(), emit: () => undefined },
  );
}
const open = (...args: Parameters<typeof connect>): ReturnType<typeof storeOver> => storeOver(connect(...args));

/** The fault strikes the first request of an operation only. */
function failOnce(operation: string, fault: Fault): void {
  let struck = false;
  double.faults = (request) => {
    if (struck || request.operation !== operation) return undefined;
    struck = true;
    return fault;
  };
}

const BODY = Buffer.from('0123456789');

test('a lost 200 leaves the object, and is reported as taken', async () => {
  failOnce('PutObject', 'drop-answer');
  expect((await open().putNew('v1/lost', BODY)).created).toBe(false);
  expect((await open().get('v1/lost')).body).toEqual(BODY);
});

test.each<[string, Fault]>([
  ['503', { status: 503, code: 'SlowDown' }],
  ['409', { status: 409, code: 'ConditionalRequestConflict' }],
  ['connection reset', 'reset'],
])('%s once: the object is created', async (name, fault) => {
  failOnce('PutObject', fault);
  expect((await open().putNew(`v1/once/${name}`, BODY)).created).toBe(true);
  expect(double.counts()).toMatchObject({ PutObject: 2 });
});

test('a body that is cut is read again', async () => {
  await open().putNew('v1/cut', BODY);
  failOnce('GetObject', { cutBodyAt: 3 });
  expect((await open().get('v1/cut', { length: 10 })).body).toEqual(BODY);
});

test('an archived object is refused at once, also on a machine whose clock is off', async () => {
  await open().putNew('v1/archived', Buffer.from('cold'));
  double.objects('vault').setStorageClass('v1/archived', 'GLACIER');
  double.clock.advance(3600);
  try {
    const store = open();
    // From the first answer on the SDK signs by the server's clock, and says so of each error.
    await store.get('v1/probe').catch(() => undefined);
    double.clearRequests();
    await expect(store.get('v1/archived')).rejects.toMatchObject({ code: 'object-archived' });
    expect(double.counts()).toEqual({ GetObject: 1 });
  } finally {
    double.clock.advance(-3600);
  }
});

test('a stalled request ends with its signal', async () => {
  double.faults = () => 'stall';
  await expect(open().get('v1/x', { signal: AbortSignal.timeout(30) })).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('a bucket in another region than given: both are named', async () => {
  await expect(open({ bucket: 'far' }).get('v1/a')).rejects.toMatchObject({
    code: 'wrong-region',
    message: 'The bucket far is in eu-west-1, not in us-east-1.',
  });
  await expect(open({ bucket: 'far' }).head('v1/a')).rejects.toMatchObject({ code: 'wrong-region' });
});

test('a bucket of another account than expected is refused, and the input named', async () => {
  const store = open({ expectedBucketOwner: '999988887777' });
  await expect(store.get('v1/a')).rejects.toMatchObject({
    code: 'access-denied',
    why: expect.stringContaining('expected-bucket-owner') as string,
  });
  expect((await open({ expectedBucketOwner: '111122223333' }).putNew('v1/owner', BODY)).created).toBe(true);
});

test('a missing permission is named, and a missing key without s3:ListBucket is no "not found"', async () => {
  const reader = keysOf(double.addUser({ name: 'reader', policies: [allow('s3:GetObject', 'arn:aws:s3:::vault/*')] }));
  await open().putNew('v1/readable', BODY);
  const store = open({}, reader);
  expect((await store.get('v1/readable')).body).toEqual(BODY);
  const denied = (permission: string): object => ({
    code: 'access-denied',
    message: expect.stringContaining(permission) as string,
  });
  await expect(store.putNew('v1/new', BODY)).rejects.toMatchObject(denied('s3:PutObject'));
  await expect(store.get('v1/none')).rejects.toMatchObject(denied('s3:GetObject'));
  await expect(store.head('v1/none')).rejects.toMatchObject(denied('s3:GetObject'));
  await expect(store.list('v1/')[Symbol.asyncIterator]().next()).rejects.toMatchObject(denied('s3:ListBucket'));
});

test('checks of a safe bucket: six requests on a known vault, no finding but "ok"', async () => {
  const connection = connect();
  const check = async (): Promise<string[]> => {
    const findings = await checkBucket(connection, storeOver(connection), { mode: 'enforce' });
    return findings.map(({ severity }) => severity);
  };
  await check();
  double.clearRequests();
  expect(new Set(await check())).toEqual(new Set(['ok']));
  expect(double.counts()).toEqual({
    GetBucketVersioning: 1,
    GetBucketEncryption: 1,
    GetPublicAccessBlock: 1,
    GetBucketPolicyStatus: 1,
    GetBucketLifecycleConfiguration: 1,
    PutObject: 1,
  });
});

test('checks that the credentials may not make refuse the bucket, each with its permission', async () => {
  const writer = keysOf(double.addUser({ name: 'writer', policies: [allow('s3:PutObject', 'arn:aws:s3:::vault/*')] }));
  const connection = connect({ encryption: { mode: 'AES256' } }, writer);
  const check = (mode: 'enforce' | 'warn') => checkBucket(connection, storeOver(connection), { mode });
  const permissionsOf = (findings: Awaited<ReturnType<typeof check>>, severity: string) =>
    findings.filter((finding) => finding.severity === severity).map(({ why }) => /s3:\w+/.exec(why ?? '')?.[0]);
  const proofs = [
    's3:GetBucketVersioning',
    's3:GetBucketPolicyStatus',
    's3:GetBucketAcl',
    's3:GetLifecycleConfiguration',
  ];

  const findings = await check('warn');
  expect(permissionsOf(findings, 'refuse')).toEqual(proofs);
  expect(permissionsOf(findings, 'warn')).toEqual(['s3:GetBucketPublicAccessBlock']);
  for (const permission of proofs) {
    await expect(check('enforce')).rejects.toMatchObject({
      code: 'bucket-unsafe',
      why: expect.stringContaining(permission) as string,
    });
  }
});
