/** Mode setup and the policies that it prints, on a real server; the template's resources, made by their APIs. */
import * as Iam from '@aws-sdk/client-iam';
import * as S3 from '@aws-sdk/client-s3';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROLE_NAMES, rolePolicy } from '../../src/aws/policies/roles.ts';
import {
  createOidcProvider,
  createRole,
  deleteOidcProvider,
  deleteRole,
  startMockIssuer,
  trustPolicy,
  type MockIssuer,
  type RoleSpec,
} from '../../tools/rgw-roles.ts';
import { wrongAnswers, type Who } from '../aws/setup/proof.ts';
import { stackOf, type Resource } from '../aws/setup/template.ts';
import { FOLDER, run, type Keys } from '../aws/setup/workbench.ts';
import { testServer } from './server.ts';

type Subject = Who | 'owner' | 'writer';

const server = testServer();
const NAME = `setup-${randomBytes(4).toString('hex')}`;
const clients: { destroy: () => void }[] = [];
const roles: RoleSpec[] = [];
const keys = new Map<Subject, Keys>();
let issuer: MockIssuer;
let provider: string;

function clientWith(credentials: Keys): S3.S3Client {
  const { endpoint, region } = server;
  const client = new S3.S3Client({ endpoint, region, forcePathStyle: true, maxAttempts: 1, credentials });
  clients.push(client);
  return client;
}

/** A session of a role of its own with one policy, taken with a token as a job would. */
async function addRole(who: Subject, policy: object): Promise<string> {
  const trust = trustPolicy(provider, issuer.url, 'sts.amazonaws.com', 'repo:acme/app:ref:refs/heads/main');
  const spec = { name: `${NAME}-${who}`, trustPolicy: trust, policies: [policy] };
  const arn = await createRole(server, spec);
  roles.push(spec);
  const sts = new STSClient({ endpoint: server.endpoint, region: server.region, credentials: server });
  clients.push(sts);
  const { Credentials } = await sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: arn,
      RoleSessionName: who.padEnd(2, '-'),
      WebIdentityToken: await issuer.token(),
    }),
  );
  keys.set(who, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  return arn;
}

const keysOf = (who: Subject): Keys => keys.get(who) ?? server;

beforeAll(async () => {
  issuer = await startMockIssuer();
  provider = await createOidcProvider(server, issuer.url, ['sts.amazonaws.com']);
});

afterAll(async () => {
  for (const spec of roles) await deleteRole(server, spec);
  await deleteOidcProvider(server, provider);
  await issuer.close();
  for (const client of clients) client.destroy();
  rmSync(FOLDER, { recursive: true, force: true });
});

test('from nothing to a bucket that a backup accepts, and every role held to its policy', async () => {
  const place = { partition: 'aws', bucket: NAME, prefix: '', aws: false };
  const arns = new Map<Who, string>();
  for (const role of ROLE_NAMES) arns.set(role, await addRole(role, rolePolicy(role, place)));
  const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: '*' }] };
  arns.set('wide', await addRole('wide', all));
  // An object belongs to the role that put it: the bucket's owner may not read it.
  await addRole('owner', all);

  const backupRoles = [arns.get('backup'), arns.get('wide')].join('\n');
  const setup = { bucket: NAME, 'backup-roles': backupRoles, 'object-lock-days': '1', apply: 'true' };
  const made = await run(server, 'setup', setup);
  expect(made.result).toMatchObject({ status: 'complete', exitCode: 0, outputs: { applied: true } });
  expect(made.warnings).toContain('not-overwrite-proof');
  const again = await run(server, 'setup', setup);
  expect(again.result.outputs).toMatchObject({ changes: 0, applied: false });

  writeFileSync(join(FOLDER, 'data.txt'), 'what is backed up\n');
  const inputs = { bucket: NAME, name: 'acme/shop/files', source: 'files', path: 'data.txt' };
  const backup = await run(server, 'backup', inputs, { keys: keysOf('backup') });
  expect(backup.result).toMatchObject({ status: 'complete', exitCode: 0 });

  const clientOf = (who: Who) => clientWith(keysOf(who));
  expect(
    await wrongAnswers({
      bucket: NAME,
      clientOf,
      owner: clientWith(keysOf('owner')),
      refusesOverwrite: false,
      // RGW 20 takes the condition, and never fills its key in.
      refusesArchives: false,
      kmsKeyId: server.kmsKeyId,
    }),
  ).toEqual({});
});

test("an object belongs to the role that put it: the owner's keys read it by a statement of the bucket's policy", async () => {
  const bucket = `${NAME}-owned`;
  const owner = clientWith(server);
  await owner.send(new S3.CreateBucketCommand({ Bucket: bucket }));
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: '*' }] };
  await addRole('writer', everything);
  const put = { Bucket: bucket, Key: 'v1/x', Body: 'x' };
  await clientWith(keysOf('writer')).send(new S3.PutObjectCommand(put));
  const read = () =>
    owner.send(new S3.GetObjectCommand({ Bucket: bucket, Key: 'v1/x' })).then(
      async ({ Body }) => Body?.transformToString(),
      (error: unknown) => (error as Error).name,
    );
  expect(await read()).toBe('AccessDenied');
  const { Owner } = await owner.send(new S3.GetBucketAclCommand({ Bucket: bucket }));
  const Statement = {
    Effect: 'Allow',
    Principal: { AWS: [`arn:aws:iam:::user/${String(Owner?.ID)}`] },
    Action: ['s3:GetObject', 's3:GetObjectVersion'],
    Resource: `arn:aws:s3:::${bucket}/v1/*`,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
  await owner.send(new S3.PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  expect(await read()).toBe('x');
});

describe('each resource of the template, made by its API, reads back as it stands there', () => {
  const parameters = { BucketName: `${NAME}-stack`, ObjectLockDays: 1, GitHubOwnerId: '12', GitHubRepositoryId: '34' };
  const { resources } = stackOf(parameters);
  const propertiesOf = (name: string): Resource['properties'] => resources[name]?.properties ?? {};
  let moto: ChildProcess;
  let endpoint: string;

  beforeAll(async () => {
    const port = await freePort();
    moto = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    endpoint = `http://127.0.0.1:${String(port)}`;
    await answers(endpoint, moto);
  });
  afterAll(async () => {
    if (moto.kill()) await once(moto, 'exit');
  });

  function onMoto() {
    return { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' } };
  }

  test('no resource is left out', () => {
    const types = Object.values(resources).map(({ type }) => type);
    expect(new Set(types)).toEqual(
      new Set(['AWS::IAM::OIDCProvider', 'AWS::IAM::Role', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy']),
    );
    expect(types.filter((type) => type === 'AWS::IAM::Role')).toHaveLength(ROLE_NAMES.length);
  });

  test('the OIDC provider, on moto', async () => {
    const iam = new Iam.IAMClient(onMoto());
    clients.push(iam);
    const { Url, ClientIdList } = propertiesOf('OidcProvider') as { Url: string; ClientIdList: string[] };
    const made = await iam.send(new Iam.CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ClientIdList }));
    const OpenIDConnectProviderArn = made.OpenIDConnectProviderArn ?? '';
    expect(OpenIDConnectProviderArn).toMatch(/:oidc-provider\/token\.actions\.githubusercontent\.com$/);
    const read = await iam.send(new Iam.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    expect(read).toMatchObject({ Url: Url.replace('https://', ''), ClientIDList: ClientIdList });
  });

  test.each(Object.entries(resources).filter(([, { type }]) => type === 'AWS::IAM::Role'))(
    '%s, on moto',
    async (_, { properties }) => {
      const iam = new Iam.IAMClient(onMoto());
      clients.push(iam);
      const role = properties as {
        RoleName: string;
        Description: string;
        AssumeRolePolicyDocument: object;
        Policies: { PolicyName: string; PolicyDocument: object }[];
      };
      const { RoleName, Description, AssumeRolePolicyDocument, Policies } = role;
      expect(Object.keys(role).toSorted()).toEqual(['AssumeRolePolicyDocument', 'Description', 'Policies', 'RoleName']);
      const trust = JSON.stringify(AssumeRolePolicyDocument);
      await iam.send(new Iam.CreateRoleCommand({ RoleName, Description, AssumeRolePolicyDocument: trust }));
      const { Role } = await iam.send(new Iam.GetRoleCommand({ RoleName }));
      expect(Role).toMatchObject({ RoleName, Description });
      expect(fromUri(Role?.AssumeRolePolicyDocument)).toEqual(AssumeRolePolicyDocument);
      for (const { PolicyName, PolicyDocument } of Policies) {
        const text = JSON.stringify(PolicyDocument);
        await iam.send(new Iam.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: text }));
        const read = await iam.send(new Iam.GetRolePolicyCommand({ RoleName, PolicyName }));
        expect(fromUri(read.PolicyDocument)).toEqual(PolicyDocument);
        // Of all inline policies of a role: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
        expect(text.length).toBeLessThan(10_240);
      }
    },
  );

  test('the bucket and its policy, on this server; its ownership on moto, since few servers have that', async () => {
    const {
      BucketName: Bucket,
      PublicAccessBlockConfiguration,
      OwnershipControls,
      VersioningConfiguration,
      BucketEncryption,
      LifecycleConfiguration,
      ObjectLockEnabled,
      ObjectLockConfiguration,
      ...more
    } = propertiesOf('Bucket') as unknown as BucketProperties;
    expect(more).toEqual({});
    const s3 = clientWith(server);
    await s3.send(new S3.CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: ObjectLockEnabled }));
    await s3.send(new S3.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    await s3.send(new S3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const encryption = BucketEncryption.ServerSideEncryptionConfiguration.map(
      ({ ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault }) => ({
        ApplyServerSideEncryptionByDefault,
      }),
    );
    const ServerSideEncryptionConfiguration = { Rules: encryption };
    await s3.send(new S3.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
    const Rules = LifecycleConfiguration.Rules.map(({ Id: ID, Prefix, ExpiredObjectDeleteMarker, ...rule }) => ({
      ID,
      Filter: { Prefix },
      Expiration: { ExpiredObjectDeleteMarker },
      ...rule,
    }));
    await s3.send(new S3.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    await s3.send(new S3.PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
    const policy = propertiesOf('BucketPolicy')['PolicyDocument'];
    await s3.send(new S3.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));

    const read = {
      block: await s3.send(new S3.GetPublicAccessBlockCommand({ Bucket })),
      versioning: await s3.send(new S3.GetBucketVersioningCommand({ Bucket })),
      encryption: await s3.send(new S3.GetBucketEncryptionCommand({ Bucket })),
      lifecycle: await s3.send(new S3.GetBucketLifecycleConfigurationCommand({ Bucket })),
      lock: await s3.send(new S3.GetObjectLockConfigurationCommand({ Bucket })),
      policy: await s3.send(new S3.GetBucketPolicyCommand({ Bucket })),
    };
    expect(read).toMatchObject({
      block: { PublicAccessBlockConfiguration },
      versioning: VersioningConfiguration,
      encryption: { ServerSideEncryptionConfiguration },
      lifecycle: { Rules },
      lock: { ObjectLockConfiguration },
    });
    expect(JSON.parse(read.policy.Policy ?? '')).toEqual(policy);
    await s3.send(new S3.DeleteBucketPolicyCommand({ Bucket }));
    await s3.send(new S3.DeleteBucketCommand({ Bucket }));

    const owned = new S3.S3Client({ ...onMoto(), forcePathStyle: true });
    clients.push(owned);
    await owned.send(new S3.CreateBucketCommand({ Bucket }));
    await owned.send(new S3.PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
    const ownership = await owned.send(new S3.GetBucketOwnershipControlsCommand({ Bucket }));
    expect(ownership.OwnershipControls).toEqual(OwnershipControls);
  });
});

interface BucketProperties {
  readonly BucketName: string;
  readonly PublicAccessBlockConfiguration: S3.PublicAccessBlockConfiguration;
  readonly OwnershipControls: S3.OwnershipControls;
  readonly VersioningConfiguration: S3.VersioningConfiguration;
  readonly BucketEncryption: {
    readonly ServerSideEncryptionConfiguration: readonly {
      readonly ServerSideEncryptionByDefault: S3.ServerSideEncryptionByDefault;
    }[];
  };
  readonly LifecycleConfiguration: {
    readonly Rules: readonly (Omit<S3.LifecycleRule, 'ID' | 'Filter' | 'Expiration'> & {
      readonly Id: string;
      readonly Prefix: string;
      readonly ExpiredObjectDeleteMarker: boolean;
    })[];
  };
  readonly ObjectLockEnabled: boolean;
  readonly ObjectLockConfiguration: S3.ObjectLockConfiguration;
}

function fromUri(document: string | undefined): unknown {
  return JSON.parse(decodeURIComponent(document ?? ''));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Waits until a server that was just started answers; a program that is missing or ends is an error. */
async function answers(url: string, child: ChildProcess): Promise<void> {
  let failure: Error | undefined;
  child.once('error', () => (failure = new Error("moto_server is missing: pip install 'moto[server]'")));
  child.once('exit', (code) => (failure ??= new Error(`moto_server ended with ${String(code)}`)));
  for (let tries = 0; tries < 300; tries++) {
    if (failure !== undefined) throw failure;
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await sleep(100);
  }
  throw new Error('moto_server does not answer');
}
