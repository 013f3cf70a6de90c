/** Mode setup over the double: what it makes of buckets, and what it leaves alone. */
import * as S3 from '@aws-sdk/client-s3';
import { rmSync } from 'node:fs';
import { startDouble, type Double } from '../../tools/double/double.ts';
import type { Bucket } from '../../tools/double/state.ts';
import { FOLDER, failure, run, type Ran } from './workbench.ts';

const ROLE = 'arn:aws:iam::111122223333:role/holdfast-backup';

let double: Double;
let s3: S3.S3Client;
let count = 0;
let bucket: string;

beforeAll(async () => {
  double = await startDouble();
  const { endpoint, region } = double;
  s3 = new S3.S3Client({ endpoint, region, forcePathStyle: true, maxAttempts: 1, credentials: double });
});
beforeEach(() => {
  bucket = `bucket-${String(count++)}`;
  double.faults = undefined;
});
afterAll(async () => {
  s3.destroy();
  await double.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

function setup(given: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return run(double, 'setup', { bucket, 'backup-roles': ROLE, ...given });
}

const applied = (given: Readonly<Record<string, string>> = {}) => setup({ apply: 'true', ...given });

function lines({ result }: Ran): Record<string, string> {
  return Object.fromEntries((result.tables[0]?.rows ?? []).map(([name, , then]) => [String(name), String(then)]));
}

const rulesOf = async () =>
  (await s3.send(new S3.GetBucketLifecycleConfigurationCommand({ Bucket: bucket }))).Rules ?? [];
const policyOf = async () =>
  (
    JSON.parse((await s3.send(new S3.GetBucketPolicyCommand({ Bucket: bucket }))).Policy ?? '') as {
      Statement: { Sid?: string; Effect: string }[];
    }
  ).Statement;
const settings = (made: Bucket) => ({ versioning: made.versioning, documents: Object.fromEntries(made.documents) });
const changes = ({ result }: Ran) => result.outputs.changes;

describe('a bucket that is not there', () => {
  test('is planned without a call that writes, made, and then as it should be', async () => {
    double.clearRequests();
    const plan = await setup();
    expect(double.requests.filter(({ method }) => !['GET', 'HEAD', 'POST'].includes(method))).toEqual([]);
    expect(plan.result.outputs).toMatchObject({ applied: false });
    expect(lines(plan)).toMatchObject({ bucket: `${bucket} in us-east-1`, versioning: 'Enabled' });

    const made = await applied();
    expect(made.result).toMatchObject({ status: 'complete', exitCode: 0, outputs: { applied: true } });
    expect(made.warnings).toEqual(['setup-no-tls']);
    expect(lines(made)).toMatchObject({
      overwriting: 'refused',
      lifecycle: expect.stringContaining('60 days') as string,
    });
    expect((await policyOf()).map(({ Sid }) => Sid)).toEqual([
      'HoldfastNoCopies',
      'HoldfastNoCustomerKeys',
      'HoldfastBackupOnlyAdds',
      'HoldfastBackupVouchesForNothing',
      'HoldfastBackupKeepsSettings',
      'HoldfastNoOverwrite',
    ]);

    double.clearRequests();
    const again = await applied();
    expect(again.result.outputs).toMatchObject({ changes: 0, applied: false });
    expect(double.requests.filter(({ operation }) => /^(Put(?!Object$)|Create|Delete)/.test(operation))).toEqual([]);
  });

  test('is made in its region, with Object Lock if days are given', async () => {
    await applied({ 'object-lock-days': '30', 'transition-days': '90' });
    const lock = await s3.send(new S3.GetObjectLockConfigurationCommand({ Bucket: bucket }));
    expect(lock.ObjectLockConfiguration?.Rule?.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 30 });
    expect((await rulesOf())[1]).toMatchObject({
      Filter: { Prefix: 'v1/packs/' },
      Transitions: [{ Days: 90, StorageClass: 'GLACIER_IR' }],
    });
    expect(changes(await applied({ 'object-lock-days': '30', 'transition-days': '90' }))).toBe(0);
  });
});
