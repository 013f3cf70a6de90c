import { hash } from 'node:crypto';
import { writeRecord, type FleetResult } from '../../src/fleet/records.ts';
import { defaultSeries } from '../../src/fleet/series.ts';
import type { Store } from '../../src/store/store.ts';
import { formatUtc, rootKey } from '../../src/vault/format/keys.ts';
import { startDouble, type Double } from '../double/double.ts';
import type { Bucket } from '../double/state.ts';
import { makeWorld, StandInAccount, startGithubServer } from '../github-server/index.ts';
import { type Bench, placeIn, runForJson } from './bench.ts';
import { holdfastCommand, toolEnv } from './tools.ts';

const TOKEN = 'ghs_0123456789abcdefghijABCDEFGHIJ012345';
const SET = 'coverage1000';
const REPOSITORIES = 1000;
const SNAPSHOTS = 400;
const LEGS = 20;
const HOUR_MS = 3_600_000;
const BUCKET = 'bench-coverage';

/** Plan and coverage of 1,000 series of 400 snapshots each, after a night of 20 legs. The double of S3 holds their names. */
export async function benchCoverage(bench: Bench): Promise<void> {
  const world = makeWorld();
  const account = new StandInAccount({ login: 'acme', count: REPOSITORIES, world });
  const github = await startGithubServer({ world, token: TOKEN, account });
  const s3 = await startDouble();
  const keys = { AWS_ACCESS_KEY_ID: s3.accessKeyId, AWS_SECRET_ACCESS_KEY: s3.secretAccessKey, AWS_REGION: s3.region };
  const bucket = s3.makeVaultBucket(BUCKET);
  const flags = ['--organization', 'acme', '--github-server-url', github.url, '--github-token', TOKEN];
  const count = async (work: string, mode: string, expected: object): Promise<void> => {
    const before = github.requests.length;
    s3.clearRequests();
    const command = holdfastCommand(
      mode,
      placeIn(bench, s3.endpoint, BUCKET),
      ...flags,
      '--force-path-style',
      '--json',
    );
    const { measured, json } = await runForJson(bench, `${SET} ${work}`, command, toolEnv(keys));
    const { outputs = {} } = json as { readonly outputs?: Readonly<Record<string, unknown>> };
    for (const [name, value] of Object.entries(expected))
      if (outputs[name] !== value) throw new Error(`${work}: ${name} is ${String(outputs[name])}`);
    bench.log(`  ${JSON.stringify(s3.counts())}, ${String(github.requests.length - before)} to GitHub`);
    bench.results.time(SET, work, 'holdfast', measured);
    bench.results.count(SET, `requests of ${work}`, 'holdfast', s3.requests.length + github.requests.length - before);
  };
  try {
    await fill(bucket, account, s3);
    await count('plan', 'fleet', { repositories: REPOSITORIES });
    await count('coverage', 'coverage', { covered: REPOSITORIES });
    for (const key of bucket.keys().filter((name) => name.startsWith('v1/state/fleet/'))) remove(bucket, key);
    await count('a plan without a record', 'fleet', { repositories: REPOSITORIES });
  } finally {
    await s3.close();
    await github.close();
  }
}

/** A snapshot a night in each series, the coverage of yesterday, and the legs of this night. */
async function fill(bucket: Bucket, account: StandInAccount, s3: Double): Promise<void> {
  const now = s3.clock.now().getTime();
  const ago = (hours: number): Date => new Date(Math.floor(now / 1000) * 1000 - hours * HOUR_MS);
  const results = [...account.repositories.values()].map(({ id, name }): FleetResult => {
    const series = defaultSeries('acme', name);
    const idAt = (time: Date): string => `${formatUtc(time)}-${hash('sha256', series).slice(0, 32)}`;
    for (let day = 0; day < SNAPSHOTS; day++)
      add(bucket, rootKey(series, idAt(ago(24 * day + 2))), Buffer.alloc(0), ago(24 * day + 2));
    return { id, name, series, status: 'complete', snapshot: idAt(ago(2)), utc: ago(2), parts: [], durationMs: 2000 };
  });
  const store = {
    putNew: (key: string, body: Uint8Array) => Promise.resolve(add(bucket, key, Buffer.from(body), ago(1))),
  } as unknown as Store;
  const before = results.map((result) => ({ ...result, utc: ago(26) }));
  await writeRecord(store, ago(26), {
    kind: 'coverage',
    account: 'acme',
    results: before,
    gone: [],
  });
  for (let leg = 1; leg <= LEGS; leg++) {
    const own = results.filter((_, index) => index % LEGS === leg - 1);
    await writeRecord(store, ago(1), { kind: 'leg', account: 'acme', leg, of: LEGS, results: own });
  }
}

function add(bucket: Bucket, key: string, body: Buffer, lastModified: Date): void {
  bucket.add({
    ...{ key, versionId: '1', isDeleteMarker: false, lastModified, body, etag: '"0"', checksums: {}, headers: {} },
    ...{ storageClass: 'STANDARD', encryption: undefined },
  });
}

function remove(bucket: Bucket, key: string): void {
  for (const { versionId } of bucket.versions(key)) bucket.remove(key, versionId);
}
