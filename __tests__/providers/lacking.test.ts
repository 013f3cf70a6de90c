/** Backups and setup on servers that lack something of S3, played by the double: refused with the fact that is missing, or stored. */
import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HoldfastError } from '../../src/base/errors.ts';
import { startDouble, type Double } from '../../tools/double/double.ts';
import { LACKS, type Lack } from '../../tools/double/lacks.ts';
import { FOLDER, run, type Ran } from '../aws/setup/workbench.ts';

const ROLE = 'arn:aws:iam::111122223333:role/holdfast-backup';

let double: Double;
let bucket: string;
let count = 0;
beforeAll(async () => {
  double = await startDouble();
  writeFileSync(join(FOLDER, 'data.txt'), 'what is backed up\n');
});
beforeEach(() => {
  double.lacks.clear();
  bucket = `bucket-${String(count++)}`;
  double.makeVaultBucket(bucket);
});
afterAll(async () => {
  await double.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

const backUp = (more: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  run(double, 'backup', { bucket, name: 'acme/shop/files', source: 'files', path: 'data.txt', ...more });
const keys = (): readonly string[] => double.objects(bucket).keys('v1/');
const roots = (): readonly string[] => double.objects(bucket).keys('v1/roots/');

async function refusal(ran: Promise<Ran>): Promise<HoldfastError> {
  const error: unknown = await ran.then(
    ({ result }) => result,
    (thrown: unknown) => thrown,
  );
  if (error instanceof HoldfastError) return error;
  throw new Error(`it was not refused: ${JSON.stringify(error)}`);
}

/** What an error has to name; undefined: the backup is stored. */
const OUTCOMES: Readonly<Record<Lack, RegExp | undefined>> = {
  'versioning-call': undefined,
  versions: /not proved that the bucket keeps S3 versions/,
  'null-versions': /no versioning/,
  'false-versions': /not proved that the bucket keeps S3 versions/,
  'lost-versions': /not proved that the bucket keeps S3 versions/,
  'settings-calls': undefined,
  'listing-as-answer': undefined,
  'empty-answer': undefined,
  'html-answer': undefined,
  'encryption-refused': undefined,
  'encryption-ignored': /does not encrypt/,
  'false-encryption': /says that it encrypts with AES256, but it does not/,
  'encryption-without-key': /encrypts with AES256 by default: a server that has no key for it refuses every PUT/,
  'conditional-put-ignored': /no-conditional-writes/,
  'conditional-put-refused': /no-conditional-writes/,
  'conditional-put-over-marker': undefined,
  'policy-conditions': undefined,
  'policy-condition-keys': undefined,
  'access-block-locks-out': /refused \(403\)/,
  'part-of-lifecycle': undefined,
  'settings-kept': undefined,
  'checksums-kept': undefined,
  'checksums-refused': /no-checksums/,
};

describe.each([
  [
    'access-block-locks-out',
    'BlockPublicAcls of the bucket is on',
    /--public-access-block-configuration BlockPublicAcls=false,BlockPublicPolicy=true,/,
  ],
  ['policy-conditions', 'statement HoldfastNoCopies', /removes statement HoldfastNoCopies, .* from its policy/],
] as const)('a server whose bucket refuses every PUT from the start: %s', (lack, reason, fix) => {
  test.each(['backup', 'setup'] as const)('%s names the reason and the way out', async (mode) => {
    await run(double, 'setup', { bucket, 'backup-roles': ROLE, apply: 'true' });
    double.lacks.add(lack);
    const refused = await refusal(
      mode === 'backup' ? backUp() : run(double, 'setup', { bucket, 'backup-roles': ROLE, apply: 'true' }),
    );
    expect(refused).toMatchObject({ code: 'access-denied', why: expect.stringContaining(reason) as string });
    expect(refused.fix).toMatch(fix);
    expect(roots()).toEqual([]);
  });
});

/** Where setup has to say that it could not do all of its work. */
const TOLD: readonly Lack[] = [
  'policy-conditions',
  'access-block-locks-out',
  'settings-kept',
  'encryption-without-key',
];

describe.each(Object.keys(LACKS) as Lack[])('a server with %s', (lack) => {
  const expected = OUTCOMES[lack];

  test('a backup is stored, or refused with what is missing, and nothing is left', async () => {
    double.lacks.add(lack);
    if (expected === undefined) {
      expect((await backUp()).result).toMatchObject({ status: 'complete', exitCode: 0 });
      expect(roots()).toHaveLength(1);
      expect((await backUp()).result.exitCode).toBe(0);
      return;
    }
    const { message, why } = await refusal(backUp());
    expect(`${message} ${String(why)}`).toMatch(expected);
    expect(keys()).toEqual([]);
  });

  test('with encryption asked for', async () => {
    double.lacks.add(lack);
    const ran = backUp({ encryption: 'AES256' });
    const isPlain = ['encryption-refused', 'encryption-ignored', 'false-encryption'].includes(lack);
    if (isPlain || expected !== undefined) {
      const { message, why } = await refusal(ran);
      expect(isPlain ? message : `${message} ${String(why)}`).toMatch(
        isPlain ? /^(?!.*conditional).*Encryption was requested/ : (expected as RegExp),
      );
      expect(keys()).toEqual([]);
    } else expect((await ran).result.exitCode).toBe(0);
  });

  test('where the vault is there already', async () => {
    await backUp();
    const before = keys().filter((key) => key !== 'v1/probe');
    double.lacks.add(lack);
    double.clock.advance(3600);
    // What an earlier PUT proved is not asked again in each run, if the calls say that all is well.
    const isSeen =
      expected !== undefined && !['false-versions', 'false-encryption', 'checksums-refused'].includes(lack);
    const outcome = await backUp().then(
      ({ result }) => result.exitCode,
      (error: unknown) => error,
    );
    if (isSeen) expect(outcome).toBeInstanceOf(HoldfastError);
    if (outcome instanceof HoldfastError) expect(outcome.code).not.toBe('internal');
    for (const key of before) expect(keys()).toContain(key);
  });
});

/** Servers on which setup ends with a bucket that a backup takes. */
const FIT = (Object.keys(LACKS) as Lack[]).filter(
  (lack) => OUTCOMES[lack] === undefined || lack === 'access-block-locks-out',
);

describe.each(Object.keys(LACKS) as Lack[])('setup on a server with %s', (lack) => {
  const setup = () => run(double, 'setup', { bucket, 'backup-roles': ROLE, apply: 'true' });
  const isFit = FIT.includes(lack);

  test('leaves a vault that can be written, or says what is missing, and settles', async () => {
    const made = double.makeVaultBucket(bucket);
    for (const name of ['encryption', 'publicAccessBlock', 'ownershipControls']) made.documents.delete(name);
    // Nothing is encrypted by itself where encryption is not served.
    if (isFit && lack !== 'encryption-refused' && lack !== 'settings-calls' && !lack.endsWith('-answer'))
      await backUp({ 'bucket-checks': 'warn' });
    double.lacks.add(lack);
    const first = await setup();
    expect(first.result.exitCode === 0).toBe(isFit && !TOLD.includes(lack));
    if (isFit) expect((await backUp({ 'bucket-checks': 'warn' })).result.exitCode).toBe(0);
    const before = new Map(made.documents);
    const second = await setup();
    expect(second.result.outputs.changes).toBe(0);
    expect(second.result.exitCode).toBe(first.result.exitCode);
    expect(made.documents).toEqual(before);
    if (TOLD.includes(lack)) expect(second.warnings.join()).toMatch(/setup-locked-out|setup-not-kept/);
  });
});

test('setup on another server says that its owner cannot read what roles write, until a statement lets somebody read', async () => {
  const setup = (given: Readonly<Record<string, string>> = { 'backup-roles': ROLE }) =>
    run(double, 'setup', { bucket, apply: 'true', ...given });
  const isTold = ({ events }: Ran): boolean =>
    events.some((event) => event.type === 'notice' && event.class === 'setup-owner-cannot-read');
  const made = double.makeVaultBucket(bucket);
  expect(isTold(await setup({}))).toBe(false);
  expect(isTold(await setup())).toBe(true);
  const { Statement, ...rest } = JSON.parse(made.documents.get('policy') ?? '') as { readonly Statement: object[] };
  const Principal = { AWS: 'arn:aws:iam:::user/owner' };
  const Resource = `arn:aws:s3:::${bucket}/v1/*`;
  const reads = { Effect: 'Allow', Principal, Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource };
  made.documents.set('policy', JSON.stringify({ ...rest, Statement: [...Statement, reads] }));
  expect(isTold(await setup())).toBe(false);
});
