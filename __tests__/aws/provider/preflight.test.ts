import { NodeHttpHandler } from '@smithy/node-http-handler';
import { connectS3 } from '../../../src/aws/s3/client.ts';
import type { S3Connection } from '../../../src/aws/s3/client.ts';
import { PUBLIC_ACCESS_SWITCHES, readSettings } from '../../../src/aws/bucket/settings.ts';
import type { Event } from '../../../src/base/events.ts';
import { checkBucket, probeConditionalWrites, readBackupSettings } from '../../../src/aws/provider/preflight.ts';
import { PROBE_KEY } from '../../../src/store/probe-object.ts';
import { storeOver } from '../../../src/aws/s3/store.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { reply, s3Error, startScriptedServer, xml } from '../../support/scripted-server.ts';
import type { Answer, ScriptedServer } from '../../support/scripted-server.ts';

let server: ScriptedServer;
let events: Event[];
// A server for each test: requests that an abort cut off may still be on their way when the next test begins.
beforeEach(async () => {
  server = await startScriptedServer();
  events = [];
});
afterEach(() => server.close());

function connect(): S3Connection {
  return connectS3(
    {
      bucket: 'vault',
      prefix: 'p',
      region: 'us-east-1',
      endpointUrl: server.endpointUrl,
      forcePathStyle: true,
      retry: { attempts: 2, baseMs: 1 },
    },
    {
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
      requestHandler: new NodeHttpHandler(),
      emit: (event) => events.push(event),
    },
  );
}

/** Answers by subresource (`?versioning`), since the calls come in any order. */
function bySubresource(answers: Record<string, Answer>): void {
  server.script((response, request) => {
    const key =
      Object.keys(answers).find((name) => new RegExp(`[?&]${name}(=|&|$)`).test(request.url)) ?? request.method;
    const answer = answers[key];
    if (answer === undefined) throw new Error(`no answer for ${request.method} ${request.url}`);
    answer(response, request);
  });
}

const block = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
const SAFE: Record<string, Answer> = {
  versioning: xml('<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>'),
  encryption: xml(
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
  ),
  publicAccessBlock: xml(
    `<PublicAccessBlockConfiguration>${block.map((name) => `<${name}>true</${name}>`).join('')}</PublicAccessBlockConfiguration>`,
  ),
  policyStatus: s3Error(404, 'NoSuchBucketPolicy'),
  acl: xml('<AccessControlPolicy><AccessControlList></AccessControlList></AccessControlPolicy>'),
  lifecycle: s3Error(404, 'NoSuchLifecycleConfiguration'),
  PUT: s3Error(412, 'PreconditionFailed'),
};

describe('readBackupSettings', () => {
  test('five requests, whose "never set" is an answer', async () => {
    bySubresource({ ...SAFE, encryption: s3Error(404, 'ServerSideEncryptionConfigurationNotFoundError') });
    expect(await readBackupSettings(connect())).toEqual({
      versioning: { state: 'ok', value: { status: 'Enabled', mfaDelete: false } },
      encryption: { state: 'ok', value: undefined },
      openSwitches: { state: 'ok', value: [] },
      policyIsPublic: { state: 'ok', value: false },
      publicGrants: { state: 'ok', value: [] },
      lifecycle: { state: 'ok', value: { rules: [], minimumSize: undefined } },
    });
    expect(server.requests).toHaveLength(5);
  });

  test.each(['IgnorePublicAcls', 'BlockPublicAcls'] as const)(
    'the ACL is asked for where it could grant something: %s is off',
    async (name) => {
      const on = PUBLIC_ACCESS_SWITCHES.filter((each) => each !== name);
      const block = on.map((each) => `<${each}>true</${each}>`).join('');
      bySubresource({
        ...SAFE,
        publicAccessBlock: xml(`<PublicAccessBlockConfiguration>${block}</PublicAccessBlockConfiguration>`),
        acl: s3Error(403, 'AccessDenied'),
      });
      const asks = name === 'IgnorePublicAcls';
      expect((await readBackupSettings(connect())).publicGrants.state).toBe(asks ? 'denied' : 'ok');
      expect(server.requests).toHaveLength(asks ? 6 : 5);
    },
  );

  test('public grants, refusals, and calls that are not served', async () => {
    const grant = (uri: string, permission: string): string =>
      `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>${uri}</URI></Grantee><Permission>${permission}</Permission></Grant>`;
    const groups = 'http://acs.amazonaws.com/groups';
    bySubresource({
      ...SAFE,
      versioning: s3Error(403, 'AccessDenied'),
      policyStatus: s3Error(501, 'NotImplemented'),
      lifecycle: s3Error(405, 'MethodNotAllowed'),
      publicAccessBlock: s3Error(404, 'NoSuchThing'),
      acl: xml(
        `<AccessControlPolicy><AccessControlList>${grant(`${groups}/global/AllUsers`, 'READ')}${grant(`${groups}/s3/LogDelivery`, 'WRITE')}</AccessControlList></AccessControlPolicy>`,
      ),
    });
    expect(await readBackupSettings(connect())).toMatchObject({
      versioning: { state: 'denied', permission: 's3:GetBucketVersioning' },
      policyIsPublic: { state: 'unknown' },
      lifecycle: { state: 'unknown' },
      openSwitches: { state: 'unknown' },
      publicGrants: { state: 'ok', value: ['READ'] },
    });
  });

  test.each([
    ['bucket-not-found', s3Error(404, 'NoSuchBucket')],
    ['s3-failed', s3Error(500, 'InternalError')],
    ['credentials-invalid', s3Error(403, 'InvalidAccessKeyId')],
  ])('%s is no answer about a setting', async (code, answer) => {
    bySubresource({ ...SAFE, lifecycle: answer });
    await expect(readBackupSettings(connect())).rejects.toMatchObject({ code });
  });
});

test('an answer that names no ownership, as Ceph gives it, is none; "never set" is ObjectWriter', async () => {
  bySubresource({ ownershipControls: xml('<LocationConstraint></LocationConstraint>') });
  const unknown = { state: 'unknown', reason: 'Its answer is no OwnershipControls, but LocationConstraint.' };
  expect(await readSettings(connect(), ['ownership'])).toEqual({ ownership: unknown });
  bySubresource({ ownershipControls: s3Error(404, 'OwnershipControlsNotFoundError') });
  expect(await readSettings(connect(), ['ownership'])).toEqual({ ownership: { state: 'ok', value: 'ObjectWriter' } });
});

describe('checkBucket', () => {
  const run = async (answers: Record<string, Answer>): Promise<unknown> => {
    bySubresource({ ...SAFE, ...answers });
    const connection = connect();
    return checkBucket(connection, storeOver(connection), { mode: 'enforce' });
  };

  test('a safe bucket costs six requests and says nothing', async () => {
    await run({});
    expect(server.requests).toHaveLength(6);
    expect(events).toEqual([]);
  });

  test('encryption that only a stored object shows', async () => {
    const encryption = s3Error(404, 'ServerSideEncryptionConfigurationNotFoundError');
    await run({ encryption, HEAD: reply(200, { 'x-amz-server-side-encryption': 'AES256' }) });
    expect(server.requests).toHaveLength(7);
    await expect(run({ encryption, HEAD: reply(200) })).rejects.toMatchObject({ code: 'bucket-unsafe' });
  });

  test('every refusal is in one error', async () => {
    const versioning = xml('<VersioningConfiguration/>');
    const written = { PUT: reply(200, { etag: '"e"' }), HEAD: reply(200), DELETE: reply(204) };
    await expect(run({ versioning, ...written })).rejects.toMatchObject({
      code: 'bucket-unsafe',
      message: expect.stringMatching(/no versioning.*says that it encrypts.*conditional writes/) as string,
    });
  });

  test('off asks nothing', async () => {
    server.script();
    const connection = connect();
    await checkBucket(connection, storeOver(connection), { mode: 'off' });
    expect(server.requests).toEqual([]);
  });
});

describe('probeConditionalWrites', () => {
  test('passes on a new vault and on one probed before, and writes one key only', async () => {
    const { store, objects } = memoryStore();
    await expect(probeConditionalWrites(store)).resolves.toMatchObject({ severity: 'ok' });
    await expect(probeConditionalWrites(store)).resolves.toMatchObject({ severity: 'ok' });
    expect([...objects.keys()]).toEqual([PROBE_KEY]);
  });

  test('refuses a server that overwrites, or that does not know the header', async () => {
    const connection = connect();
    server.script(reply(200, { etag: '"e"' }));
    await expect(probeConditionalWrites(storeOver(connection))).resolves.toMatchObject({ severity: 'refuse' });
    server.script(
      s3Error(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented'),
    );
    await expect(probeConditionalWrites(storeOver(connection))).resolves.toMatchObject({ severity: 'refuse' });
  });
});
