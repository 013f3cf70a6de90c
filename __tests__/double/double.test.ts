import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
  type LifecycleRule,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import type { LookupFunction } from 'node:net';
import { allow, startDouble, type Double, type DoubleOptions } from '../../tools/double/double.ts';
import type { Fault } from '../../tools/double/faults.ts';
import { bytesOf, refused, textOf, type Credentials } from './conformance/suite.ts';

const DAY_SECONDS = 24 * 3600;
let double: Double;

async function start(options: DoubleOptions = {}): Promise<void> {
  double = await startDouble(options);
  double.makeVaultBucket('vault');
}

beforeEach(() => start());
afterEach(() => double.close());

function keys(): Credentials {
  return { accessKeyId: double.accessKeyId, secretAccessKey: double.secretAccessKey };
}

function s3(credentials = keys(), more: S3ClientConfig = {}): S3Client {
  const { endpoint, region } = double;
  return new S3Client({ endpoint, region, forcePathStyle: true, maxAttempts: 1, credentials, ...more });
}

function sts(credentials = keys()): STSClient {
  return new STSClient({ endpoint: double.endpoint, region: double.region, maxAttempts: 1, credentials });
}

function put(key: string, body = 'hello', client = s3()) {
  return client.send(new PutObjectCommand({ Bucket: 'vault', Key: key, Body: body }));
}

function get(key: string, client = s3()) {
  return client.send(new GetObjectCommand({ Bucket: 'vault', Key: key }));
}

async function assume(RoleArn: string, more: { Policy?: string; DurationSeconds?: number } = {}): Promise<Credentials> {
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn,
    RoleSessionName: 'test',
    WebIdentityToken: double.token(),
    ...more,
  });
  return readCredentials((await sts().send(command)).Credentials);
}

async function chain(RoleArn: string, from: Credentials, DurationSeconds = 900): Promise<Credentials> {
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'chained', DurationSeconds });
  return readCredentials((await sts(from).send(command)).Credentials);
}

function readCredentials(
  given: {
    AccessKeyId?: string | undefined;
    SecretAccessKey?: string | undefined;
    SessionToken?: string | undefined;
  } = {},
) {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

describe('requests', () => {
  test('are logged with operation, key, principal and status, and counted', async () => {
    await put('a/b');
    await refused(get('none'), 'NoSuchKey');
    expect(double.requests).toMatchObject([
      {
        service: 's3',
        operation: 'PutObject',
        bucket: 'vault',
        key: 'a/b',
        status: 200,
        principal: expect.stringContaining('user/admin') as string,
      },
      { operation: 'GetObject', key: 'none', status: 404, code: 'NoSuchKey' },
    ]);
    expect(double.counts()).toEqual({ PutObject: 1, GetObject: 1 });
    double.clearRequests();
    expect(double.counts()).toEqual({});
  });

  test('may name the bucket in the host', async () => {
    const lookup: LookupFunction = (_name, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]);
    const requestHandler = new NodeHttpHandler({ httpAgent: new Agent({ lookup }) });
    const endpoint = `http://s3.localhost:${double.port}`;
    const client = s3(keys(), { forcePathStyle: false, endpoint, requestHandler });
    await put('a', 'hello', client);
    expect(double.requests.at(-1)).toMatchObject({ bucket: 'vault', key: 'a', status: 200 });
  });

  test('that the double does not serve are 501, by name', async () => {
    const answer = await fetch(`${double.endpoint}/vault?website`);
    expect(answer.status).toBe(501);
    expect(await answer.text()).toContain('<Code>NotImplemented</Code>');
  });

  test('to a bucket of another region are sent there', async () => {
    double.makeBucket('far-away', { region: 'eu-central-1' });
    const call = s3().send(new HeadBucketCommand({ Bucket: 'far-away' }));
    await expect(call).rejects.toMatchObject({ $metadata: { httpStatusCode: 301 } });
    const headers = (await fetch(`${double.endpoint}/far-away`, { method: 'HEAD' })).headers;
    expect(headers.get('x-amz-bucket-region')).toBe('eu-central-1');
  });
});

describe('objects behind S3', () => {
  test('can be read, damaged and removed', async () => {
    await put('a');
    const objects = double.objects('vault');
    expect(objects.keys()).toEqual(['a']);
    objects.replace('a', Buffer.from('other'));
    await expect(async () => bytesOf(await get('a'))).rejects.toThrow(/[Cc]hecksum/);
    expect(objects.read('a').toString()).toBe('other');
    objects.remove('a');
    await refused(get('a'), 'NoSuchKey');
  });
});

describe('faults', () => {
  const once = (fault: Fault): void => {
    double.faults = () => {
      double.faults = undefined;
      return fault;
    };
  };

  test('an error is answered, and nothing is done', async () => {
    once({ status: 503, code: 'SlowDown' });
    await refused(put('a'), 'SlowDown');
    expect(double.objects('vault').keys()).toEqual([]);
    expect(double.requests[0]).toMatchObject({ status: 503, code: 'SlowDown' });
  });

  test('a lost 200: done, and the connection breaks', async () => {
    once('drop-answer');
    await expect(put('a')).rejects.toThrow();
    expect(double.objects('vault').keys()).toEqual(['a']);
    expect(double.requests[0]?.status).toBe(0);
  });

  test('a reset: nothing is done', async () => {
    once('reset');
    await expect(put('a')).rejects.toThrow();
    expect(double.objects('vault').keys()).toEqual([]);
  });

  test('an error after it was done', async () => {
    once({ afterDoing: { status: 500, code: 'InternalError' } });
    await refused(put('a'), 'InternalError');
    expect(double.objects('vault').keys()).toEqual(['a']);
  });

  test('a body that ends too early', async () => {
    await put('a', 'x'.repeat(100_000));
    once({ cutBodyAt: 50_000 });
    await expect(async () => bytesOf(await get('a'))).rejects.toThrow();
  });

  test('wrong bytes, in the answer only', async () => {
    await put('a');
    once('wrong-bytes');
    await expect(async () => bytesOf(await get('a'))).rejects.toThrow();
    expect(await textOf(await get('a'))).toBe('hello');
  });

  test('a stall, until the client gives up', async () => {
    once('stall');
    const abortSignal = AbortSignal.timeout(200);
    const command = new GetObjectCommand({ Bucket: 'vault', Key: 'a' });
    await expect(s3().send(command, { abortSignal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('are chosen by what is asked', async () => {
    double.faults = ({ operation, key }) =>
      operation === 'PutObject' && key === 'b' ? { status: 403, code: 'AccessDenied' } : undefined;
    await put('a');
    await refused(put('b'), 'AccessDenied');
  });
});

describe('the virtual clock', () => {
  test('moves Date and LastModified', async () => {
    double.clock.advance(10 * DAY_SECONDS);
    await put('a');
    const { LastModified } = await s3().send(new HeadObjectCommand({ Bucket: 'vault', Key: 'a' }));
    expect((LastModified?.getTime() ?? 0) - Date.now()).toBeGreaterThan(9 * DAY_SECONDS * 1000);
    const date = (await fetch(double.endpoint)).headers.get('date') ?? '';
    expect(Date.parse(date) - Date.now()).toBeGreaterThan(9 * DAY_SECONDS * 1000);
  });

  test('ends sessions', async () => {
    const credentials = await assume(double.addRole({ name: 'backup' }), { DurationSeconds: 900 });
    await put('a', 'x', s3(credentials));
    double.clock.advance(901);
    await refused(put('b', 'x', s3(credentials)), 'ExpiredToken');
    await refused(sts(credentials).send(new GetCallerIdentityCommand({})), 'ExpiredToken', 'ExpiredTokenException');
  });

  test('ends OIDC tokens', async () => {
    const RoleArn = double.addRole({ name: 'backup' });
    const WebIdentityToken = double.token();
    double.clock.advance(600);
    const command = new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'test', WebIdentityToken });
    await refused(sts().send(command), 'ExpiredTokenException');
  });
});

describe('lifecycle', () => {
  const rule = async (more: Partial<LifecycleRule>): Promise<void> => {
    const Rules = [{ ID: 'rule', Status: 'Enabled' as const, Filter: { Prefix: 'old/' }, ...more }];
    await s3().send(new PutBucketLifecycleConfigurationCommand({ Bucket: 'vault', LifecycleConfiguration: { Rules } }));
  };
  const after = (days: number): void => {
    double.clock.advance(days * DAY_SECONDS);
    double.runLifecycle();
  };

  test('expires current objects under a prefix by a delete marker', async () => {
    await rule({ Expiration: { Days: 30 } });
    await put('old/a');
    await put('new/a');
    after(29);
    expect(double.objects('vault').keys()).toEqual(['new/a', 'old/a']);
    after(1);
    expect(double.objects('vault').keys()).toEqual(['new/a']);
    expect(double.objects('vault').versions('old/a')).toHaveLength(2);
  });

  test('removes noncurrent versions by the time they became so, and then the lone marker', async () => {
    await rule({
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      Expiration: { ExpiredObjectDeleteMarker: true },
    });
    await put('old/a');
    after(40);
    await s3().send(new DeleteObjectCommand({ Bucket: 'vault', Key: 'old/a' }));
    after(29);
    expect(double.objects('vault').versions('old/a')).toHaveLength(2);
    after(1);
    expect(double.objects('vault').versions('old/a')).toHaveLength(0);
    const { Versions, DeleteMarkers } = await s3().send(new ListObjectVersionsCommand({ Bucket: 'vault' }));
    expect([Versions, DeleteMarkers]).toEqual([undefined, undefined]);
  });

  test('moves objects to another storage class, from where an archive must be fetched first', async () => {
    await rule({ Transitions: [{ Days: 10, StorageClass: 'GLACIER' }] });
    await put('old/a');
    after(10);
    await refused(get('old/a'), 'InvalidObjectState');
  });

  test('does nothing while a rule is off, or asks for a tag', async () => {
    await rule({ Status: 'Disabled', Expiration: { Days: 1 } });
    await put('old/a');
    after(5);
    await rule({ Filter: { And: { Prefix: 'old/', Tags: [{ Key: 'a', Value: 'b' }] } }, Expiration: { Days: 1 } });
    after(5);
    expect(double.objects('vault').keys()).toEqual(['old/a']);
  });
});

describe('roles', () => {
  test('the runner gives tokens with the claims of the job, for the audience asked', async () => {
    const env = double.runnerEnv({ repository: 'acme/app', sub: 'repo:acme/app:ref:refs/heads/dev' });
    const url = `${env['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience=my-audience`;
    const ask = (token: string) => fetch(url, { headers: { authorization: `bearer ${token}` } });
    const { value } = (await (await ask(env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '')).json()) as { value: string };
    const claims: unknown = JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({
      aud: 'my-audience',
      iss: double.issuer.url,
      sub: 'repo:acme/app:ref:refs/heads/dev',
      repository: 'acme/app',
      run_id: '4711',
    });
    expect((await ask('another')).status).toBe(401);
  });

  test('a session policy over 2,048 characters is refused', async () => {
    const arn = double.addRole({ name: 'backup' });
    const long = JSON.stringify(allow('s3:GetObject', `arn:aws:s3:::vault/${'x'.repeat(2048)}`));
    await refused(assume(arn, { Policy: long }), 'PackedPolicyTooLargeException', 'PackedPolicyTooLarge');
  });

  test('a session longer than the role allows is refused', async () => {
    await refused(assume(double.addRole({ name: 'backup' }), { DurationSeconds: 7200 }), 'ValidationError');
    await assume(double.addRole({ name: 'long', maxSessionSeconds: 43_200 }), { DurationSeconds: 43_200 });
  });

  test('a role can assume another that trusts it, for an hour at most', async () => {
    const first = double.addRole({ name: 'first' });
    const second = double.addRole({
      name: 'second',
      maxSessionSeconds: 43_200,
      trustPolicy: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { AWS: first }, Action: 'sts:AssumeRole' },
      },
    });
    const credentials = await assume(first);
    const { Arn, Account } = await sts(await chain(second, credentials)).send(new GetCallerIdentityCommand({}));
    expect([Arn, Account]).toEqual([`arn:aws:sts::${double.accountId}:assumed-role/second/chained`, double.accountId]);
    await refused(chain(second, credentials, 3601), 'ValidationError');
    await refused(chain(first, credentials), 'AccessDenied');
  });

  test('a vault in another account needs the role and the bucket to agree', async () => {
    const owner = double.addAccount('444455556666');
    double.makeVaultBucket('theirs', { accountId: '444455556666' });
    const role = double.addRole({ name: 'backup' });
    const client = s3(await assume(role));
    const list = () => client.send(new ListObjectsV2Command({ Bucket: 'theirs', ExpectedBucketOwner: '444455556666' }));
    await refused(list(), 'AccessDenied');
    const Statement = {
      Effect: 'Allow',
      Principal: { AWS: role },
      Action: 's3:ListBucket',
      Resource: 'arn:aws:s3:::theirs',
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3(owner).send(new PutBucketPolicyCommand({ Bucket: 'theirs', Policy }));
    expect((await list()).KeyCount).toBe(0);
  });

  test('SSE-KMS needs the key in the role and in the session policy, through S3', async () => {
    const key = double.addKmsKey('vault-key');
    const role = double.addRole({ name: 'backup' });
    const write = (credentials: Credentials) =>
      s3(credentials).send(
        new PutObjectCommand({
          Bucket: 'vault',
          Key: 'a',
          Body: 'x',
          ServerSideEncryption: 'aws:kms',
          SSEKMSKeyId: key,
        }),
      );
    const objects = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
    const Condition = { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } };
    const kms = { Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: key, Condition };
    const policyOf = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
    const narrow = write(await assume(role, { Policy: policyOf(objects) }));
    await expect(narrow).rejects.toThrow(/kms:GenerateDataKey.*no session policy/);
    await write(await assume(role, { Policy: policyOf(objects, kms) }));
  });

  test('who may read but not list is told 403 for a missing key', async () => {
    const user = double.addUser({ name: 'reader', policies: [allow('s3:GetObject', 'arn:aws:s3:::vault/*')] });
    await refused(get('none', s3(user)), 'AccessDenied');
  });
});

describe('other kinds of double', () => {
  test('another partition has ARNs of its own', async () => {
    await double.close();
    await start({ partition: 'aws-us-gov', region: 'us-gov-west-1' });
    const policies = [allow('s3:PutObject', 'arn:aws-us-gov:s3:::vault/*')];
    const arn = double.addRole({ name: 'backup', policies });
    expect(arn).toBe('arn:aws-us-gov:iam::111122223333:role/backup');
    await put('a', 'x', s3(await assume(arn)));
  });

  test('roles may have ARNs without an account', async () => {
    const arn = double.addRole({ name: 'backup', arnWithoutAccount: true });
    expect(arn).toBe('arn:aws:iam:::role/backup');
    await put('a', 'x', s3(await assume(arn)));
  });

  test('sessions may be shorter than asked', async () => {
    await double.close();
    await start({ sessionSeconds: 1 });
    const credentials = await assume(double.addRole({ name: 'backup' }), { DurationSeconds: 900 });
    double.clock.advance(1);
    await refused(put('a', 'x', s3(credentials)), 'ExpiredToken');
  });

  test('a new bucket is as AWS makes it', async () => {
    await s3().send(new CreateBucketCommand({ Bucket: 'fresh' }));
    await s3().send(new PutObjectCommand({ Bucket: 'fresh', Key: 'a', Body: 'x' }));
    const head = await s3().send(new HeadObjectCommand({ Bucket: 'fresh', Key: 'a' }));
    expect([head.ServerSideEncryption, head.VersionId]).toEqual(['AES256', undefined]);
  });

  test('it speaks TLS with a certificate of the test', async () => {
    const read = (name: string) => readFile(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');
    const [key, cert] = await Promise.all([read('localhost-key.pem'), read('localhost-cert.pem')]);
    await double.close();
    await start({ tls: { key, cert } });
    const requestHandler = new NodeHttpHandler({ httpsAgent: { ca: cert } });
    await put('a', 'x', s3(keys(), { requestHandler }));
    await expect(put('a')).rejects.toThrow(/self-signed|certificate/);
  });
});
