/** Backups that cannot or must not be: each ends with one clear error, and the bucket is as it was. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allow } from '../../tools/double/double.ts';
import { expectError, Stage, type Changes, type Vault } from './stage.ts';
import { ROOT, type Env } from './support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

async function expectRefused(vault: Vault, changes: Changes, code: string, ...words: (string | RegExp)[]) {
  const before = vault.contents();
  expectError(await vault.backUp(changes), code, ...words);
  expect(vault.contents()).toEqual(before);
}

describe('the wrong place', () => {
  test('a bucket that is not there', () =>
    expectRefused(stage.vault(), { inputs: { bucket: 'no-such-bucket' } }, 'bucket-not-found', 'no-such-bucket'));

  test('another region', async () => {
    stage.double.makeBucket('far-away', { region: 'eu-west-1' });
    await expectRefused(stage.vault(), { inputs: { bucket: 'far-away' } }, 'wrong-region', 'eu-west-1', 'aws-region');
  });

  test('an endpoint where nobody listens', () =>
    expectRefused(
      stage.vault(),
      { inputs: { 'endpoint-url': 'http://127.0.0.1:1' } },
      'endpoint-unreachable',
      'http://127.0.0.1:1',
    ));

  test('a server whose certificate nobody vouches for', async () => {
    const pem = (name: string) => readFileSync(join(ROOT, `__tests__/fixtures/tls/localhost-${name}.pem`), 'utf8');
    const secure = await Stage.open({ tls: { key: pem('key'), cert: pem('cert') } });
    try {
      await expectRefused(secure.vault(), {}, 'tls-failed', 'AWS_CA_BUNDLE');
    } finally {
      await secure.close();
    }
  });

  test('a bucket of another account than expected', () =>
    expectRefused(
      stage.vault(),
      { inputs: { 'expected-bucket-owner': '999988887777' } },
      'access-denied',
      'expected-bucket-owner',
      '999988887777',
    ));
});

describe('the wrong credentials', () => {
  const known: Env = { AWS_SECRET_ACCESS_KEY: 'wrong' };
  test.each([
    ['an access key that the server does not know', { AWS_ACCESS_KEY_ID: 'AKIAUNKNOWNUNKNOWN00' }],
    ['another secret key', known],
    ['a made-up session token', { AWS_SESSION_TOKEN: 'made-up' }],
  ] as const)('%s', (_, env) => expectRefused(stage.vault(), { env }, 'credentials-invalid'));

  test('none at all', () =>
    expectRefused(
      stage.vault(),
      { env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } },
      'no-credentials',
      'role-to-assume',
    ));

  test('expired ones', async () => {
    const vault = stage.vault();
    stage.double.faults = ({ bucket }) =>
      bucket === vault.name
        ? { status: 400, code: 'ExpiredToken', message: 'The provided token has expired.' }
        : undefined;
    await expectRefused(vault, {}, 'credentials-expired', 'expired');
    stage.double.faults = undefined;
  });

  test('another account than allowed', () =>
    expectRefused(
      stage.vault(),
      { inputs: { 'allowed-account-ids': '999988887777', 'sts-endpoint-url': stage.double.endpoint } },
      'account-not-allowed',
      stage.double.accountId,
      '999988887777',
    ));

  const byRole = (role: string, env: Env = {}): Changes => ({
    inputs: { 'role-to-assume': role, 'sts-endpoint-url': stage.double.endpoint },
    env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', ...env },
  });

  test('a role that is not there', () =>
    expectRefused(
      stage.vault(),
      byRole(`arn:aws:iam::${stage.double.accountId}:role/nobody`, stage.double.runnerEnv()),
      'role-not-assumed',
      'role/nobody',
    ));

  test('a role that trusts another repository', async () => {
    const role = stage.double.addRole({ name: 'theirs', trustPolicy: stage.double.trustPolicy('repo:other/*') });
    const changes = byRole(role, stage.double.runnerEnv());
    await expectRefused(stage.vault(), changes, 'role-not-assumed', 'sub', 'aud');
  });

  test('a role, and a job without id-token: write', async () => {
    const role = stage.double.addRole({ name: 'ours' });
    await expectRefused(stage.vault(), byRole(role), 'oidc-unavailable', 'id-token: write');
  });
});

describe('a missing permission is named, and never reported as "not found"', () => {
  function without(permission: string): Env {
    const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: permission, Resource: '*' }] };
    const policies = [allow('s3:*', '*'), deny];
    return stage.keysOf(stage.double.addUser({ name: `without-${permission.slice(3)}`, policies }));
  }
  const notFound = /not.found|NotFound|no such/i;

  test.each(['s3:ListBucket', 's3:GetObject', 's3:PutObject'])('%s', async (permission) => {
    const vault = stage.vault();
    await vault.filled();
    writeFileSync(join(stage.source, 'changed'), permission);
    const before = vault.contents();
    const step = await vault.backUp({ env: without(permission) });
    expectError(step, 'access-denied', permission);
    expect(step.stdout + step.summary).not.toMatch(notFound);
    expect(vault.contents()).toEqual(before);
  });

  test('s3:GetBucketVersioning: it is proved by an object instead', async () => {
    const vault = stage.vault();
    const step = await vault.backUp({ env: without('s3:GetBucketVersioning') });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(vault.bucket.versions('v1/probe')).toHaveLength(2);
  });

  test.each(['s3:GetLifecycleConfiguration', 's3:GetBucketPolicyStatus'])(
    '%s: what it would have proved is not proved',
    async (permission) => {
      const vault = stage.vault();
      const step = await vault.backUp({ env: without(permission) });
      expectError(step, 'bucket-unsafe', permission);
      expect(step.stdout + step.summary).not.toMatch(notFound);
    },
  );
});

describe('runs that strangers can start', () => {
  function eventOf(name: string, pull: object): Env {
    const path = join(stage.folder, `${name}.json`);
    const repository = { full_name: 'acme/shop', default_branch: 'main' };
    writeFileSync(path, JSON.stringify({ repository, number: 7, pull_request: { number: 7, ...pull } }));
    return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1' };
  }
  const fork = { head: { repo: { full_name: 'stranger/shop' } } };
  const own = { head: { repo: { full_name: 'acme/shop' } } };

  test('a pull request from a fork', () =>
    expectRefused(stage.vault(), { env: eventOf('pull_request', fork) }, 'untrusted-event', 'fork', 'allow-fork'));

  test('pull_request_target', () =>
    expectRefused(
      stage.vault(),
      { env: eventOf('pull_request_target', own) },
      'untrusted-event',
      'pull_request_target',
      'allow-fork',
    ));

  test('a fork, with a role: why there is no token', () => {
    const inputs = {
      'role-to-assume': `arn:aws:iam::${stage.double.accountId}:role/any`,
      'sts-endpoint-url': stage.double.endpoint,
    };
    const env = { ...eventOf('pull_request', fork), AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    return expectRefused(stage.vault(), { inputs, env }, 'oidc-unavailable', 'fork');
  });
});

describe('a bucket that is not safe', () => {
  const lifecycle = (rule: string): string =>
    `<LifecycleConfiguration><Rule><ID>tidy</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter>${rule}</Rule></LifecycleConfiguration>`;
  test.each<[string, (vault: Vault) => void, string]>([
    ['without versioning', ({ bucket }) => (bucket.versioning = undefined), 'The bucket has no versioning'],
    ['with suspended versioning', ({ bucket }) => (bucket.versioning = 'Suspended'), 'suspended'],
    ['without encryption', ({ bucket }) => bucket.documents.delete('encryption'), 'does not encrypt'],
    [
      'with a public ACL',
      ({ bucket }) => bucket.documents.set('acl', 'public-read').delete('publicAccessBlock'),
      'ACL',
    ],
    [
      'that expires current objects',
      ({ bucket }) => bucket.documents.set('lifecycle', lifecycle('<Expiration><Days>90</Days></Expiration>')),
      '"tidy" deletes current objects',
    ],
    [
      'that drops noncurrent S3 versions early',
      ({ bucket }) =>
        bucket.documents.set(
          'lifecycle',
          lifecycle('<NoncurrentVersionExpiration><NoncurrentDays>7</NoncurrentDays></NoncurrentVersionExpiration>'),
        ),
      'after 7 days',
    ],
  ])('%s', async (_, change, words) => {
    const vault = stage.vault();
    change(vault);
    await expectRefused(vault, {}, 'bucket-unsafe', words, 'bucket-checks: warn');
  });
});
