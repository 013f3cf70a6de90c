/** What a fleet and its coverage must not say: attacks and odd nights through the bundle. */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AccountSite } from './account-site.ts';
import { expectDone, planOf, resultsOf, statesOf, runFleetStep } from './fleet-steps.ts';
import { Stage, type Vault } from './stage.ts';
import { type FinishedStep } from './support.ts';
import { stateKey } from '../../src/vault/format/keys.ts';
import { compressSync } from '../../src/vault/format/zstd.ts';

let stage: Stage;
let site: AccountSite;
let vault: Vault;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.close());

beforeEach(async () => {
  vault = stage.vault();
  site = await AccountSite.open(stage.fresh());
  for (const [index, name] of ['shop', 'docs'].entries()) site.add(index + 1, name);
});

afterEach(() => site.close());

const step = (mode: string, inputs: Record<string, string> = {}): Promise<FinishedStep> =>
  runFleetStep({ stage, site, vault }, mode, inputs);

interface Row {
  readonly id: number;
  readonly state: string;
}

const fleet = (inputs: Record<string, string> = {}) => step('fleet', { parts: 'git', ...inputs });

/** What a coverage finds by looking, since no leg has recorded anything. */
function forgetRecords(): void {
  for (const key of vault.objects.keys('v1/state/fleet/')) vault.objects.remove(key);
}

test('a newest snapshot that cannot be read covers nothing, in the first coverage and in each one after it', async () => {
  expectDone(await fleet({ apply: 'true' }));
  forgetRecords();
  const [key = ''] = vault.objects.keys('v1/roots/acme/shop/');
  vault.objects.replace(key, vault.objects.read(key).subarray(0, 100));
  for (let n = 0; n < 3; n++) expect(statesOf(await step('coverage'))).toEqual({ docs: 'covered', shop: 'partial' });
});

test('a run of all is not complete where a repository cannot be backed up', async () => {
  expectDone(await fleet({ apply: 'true' }));
  site.rename('shop', 'store');
  site.add(30, 'shop');
  const night = await fleet({ apply: 'true' });
  expect(resultsOf(night)).toEqual({ store: 'complete', docs: 'complete', shop: 'failed' });
  expectDone(night, 1);
  expect(resultsOf(await fleet({ apply: 'true' }))).toEqual({ store: 'complete', docs: 'complete', shop: 'failed' });
});

test('what is left out, as the refusal advises, takes the series from nobody', async () => {
  expectDone(await fleet({ apply: 'true' }));
  site.rename('shop', 'store');
  site.add(30, 'shop');
  for (let n = 0; n < 2; n++) {
    const out = { repositories: '!shop' };
    expect(statesOf(await step('coverage', out))).toEqual({ docs: 'covered', shop: 'excluded', store: 'covered' });
    expect(
      planOf(await fleet(out))
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['docs', 'store']);
    expectDone(await fleet({ ...out, apply: 'true' }));
  }
});

test('snapshots of a repository that is gone do not cover the one that has its name now', async () => {
  expectDone(await fleet({ apply: 'true' }));
  forgetRecords();
  site.remove('shop');
  site.add(30, 'shop');
  for (let n = 0; n < 2; n++) {
    const { report } = await step('coverage');
    const { rows } = (report as { result: { rows: readonly Row[] } }).result;
    expect(rows.map(({ id, state }) => [id, state])).toEqual([
      [30, 'never'],
      [1, 'gone'],
      [2, 'covered'],
    ]);
  }
});

const seriesOf = (name: string): string => `acme/${name}/repository`;

test.each([
  [
    'as held, to two',
    [
      ['docs', 'shop'],
      ['later', 'shop'],
    ],
    true,
  ],
  [
    'as never backed up, to two',
    [
      ['docs', 'shop'],
      ['later', 'shop'],
    ],
    false,
  ],
  [
    'each that of the other',
    [
      ['docs', 'shop'],
      ['shop', 'docs'],
    ],
    true,
  ],
] as const)('false records that give series to others, %s, keep nobody from backups', async (_, claims, isHeld) => {
  site.add(3, 'later');
  expectDone(await fleet({ apply: 'true', repositories: 'shop\ndocs' }));
  expectDone(await step('coverage', { repositories: 'shop\ndocs' }));
  const held = { status: 'complete', snapshot: `${stampNow()}-${'0'.repeat(32)}`, utc: stage.double.clock.now() };
  for (const [name, of] of claims) {
    const { id } = site.of(name);
    await forge({ id, name: of, series: seriesOf(of), parts: [], ...(isHeld ? held : { status: 'left' }) });
  }
  const seen = await step('coverage');
  // What two cannot both have is looked up at once.
  if (new Set(claims.map(([, of]) => of)).size < claims.length)
    expect(statesOf(seen)).toMatchObject({ later: 'never' });
  for (let night = 0; night < 2; night++) {
    await fleet({ apply: 'true' });
    await step('coverage');
    stage.double.clock.advance(24 * 3600);
  }
  expectDone(await fleet({ apply: 'true' }));
  const states = await step('coverage');
  expectDone(states);
  expect(statesOf(states)).toEqual({ docs: 'covered', shop: 'covered', later: 'covered' });
  const planned = Object.fromEntries(planOf(await fleet()).map(({ name, series }) => [name, series]));
  expect(planned).toEqual({ docs: seriesOf('docs'), shop: seriesOf('shop'), later: seriesOf('later') });
});

test('a false record of repositories that nobody has, however many, ends no coverage: it asks for a list, not for each', async () => {
  expectDone(await fleet({ apply: 'true' }));
  const utc = stage.double.clock.now();
  const held = { status: 'complete', snapshot: `${stampNow()}-${'0'.repeat(32)}`, utc, parts: [] };
  const names = Array.from({ length: 2000 }, (_, index) => `none-${String(index)}`);
  await forge(...names.map((name, index) => ({ id: 1000 + index, name, series: seriesOf(name), ...held })));
  site.requests.length = 0;
  const seen = await step('coverage');
  expectDone(seen, 1);
  expect(seen.outputs).toMatchObject({ covered: '2', gone: '2000' });
  expect(site.requests.length).toBeLessThan(10);
});

function stampNow(): string {
  return stage.double.clock
    .now()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '');
}

/** As one who holds the role that backs up can write it. */
async function forge(...results: readonly object[]): Promise<void> {
  stage.double.clock.advance(2);
  const record = { format: 'holdfast-fleet/1', kind: 'leg', account: 'acme', leg: 1, of: 1, results };
  const body = compressSync(Buffer.from(JSON.stringify(record)), 3);
  const credentials = {
    accessKeyId: stage.keys['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: stage.keys['AWS_SECRET_ACCESS_KEY'] ?? '',
  };
  const { endpoint, region } = stage.double;
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await s3.send(
    new PutObjectCommand({ Bucket: vault.name, Key: stateKey('fleet', stage.double.clock.now()), Body: body }),
  );
}
