/** Every policy that setup prints and the template holds, proved by what the double then allows and refuses. */
import * as S3 from '@aws-sdk/client-s3';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayDo, parsePolicy } from '../../../src/aws/policies/evaluate.ts';
import { noOverwrite, ROLE_NAMES, rolePolicy, vaultStatements, type Role } from '../../../src/aws/policies/roles.ts';
import { keyArns, policyDocument, type PolicyPlace } from '../../../src/aws/policies/session.ts';
import { startDouble, type Double } from '../../../tools/double/double.ts';
import { wrongAnswers, type Who } from './proof.ts';
import { FOLDER, run, type Keys } from './workbench.ts';

let double: Double;
let kmsKeyId: string;
const clients: S3.S3Client[] = [];

beforeAll(async () => {
  double = await startDouble();
  kmsKeyId = double.addKmsKey('11111111-aaaa-4aaa-8aaa-000000000001');
  writeFileSync(join(FOLDER, 'data.txt'), 'what is backed up\n');
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await double.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

function clientWith(keys: Keys): S3.S3Client {
  const { endpoint, region } = double;
  const client = new S3.S3Client({ endpoint, region, forcePathStyle: true, maxAttempts: 1, credentials: keys });
  clients.push(client);
  return client;
}

/** Users with the policies of the roles: the double evaluates them alike. */
function keysOf(place: PolicyPlace): Record<Who, Keys> {
  const named = (role: Role) => double.addUser({ name: `holdfast-${role}`, policies: [rolePolicy(role, place)] });
  const everything = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: ['s3:*', 'kms:*'], Resource: '*' },
  };
  const wide = double.addUser({ name: 'wide', policies: [everything] });
  return { ...(Object.fromEntries(ROLE_NAMES.map((role) => [role, named(role)])) as Record<Role, Keys>), wide };
}

const BACKUP_ARNS = ['holdfast-backup', 'wide'].map((name) => `arn:aws:iam::111122223333:user/${name}`);

test.each([
  ['AWS', true],
  ['other providers', false],
])('in the form for %s', async (_, aws) => {
  const bucket = aws ? 'vault-aws' : 'vault-other';
  const place = { partition: 'aws', bucket, prefix: '', aws, keys: keyArns('aws', [double.accountId]) };
  const keys = keysOf(place);
  double.makeVaultBucket(bucket);
  const statements = [
    ...vaultStatements(place, { backupRoles: BACKUP_ARNS, vaultKeys: [], tls: false }),
    noOverwrite(place),
  ];
  const owner = clientWith(double);
  await owner.send(
    new S3.PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policyDocument(statements)) }),
  );

  // A default backup, and a second one, with the credentials of the role and all checks of the bucket.
  const inputs = { bucket, name: 'acme/shop/files', source: 'files', path: 'data.txt' };
  for (const night of [1, 2]) {
    writeFileSync(join(FOLDER, 'data.txt'), `night ${String(night)}\n`);
    const { result } = await run(double, 'backup', inputs, { keys: keys.backup });
    expect(result).toMatchObject({ status: 'complete', exitCode: 0 });
    double.clock.advance(60);
  }
  const restored = await run(
    double,
    'restore',
    { bucket, name: inputs.name, path: join(FOLDER, bucket) },
    { keys: keys.restore },
  );
  expect(restored.result.exitCode).toBe(0);

  const clientOf = (who: Who) => clientWith(keys[who]);
  const wrong = await wrongAnswers({
    bucket,
    clientOf,
    owner,
    refusesOverwrite: true,
    refusesArchives: true,
    kmsKeyId,
    notServed: ['tag a pack'],
  });
  expect(wrong).toEqual({});
});

/** Calls that few servers have, told by the policies alone. */
test.each([
  'DeleteObject',
  'DeleteObjectTagging',
  'DeleteObjectVersion',
  'DeleteObjectVersionTagging',
  'BypassGovernanceRetention',
  'PutObjectAcl',
  'PutObjectVersionAcl',
  'PutObjectTagging',
  'PutObjectVersionTagging',
  'PutObjectRetention',
  'PutObjectLegalHold',
  'DeleteBucket',
  'DeleteBucketPolicy',
  'DeleteBucketWebsite',
  'PutAccelerateConfiguration',
  'PutBucketAcl',
  'PutBucketLogging',
  'PutBucketNotification',
  'PutBucketObjectLockConfiguration',
  'PutBucketOwnershipControls',
  'PutBucketPolicy',
  'PutBucketPublicAccessBlock',
  'PutBucketVersioning',
  'PutEncryptionConfiguration',
  'PutInventoryConfiguration',
  'PutLifecycleConfiguration',
  'PutReplicationConfiguration',
])('the policy of the bucket refuses s3:%s to a role that backs up, whatever the role allows', (name) => {
  const place = { partition: 'aws', bucket: 'vault', prefix: 'team', aws: true };
  const [arn = '', other = ''] = ['holdfast-backup', 'holdfast-setup'].map(
    (n) => `arn:aws:iam::111122223333:role/${n}`,
  );
  const statements = vaultStatements(place, { backupRoles: [arn], vaultKeys: [], tls: true });
  const everything = { Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } };
  const policies = {
    identity: parsePolicy(JSON.stringify(everything)),
    bucket: parsePolicy(JSON.stringify(policyDocument(statements))),
    bucketOwner: '111122223333',
  };
  const ofObject = /Object(?!Lock)|Bypass/.test(name);
  const resource = `arn:aws:s3:::vault${ofObject ? '/team/v1/packs/acme/shop/files/@/x/0' : ''}`;
  const answer = (who: string) =>
    mayDo(policies, {
      who: { arn: who, accountId: '111122223333' },
      action: `s3:${name}`,
      resource,
      context: { 'aws:principalarn': who, 'aws:securetransport': 'true' },
    });
  expect([answer(arn), answer(other)]).toEqual(['no', 'yes']);
});
