/** Wrapped vault keys, over the SDK's real client and the double. */
import type { KmsDeps } from '../../../src/aws/kms/client.ts';
import { unwrapKeys, wrapKeys } from '../../../src/aws/kms/wrapping.ts';
import { sessionPolicy } from '../../../src/aws/policies/session.ts';
import { createNetwork } from '../../../src/net/network.ts';
import { parseVaultKey } from '../../../src/vault/seal/keys.ts';
import { type Double, startDouble } from '../../../tools/double/double.ts';
import { thrown } from '../../vault/format/arbitraries.ts';

const FP = '08be760263bec4d1';
const TEXT = 'AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE\n';

let double: Double;
let arn: string;
beforeAll(async () => {
  double = await startDouble({});
  arn = double.addKmsKey('1234abcd-12ab-34cd-56ef-1234567890ab');
});
afterAll(() => double.close());

function depsOf(keys: { readonly accessKeyId: string; readonly secretAccessKey: string }): KmsDeps {
  return {
    credentials: () => Promise.resolve(keys),
    network: createNetwork({ emit: () => undefined }, {}),
    region: double.region,
    env: { AWS_ENDPOINT_URL_KMS: double.endpoint },
    emit: () => undefined,
    signal: new AbortController().signal,
  };
}

test('what is wrapped comes back, for the same fingerprint only', async () => {
  const deps = depsOf(double);
  const line = await wrapKeys(deps, arn, FP, TEXT);
  const parsed = parseVaultKey(line, () => undefined);
  if (parsed.kind !== 'kms') throw new Error('not wrapped');
  expect(parsed.fingerprint).toBe(FP);
  expect(await unwrapKeys(deps, FP, parsed.wrapped)).toBe(TEXT);
  await expect(unwrapKeys(deps, '0000000000000000', parsed.wrapped)).rejects.toThrow(thrown('kms-failed'));
  await expect(unwrapKeys(deps, FP, parsed.wrapped.subarray(1))).rejects.toThrow(thrown('kms-failed'));
});

test('an unknown key, and one that the policies deny, are told', async () => {
  await expect(wrapKeys(depsOf(double), 'alias/none', FP, TEXT)).rejects.toThrow(thrown('kms-failed'));
  const poor = double.addUser({ name: 'poor', policies: [] });
  await expect(wrapKeys(depsOf(poor), arn, FP, TEXT)).rejects.toThrow('refused kms:Encrypt');
});

test('too many former keys are refused before any call', async () => {
  await expect(wrapKeys(depsOf(double), arn, FP, 'x'.repeat(4097))).rejects.toThrow('4,096 bytes');
});

test('the session policy lets a run unwrap the key of its input, and no other one', () => {
  const scope = { mode: 'backup', partition: 'aws', bucket: 'vault', prefix: '', aws: true } as const;
  const keys = ['arn:aws:kms:*:111122223333:key/*'];
  const policy = JSON.parse(sessionPolicy({ ...scope, keys, wrappedKey: FP })) as {
    readonly Statement: readonly unknown[];
  };
  expect(policy.Statement).toContainEqual({
    Effect: 'Allow',
    Action: ['kms:Decrypt'],
    Resource: keys[0],
    Condition: { StringEquals: { 'kms:EncryptionContext:holdfast-key': FP } },
  });
  expect(sessionPolicy({ ...scope, keys })).not.toContain('holdfast-key');
  expect(sessionPolicy({ ...scope, mode: 'keys', keys })).toContain('kms:Encrypt');
});
