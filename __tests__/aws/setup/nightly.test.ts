/** What a night in which nothing changed asks of the server: each request, by its operation. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDouble, type Double } from '../../../tools/double/double.ts';
import { FOLDER, run } from './workbench.ts';

let double: Double;

beforeAll(async () => {
  double = await startDouble();
  double.makeVaultBucket('vault');
  writeFileSync(join(FOLDER, 'data.txt'), 'what is backed up\n');
});
afterAll(async () => {
  await double.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

test('an unchanged night: 14 requests at S3, and who it is', async () => {
  const inputs = { bucket: 'vault', name: 'acme/shop/files', source: 'files', path: 'data.txt' };
  for (const night of [1, 2]) {
    double.clearRequests();
    const { result } = await run(double, 'backup', inputs, {});
    expect([night, result.exitCode]).toEqual([night, 0]);
    double.clock.advance(86_400);
  }
  // Lists of roots, packs, marks and vault documents; the parent's root and its pack; the probe and the new root, whose time is
  // asked for since the clock of this double is not that of the machine.
  expect(double.counts()).toEqual({
    GetCallerIdentity: 1,
    GetBucketVersioning: 1,
    GetBucketEncryption: 1,
    GetPublicAccessBlock: 1,
    GetBucketPolicyStatus: 1,
    GetBucketLifecycleConfiguration: 1,
    ListObjectsV2: 4,
    GetObject: 2,
    HeadObject: 1,
    PutObject: 2,
  });
});
