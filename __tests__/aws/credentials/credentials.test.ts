import { NodeHttpHandler } from '@smithy/node-http-handler';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNetwork } from '../../../src/net/network.ts';
import type { StandIn } from '../stand-in.ts';
import { credentialsOver, ROLE, startStandIn } from '../stand-in.ts';

let standIn: StandIn;

beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(async () => {
  await standIn.close();
});

const operations = (): string[] => standIn.seen.map(({ operation }) => operation);
const VAULT_OF_ANOTHER_PROVIDER = { endpointUrl: 'https://s3.example.com', stsEndpointUrl: undefined };

describe('with an OIDC token', () => {
  test('the role is assumed with a narrow session, and every secret is masked', async () => {
    const before = { ...process.env };
    const { provider, events, masked } = credentialsOver(standIn, {}, { env: { ...standIn.env, GITHUB_RUN_ID: '42' } });
    const credentials = await provider();
    expect(credentials).toMatchObject({ accessKeyId: 'ASIA1', secretAccessKey: 'secret-1', sessionToken: 'session-1' });

    const [token, session] = standIn.seen;
    expect(token?.params.get('audience')).toBe('sts.amazonaws.com');
    expect(token?.params.get('api-version')).toBe('2');
    expect(token?.authorization).toBe('Bearer bearer-of-the-job');
    expect(Object.fromEntries(session?.params ?? [])).toMatchObject({
      RoleArn: ROLE,
      RoleSessionName: 'holdfast-42',
      DurationSeconds: '3600',
    });
    expect(session?.params.get('Policy')).toContain('vault/nightly/v1/packs/acme/app/files/@/*');
    expect(session?.authorization).toBe('');

    expect(masked).toEqual(['bearer-of-the-job', session?.params.get('WebIdentityToken'), 'secret-1', 'session-1']);
    expect(JSON.stringify(events)).not.toMatch(/secret-1|session-1|bearer/);
    expect(process.env).toEqual(before);
  });

  test('session-policy: off, session name, duration and audience as given', async () => {
    const given = {
      sessionPolicy: 'off',
      roleSessionName: 'nightly',
      roleDurationSeconds: 900,
      audience: 'vaults',
    } as const;
    await credentialsOver(standIn, given).provider();
    expect(standIn.seen[0]?.params.get('audience')).toBe('vaults');
    const form = standIn.seen[1]?.params;
    expect(form?.get('Policy')).toBeNull();
    expect([form?.get('RoleSessionName'), form?.get('DurationSeconds')]).toEqual(['nightly', '900']);
  });

  test('a chain takes each role with the one before, and narrows only the last', async () => {
    const last = 'arn:aws:iam::444455556666:role/vault';
    await credentialsOver(standIn, { roleToAssume: [ROLE, last], roleDurationSeconds: 7200 }).provider();
    expect(operations()).toEqual(['token', 'AssumeRoleWithWebIdentity', 'AssumeRole']);
    const [, first, second] = standIn.seen;
    expect(first?.params.get('Policy')).toBeNull();
    expect(second?.params.get('RoleArn')).toBe(last);
    expect(second?.params.get('Policy')).toContain('PutObject');
    expect(second?.params.get('DurationSeconds')).toBe('3600');
    expect(second?.authorization).toContain('Credential=ASIA1/');
  });

  test('what can pass is tried again; a refusal is explained at once', async () => {
    const failures = [
      { status: 503, body: 'busy' },
      { status: 400, code: 'IDPCommunicationError' },
      {
        status: 400,
        code: 'InvalidIdentityToken',
        message: "Couldn't retrieve verification key from your identity provider",
      },
      { status: 400, code: 'Throttling' },
    ];
    standIn.script = ({ operation }) => (operation === 'token' ? undefined : failures.shift());
    await credentialsOver(standIn).provider();
    expect(operations()).toEqual(['token', ...Array<string>(5).fill('AssumeRoleWithWebIdentity')]);

    standIn.seen.length = 0;
    standIn.script = ({ operation }) => (operation === 'token' ? undefined : { status: 403, code: 'AccessDenied' });
    await expect(credentialsOver(standIn).provider()).rejects.toMatchObject({ code: 'role-not-assumed' });
    expect(operations()).toEqual(['token', 'AssumeRoleWithWebIdentity']);
  });

  test("the token service's failures: retried if they can pass, never with the token in the text", async () => {
    let failures = 2;
    standIn.script = ({ operation }) =>
      operation === 'token' && failures-- > 0 ? { status: 500, body: '' } : undefined;
    await credentialsOver(standIn).provider();
    expect(operations().slice(0, 3)).toEqual(['token', 'token', 'token']);

    for (const bad of [
      { status: 401, body: '{}' },
      { status: 200, body: 'not json' },
      { status: 200, body: '{"value":""}' },
    ]) {
      standIn.seen.length = 0;
      standIn.script = () => bad;
      await expect(credentialsOver(standIn).provider()).rejects.toMatchObject({ code: 'oidc-failed' });
      expect(standIn.seen).toHaveLength(1);
    }
  });

  test('an abort ends it at once, also within a pause', async () => {
    const abort = new AbortController();
    standIn.script = () => ({ status: 503, body: '' });
    const started = Date.now();
    const waiting = credentialsOver(
      standIn,
      {},
      { signal: abort.signal, retry: { attempts: 5, baseMs: 5000 } },
    ).provider();
    setTimeout(() => abort.abort(new Error('cancelled')), 50);
    await expect(waiting).rejects.toThrow('cancelled');
    expect(Date.now() - started).toBeLessThan(1000);
  });
});

describe('renewal', () => {
  const advance = (seconds: number): void => {
    standIn.nowMs += seconds * 1000;
  };

  test('a run longer than its session: new token and new session before the old one ends, one at a time', async () => {
    const { provider } = credentialsOver(standIn, { roleDurationSeconds: 900 });
    const used = new Set<string>();
    for (let minute = 0; minute < 60; minute++) {
      const startedMs = standIn.nowMs;
      const all = await Promise.all(Array.from({ length: 20 }, () => provider()));
      for (const { accessKeyId, expiration } of all) {
        used.add(accessKeyId);
        expect(expiration?.getTime()).toBeGreaterThan(startedMs + 60_000);
      }
      advance(60);
    }
    expect(used.size).toBe(6);
    expect(operations()).toEqual(Array.from({ length: 6 }, () => ['token', 'AssumeRoleWithWebIdentity']).flat());
    const tokens = standIn.seen.map(({ params }) => params.get('WebIdentityToken')).filter((token) => token !== null);
    expect(new Set(tokens).size).toBe(6);
  });

  test('a failure while the old session holds is a warning, and after that an error', async () => {
    const { provider, events } = credentialsOver(standIn, { roleDurationSeconds: 900 });
    const first = await provider();
    standIn.script = () => ({ status: 403, code: 'AccessDenied' });
    advance(700);
    expect(await provider()).toBe(first);
    expect(await provider()).toBe(first);
    expect(events.filter(({ type }) => type === 'warning')).toMatchObject([{ class: 'credentials-not-renewed' }]);
    advance(300);
    await expect(provider()).rejects.toMatchObject({ code: 'oidc-failed' });
    standIn.script = () => undefined;
    expect((await provider()).accessKeyId).toBe('ASIA2');
  });

  test.each([-2, 2])('a clock that is %d h off changes nothing', async (hours) => {
    const now = (): Date => new Date(standIn.nowMs + hours * 3_600_000);
    const { provider } = credentialsOver(standIn, { roleDurationSeconds: 900 }, { now });
    await provider();
    advance(500);
    expect((await provider()).accessKeyId).toBe('ASIA1');
    advance(200);
    expect((await provider()).accessKeyId).toBe('ASIA2');
  });
});

describe('without an OIDC token', () => {
  const ambient = async () => ({ accessKeyId: 'AKIA', secretAccessKey: 'ambient-secret' });

  test('ambient credentials are used as they are, masked, and asked for once', async () => {
    const { provider, masked } = credentialsOver(standIn, { roleToAssume: [] }, { env: {}, ambient });
    expect(await provider()).toBe(await provider());
    expect(masked).toEqual(['ambient-secret']);
    expect(operations()).toEqual([]);
  });

  test('a role is assumed with them, for as long as asked', async () => {
    await credentialsOver(standIn, { roleDurationSeconds: 7200 }, { env: {}, ambient }).provider();
    expect(operations()).toEqual(['AssumeRole']);
    expect(standIn.seen[0]?.authorization).toContain('Credential=AKIA/');
    expect(standIn.seen[0]?.params.get('DurationSeconds')).toBe('7200');
  });

  test('the chain of the SDK is asked by default', async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIAENV';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'env-secret';
    try {
      const { provider } = credentialsOver(standIn, { roleToAssume: [] }, { env: {}, ambient: undefined });
      expect(await provider()).toMatchObject({ accessKeyId: 'AKIAENV', secretAccessKey: 'env-secret' });
    } finally {
      delete process.env['AWS_ACCESS_KEY_ID'];
      delete process.env['AWS_SECRET_ACCESS_KEY'];
    }
  });

  test('roles of AWS profiles are assumed by the same means', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
    const config = [
      '[profile outer]',
      'role_arn = arn:aws:iam::111122223333:role/profile',
      'source_profile = inner',
      'external_id = agreed',
      '[profile inner]',
      'aws_access_key_id = AKIAINNER',
      'aws_secret_access_key = inner-secret',
    ];
    await writeFile(join(folder, 'config'), config.join('\n'));
    const variables = { AWS_CONFIG_FILE: join(folder, 'config'), AWS_PROFILE: 'outer' };
    Object.assign(process.env, variables);
    try {
      const given = { roleToAssume: [] };
      const { provider } = credentialsOver(standIn, given, { env: {}, ambient: undefined });
      expect(await provider()).toMatchObject({ accessKeyId: 'ASIA1' });
      expect(standIn.seen[0]?.params.get('ExternalId')).toBe('agreed');
      expect(standIn.seen[0]?.authorization).toContain('Credential=AKIAINNER/');

      const elsewhere = credentialsOver(
        standIn,
        { ...given, ...VAULT_OF_ANOTHER_PROVIDER },
        { env: {}, ambient: undefined },
      );
      await expect(elsewhere.provider()).rejects.toMatchObject({ code: 'sts-endpoint-missing' });
    } finally {
      for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
      await rm(folder, { recursive: true });
    }
  });

  test('a job without id-token: write is told so', async () => {
    const failed = credentialsOver(standIn, {}, { env: { GITHUB_ACTIONS: 'true' } }).provider();
    await expect(failed).rejects.toMatchObject({
      code: 'oidc-unavailable',
      fix: expect.stringContaining('id-token: write') as string,
    });
  });

  test('a pull request from a fork is told that it gets no token', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
    try {
      const event = {
        pull_request: { head: { repo: { full_name: 'fork/app' } } },
        repository: { full_name: 'acme/app' },
      };
      await writeFile(join(folder, 'event.json'), JSON.stringify(event));
      const env = {
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: join(folder, 'event.json'),
      };
      await expect(credentialsOver(standIn, {}, { env }).provider()).rejects.toThrow(
        'a pull request from a fork gets no OIDC token',
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('outside of workflows, no credentials at all', async () => {
    await expect(credentialsOver(standIn, {}, { env: {} }).provider()).rejects.toMatchObject({
      code: 'no-credentials',
    });
  });
});

describe('identity', () => {
  test('is proved once, and owns the bucket by default', async () => {
    const { identity, bucketOwner } = credentialsOver(standIn);
    expect(await identity()).toEqual({
      accountId: '111122223333',
      arn: 'arn:aws:sts::111122223333:assumed-role/backup/holdfast',
    });
    expect(await bucketOwner()).toBe('111122223333');
    expect(operations().filter((operation) => operation === 'GetCallerIdentity')).toHaveLength(1);
    expect(await credentialsOver(standIn, { expectedBucketOwner: '444455556666' }).bucketOwner()).toBe('444455556666');
  });

  test('credentials of an account that is not allowed are never handed out', async () => {
    const { provider, identity } = credentialsOver(standIn, { allowedAccountIds: ['999999999999'] });
    await expect(provider()).rejects.toMatchObject({ code: 'account-not-allowed' });
    await expect(identity()).rejects.toThrow('111122223333');
    await credentialsOver(standIn, { allowedAccountIds: ['999999999999', '111122223333'] }).provider();
  });

  test('a server without the call gives none, which is an error only if accounts are to be checked', async () => {
    standIn.script = ({ operation }) => (operation === 'GetCallerIdentity' ? { status: 405, body: '' } : undefined);
    expect(await credentialsOver(standIn).identity()).toBeUndefined();
    expect(await credentialsOver(standIn).bucketOwner()).toBeUndefined();
    const strict = credentialsOver(standIn, { allowedAccountIds: ['111122223333'] });
    await expect(strict.provider()).rejects.toMatchObject({ code: 'identity-unknown' });
  });

  test('wrong keys are an error', async () => {
    standIn.script = ({ operation }) =>
      operation === 'GetCallerIdentity' ? { status: 403, code: 'InvalidClientTokenId' } : undefined;
    await expect(credentialsOver(standIn).identity()).rejects.toMatchObject({ code: 'credentials-invalid' });
  });
});

describe('another provider', () => {
  const ambient = async () => ({ accessKeyId: 'AKIA', secretAccessKey: 'ambient-secret' });

  test.each([
    ['by input', VAULT_OF_ANOTHER_PROVIDER, {}],
    ['by environment', { stsEndpointUrl: undefined }, { AWS_ENDPOINT_URL_S3: 'https://s3.example.com' }],
  ])('its keys are never shown to AWS: endpoint given %s', async (_, settings, env) => {
    const network = recordingNetwork();
    const { provider, identity, bucketOwner } = credentialsOver(
      standIn,
      { ...settings, roleToAssume: [] },
      { env, ambient, ...network },
    );
    expect(await provider()).toMatchObject({ accessKeyId: 'AKIA' });
    expect([await identity(), await bucketOwner()]).toEqual([undefined, undefined]);

    const withRole = credentialsOver(standIn, settings, { env: { ...env, ...standIn.env }, ambient, ...network });
    await expect(withRole.provider()).rejects.toMatchObject({ code: 'sts-endpoint-missing' });
    const strict = credentialsOver(
      standIn,
      { ...settings, roleToAssume: [], allowedAccountIds: ['111122223333'] },
      { env, ambient, ...network },
    );
    await expect(strict.provider()).rejects.toMatchObject({ code: 'identity-unknown' });
    expect(network.hosts).toEqual([]);
  });

  test('its STS is asked where it was named, with a policy that it can parse', async () => {
    const { provider, bucketOwner } = credentialsOver(
      standIn,
      { ...VAULT_OF_ANOTHER_PROVIDER, roleToAssume: ['arn:aws:iam:::role/backup'] },
      { env: { ...standIn.env, AWS_ENDPOINT_URL_STS: standIn.url } },
    );
    await provider();
    expect(standIn.seen[1]?.params.get('RoleArn')).toBe('arn:aws:iam:::role/backup');
    expect(standIn.seen[1]?.params.get('Policy')).not.toContain('kms:');
    expect(await bucketOwner()).toBe('111122223333');
  });
});

describe('partitions of AWS', () => {
  test.each([
    ['given', { awsRegion: 'eu-central-1' }, {}, 'sts.eu-central-1.amazonaws.com'],
    ['from the environment', {}, { AWS_REGION: 'eu-west-1' }, 'sts.eu-west-1.amazonaws.com'],
    ['unknown', {}, {}, 'sts.us-east-1.amazonaws.com'],
    ['FIPS', { awsRegion: 'us-west-2', useFipsEndpoint: true }, {}, 'sts-fips.us-west-2.amazonaws.com'],
    ['GovCloud', { awsRegion: 'us-gov-east-1', useFipsEndpoint: true }, {}, 'sts.us-gov-east-1.amazonaws.com'],
    ['China', { awsRegion: 'cn-northwest-1' }, {}, 'sts.cn-northwest-1.amazonaws.com.cn'],
    [
      'China by role',
      { roleToAssume: ['arn:aws-cn:iam::111122223333:role/backup'] },
      {},
      'sts.cn-north-1.amazonaws.com.cn',
    ],
    [
      'VPC endpoint of S3',
      { awsRegion: 'us-east-2', endpointUrl: 'https://bucket.vpce-1.s3.us-east-2.vpce.amazonaws.com' },
      {},
      'sts.us-east-2.amazonaws.com',
    ],
  ])('STS of a region %s', async (_, settings, env, host) => {
    const network = recordingNetwork();
    const { provider } = credentialsOver(
      standIn,
      { stsEndpointUrl: undefined, ...settings },
      { env: { ...standIn.env, ...env }, ...network },
    );
    await expect(provider()).rejects.toMatchObject({ code: 'role-not-assumed' });
    expect(network.hosts).toEqual([host]);
  });

  test('China has an audience of its own', async () => {
    await credentialsOver(standIn, { awsRegion: 'cn-north-1' }).provider();
    expect(standIn.seen[0]?.params.get('audience')).toBe('sts.amazonaws.com.cn');
  });
});

/** Lets OIDC through, and answers the SDK with a refusal, without a connection. */
function recordingNetwork() {
  const hosts: string[] = [];
  class Recorder extends NodeHttpHandler {
    override async handle(request: Parameters<NodeHttpHandler['handle']>[0]): Promise<never> {
      hosts.push(request.hostname);
      throw Object.assign(new Error('recorded'), { name: 'AccessDenied' });
    }
  }
  return { hosts, network: { ...createNetwork({}, {}), requestHandler: new Recorder() } };
}
