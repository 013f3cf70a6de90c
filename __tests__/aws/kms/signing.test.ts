/** Signatures of a key in KMS, over the SDK's real client and the double, and who may have them. */
import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import type { KmsDeps } from '../../../src/aws/kms/client.ts';
import { signByKms } from '../../../src/aws/kms/signing.ts';
import { ROLE_NAMES, rolePolicy } from '../../../src/aws/policies/roles.ts';
import { sessionPolicy, signingKeyOf } from '../../../src/aws/policies/session.ts';
import { createNetwork } from '../../../src/net/network.ts';
import { type Double, startDouble } from '../../../tools/double/double.ts';
import { thrown } from '../../vault/format/arbitraries.ts';

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const TEXT = Buffer.from('head.claims');
const ACCOUNT = '111122223333';

let double: Double;
let arn: string;
beforeAll(async () => {
  double = await startDouble({});
  arn = double.addKmsKey('aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa');
  double.importSigningKey(arn, pemOf(RSA.privateKey), 'alias/app');
});
afterAll(() => double.close());

function depsOf(keys: { readonly accessKeyId: string; readonly secretAccessKey: string } = double): KmsDeps {
  return {
    credentials: () => Promise.resolve(keys),
    network: createNetwork({ emit: () => undefined }, {}),
    region: double.region,
    env: { AWS_ENDPOINT_URL_KMS: double.endpoint },
    emit: () => undefined,
    signal: new AbortController().signal,
  };
}

test('a key signs by its ARN, its id and its alias', async () => {
  for (const name of [arn, 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa', 'alias/app']) {
    expect(verify('sha256', TEXT, RSA.publicKey, await signByKms(depsOf(), name, TEXT))).toBe(true);
  }
});

test('a key of the wrong kind, and one that is not there, are told', async () => {
  const symmetric = double.addKmsKey('bbbbbbbb-1111-4111-8111-bbbbbbbbbbbb');
  const elliptic = double.addKmsKey('cccccccc-1111-4111-8111-cccccccccccc');
  double.importSigningKey(elliptic, pemOf(EC.privateKey));
  for (const [key, why] of [
    [symmetric, 'ENCRYPT_DECRYPT'],
    [elliptic, 'ECC_NIST_P256'],
    ['alias/none', 'does not exist'],
  ] as const) {
    await expect(signByKms(depsOf(), key, TEXT)).rejects.toMatchObject({
      code: 'kms-failed',
      why: expect.stringContaining(why) as string,
      fix: expect.stringContaining('SIGN_VERIFY') as string,
    });
  }
});

test.each<[string, string, boolean]>([
  ['by the ARN', 'arn', true],
  ['by the id', 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa', true],
  ['by the alias', 'alias/app', true],
  ['of another key', 'dddddddd-1111-4111-8111-dddddddddddd', false],
])('the session policy of a backup lets a run sign with the key that is named %s', async (_, named, isAllowed) => {
  const name = named === 'arn' ? arn : named;
  const signingKey = signingKeyOf('aws', [ACCOUNT], name);
  const scope = { mode: 'backup', partition: 'aws', bucket: 'vault', prefix: '', aws: true, signingKey } as const;
  const policies = [JSON.parse(sessionPolicy(scope)) as object];
  const user = double.addUser({ name: `user-${named}`, policies });
  const signed = signByKms(depsOf(user), isAllowed ? name : arn, TEXT);
  await (isAllowed ? expect(signed).resolves.toHaveLength(256) : expect(signed).rejects.toThrow(thrown('kms-failed')));
});

test('no other name opens a key that was named by its alias', async () => {
  const signingKey = signingKeyOf('aws', [ACCOUNT], 'alias/app');
  const scope = { mode: 'backup', partition: 'aws', bucket: 'vault', prefix: '', aws: true, signingKey } as const;
  const user = double.addUser({ name: 'alias-only', policies: [JSON.parse(sessionPolicy(scope)) as object] });
  await expect(signByKms(depsOf(user), arn, TEXT)).rejects.toThrow('kms:Sign');
});

test('an ARN of another region and account is that key alone', () => {
  const other = 'arn:aws:kms:eu-west-1:444455556666:key/x';
  expect(signingKeyOf('aws', [ACCOUNT], other)).toEqual({ arns: [other], alias: undefined });
  expect(signingKeyOf('aws', [ACCOUNT], 'arn:aws:kms:eu-west-1:444455556666:alias/a')).toEqual({
    arns: ['arn:aws:kms:eu-west-1:444455556666:key/*'],
    alias: 'alias/a',
  });
});

test('only the roles that ask GitHub may sign, and none without a key', () => {
  const place = { partition: 'aws', bucket: 'vault', prefix: '', aws: true };
  const signers = (more: object) =>
    ROLE_NAMES.filter((role) => JSON.stringify(rolePolicy(role, { ...place, ...more })).includes('kms:Sign'));
  expect(signers({ signingKey: signingKeyOf('aws', [ACCOUNT], arn) })).toEqual(['backup', 'restore', 'verify']);
  expect(signers({})).toEqual([]);
});
