import * as S3 from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCredentials } from '../../src/aws/credentials/credentials.ts';
import type { Credentials, CredentialSettings } from '../../src/aws/credentials/credentials.ts';
import { createNetwork } from '../../src/net/network.ts';
import {
  createOidcProvider,
  createRole,
  deleteOidcProvider,
  deleteRole,
  startMockIssuer,
  trustPolicy,
} from '../../tools/rgw-roles.ts';
import type { IamServer, MockIssuer, RoleSpec } from '../../tools/rgw-roles.ts';

/** A variable that the integration tests need; see docs/development.md. */
function given(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`integration tests need ${name}`);
  return value;
}

const server: IamServer = {
  endpoint: given('HOLDFAST_TEST_ENDPOINT'),
  region: process.env['AWS_REGION'] ?? 'us-east-1',
  accessKeyId: given('AWS_ACCESS_KEY_ID'),
  secretAccessKey: given('AWS_SECRET_ACCESS_KEY'),
};
const NAME = `credentials-${randomBytes(4).toString('hex')}`;
const AUDIENCE = 'sts.amazonaws.com';
const SUBJECT = 'repo:acme/app:ref:refs/heads/main';
const OWN_PACK = 'nightly/v1/packs/acme/app/@/run/0';
const DENIED = { name: 'AccessDenied' };

const WIDE = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:*', 'sts:*'], Resource: '*' }] };

let issuer: MockIssuer;
let runner: Server;
let provider: string;
const roles: RoleSpec[] = [];
/** To be destroyed: answers whose bodies nobody reads hold their connections, and those the process. */
const clients: S3.S3Client[] = [];
let role: string;

beforeAll(async () => {
  issuer = await startMockIssuer();
  runner = await startRunner();
  provider = await createOidcProvider(server, issuer.url, [AUDIENCE]);
  role = await addRole('backup', trustPolicy(provider, issuer.url, AUDIENCE, SUBJECT));
  await s3With(server).send(new S3.CreateBucketCommand({ Bucket: NAME }));
});

afterAll(async () => {
  const s3 = s3With(server);
  const { Contents = [] } = await s3.send(new S3.ListObjectsV2Command({ Bucket: NAME }));
  for (const { Key } of Contents) await s3.send(new S3.DeleteObjectCommand({ Bucket: NAME, Key }));
  await s3.send(new S3.DeleteBucketCommand({ Bucket: NAME }));
  for (const spec of roles) await deleteRole(server, spec);
  await deleteOidcProvider(server, provider);
  runner.closeAllConnections();
  await new Promise((resolve) => runner.close(resolve));
  await issuer.close();
  for (const client of clients) client.destroy();
});

async function addRole(name: string, trust: object): Promise<string> {
  const spec = { name: `${NAME}-${name}`, trustPolicy: trust, policies: [WIDE] };
  const arn = await createRole(server, spec);
  roles.push(spec);
  return arn;
}

/** The token service of a runner. The bearer says which claims its job has. */
async function startRunner(): Promise<Server> {
  const service = createServer((request, response) => {
    const aud = new URL(request.url ?? '', 'http://runner').searchParams.get('audience');
    const sub = (request.headers.authorization ?? '').replace('Bearer ', '');
    void issuer.token({ sub, aud }).then((value) => response.end(JSON.stringify({ value })));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  return service;
}

function credentialsOf(settings: Partial<CredentialSettings> = {}, subject = SUBJECT): Credentials {
  const { port } = runner.address() as AddressInfo;
  return createCredentials(
    {
      mode: 'backup',
      bucket: NAME,
      prefix: 'nightly',
      series: ['acme/app'],
      awsRegion: server.region,
      roleToAssume: [role],
      roleDurationSeconds: 900,
      allowedAccountIds: [],
      sessionPolicy: 'auto',
      endpointUrl: server.endpoint,
      stsEndpointUrl: server.endpoint,
      useFipsEndpoint: false,
      ...settings,
    },
    {
      env: { ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: subject },
      network: createNetwork({}, {}),
      emit: () => undefined,
      mask: () => undefined,
      now: () => new Date(),
    },
  );
}

function s3With(credentials: NonNullable<S3.S3ClientConfig['credentials']>): S3.S3Client {
  const client = new S3.S3Client({
    endpoint: server.endpoint,
    region: server.region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials,
  });
  clients.push(client);
  return client;
}

const put = (Key: string) => new S3.PutObjectCommand({ Bucket: NAME, Key, Body: 'x' });
const get = (Key: string) => new S3.GetObjectCommand({ Bucket: NAME, Key });
const list = (Prefix: string) => new S3.ListObjectsV2Command({ Bucket: NAME, Prefix });

test('the session of a backup may do its work, and no more', async () => {
  const s3 = s3With(credentialsOf().provider);
  for (const key of [
    OWN_PACK,
    'nightly/v1/roots/acme/app/@/id',
    'nightly/v1/parts/acme/app/@/run/0',
    'nightly/v1/probe',
  ]) {
    await s3.send(put(key));
    await s3.send(get(key));
  }
  for (const key of [
    'nightly/v1/packs/acme/other/@/run/0',
    'nightly/v1/marks/acme/app/@/id/verified',
    'nightly/v1/state/x',
    'other',
  ]) {
    await expect(s3.send(put(key))).rejects.toMatchObject(DENIED);
  }
  expect((await s3.send(list('nightly/v1/'))).KeyCount).toBe(4);
  await s3.send(new S3.ListObjectVersionsCommand({ Bucket: NAME, Prefix: 'nightly/v1/' }));
  await expect(s3.send(list(''))).rejects.toMatchObject(DENIED);
  await expect(s3.send(get(`${OWN_PACK}1`))).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(s3.send(new S3.DeleteObjectCommand({ Bucket: NAME, Key: OWN_PACK }))).rejects.toMatchObject(DENIED);
  await s3.send(new S3.GetBucketVersioningCommand({ Bucket: NAME }));
  await s3.send(new S3.GetBucketAclCommand({ Bucket: NAME }));
  await s3.send(new S3.GetBucketPolicyStatusCommand({ Bucket: NAME }));
  const missing = (name: string) => ({ name });
  await expect(s3.send(new S3.GetBucketLifecycleConfigurationCommand({ Bucket: NAME }))).rejects.toMatchObject(
    missing('NoSuchLifecycleConfiguration'),
  );
});

test('the sessions of a restore and of a listing only read', async () => {
  await s3With(credentialsOf().provider).send(put(OWN_PACK));
  const restore = s3With(credentialsOf({ mode: 'restore' }).provider);
  await restore.send(get(OWN_PACK));
  await expect(restore.send(put(OWN_PACK))).rejects.toMatchObject(DENIED);
  const listing = s3With(credentialsOf({ mode: 'list' }).provider);
  await listing.send(list('nightly/v1/roots/'));
  await expect(listing.send(get(OWN_PACK))).rejects.toMatchObject(DENIED);
});

test('a refused job is admitted by the statement that the error prints', async () => {
  const strict = await addRole('strict', trustPolicy(provider, issuer.url, AUDIENCE, 'repo:somebody/else'));
  const subject = 'repo:acme@1/app@2:environment:production';
  const error: unknown = await credentialsOf({ roleToAssume: [strict] }, subject)
    .provider()
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'role-not-assumed', why: expect.stringContaining(`sub: ${subject}`) as string });
  const statement: unknown = JSON.parse(/\{[\s\S]*\n\}/.exec((error as { fix: string }).fix)?.[0] ?? '');
  const admitting = await addRole('admitting', { Version: '2012-10-17', Statement: [statement] });
  await credentialsOf({ roleToAssume: [admitting] }, subject).provider();
  await expect(credentialsOf({ roleToAssume: [admitting] }).provider()).rejects.toMatchObject({
    code: 'role-not-assumed',
  });
});

test('a chain of roles, the last one narrowed', async () => {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: [role] }, Action: ['sts:AssumeRole'] }],
  };
  const last = await addRole('last', trust);
  const s3 = s3With(credentialsOf({ roleToAssume: [role, last] }).provider);
  await s3.send(put(OWN_PACK));
  await expect(s3.send(put('other'))).rejects.toMatchObject(DENIED);
});

test('its ARNs carry no account: the identity is unknown, and accounts that are to be checked are an error', async () => {
  expect(role).toMatch(/^arn:aws:iam:::role\//);
  expect(await credentialsOf().bucketOwner()).toBeUndefined();
  const strict = credentialsOf({ allowedAccountIds: ['111122223333'] });
  await expect(strict.provider()).rejects.toMatchObject({ code: 'identity-unknown' });
});
